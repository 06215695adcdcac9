//! How long the statistics take, in milliseconds, the best of several runs:
//! `cargo run --release -p trial --example speed`.
//!
//! Two Kaplan–Meier curves and a log-rank test of two arms, from unsorted times; then Boschloo's
//! test. Times are drawn from a fixed seed.

use std::hint::black_box;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use trial::stats::boschloo::boschloo;
use trial::stats::kaplan_meier::{Band, Curve, Observed, steps};
use trial::stats::life_table::LifeTable;
use trial::stats::log_rank::log_rank;
use trial::stats::rate::Count;

const HOURS: f64 = 24.0;

fn main() {
    println!("subjects  times       sort + curves + log-rank  of it sort  with bands (ms)");
    for n_subjects in [1_000, 100_000, 1_000_000] {
        for (kind, hourly) in [("continuous", false), ("hourly", true)] {
            let arms = [draw(n_subjects / 2, 1, hourly), draw(n_subjects / 2, 2, hourly)];
            let sort = best(|| drop(black_box(tables(&arms))));
            let bare = best(|| curves_and_test(&arms, None));
            let banded = best(|| curves_and_test(&arms, Some(Band::LogLog)));
            println!("{n_subjects:8}  {kind:10}  {bare:24.3}  {sort:10.3}  {banded:10.3}");
        }
    }
    println!("per arm   Boschloo (ms)");
    for (n, a, b) in [(97, 41, 23), (500, 65, 45)] {
        let (a, b) = (count(a, n), count(b, n));
        println!("{n:7}   {:13.3}", best(|| _ = black_box(boschloo(a, b))));
    }
}

fn tables(arms: &[Vec<Observed>; 2]) -> [LifeTable; 2] {
    [LifeTable::new(&arms[0]), LifeTable::new(&arms[1])]
}

fn curves_and_test(arms: &[Vec<Observed>; 2], band: Option<Band>) {
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
