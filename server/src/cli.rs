//! What `stile` is told on the command line.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;

use crate::command::{AuditAssignment, Backup, Doctor, Lint, Messages, Render, Restore};

/// Writes, tests and watches the messages that customers in a walled garden see.
#[derive(Debug, Parser)]
#[command(name = "stile", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `stile` can do; each command explains itself where it is.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "clap would show it instead of the command's own help")]
pub enum Command {
    Serve(Serve),
    Lint(Lint),
    Render(Render),
    Messages(Messages),
    AuditAssignment(AuditAssignment),
    Backup(Backup),
    Restore(Restore),
    Doctor(Doctor),
}

/// Serves the app and the interface for staff, and the garden for customers.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where staff reach the app: a loopback address, as long as there is no sign-in.
    #[arg(long, default_value = "127.0.0.1", value_parser = loopback)]
    pub host: IpAddr,
    /// The port for staff; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Where customers reach the garden.
    #[arg(long, default_value = "127.0.0.1")]
    pub garden_host: IpAddr,
    /// The port for customers; 0 takes any that is free.
    #[arg(long, default_value_t = 8081)]
    pub garden_port: u16,
    /// The garden as customers reach it, if that is not what it listens on, such as
    /// `http://garden.example`.
    #[arg(long, value_name = "URL", value_parser = origin)]
    pub garden_origin: Option<String>,
    /// Where numbers about the server are read in Prometheus's format, at `/metrics`, such as
    /// `127.0.0.1:9464`; not served unless given.
    #[arg(long, value_name = "ADDRESS")]
    pub metrics: Option<SocketAddr>,
    /// The folder of the database; made on the first start.
    #[arg(long, value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// The folder of the built app.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub app: PathBuf,
    /// Makes a simulated trial on the first start and plays it on.
    #[arg(long)]
    pub demo: bool,
    /// The seed of the simulated trial.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub demo_seed: u64,
    /// How much real time a simulated hour takes, in milliseconds: 100 to 3600000.
    #[arg(long, value_name = "MS", default_value_t = 4_000,
          value_parser = clap::value_parser!(u64).range(100..=3_600_000))]
    pub demo_hour_ms: u64,
    /// Starts with a clock that stands still at this time until it is moved, for tests.
    #[arg(long, value_name = "RFC3339")]
    pub test_clock: Option<Timestamp>,
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
    use super::*;

    fn serve(arguments: &[&str]) -> Result<Serve, clap::Error> {
        let line = ["stile", "serve"].iter().chain(arguments);
        match Cli::try_parse_from(line)?.command {
            Command::Serve(serve) => Ok(serve),
            other => panic!("not to serve but {other:?}"),
        }
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
