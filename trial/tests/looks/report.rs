//! The report of a trial that has looks: its verdict, its boards, and the cases that once told a
//! false sentence.

use trial::PlanDraft;
use trial::metric::{BurdenMetric, Metric};
use trial::observation::{Code, CoverageState};
use trial::plan::Guardrail;
use trial::report::{CleanupTally, GuardrailState, Report};
use trial::verdict::Answer;

use crate::world::{Placed, ReleasedByStaff, World, day, draft, many};

/// Horizon, quiet days and burden days of the cases.
fn short(days: u32, quiet_days: u32) -> PlanDraft {
    PlanDraft { horizon_days: days, quiet_days, burden_days: days, ..draft() }
}

fn tally(report: &Report, arm: usize) -> CleanupTally {
    report.arms[arm].tally
}

#[test]
fn a_log_that_arrives_late_makes_nobody_in_the_garden_clean() {
    let world = World::with(short(3, 3)).planned(40).covered(0..13);
    let world = world.enrol_many(40, "page", 0).enrol_many(40, "control", 0);
    let world = (0..40).fold(world, |world, k| {
        let sick =
            (0..12).fold(world, |world, n| world.seen(&many("control", 0, k), n as f64 + 0.7));
        sick.logged_late(&many("page", 0, k), Placed, 0.51, 7.0)
    });
    let report = world.report(13.0);
    assert_eq!(report.verdict.answer, Answer::NotShown, "{}", report.verdict.sentence);
    assert_eq!((tally(&report, 1).clean, tally(&report, 1).not_confirmed), (0, 40));
    assert_eq!(report.looks.unwrap().comparisons[0].looks[0].arm.not_confirmed, 40);
}

#[test]
fn contacts_that_turn_out_to_be_threats_breach_the_guardrail_at_once() {
    let metric = Metric::Burden(BurdenMetric::Complaint);
    let guardrails = vec![Guardrail { metric, margin: 0.12 }];
    let world = World::with(PlanDraft { guardrails, ..short(3, 2) }).planned(80).covered(0..20);
    let world = world.enrol_many(80, "page", 0).enrol_many(80, "control", 0);
    let called = |world: World, coded: Option<(f64, &[Code])>| {
        (0..80).fold(world, |world, k| world.called(&many("page", 0, k), 1.0, coded))
    };
    let state = |world: &World, days: f64| {
        let report = world.report(days);
        let row = report.comparisons.into_iter().find(|row| row.metric == metric).unwrap();
        (row.guarded.unwrap().state, report.verdict.sentence)
    };
    let uncoded = called(world, None);
    let (before, sentence) = state(&uncoded, 10.3);
    assert_eq!(before, GuardrailState::Open);
    assert!(sentence.contains("open in page (80 contacts to code)"), "{sentence}");
    let coded = called(uncoded, Some((10.4, &[Code::ThreatensToTerminate])));
    let (after, sentence) = state(&coded, 10.4);
    assert_eq!(after, GuardrailState::Breached);
    assert!(sentence.contains("by more than the margin of 12.0 points"), "{sentence}");
}

#[test]
fn what_was_counted_does_not_move_when_the_garden_lets_go() {
    let world = World::with(short(3, 2)).planned(26).covered(0..40);
    let world = world.enrol_many(26, "page", 0).enrol_many(26, "control", 0);
    let world =
        (0..17).fold(world, |world, k| world.logged(&many("page", 0, k), ReleasedByStaff, 34.3));
    let world =
        (17..26).fold(world, |world, k| world.logged(&many("page", 0, k), ReleasedByStaff, 0.6));
    let world = (0..13).fold(world, |world, k| {
        (0..6).fold(world, |world, n| world.seen(&many("control", 0, k), n as f64 + 0.7))
    });
    let said = |days: f64| {
        let Report { verdict, looks, .. } = world.report(days);
        (verdict.answer, verdict.sentence, looks)
    };
    let before = said(21.3);
    for days in [34.2, 37.3, 40.3] {
        let now = said(days);
        assert_eq!((&now.0, &now.1), (&before.0, &before.1));
        assert_eq!(
            now.2.unwrap().comparisons[0].looks,
            before.2.as_ref().unwrap().comparisons[0].looks
        );
    }
}

#[test]
fn a_board_counts_nobody_too_early_and_calls_unknown_whoever_is_not_mature() {
    let world = World::new().enrol("a", "control", 0.4).covered(0..19).covered(21..23);
    let one = |report: &Report| {
        let tally = tally(report, 0);
        [tally.too_early, tally.unknown, tally.clean, tally.not_clean, tally.not_confirmed]
    };
    assert_eq!(one(&world.report(23.9)), [1, 0, 0, 0, 0]);
    // Seven quiet days have been seen, but the day that is missing holds everybody back alike.
    assert_eq!(one(&world.report(24.0)), [0, 1, 0, 0, 0]);
    let told = world.coverage("darknet", 19, CoverageState::ConfirmedEmpty, 25.5);
    assert_eq!(one(&told.report(25.9)), [0, 1, 0, 0, 0]);
    assert_eq!(one(&told.report(26.0)), [0, 0, 1, 0, 0]);
    assert_eq!(told.report(26.0).arms[0].clean_by_horizon.count.n(), 1);
    assert_eq!(day(24).to_string(), "2027-03-25");
}

#[test]
fn the_enrolment_sets_the_state_on_the_board_too() {
    let world = World::new().enrol("a", "page", 0.5).enrol("b", "control", 0.5).covered(0..40);
    let report = world.report(30.0);
    assert_eq!((tally(&report, 1).not_confirmed, tally(&report, 0).clean), (1, 1));
    assert_eq!((report.arms[1].confirmed, report.arms[0].confirmed), (0, 1));
    let out = world.acknowledged("a", 0.6, 0.7);
    assert_eq!(tally(&out.report(30.0), 1).clean, 1);
}

#[test]
fn nobody_is_told_that_a_trial_without_a_start_is_looked_at() {
    let trial =
        trial::Trial { state: trial::TrialState::Planned, sizes: None, ..World::new().trial() };
    let report = trial::report::build(&trial, &World::new().records, crate::world::at(1.0));
    assert_eq!(report.looks, None);
    assert_eq!(report.verdict.sentence, "Can't tell yet: the trial has not started.");
}

#[test]
fn three_without_spread_against_three_hundred_have_neither_limits_nor_a_p_value() {
    let world = World::new().planned(150).covered(0..40);
    let world = world.enrol_many(3, "control", 0).enrol_many(300, "page", 0);
    // Those in the garden get out one by one.
    let world = (0..300).fold(world, |world, k| {
        world.logged(&many("page", 0, k), ReleasedByStaff, 0.6 + (k % 9) as f64)
    });
    let report = world.report(38.0);
    assert_eq!(report.arms[0].restricted_mean.unwrap().standard_error, 0.0);
    assert!(report.arms[1].restricted_mean.unwrap().standard_error > 0.0);
    assert_eq!(report.times[0].restricted_mean, None);
}

#[test]
fn an_end_of_follow_up_is_a_competing_event_on_the_curve() {
    // 20 of 100 leave infected on day 1, 60 of the other 80 clean: 60 %, not 75 %.
    let world = World::new().planned(100).covered(0..60).enrol_many(100, "control", 0);
    let world = (0..20).fold(world, |world, k| world.ended(&many("control", 0, k), 1.5, 1.5));
    let sick = |world: World, k: u64| {
        (0..25).fold(world, |world, n| world.seen(&many("control", 0, k), n as f64 + 0.9))
    };
    let report = (20..40).fold(world, sick).report(55.0);
    let last = report.arms[0].curve.last().unwrap();
    assert!((last.share - 0.6).abs() < 1e-9, "{}", last.share);
    assert_eq!(report.arms[0].clean_by_horizon.count.x(), 60);
}
