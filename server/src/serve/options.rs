//! The options of `stile serve`: on the command line, else in the environment, else in a file.

use std::fmt::{self, Display};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

/// Serves the app and the interface for staff, and the garden for customers.
///
/// Each option may also be set by the variable of the environment that stands beside it, or in the
/// file that `--config` names, without its dashes: `port = 9090`. The command line counts most, then
/// the environment, then the file.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// A file of settings in TOML; a setting that no option has is refused.
    #[arg(long, env = "STILE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Says what it would do with these settings, and does not do it.
    #[arg(long)]
    pub check: bool,
    /// How the log is written to standard error.
    #[arg(long, env = "STILE_LOG", value_enum, default_value_t = LogFormat::Text)]
    pub log: LogFormat,
    /// Where staff reach the app: a loopback address, as long as there is no sign-in.
    #[arg(long, env = "STILE_HOST", default_value = "127.0.0.1", value_parser = loopback)]
    pub host: IpAddr,
    /// The port for staff; 0 takes any that is free.
    #[arg(long, env = "STILE_PORT", default_value_t = 8080)]
    pub port: u16,
    /// Where customers reach the garden.
    #[arg(long, env = "STILE_GARDEN_HOST", default_value = "127.0.0.1")]
    pub garden_host: IpAddr,
    /// The port for customers; 0 takes any that is free.
    #[arg(long, env = "STILE_GARDEN_PORT", default_value_t = 8081)]
    pub garden_port: u16,
    /// The garden as customers reach it, if that is not what it listens on, such as
    /// `http://garden.example`.
    #[arg(long, env = "STILE_GARDEN_ORIGIN", value_name = "URL", value_parser = origin)]
    pub garden_origin: Option<String>,
    /// Where numbers about the server are read in Prometheus's format, at `/metrics`, such as
    /// `127.0.0.1:9464`; not served unless given.
    #[arg(long, env = "STILE_METRICS", value_name = "ADDRESS")]
    pub metrics: Option<SocketAddr>,
    /// The folder of the database; made on the first start.
    #[arg(long, env = "STILE_DATA", value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// The folder of the built app.
    #[arg(long, env = "STILE_APP", value_name = "DIR", default_value = "dist")]
    pub app: PathBuf,
    /// Makes a simulated trial on the first start and plays it on.
    #[arg(long, env = "STILE_DEMO")]
    pub demo: bool,
    /// The seed of the simulated trial.
    #[arg(long, env = "STILE_DEMO_SEED", value_name = "N", default_value_t = 7)]
    pub demo_seed: u64,
    /// How much real time a simulated hour takes, in milliseconds: 100 to 3600000.
    #[arg(long, env = "STILE_DEMO_HOUR_MS", value_name = "MS", default_value_t = 4_000,
          value_parser = clap::value_parser!(u64).range(100..=3_600_000))]
    pub demo_hour_ms: u64,
    /// Starts with a clock that stands still at this time until it is moved, for tests.
    #[arg(long, value_name = "RFC3339")]
    pub test_clock: Option<Timestamp>,
    /// Every setting with where it comes from.
    #[arg(skip)]
    pub settings: Vec<Setting>,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// A setting as it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The option without its dashes.
    pub key: String,
    /// Its value as it was written.
    pub value: String,
    /// Where it was written.
    pub source: Source,
}

/// Where a setting was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nowhere: it is the value unless told otherwise.
    Default,
    /// In the file that `--config` names.
    File,
    /// In the environment.
    Environment,
    /// On the command line.
    CommandLine,
}

impl Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Source::Default => "default",
            Source::File => "file",
            Source::Environment => "environment",
            Source::CommandLine => "command line",
        })
    }
}

/// An address that only this machine reaches.
fn loopback(text: &str) -> Result<IpAddr, String> {
    let address = match text {
        "localhost" => IpAddr::from([127, 0, 0, 1]),
        _ => {
            text.parse().map_err(|_| "an address such as 127.0.0.1 or ::1 is needed".to_owned())?
        }
    };
    match address.is_loopback() {
        true => Ok(address),
        false => Err(
            "the staff side has no sign-in yet, so only this machine may reach it: use 127.0.0.1 or \
             ::1, and an SSH tunnel from elsewhere"
                .to_owned(),
        ),
    }
}

/// Scheme and host of the garden, without a path.
fn origin(text: &str) -> Result<String, String> {
    let origin = text.trim_end_matches('/');
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    match host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' '])) {
        true => Ok(origin.to_owned()),
        false => {
            Err("an origin such as http://garden.example is needed, without a path".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        serve: Serve,
    }

    fn serve(arguments: &[&str]) -> Result<Serve, clap::Error> {
        let line = ["stile"].iter().chain(arguments);
        Line::try_parse_from(line).map(|line| line.serve)
    }

    #[test]
    fn the_staff_side_is_refused_on_an_address_that_others_reach_and_says_why() {
        for open in ["0.0.0.0", "::", "192.0.2.7"] {
            let error = serve(&["--host", open]).expect_err(open).to_string();
            assert!(error.contains("no sign-in yet"), "{error}");
        }
        for own in ["127.0.0.1", "::1", "127.8.8.8", "localhost"] {
            assert!(serve(&["--host", own]).is_ok(), "{own}");
        }
    }

    #[test]
    fn the_garden_may_listen_on_any_address() {
        assert!(serve(&["--garden-host", "0.0.0.0"]).is_ok());
    }

    #[test]
    fn an_origin_has_no_path_and_loses_its_last_slash() {
        let origin = |text| serve(&["--garden-origin", text]).map(|serve| serve.garden_origin);
        assert_eq!(
            origin("https://garden.example/").unwrap().as_deref(),
            Some("https://garden.example")
        );
        for wrong in ["garden.example", "http://", "https://garden.example/g"] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_test_clock_needs_an_offset() {
        assert!(serve(&["--test-clock", "2026-03-01T08:00:00Z"]).is_ok());
        assert!(serve(&["--test-clock", "2026-03-01T08:00:00"]).is_err());
    }
}
