//! `cargo xtask test-api`: the published description against a running server, with Schemathesis.
//!
//! Not part of `cargo xtask test`: it takes minutes, and the server's own tests hold every request and
//! answer to the description. The event streams never end and an archive cannot be made up, so those
//! are left to the server's own tests too. The garden is driven on its own listener.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::python;
use crate::workspace::{Workspace, step};

/// When the test server starts; its clock stands still.
const START: &str = "2026-11-02T08:00:00Z";
const PHASES: &str = "examples,coverage,fuzzing";

/// Builds the server and drives every operation of its description, about three minutes.
///
/// # Errors
/// A difference between what is described and what is answered; Schemathesis has printed it.
pub fn test_api(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.sh;
    let schemathesis = python::environment(workspace, "interface", "interface-requirements.txt")?
        .join("schemathesis");
    let config = workspace.path("xtask/py/schemathesis.toml");
    let _hooks =
        sh.push_env("SCHEMATHESIS_HOOKS", workspace.path("xtask/py/schemathesis_hooks.py"));
    cmd!(sh, "cargo build --locked --quiet --package server").run()?;
    let server = Server::start(workspace)?;
    let run = |url: &str, filter: [&str; 2]| -> Result<()> {
        let description = format!("{}/api/v1/openapi.json", server.staff);
        let run = ["run", "--url", url, "--phases", PHASES, "--warnings", "off"];
        Ok(cmd!(sh, "{schemathesis} --config-file {config} {run...} {filter...} {description}")
            .run()?)
    };
    step("Driving the staff side by its description", || {
        run(&server.staff, ["--exclude-path-regex", "^/g/|/live$|/import$"])
    })?;
    step("Driving the garden by its description", || {
        run(&server.garden, ["--include-path-regex", "^/g/"])
    })
}

/// A server with ports and a store of its own, which ends with this value.
struct Server {
    child: Child,
    staff: String,
    garden: String,
}

impl Server {
    fn start(workspace: &Workspace) -> Result<Server> {
        let data = workspace.target().join("interface-data");
        workspace.sh.remove_path(&data)?;
        let mut serve = Command::new(workspace.target().join("debug").join("stile"));
        serve.args(["serve", "--port", "0", "--garden-port", "0", "--demo", "--test-clock", START]);
        serve.arg("--data").arg(&data).arg("--app").arg(workspace.path("dist"));
        let mut child = serve.stdout(Stdio::piped()).spawn().context("starting the server")?;
        let stdout = child.stdout.take().context("the server has an output")?;
        let mut server = Server { child, staff: String::new(), garden: String::new() };
        for line in BufReader::new(stdout).lines() {
            match line?.split_once(' ') {
                Some(("staff", address)) => server.staff = address.trim().to_owned(),
                Some(("garden", address)) => server.garden = address.trim().to_owned(),
                _ => {}
            }
            if !server.staff.is_empty() && !server.garden.is_empty() {
                return Ok(server);
            }
        }
        anyhow::bail!("the server ended before it was ready")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which is just as well.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}
