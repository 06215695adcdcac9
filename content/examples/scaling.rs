//! How time grows with length: `cargo run --release -p content --example scaling` parses, lints,
//! renders and compares texts that are made to hurt, at five lengths up to the longest that is read
//! (and parses one of a megabyte), and prints how much longer twice the text takes. Ends with an error
//! above 2.2, and takes about two minutes.
//!
//! What else the machine does is kept out: the time is that of the processor, the least of several
//! runs counts, each run begins with a cold cache (or short texts alone would find their memory
//! there), and the ratio is the mean over the four doublings, as one of them may cross the size of a
//! cache. A step that takes the square of the length has 4.

use std::collections::BTreeMap;
use std::process::{Command, ExitCode};
use std::time::Duration;

use content::{
    Brand, Context, Document, Running, Target, Values, diff, library, lint, parse, render,
};
use shapes::{SHAPES, Shape};

#[path = "../testdata/shapes.rs"]
mod shapes;

/// How much longer twice the text may take.
const LIMIT: f64 = 2.2;
/// The lengths, in KiB; nothing longer than the last is read.
const KIB: [usize; 5] = [16, 32, 64, 128, 256];
/// A text of which the parser leaves most unread, in KiB: it may take no more than twice as long as
/// the longest that is read.
const UNREAD_KIB: usize = 1024;
/// Shorter times are not judged: a text's beginning, and the clock, outweigh its length.
const LEAST: Duration = Duration::from_micros(200);
/// How often a ratio that is too large is measured again before it counts.
const ATTEMPTS: usize = 6;
/// More than the caches next to a core hold, in bytes.
const CACHE_BYTES: usize = 8 << 20;
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
        // Another text of the same shape: every tenth letter is another one from the middle on, so
        // that a short text has as much in common with its other as a long one.
        let middle = (source.len() / 2..).find(|at| source.is_char_boundary(*at));
        let (kept, changed) = source.split_at(middle.unwrap_or_default());
        let other = format!("{kept}\n\nother {}", with_other_letters(changed));
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
    fn least(&self, step: fn(&Bench), cache: &mut [u8]) -> Duration {
        let mut once = || {
            cache.iter_mut().step_by(64).for_each(|byte| *byte = byte.wrapping_add(1));
            let start = processor_time();
            step(self);
            processor_time().saturating_sub(start)
        };
        // A long run is disturbed less than a short one is.
        let first = once();
        let n_more = if first > Duration::from_millis(20) { 1 } else { 3 };
        (0..n_more).map(|_| once()).fold(first, Duration::min)
    }
}

fn with_other_letters(text: &str) -> String {
    let mut n_letters = 0;
    let other = |c: char| {
        n_letters += usize::from(c.is_ascii_lowercase());
        if c.is_ascii_lowercase() && n_letters % 10 == 0 { 'q' } else { c }
    };
    text.chars().map(other).collect()
}

/// How long this thread has been computing.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

fn source(shape: &Shape, channel: &str, locale: &str, n_bytes: usize) -> String {
    let headline = if shape.name == "a long headline" { "" } else { "# A\n\n" };
    let front = format!(
        "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"{channel}\"\nlocale = \"{locale}\"\n\
         +++\n{headline}"
    );
    // With the front matter it would be longer than what is read.
    let body = shape.of_bytes(n_bytes - n_bytes / 64);
    format!("{front}{body}")
}

fn main() -> ExitCode {
    if let Some(done) = with_memory_kept() {
        return done;
    }
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut cache = vec![0; CACHE_BYTES];
    let mut worst = BTreeMap::<&str, (f64, String)>::new();
    let mut n_over = 0;
    for shape in SHAPES.iter().filter(|shape| shape.name.contains(&wanted)) {
        for channel in CHANNELS {
            n_over += shape_on(shape, channel, &mut cache, &mut worst);
        }
    }
    for (step, (ratio, place)) in &worst {
        println!("{step}: at most {ratio:.2} times as long for twice the text ({place})");
    }
    println!("{} shapes, {n_over} ratios above {LIMIT}", SHAPES.len());
    ExitCode::from(u8::from(n_over > 0))
}

/// The C library of Linux gives memory back after each run and asks for it again, page by page, once
/// texts are long enough; told to keep it, as in a server that is busy, it does not.
fn with_memory_kept() -> Option<ExitCode> {
    const KEPT: &str = "MALLOC_TRIM_THRESHOLD_";
    if std::env::var_os(KEPT).is_some() {
        return None;
    }
    let mut again = Command::new(std::env::current_exe().ok()?);
    again.args(std::env::args().skip(1)).env(KEPT, "2000000000");
    again.env("MALLOC_TOP_PAD_", "200000000").env("MALLOC_MMAP_THRESHOLD_", "1000000000");
    let status = again.status().ok()?;
    Some(ExitCode::from(u8::from(!status.success())))
}

/// Measures one shape on one channel, and counts what grows too fast.
fn shape_on<'s>(
    shape: &'s Shape,
    channel: &'s str,
    cache: &mut [u8],
    worst: &mut BTreeMap<&'s str, (f64, String)>,
) -> u32 {
    let benches: Vec<Bench> = KIB.iter().map(|kib| Bench::of(shape, channel, kib * 1024)).collect();
    let mut n_over = 0;
    for (name, step) in STEPS {
        let (ratio, times) = growth(&benches, step, cache);
        let over = ratio > LIMIT;
        n_over += u32::from(over);
        let known = worst.entry(name).or_default();
        if ratio > known.0 {
            *known = (ratio, format!("{} on {channel}", shape.name));
        }
        let times: Vec<_> =
            times.iter().map(|time| format!("{:.2}", time.as_secs_f64() * 1e3)).collect();
        let mark = if over { "  <<<" } else { "" };
        let times = times.join(" ");
        println!("{:36} {channel:7} {name:7} {ratio:5.2}  ms {times}{mark}", shape.name);
    }
    n_over + u32::from(reads_on(shape, channel, &benches, cache))
}

/// How much longer twice the text takes, on average from the first length that is judged to the last,
/// and how long each length takes.
fn growth(benches: &[Bench], step: fn(&Bench), cache: &mut [u8]) -> (f64, Vec<Duration>) {
    let mut times = vec![Duration::MAX; benches.len()];
    let mut ratio = 0.0;
    for _ in 0..ATTEMPTS {
        for (bench, time) in benches.iter().zip(&mut times) {
            *time = bench.least(step, cache).min(*time);
        }
        let judged = times.iter().position(|time| *time >= LEAST).unwrap_or(times.len());
        let n_doublings = times.len().saturating_sub(judged + 1);
        if n_doublings < 2 {
            return (0.0, times);
        }
        let whole = times[times.len() - 1].as_secs_f64() / times[judged].as_secs_f64();
        ratio = whole.powf(1.0 / n_doublings as f64);
        if ratio <= LIMIT {
            break;
        }
    }
    (ratio, times)
}

/// Whether the parser takes notably longer where it has more to leave unread.
fn reads_on(shape: &Shape, channel: &str, benches: &[Bench], cache: &mut [u8]) -> bool {
    let Some(longest) = benches.last() else { return false };
    let unread = Bench::of(shape, channel, UNREAD_KIB * 1024);
    let (_, parse) = STEPS[0];
    let is_over = || longest.least(parse, cache).mul_f64(LIMIT) < unread.least(parse, cache);
    let over = std::iter::repeat_with(is_over).take(ATTEMPTS).all(|over| over);
    if over {
        println!(
            "{}: {UNREAD_KIB} KiB on {channel} take longer than what is read  <<<",
            shape.name
        );
    }
    over
}
