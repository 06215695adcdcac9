//! What one keystroke in the editor costs in this crate, part by part:
//! `cargo build --release -p content --example keystroke_parts`, then `chrt -f 10` before the built
//! program. With `--profile app` instead it is built as the browser's part is: for size.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use content::{
    Brand, Context, Target, Values, assess, diff, library, lint, measure, parse, print,
    render_body, revision_hash,
};

const KEYSTROKES: usize = 300;
const WORDS: usize = 560;

/// The name of a part and what it does with the text after a keystroke.
type Part = (&'static str, Box<dyn Fn(&str)>);

fn main() {
    let source = longer(&improved());
    println!("{} words, {} bytes", source.split_whitespace().count(), source.len());
    for (name, work) in parts(&source) {
        report(name, &source, &work);
    }
}

fn parts(source: &str) -> Vec<Part> {
    let brand = library::brand();
    let values = library::personas().swap_remove(0).values;
    let before = parse(source).0;
    let (of_lint, of_hash, of_page, of_all) =
        (brand.clone(), brand.clone(), (brand.clone(), values.clone()), (brand, values));
    vec![
        ("parse", Box::new(|text| drop(parse(text)))),
        ("parse, lint", Box::new(move |text| drop(lint(&parse(text).0, &Context::of(&of_lint))))),
        (
            "parse, measure",
            Box::new(|text| {
                let _ = measure(&parse(text).0);
            }),
        ),
        ("parse, hash", Box::new(move |text| drop(revision_hash(&parse(text).0, &of_hash)))),
        (
            "parse, page",
            Box::new(move |text| {
                drop(render_body(&parse(text).0, &of_page.0, &of_page.1, Target::GardenHtml));
            }),
        ),
        ("parse, diff", Box::new(move |text| drop(diff(&before, &parse(text).0)))),
        ("parse, print", Box::new(|text| drop(print(&parse(text).0)))),
        ("all of a keystroke", Box::new(move |text| keystroke(text, &of_all.0, &of_all.1))),
    ]
}

/// What the editor does with each text: read it once, say everything about it, render it.
fn keystroke(text: &str, brand: &Brand, values: &Values) {
    let (document, _) = parse(text);
    drop(assess(&document, &Context::of(brand)));
    drop(revision_hash(&document, brand));
    drop(render_body(&document, brand, values, Target::GardenHtml));
}

/// Types letters into the first paragraph, as `e2e/bench/keystroke.spec.ts` does.
fn report(name: &str, source: &str, work: &dyn Fn(&str)) {
    let at = source.find("It is probably").map_or(0, |at| at + "It is probably".len());
    let mut text = source.to_owned();
    let mut times: Vec<Duration> = (0..KEYSTROKES)
        .map(|number| {
            text.insert(at, if number % 10 == 9 { ' ' } else { 'a' });
            let start = Instant::now();
            work(&text);
            start.elapsed()
        })
        .collect();
    times.sort();
    let quantile = |percent: usize| times[KEYSTROKES * percent / 100].as_secs_f64() * 1_000.0;
    println!("{name:>20}: p50 {:.3} ms, p95 {:.3} ms", quantile(50), quantile(95));
}

fn improved() -> String {
    let starters = library::documents();
    let improved = starters.iter().find(|s| s.id.to_string() == "iot-infection/improved/garden/en");
    improved.map(|starter| starter.source.to_owned()).unwrap_or_default()
}

/// The improved page with more blocks, until it has enough words and some findings: the document of
/// the benchmark in the browser.
fn longer(source: &str) -> String {
    let mut text = source.to_owned();
    for number in 1.. {
        if text.split_whitespace().count() >= WORDS {
            break;
        }
        // Writing to memory cannot fail.
        let _ = write!(
            text,
            "\n## Good to know {number} {{#more-{number} .inset}}\n\nThe firmware of a device is old. \
             New devices are safer than old ones, and a router from us gets its updates at night. \
             You can call us if you would like to know more about that.\n"
        );
    }
    text
}
