//! How time grows with length: `cargo run --release -p content --example scaling` reads, lints,
//! renders and compares texts that are made to hurt, each at twice the length of the one before, up
//! to a megabyte, and prints how much longer each takes. Ends with an error above 2.2. On a machine
//! that has other work to do it measures that work too; the least of several runs keeps most of it
//! out.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use content::{
    Brand, Context, Document, Running, Target, Values, diff, library, lint, parse, render,
};
use shapes::{SHAPES, Shape};

#[path = "../testdata/shapes.rs"]
mod shapes;

/// How much longer twice the text may take.
const LIMIT: f64 = 2.2;
/// The lengths, in KiB; the last is a megabyte.
const KIB: [usize; 7] = [16, 32, 64, 128, 256, 512, 1024];
/// What takes less at the shorter length is not judged: its beginning outweighs its length.
const LEAST: Duration = Duration::from_micros(500);
/// How often a ratio that is too large is measured again before it counts.
const ATTEMPTS: usize = 8;
const CHANNELS: [&str; 2] = ["garden", "email"];

/// What is measured of a text.
struct Bench {
    brand: Brand,
    values: Values,
    source: String,
    document: Document,
    other: Document,
}

/// The name of a step, and how it is run once.
type Step = (&'static str, fn(&Bench));

const STEPS: [Step; 4] = [
    ("parse", |bench| drop(parse(&bench.source))),
    ("lint", Bench::lint),
    ("render", Bench::render),
    ("diff", |bench| drop(diff(&bench.document, &bench.other))),
];

impl Bench {
    fn of(shape: &Shape, channel: &str, n_bytes: usize) -> Bench {
        let source = source(shape, channel, "en", n_bytes);
        // Another text of the same shape: a letter is another one from the middle on.
        let middle = (source.len() / 2..).find(|at| source.is_char_boundary(*at));
        let (kept, changed) = source.split_at(middle.unwrap_or_default());
        let other = format!("{kept}\n\nother {}", changed.replace('a', "b"));
        Bench {
            brand: library::brand(),
            values: library::personas().swap_remove(0).values,
            document: parse(&source).0,
            other: parse(&other.replace("locale = \"en\"", "locale = \"nl\"")).0,
            source,
        }
    }

    fn lint(&self) {
        let context = Context {
            siblings: &[&self.other],
            default_locale: Some(&self.other),
            live: Some(&self.other),
            running: &[Running { trial: "spring", document: &self.other }],
            ..Context::of(&self.brand)
        };
        lint(&self.document, &context);
    }

    fn render(&self) {
        for target in Target::of(self.document.channel()) {
            render(&self.document, &self.brand, &self.values, *target);
        }
    }

    /// The least time of a step over some runs.
    fn least(&self, step: fn(&Bench)) -> Duration {
        let once = || {
            let start = Instant::now();
            step(self);
            start.elapsed()
        };
        let first = once();
        // A long run is disturbed less than a short one is.
        let n_more = if first > Duration::from_millis(100) { 1 } else { 5 };
        (0..n_more).map(|_| once()).fold(first, Duration::min)
    }
}

fn source(shape: &Shape, channel: &str, locale: &str, n_bytes: usize) -> String {
    format!(
        "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"{channel}\"\nlocale = \"{locale}\"\n\
         +++\n{}{}",
        if shape.name == "a long headline" { "" } else { "# A\n\n" },
        shape.of_bytes(n_bytes)
    )
}

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut worst = BTreeMap::<&str, (f64, String)>::new();
    let mut n_over = 0;
    for shape in SHAPES.iter().filter(|shape| shape.name.contains(&wanted)) {
        for channel in CHANNELS {
            n_over += shape_on(shape, channel, &mut worst);
        }
    }
    for (step, (ratio, place)) in &worst {
        println!("{step}: at most {ratio:.2} times as long for twice the text ({place})");
    }
    println!("{} shapes, {n_over} ratios above {LIMIT}", SHAPES.len());
    ExitCode::from(u8::from(n_over > 0))
}

/// Measures one shape on one channel, and counts what grows too fast.
fn shape_on(shape: &Shape, channel: &str, worst: &mut BTreeMap<&str, (f64, String)>) -> u32 {
    let benches: Vec<Bench> = KIB.iter().map(|kib| Bench::of(shape, channel, kib * 1024)).collect();
    let mut n_over = 0;
    for (name, step) in STEPS {
        let mut took = Vec::new();
        let mut largest = 0.0_f64;
        for (kib, pair) in KIB.iter().zip(benches.windows(2)) {
            let (ratio, whole) = ratio(pair, step);
            took.push(format!("{:.1}", whole.as_secs_f64() * 1e3));
            largest = largest.max(ratio);
            let known = worst.entry(name).or_default();
            if ratio > known.0 {
                *known = (ratio, format!("{} on {channel}, {kib} KiB", shape.name));
            }
        }
        let told = if largest > LIMIT { " <<<" } else { "" };
        n_over += u32::from(largest > LIMIT);
        println!(
            "{:36} {channel:7} {name:7} {largest:5.2}  ms {}{told}",
            shape.name,
            took.join(" ")
        );
    }
    n_over
}

/// How much longer the second of two takes, and how long.
fn ratio(pair: &[Bench], step: fn(&Bench)) -> (f64, Duration) {
    let [half, whole] = pair else { return (0.0, Duration::ZERO) };
    let (mut part, mut all) = (Duration::MAX, Duration::MAX);
    let mut ratio = f64::MAX;
    for _ in 0..ATTEMPTS {
        (part, all) = (part.min(half.least(step)), all.min(whole.least(step)));
        if part < LEAST {
            return (0.0, all);
        }
        ratio = all.as_secs_f64() / part.as_secs_f64();
        if ratio <= LIMIT {
            break;
        }
    }
    (ratio, all)
}
