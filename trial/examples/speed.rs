//! Times of the statistics in milliseconds, the best of several runs:
//! `cargo run --release -p trial --example speed`.
//!
//! Two Kaplan–Meier curves with standard errors, a log-rank test and Fisher's exact test of two
//! arms, from unsorted times, without and with pointwise bands; then Boschloo's test. Times are drawn from a fixed seed. With a folder as
//! argument, the same data and these timings are written there, so that peers can be timed on them
//! in the same run (`cargo xtask bench stats`).

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use trial::stats::boschloo::boschloo;
use trial::stats::fisher::fisher;
use trial::stats::kaplan_meier::{Band, Curve, Observed, steps};
use trial::stats::life_table::LifeTable;
use trial::stats::log_rank::log_rank;
use trial::stats::rate::Count;

const HOURS: f64 = 24.0;
/// Fisher's test compares who was clean by this day.
const HORIZON: f64 = 14.0;

type Arms = [Vec<Observed>; 2];

#[expect(clippy::disallowed_methods, reason = "the example writes files so the crate need not")]
fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let mut timings = serde_json::Map::new();
    println!("subjects  times       curves and tests  of it sorting  with bands (ms)");
    for n_subjects in [1_000, 100_000, 1_000_000] {
        for (kind, hourly) in [("continuous", false), ("hourly", true)] {
            let arms = [draw(n_subjects / 2, 1, hourly), draw(n_subjects / 2, 2, hourly)];
            let sort = best(|| drop(black_box(tables(&arms))));
            let bare = best(|| curves_and_tests(&arms, None));
            let banded = best(|| curves_and_tests(&arms, Some(Band::LogLog)));
            println!("{n_subjects:8}  {kind:10}  {bare:16.3}  {sort:13.3}  {banded:10.3}");
            timings.insert(format!("{kind}-{n_subjects}"), bare.into());
            timings.insert(format!("{kind}-{n_subjects}-banded"), banded.into());
            if let Some(folder) = &folder {
                fs::write(folder.join(format!("{kind}-{n_subjects}.f64")), bytes(&arms))?;
            }
        }
    }
    println!("per arm   Boschloo (ms)");
    for (n, a, b) in [(97, 41, 23), (500, 65, 45)] {
        let (a, b) = (count(a, n), count(b, n));
        let took = best(|| _ = black_box(boschloo(a, b)));
        println!("{n:7}   {took:13.3}");
        timings.insert(format!("boschloo-{n}"), took.into());
    }
    match folder {
        Some(folder) => fs::write(folder.join("ours.json"), serde_json::to_string(&timings)?),
        None => Ok(()),
    }
}

/// Time, event (1 or 0) and arm of each subject, as little-endian numbers of eight bytes.
fn bytes(arms: &Arms) -> Vec<u8> {
    let subjects = arms.iter().zip([0.0, 1.0]).flat_map(|(arm, number)| {
        arm.iter().map(move |one| [one.time, f64::from(u8::from(one.event)), number])
    });
    subjects.flatten().flat_map(f64::to_le_bytes).collect()
}

fn tables(arms: &Arms) -> [LifeTable; 2] {
    [LifeTable::new(&arms[0]), LifeTable::new(&arms[1])]
}

fn curves_and_tests(arms: &Arms, band: Option<Band>) {
    let tables = tables(arms);
    for table in &tables {
        match band {
            None => drop(black_box(estimates(table))),
            Some(band) => {
                let mut curve = Curve::estimate(table);
                curve.add_intervals(0.05, band);
                black_box(curve);
            }
        }
    }
    black_box(log_rank(&tables));
    black_box(fisher(clean(&arms[0]), clean(&arms[1])));
}

/// How many of an arm had their event by the horizon.
fn clean(arm: &[Observed]) -> Count {
    let n_clean = arm.iter().filter(|one| one.event && one.time <= HORIZON).count();
    count(n_clean as u64, arm.len() as u64)
}

/// Survival and its standard error at every time.
fn estimates(table: &LifeTable) -> Vec<(f64, f64)> {
    let mut all = Vec::with_capacity(table.n_rows());
    all.extend(steps(table).map(|step| (step.survival, step.standard_error())));
    all
}

/// Days to cleanup with a falling number at risk, a third censored; in whole hours if asked.
fn draw(n_subjects: usize, seed: u64, hourly: bool) -> Vec<Observed> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut share = move || (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let mut subject = || {
        let days = -5.0 * libm::log(1.0 - share());
        let time = if hourly { (days * HOURS).ceil() / HOURS } else { days };
        Observed { time: time.min(21.0), event: time < 21.0 && share() < 0.7 }
    };
    (0..n_subjects).map(|_| subject()).collect()
}

fn count(x: u64, n: u64) -> Count {
    Count::new(x, n).expect("the counts above are counts")
}

/// The best of up to fifteen runs, or of as many as fit in a second.
#[expect(clippy::disallowed_methods, reason = "a stopwatch is what this example is")]
fn best(run: impl Fn()) -> f64 {
    let start = std::time::Instant::now();
    let mut shortest = Duration::MAX;
    for _ in 0..15 {
        let begin = std::time::Instant::now();
        run();
        shortest = shortest.min(begin.elapsed());
        if start.elapsed() > Duration::from_secs(1) {
            break;
        }
    }
    shortest.as_secs_f64() * 1000.0
}
