//! How long the lint takes: `cargo run --release -p content --example lint_speed` prints the median
//! and the 95th percentile of reading a 500-word document by every rule. On a machine that has
//! other work to do it measures that work too; `chrt -f 10` before the built program keeps it out.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use content::lint::RULES;
use content::{Context, Document, library, lint, measure, parse};

const RUNS: usize = 500;
const WORDS: u32 = 500;

fn main() {
    let source = source();
    let brand = library::brand();
    let (document, _) = parse(&source);
    let context = Context::of(&brand);
    println!("{} words, {} bytes, {} rules", measure(&document).words, source.len(), RULES.len());
    report("parse", || {
        parse(&source);
    });
    report("lint", || {
        lint(&document, &context);
    });
    report("parse + lint + measure", || {
        let (document, _) = parse(&source);
        lint(&document, &context);
        measure(&document);
    });
}

/// The library's standard page, lengthened by its own paragraphs: many findings, all kinds of block.
fn source() -> String {
    let starters = library::documents();
    let standard = starters.iter().find(|s| s.id.to_string() == "iot-infection/standard/garden/en");
    let mut source = standard.map(|starter| starter.source.to_owned()).unwrap_or_default();
    let words = |source: &str| -> u32 { measure(&parse(source).0 as &Document).words };
    for number in 1.. {
        if words(&source) >= WORDS {
            break;
        }
        let text =
            "We have seen malware in your home network. Please call the number on your bill.";
        // Writing to memory cannot fail.
        let _ =
            write!(source, "\n## More {{#more-{number} .inset}}\n\n{text}\n\n- {text}\n- {text}\n");
    }
    source
}

fn report(what: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    let at = |percent: usize| times[RUNS * percent / 100].as_secs_f64() * 1_000.0;
    println!("{what}: p50 {:.2} ms, p95 {:.2} ms", at(50), at(95));
}
