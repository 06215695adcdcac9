//! Guardrails and pending contacts.

use trial::PlanDraft;
use trial::looks::{GuardState, Tally};
use trial::metric::{BurdenMetric, Metric};
use trial::observation::{Code, Observed};
use trial::plan::{Guardrail, Primary};

use crate::world::{World, day, draft, many};

const THREAT: &[Code] = &[Code::ThreatensToTerminate];
const NOTHING: &[Code] = &[];

fn guarded(margin: f64) -> World {
    let metric = Metric::Burden(BurdenMetric::Complaint);
    World::with(PlanDraft { guardrails: vec![Guardrail { metric, margin }], ..draft() })
}

/// Calls of the first so many subjects of an arm, on the next day.
fn calls(world: World, arm: &str, on: i64, n: u64, coded: Option<(f64, &[Code])>) -> World {
    (0..n).fold(world, |world, k| world.called(&many(arm, on, k), on as f64 + 1.5, coded))
}

fn state(world: &World, days: f64) -> GuardState {
    world.looks(days).guardrails[0].state
}

fn arms(world: World, n: u64) -> World {
    world.planned(n).enrol_many(n, "page", 0).enrol_many(n, "control", 0)
}

#[test]
fn a_guardrail_is_kept_at_a_look_and_stays_kept() {
    let world = arms(guarded(0.1), 100);
    assert_eq!(state(&world, 16.9), GuardState::NotSettled);
    assert_eq!(state(&world, 17.1), GuardState::Kept { since: day(16) });
    let worse = world.enrol_many(20, "page", 5);
    let worse = calls(worse, "page", 5, 20, Some((7.0, THREAT)));
    assert_eq!(state(&worse, 40.0), GuardState::Kept { since: day(16) });
}

#[test]
fn a_breach_beats_what_was_kept_and_stays() {
    let world = arms(guarded(0.1), 60).enrol_many(60, "page", 5);
    let world = calls(world, "page", 5, 60, Some((7.0, THREAT)));
    assert_eq!(state(&world, 20.0), GuardState::Kept { since: day(16) });
    assert_eq!(state(&world, 40.0), GuardState::Breached { since: day(21) });
    let calm = world.enrol_many(900, "page", 20).enrol_many(900, "control", 20);
    assert_eq!(state(&calm, 60.0), GuardState::Breached { since: day(21) });
}

#[test]
fn uncoded_contacts_keep_nothing_and_breach_nothing() {
    // 80 of 80 contacts uncoded, then coded as threats to leave.
    let world = calls(arms(guarded(0.1), 80), "page", 0, 80, None);
    assert_eq!(state(&world, 20.0), GuardState::Open { n_to_code: 80 });
    let coded = (0..80)
        .fold(world, |world, k| world.called(&many("page", 0, k), 1.5, Some((20.5, THREAT))));
    assert_eq!(state(&coded, 20.4), GuardState::Open { n_to_code: 80 });
    // Nobody has to wait until tomorrow for what was coded today.
    assert_eq!(state(&coded, 20.6), GuardState::Breached { since: day(20) });
    assert_eq!(state(&coded, 21.1), GuardState::Breached { since: day(20) });
}

#[test]
fn an_empty_list_of_codes_is_a_coding() {
    let world = calls(arms(guarded(0.1), 100), "page", 0, 100, Some((2.0, NOTHING)));
    assert_eq!(state(&world, 20.0), GuardState::Kept { since: day(16) });
}

#[test]
fn the_first_coding_after_maturity_is_kept_and_the_newest_before_it() {
    let primary = Primary { metric: Metric::Burden(BurdenMetric::Complaint), ..Primary::default() };
    let world = || World::with(PlanDraft { primary, ..draft() }).enrol("a", "page", 0.5);
    let said = |world: World, days: f64| world.page(days);
    let pending = Tally { n: 1, pending: 1, n_to_code: 1, ..Tally::default() };
    let (no, yes) = (Tally { n: 1, ..Tally::default() }, Tally { n: 1, x: 1, ..Tally::default() });
    let later =
        world().called("a", 1.5, Some((18.5, NOTHING))).called("a", 1.5, Some((20.5, THREAT)));
    assert_eq!(said(later.clone(), 17.0), pending);
    assert_eq!(said(later.clone(), 19.0), no);
    assert_eq!(said(later, 30.0), no);
    let before =
        world().called("a", 1.5, Some((3.5, NOTHING))).called("a", 1.5, Some((5.5, THREAT)));
    assert_eq!(said(before, 30.0), yes);
    // A contact that arrives after its subject entered is not counted.
    let mut late = world().called("a", 1.5, Some((17.5, THREAT)));
    let is_call = |row: &&mut Observed| row.contact().is_some();
    late.records.observed.iter_mut().find(is_call).unwrap().arrived_at = crate::world::at(17.0);
    assert_eq!(said(late, 30.0), no);
}

#[test]
fn contacts_count_from_the_enrolment_for_b_days_and_before_the_end() {
    let primary = Primary { metric: Metric::Burden(BurdenMetric::Complaint), ..Primary::default() };
    let world = || World::with(PlanDraft { primary, ..draft() }).enrol("a", "page", 0.5);
    let x = |world: World| world.page(30.0).x;
    assert_eq!(x(world().called("a", 0.4, Some((1.0, THREAT)))), 0);
    assert_eq!(x(world().called("a", 14.5, Some((15.0, THREAT)))), 1);
    assert_eq!(x(world().called("a", 14.6, Some((15.0, THREAT)))), 0);
    let called = world().called("a", 9.5, Some((10.0, THREAT)));
    assert_eq!(x(called.clone().ended("a", 9.5, 9.6)), 0);
    assert_eq!(x(called.ended("a", 9.6, 9.6)), 1);
}

#[test]
fn worse_is_said_where_only_zero_is_left_out() {
    let world = calls(arms(guarded(0.6), 100), "page", 0, 55, Some((2.0, THREAT)));
    assert_eq!(state(&world, 20.0), GuardState::Worse);
}

#[test]
fn a_primary_metric_with_pending_contacts_claims_what_holds_both_ways() {
    use trial::looks::Claim;
    let primary = Primary { metric: Metric::Burden(BurdenMetric::Complaint), ..Primary::default() };
    let world = || arms(World::with(PlanDraft { primary, ..draft() }), 40);
    let claim =
        |world: &World| world.looks(20.0).comparisons[0].decision.map(|decision| decision.claim);
    let complaints = calls(world(), "control", 0, 20, Some((2.0, THREAT)));
    assert_eq!(claim(&complaints), Some(Claim::Better));
    let open = calls(complaints.clone(), "page", 0, 20, None);
    assert_eq!(claim(&open), None);
    let look = open.looks(20.0).comparisons[0].looks[0].clone();
    assert_eq!(look.arm.n_to_code, 20);
    assert!(look.against_arm.z > look.against_control.z);
    let few = calls(complaints, "page", 0, 3, None);
    assert_eq!(claim(&few), Some(Claim::Better));
}

#[test]
fn a_breach_is_in_doubt_when_its_contacts_are_coded_otherwise() {
    let world = calls(arms(guarded(0.1), 80), "page", 0, 80, Some((2.0, THREAT)));
    assert_eq!(world.looks(20.0).guardrails[0].doubt, None);
    let again = (0..80)
        .fold(world, |world, k| world.called(&many("page", 0, k), 1.5, Some((30.5, NOTHING))));
    let guardrail = again.looks(31.0).guardrails[0].clone();
    assert_eq!(guardrail.state, GuardState::Breached { since: day(16) });
    assert_eq!(guardrail.doubt.unwrap().n_changed, 80);
}
