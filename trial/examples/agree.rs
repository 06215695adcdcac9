//! Agreement of the statistics with a file of reference cases:
//! `cargo run --release -p trial --example agree -- FILE`.
//!
//! One line a case and a total; ends with status 1 when a case is missed, 2 when the file cannot
//! be read.

use std::io::Write;
use std::process::ExitCode;

use trial::stats::agree::{Total, judge};

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("name a file of cases: agree FILE");
        return ExitCode::from(2);
    };
    match report(&file) {
        Ok(total) if total.missed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{file}: {why}");
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the example reads the file so the crate need not")]
fn report(file: &str) -> Result<Total, String> {
    let text = std::fs::read_to_string(file).map_err(|why| why.to_string())?;
    let parsed = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let judged = judge(&parsed).ok_or("there is no list \"cases\" in it")?;
    let total = Total::of(&judged);
    let mut out = std::io::stdout().lock();
    for case in &judged {
        writeln!(out, "{case}").map_err(|why| why.to_string())?;
    }
    writeln!(out, "{total}").map_err(|why| why.to_string())?;
    Ok(total)
}
