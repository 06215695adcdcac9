//! How long a report takes, in milliseconds, the best of several runs:
//! `cargo run --release -p trial --example report_speed`.
//!
//! Simulated trials of 10⁴ and 10⁵ subjects over half a year, from a fixed seed.

use std::hint::black_box;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use trial::assignment::Seed;
use trial::plan::ArmDraft;
use trial::planner::Question;
use trial::report::build;
use trial::simulate::{Scenario, World};
use trial::{Channel, Plan, PlanDraft, Trial, TrialState};

const N_DAYS: i32 = 180;

fn main() {
    let plan = plan();
    println!("planner {:.3} ms", best(|| drop(black_box(Question::of(&plan).answer()))));
    println!("subjects  report (ms)");
    for n_subjects in [10_000, 100_000] {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().expect("a time");
        let end = start + SignedDuration::from_hours(24 * i64::from(N_DAYS));
        let per_day = f64::from(n_subjects) / f64::from(N_DAYS);
        let scenario = Scenario::like_the_study(&plan, start, per_day).expect("the study");
        let seed = Seed::new([7; 32]);
        let records = World::new(1, scenario).play(&plan, &seed, n_subjects as usize, end);
        let trial = running(&plan, start);
        let took = best(|| drop(black_box(build(&trial, &records, end))));
        println!("{n_subjects:8}  {took:11.3}");
    }
}

fn plan() -> Plan {
    let arm = |name: &str| ArmDraft {
        name: name.to_owned(),
        variant: Some(name.to_owned()),
        channels: vec![Channel::Garden],
        quarantined: true,
        weight: 1,
    };
    let draft = PlanDraft {
        title: "How fast?".to_owned(),
        hypothesis: "Fast enough.".to_owned(),
        message: "iot-infection".to_owned(),
        arms: vec![arm("standard"), arm("improved")],
        control: "standard".to_owned(),
        required_feeds: vec!["darknet".to_owned(), "honeypot".to_owned()],
        ..PlanDraft::default()
    };
    draft.check().expect("a plan")
}

fn running(plan: &Plan, start: Timestamp) -> Trial {
    Trial {
        id: "speed".parse().expect("a name"),
        plan: plan.clone(),
        state: TrialState::Running { started_at: start },
        simulated: true,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
    }
}

/// The best of up to nine runs, or of as many as fit in three seconds.
#[expect(clippy::disallowed_methods, reason = "a stopwatch is what this example is")]
fn best(run: impl Fn()) -> f64 {
    let start = std::time::Instant::now();
    let mut shortest = Duration::MAX;
    for _ in 0..9 {
        let begin = std::time::Instant::now();
        run();
        shortest = shortest.min(begin.elapsed());
        if start.elapsed() > Duration::from_secs(3) {
            break;
        }
    }
    shortest.as_secs_f64() * 1000.0
}
