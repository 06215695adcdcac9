//! Days, sources, covered days, and the day on which a subject is counted.

use trial::PlanDraft;
use trial::observation::CoverageState::{ConfirmedEmpty, Delivered, Missing};
use trial::plan::SourcesDraft;

use crate::world::{CLEAN, NOBODY, NOT_CLEAN, World, draft};

#[test]
fn a_day_on_which_the_resolver_did_not_work_is_not_covered() {
    let resolver = Some("leases".to_owned());
    let sources = SourcesDraft { resolver, ..SourcesDraft::default() };
    let world = World::with(PlanDraft { sources, ..draft() });
    let world = world.enrol("a", "control", 0.5).covered(0..60);
    assert_eq!(world.control(24.0), NOBODY);
    let works = |world: World, n: i64| world.delivered("leases", n, n as f64 + 1.3);
    assert_eq!((0..60).fold(world.clone(), works).control(24.0).n, 1);
    // Four days do not count, so that the seventh covered day after the horizon is day 25.
    let failed = (0..60).filter(|n| !(17..21).contains(n)).fold(world, works);
    let failed =
        (17..21).fold(failed, |world, n| world.coverage("leases", n, Missing, n as f64 + 1.3));
    assert_eq!((failed.control(26.0), failed.control(27.0)), (NOBODY, CLEAN));
}

#[test]
fn a_subject_of_1_march_is_mature_at_the_end_of_24_march() {
    let world = World::new().enrol("a", "control", 0.5).covered(0..40);
    assert_eq!(world.control(23.9), NOBODY);
    assert_eq!(world.control(24.0), CLEAN);
}

#[test]
fn the_hour_of_enrolment_does_not_matter() {
    for hour in [0.0, 0.999] {
        let world = World::new().enrol("a", "control", hour).covered(0..40);
        assert_eq!((world.control(23.9), world.control(24.0)), (NOBODY, CLEAN));
    }
}

#[test]
fn a_row_belongs_to_the_day_in_which_it_arrived_and_midnight_to_the_next() {
    // Sighted after the horizon, before the quiet days were over.
    let seen = |arrived: f64| {
        let quiet = World::new().enrol("a", "control", 0.5).seen("a", 12.5);
        quiet.seen_late("a", 15.0, arrived).covered(0..40)
    };
    assert_eq!(seen(23.999).control(40.0), NOT_CLEAN);
    assert_eq!(seen(24.0).control(40.0), CLEAN);
}

#[test]
fn missing_days_hold_back_until_q_covered_days_follow_the_day_of_the_horizon() {
    // Days 15 to 21 are the first seven; 16 and 17 never come, so 22 and 23 take their place.
    let world = World::new().enrol("a", "control", 0.5).covered((0..40).filter(|n| n / 2 != 8));
    assert_eq!(world.control(23.9), NOBODY);
    // Day 23 is reported in the morning of day 24, and counts at the end of that day.
    assert_eq!(world.control(24.5), NOBODY);
    assert_eq!(world.control(25.0), CLEAN);
}

#[test]
fn a_gap_before_the_day_of_the_horizon_holds_nobody_back() {
    let world = World::new().enrol("a", "control", 0.5).covered(14..40);
    assert_eq!(world.control(24.0), CLEAN);
}

#[test]
fn coverage_told_before_its_day_is_over_counts_once_it_is() {
    let world = World::new().enrol("a", "control", 0.5);
    let world = (15..22).fold(world, |world, n| world.delivered("darknet", n, n as f64 + 0.5));
    assert_eq!(world.control(24.0), CLEAN);
    let told = World::new().enrol("a", "control", 0.5);
    let told = (15..22).fold(told, |world, n| world.delivered("darknet", n, 0.6));
    assert_eq!((told.control(23.9), told.control(24.0)), (NOBODY, CLEAN));
}

#[test]
fn the_last_row_to_arrive_counts_and_maturity_once_reached_stays() {
    let world = World::new().enrol("a", "control", 0.5).covered(0..22);
    let corrected = world.clone().coverage("darknet", 18, Missing, 23.5);
    assert_eq!(corrected.control(25.0), NOBODY);
    let again = corrected.coverage("darknet", 18, ConfirmedEmpty, 30.5);
    assert_eq!((again.control(30.9), again.control(31.0)), (NOBODY, CLEAN));
    let too_late = world.coverage("darknet", 18, Missing, 24.0);
    assert_eq!(too_late.control(30.0), CLEAN);
}

#[test]
fn every_required_feed_is_needed() {
    let required_feeds = vec!["darknet".to_owned(), "honeypot".to_owned()];
    let world = World::with(PlanDraft { required_feeds, ..draft() }).enrol("a", "control", 0.5);
    let world = world.covered(0..40);
    assert_eq!(world.control(40.0), NOBODY);
    let both = (15..22).fold(world, |world, n| world.delivered("honeypot", n, 30.5));
    assert_eq!((both.control(30.9), both.control(31.0)), (NOBODY, CLEAN));
}

#[test]
fn maturity_does_not_look_at_the_subjects_own_rows() {
    let world = World::new().enrol("quiet", "control", 0.5).enrol("seen", "control", 0.5);
    let world = world.seen("seen", 14.2).seen("seen", 15.2).covered(0..40);
    assert_eq!(world.control(24.0).n, 2);
    assert_eq!(world.control(24.0).x, 1);
}

#[test]
fn a_named_log_is_waited_for_from_the_enrolment_to_the_last_day_that_counts() {
    let world = World::waiting_for_the_log().enrol("a", "control", 0.5).covered(0..40);
    assert_eq!(world.control(40.0), NOBODY);
    let all_but_first = (1..40).fold(world, |world, n| world.delivered("log", n, n as f64 + 1.25));
    assert_eq!(all_but_first.control(40.0), NOBODY);
    // Staff closes the day by hand.
    let closed = all_but_first.coverage("log", 0, ConfirmedEmpty, 32.5);
    assert_eq!((closed.control(32.9), closed.control(33.0)), (NOBODY, CLEAN));
}

#[test]
fn a_named_log_is_not_waited_for_beyond_the_last_day_that_counts() {
    let world = World::waiting_for_the_log().enrol("a", "control", 0.5).covered(0..40);
    let world = (0..=21).fold(world, |world, n| world.delivered("log", n, n as f64 + 1.25));
    assert_eq!(world.control(24.0), CLEAN);
}

#[test]
fn a_late_log_lets_nobody_in_a_garden_be_clean() {
    // The whole log arrives once, seven days late, before anybody is mature.
    let world = World::new().enrol_many(40, "page", 0).enrol_many(40, "control", 0).covered(0..40);
    let world = (0..40).fold(world, |world, k| {
        world.logged_late(&crate::world::many("page", 0, k), crate::world::Placed, 0.6, 7.6)
    });
    let looks = world.looks(30.0);
    assert_eq!(looks.comparisons[0].afterwards[0].x, 0);
    let claim = looks.comparisons[0].decision.map(|decision| decision.claim);
    assert_ne!(claim, Some(trial::looks::Claim::Better));
}

#[test]
fn contacts_are_counted_two_days_after_the_last_of_them_could_come() {
    let world = burden(SourcesDraft::default()).enrol("a", "control", 0.5);
    assert_eq!((world.control(16.9), world.control(17.0)), (NOBODY, NOT_CLEAN));
}

#[test]
fn named_contacts_are_waited_for_from_the_enrolment_to_the_last_day_that_counts() {
    let contacts = Some("desk".to_owned());
    let world = burden(SourcesDraft { contacts, ..SourcesDraft::default() });
    let world = world.enrol("a", "control", 0.5).covered(0..40);
    assert_eq!(world.control(30.0), NOBODY);
    let told = (0..=13).fold(world, |world, n| world.delivered("desk", n, n as f64 + 1.25));
    assert_eq!(told.control(30.0), NOBODY);
    let all = told.coverage("desk", 14, Delivered, 19.5);
    assert_eq!((all.control(19.9), all.control(20.0)), (NOBODY, NOT_CLEAN));
}

#[test]
fn nobody_is_mature_before_its_enrolment_arrived() {
    let mut world = World::new().enrol("a", "control", 0.5).covered(0..40);
    world.records.enrolments_arrived.insert(crate::world::subject("a"), crate::world::at(27.5));
    assert_eq!((world.control(27.9), world.control(28.0)), (NOBODY, CLEAN));
}

fn burden(sources: SourcesDraft) -> World {
    use trial::metric::{BurdenMetric, Metric};
    let primary = trial::plan::Primary {
        metric: Metric::Burden(BurdenMetric::Complaint),
        ..Default::default()
    };
    World::with(PlanDraft { primary, sources, ..draft() })
}
