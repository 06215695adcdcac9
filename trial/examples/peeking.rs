//! False alarms of trials in which nothing differs, under daily looks:
//! `cargo run --release -p trial --example peeking -- [TRIALS]` (1,000 unless given).
//!
//! Ends with status 1 when one of our own shares is above 5 %.

use std::process::ExitCode;

use trial::plan::Design;
use trial::planner::Question;
use trial::simulate::peeking::{Alarms, Peeking, look_every_day};
use trial::simulate::two_arms;
use trial::{Plan, PlanDraft};

const N_SUBJECTS: usize = 240;
const ACCRUAL_DAYS: u32 = 28;

/// The kinds from here on are ours, and promised to be at most so often wrong.
const FIRST_OF_OURS: usize = 3;
const PROMISED: f64 = 0.05;

fn main() -> ExitCode {
    let n_trials = std::env::args().nth(1).map_or(Ok(1_000), |n| n.parse::<u64>());
    let Ok(n_trials) = n_trials else {
        eprintln!("say how many trials, for example: peeking 1000");
        return ExitCode::from(2);
    };
    let plan = plan();
    let n_planned = Question::of(&plan).answer().map_or(0, |planning| planning.n_planned);
    println!(
        "{n_trials} trials without any difference, {N_SUBJECTS} subjects over {ACCRUAL_DAYS} days,"
    );
    println!("one look a day until all are mature, planned look at {n_planned} subjects");
    let mut peeking = Peeking::default();
    for seed in 0..n_trials {
        match look_every_day(&plan, seed, N_SUBJECTS, ACCRUAL_DAYS) {
            Ok(alarms) => peeking.add(alarms),
            Err(damaged) => {
                eprintln!("{damaged}");
                return ExitCode::from(2);
            }
        }
    }
    let shares = peeking.shares();
    for (kind, share) in Alarms::KINDS.iter().zip(shares) {
        println!("{kind:28} {:5.1} % false alarms", share * 100.0);
    }
    let all_kept = shares[FIRST_OF_OURS..].iter().all(|share| *share <= PROMISED);
    if all_kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn plan() -> Plan {
    let draft = PlanDraft {
        design: Design { baseline: 0.7, smallest_difference: 0.2, ..Design::default() },
        ..two_arms()
    };
    draft.check().expect("a plan")
}
