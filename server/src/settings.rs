//! Settings from a file, below the environment and the command line: each key is an option of
//! `stile serve` without its dashes. What the file says becomes the option's default, so both are
//! held to the same rules and a mistake is told in the same words.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, bail};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use toml::{Table, Value};

use crate::cli::{Cli, Command};
use crate::serve::{Setting, Source};

/// Reads a command line; of `serve` the file that it names, too.
///
/// # Errors
/// The line is wrong (clap has words and an exit status for it), or the file.
pub fn parse(line: impl IntoIterator<Item = OsString>) -> anyhow::Result<Cli> {
    let line: Vec<OsString> = line.into_iter().collect();
    let (command, no_file) = (Cli::command(), Table::new());
    let cli = of(&command.clone().try_get_matches_from(&line)?, &no_file)?;
    let Command::Serve(serve) = &cli.command else { return Ok(cli) };
    let Some(file) = &serve.config else { return Ok(cli) };
    let settings = read(file)?;
    let file = file.display();
    let command = with_defaults(command, &settings).with_context(|| format!("{file}"))?;
    let matches = command.try_get_matches_from(&line);
    of(&matches.with_context(|| format!("with the settings of {file}"))?, &settings)
}

/// The command of a line; `serve` with every setting beside it.
fn of(matches: &ArgMatches, file: &Table) -> anyhow::Result<Cli> {
    let mut cli = Cli::from_arg_matches(matches)?;
    if let (Command::Serve(serve), Some(matches)) =
        (&mut cli.command, matches.subcommand_matches("serve"))
    {
        let command = Cli::command();
        serve.settings = options(&command).filter_map(|arg| setting(arg, matches, file)).collect();
    }
    Ok(cli)
}

fn setting(arg: &clap::Arg, matches: &ArgMatches, file: &Table) -> Option<Setting> {
    let (id, key) = (arg.get_id().as_str(), arg.get_long()?);
    let value = matches.get_raw(id)?.next()?.to_string_lossy().into_owned();
    let source = match matches.value_source(id)? {
        ValueSource::CommandLine => Source::CommandLine,
        ValueSource::EnvVariable => Source::Environment,
        _ if file.contains_key(key) => Source::File,
        _ => Source::Default,
    };
    Some(Setting { key: key.to_owned(), value, source })
}

fn read(file: &Path) -> anyhow::Result<Table> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("cannot read the settings in {}", file.display()))?;
    text.parse().with_context(|| format!("{} is no TOML", file.display()))
}

/// The same command, in which each setting is the default of its option.
fn with_defaults(mut command: clap::Command, settings: &Table) -> anyhow::Result<clap::Command> {
    for (key, value) in settings {
        let Some(id) = option(&command, key) else {
            bail!("there is no setting named {key:?}; there are {}", keys(&command).join(", "));
        };
        let value = text(value).with_context(|| format!("the value of {key}"))?;
        command = command
            .mut_subcommand("serve", |serve| serve.mut_arg(id, |arg| arg.default_value(value)));
    }
    Ok(command)
}

/// The options that a file may set: not those about one run.
fn options(command: &clap::Command) -> impl Iterator<Item = &clap::Arg> {
    let serve = command.find_subcommand("serve");
    let all = serve.into_iter().flat_map(clap::Command::get_arguments);
    all.filter(|arg| !matches!(arg.get_id().as_str(), "config" | "check" | "help"))
}

fn option(command: &clap::Command, key: &str) -> Option<clap::Id> {
    options(command).find(|arg| arg.get_long() == Some(key)).map(|arg| arg.get_id().clone())
}

fn keys(command: &clap::Command) -> Vec<&str> {
    options(command).filter_map(clap::Arg::get_long).collect()
}

fn text(value: &Value) -> anyhow::Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Boolean(is_set) => Ok(is_set.to_string()),
        Value::Datetime(moment) => Ok(moment.to_string()),
        Value::Float(_) | Value::Array(_) | Value::Table(_) => {
            bail!("a text, a whole number, true or false is needed")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::Serve;

    /// What `stile serve` takes from a file and these arguments.
    fn serve(settings: &str, arguments: &[&str]) -> anyhow::Result<Serve> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("stile.toml");
        std::fs::write(&file, settings)?;
        let line = ["stile", "serve", "--config"].map(OsString::from).into_iter();
        let line = line.chain([file.into_os_string()]).chain(arguments.iter().map(OsString::from));
        match parse(line)?.command {
            Command::Serve(serve) => Ok(*serve),
            other => bail!("not to serve but {other:?}"),
        }
    }

    #[test]
    fn a_file_says_less_than_the_command_line_and_more_than_nothing() {
        let settings = "port = 9090\ngarden-host = \"0.0.0.0\"\ndemo = true\n";
        let from_file = serve(settings, &[]).unwrap();
        assert_eq!((from_file.port, from_file.garden_port), (9090, 8081));
        assert!(from_file.demo && from_file.garden_host.is_unspecified());
        let both = serve(settings, &["--port", "7070"]).unwrap();
        assert_eq!(both.port, 7070);
        let source = |key: &str| both.settings.iter().find(|it| it.key == key).map(|it| it.source);
        assert_eq!(source("port"), Some(Source::CommandLine));
        assert_eq!(source("demo"), Some(Source::File));
        assert_eq!(source("garden-port"), Some(Source::Default));
    }

    #[test]
    fn a_mistake_in_the_file_is_named() {
        for (settings, told) in [
            ("prot = 9090", "no setting named \"prot\""),
            ("port = 1.5", "the value of port"),
            ("port = \"x\"", "--port"),
            ("host = \"0.0.0.0\"", "no sign-in yet"),
            ("config = \"other.toml\"", "no setting named \"config\""),
            ("port", "is no TOML"),
        ] {
            let error = format!("{:#}", serve(settings, &[]).unwrap_err());
            assert!(error.contains(told), "{settings}: {error}");
        }
    }
}
