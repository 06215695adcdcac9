//! The command `stile`.

use std::io::{IsTerminal, stdout};
use std::process::ExitCode;

use server::cli::{Cli, Command};
use server::serve::{LogFormat, Serve};
use server::settings;
use tracing_subscriber::EnvFilter;

/// A file could not be read or written; 1 is what a check says that has found something.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let (done, failure) = match command_line().command {
        Command::Serve(options) => (serve(*options), 1),
        Command::Lint(lint) => (lint.run(&mut stdout()), UNUSABLE),
        Command::Render(render) => (render.run(&mut stdout()), UNUSABLE),
        Command::Messages(messages) => (wait_for(messages.run(&mut stdout())), UNUSABLE),
        Command::AuditAssignment(audit) => (wait_for(audit.run(&mut stdout())), UNUSABLE),
        Command::Backup(backup) => (wait_for(backup.run(&mut stdout())), UNUSABLE),
        Command::Restore(restore) => (wait_for(restore.run(&mut stdout())), UNUSABLE),
        Command::Doctor(doctor) => (wait_for(doctor.run(&mut stdout())), UNUSABLE),
    };
    done.unwrap_or_else(|error| {
        eprintln!("stile: {error:#}");
        ExitCode::from(failure)
    })
}

/// What was asked for; otherwise the process ends with words, as clap does.
fn command_line() -> Cli {
    settings::parse(std::env::args_os()).unwrap_or_else(|error| {
        if let Some(error) =
            error.downcast_ref::<clap::Error>().filter(|_| error.chain().count() == 1)
        {
            error.exit();
        }
        eprintln!("stile: {error:#}");
        std::process::exit(i32::from(UNUSABLE))
    })
}

fn serve(options: Serve) -> anyhow::Result<ExitCode> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match options.log {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
    wait_for(server::serve::serve(options))?;
    Ok(ExitCode::SUCCESS)
}

fn wait_for<T>(done: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Runtime::new()?.block_on(done)
}
