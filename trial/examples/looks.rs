//! Time of the looks of a trial in milliseconds, the best of several runs:
//! `cargo run --release -p trial --example looks`.
//!
//! A simulated trial of 10⁴ subjects over 120 days from a fixed seed: the boundary of 120 looks
//! alone; outcomes, z and intervals with the boundaries kept; and everything from scratch.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use trial::PlanDraft;
use trial::assignment::Seed;
use trial::looks::{LookCache, LookInput, Looks, PlannedSizes};
use trial::simulate::{Scenario, World, two_arms};
use trial::stats::group_sequential::{Boundary, Spending};

const N_SUBJECTS: usize = 10_000;
const N_RUNS: u32 = 5;

fn main() {
    let feeds = vec!["darknet".to_owned(), "honeypot".to_owned()];
    let draft = PlanDraft { required_feeds: feeds, ..two_arms() };
    let plan = draft.check().expect("a plan");
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().expect("a time");
    let now = start + SignedDuration::from_hours(24 * 160);
    let scenario = Scenario::like_the_study(&plan, start, N_SUBJECTS as f64 / 120.0);
    let mut world = World::new(1, scenario.expect("the study"));
    let records = world.play(&plan, &Seed::new([7; 32]), N_SUBJECTS, now);
    let n = records.enrolments.len() as u64 / 2;
    let sizes = PlannedSizes::with(vec![n, n], 0);
    let input = LookInput { plan: &plan, sizes: &sizes, records: &records, now, stopped_at: None };
    let mut kept = LookCache::default();
    let looks = Looks::of(&input, &mut kept);
    println!("{} subjects, {} looks", records.enrolments.len(), looks.comparisons[0].looks.len());
    let times: Vec<f64> = (1..=120).map(|k| f64::from(k) / 120.0).collect();
    best("the boundary of 120 looks", || {
        let mut boundary = Boundary::new(0.05, Spending::ObrienFleming);
        boundary.critical_values(&times).len()
    });
    best("all looks, boundaries kept", || Looks::of(&input, &mut kept).comparisons.len());
    best("all looks from scratch", || {
        Looks::of(&input, &mut LookCache::default()).comparisons.len()
    });
}

#[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn best(what: &str, mut run: impl FnMut() -> usize) {
    let mut least = f64::INFINITY;
    for _ in 0..N_RUNS {
        let start = Instant::now();
        std::hint::black_box(run());
        least = least.min(start.elapsed().as_secs_f64() * 1e3);
    }
    println!("{what}: {least:.1} ms");
}
