//! A look at counts alone says what the whole report says.

use super::*;
use crate::PlanDraft;
use crate::observation::Records;
use crate::plan::Design;
use crate::report::Role;
use crate::report::verdict::Answer;
use crate::simulate::two_arms;

/// So large a difference that forty subjects are enough.
fn plan() -> Plan {
    let design = Design { baseline: 0.3, smallest_difference: 0.5, ..Design::default() };
    PlanDraft { design, ..two_arms() }.check().unwrap()
}

/// Forty subjects, of whom those in the improved arm clean up with this chance.
fn played(seed: u64, improved: f64) -> Records {
    let mut scenario = alike(&plan(), Timestamp::UNIX_EPOCH, 8.0).unwrap();
    scenario.arms.get_mut(&plan().arms[1].name).unwrap().cleanup = improved;
    let until = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 60);
    World::new(seed, scenario).play(&plan(), &Seed::new([7; 32]), 40, until)
}

#[test]
fn a_look_decides_and_alarms_as_the_report_of_the_same_moment_does() {
    let trial = running(&plan(), Timestamp::UNIX_EPOCH);
    let (mut n_decided, mut n_open) = (0, 0);
    for (seed, improved) in [(1, 0.95), (2, 0.3), (3, 0.02), (4, 0.6)] {
        let records = played(seed, improved);
        for day in (2..60).step_by(3) {
            let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day);
            let subjects = Subjects::known(&records, now);
            let planning = Question::of(&plan()).answer();
            let counted = Analysis::counted(&trial, planning, &records, &subjects, now, |_| {});
            let alarms = Alarms::at(&counted);
            let report = crate::report::build(&trial, &records, now);
            let answers = report.verdict.by_arm.iter().map(|arm| arm.answer);
            let decided = answers.into_iter().any(|a| matches!(a, Answer::Better | Answer::Worse));
            assert_eq!(alarms.verdict, decided, "trial {seed}, day {day}");
            let mut primary = report.comparisons.iter().filter(|row| row.role == Role::Primary);
            assert_eq!(alarms.watched_difference, primary.any(|row| is_low(row.watched.p)));
            let log_rank = report.watch.iter().any(|watch| is_low(watch.log_rank.p));
            assert_eq!(alarms.watched_log_rank, log_rank);
            n_decided += u32::from(decided);
            n_open += u32::from(!decided);
        }
    }
    assert!(n_decided > 5 && n_open > 5, "{n_decided} decided, {n_open} open");
}
