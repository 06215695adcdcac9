//! The outcome at maturity, which is kept.

use crate::world::{CLEAN, NOT_CLEAN, NOT_CONFIRMED, ReleasedBySelf, World};

fn control() -> World {
    World::new().enrol("a", "control", 0.5).covered(0..60)
}

#[test]
fn the_day_of_the_last_sighting_never_counts_also_at_exact_midnight() {
    // Days 8 to 14 would be the seven before a sighting on day 15.
    assert_eq!(control().seen("a", 7.999).seen("a", 15.2).control(24.0), CLEAN);
    assert_eq!(control().seen("a", 8.0).seen("a", 15.2).control(24.0), NOT_CLEAN);
}

#[test]
fn the_day_of_a_sighting_after_the_horizon_does_not_count_either() {
    // Seven days after day 7 end with day 14; the horizon is day 14 at noon.
    assert_eq!(control().seen("a", 7.5).seen("a", 14.6).control(24.0), NOT_CLEAN);
    assert_eq!(control().seen("a", 7.5).seen("a", 15.0).control(24.0), CLEAN);
}

#[test]
fn a_sighting_at_the_horizon_itself_is_the_last_one_before_it() {
    assert_eq!(control().seen("a", 14.5).control(24.0), CLEAN);
    assert_eq!(control().seen("a", 14.5 + 1.0 / 86_400.0).control(24.0), CLEAN);
    // As the last one by the horizon it must be followed by seven days; as a later one it ends
    // those of the enrolment, which were complete.
    assert_eq!(control().seen("a", 14.5).seen("a", 20.0).control(24.0), NOT_CLEAN);
    let later = control().seen("a", 14.5 + 1.0 / 86_400.0).seen("a", 20.0);
    assert_eq!(later.control(24.0), CLEAN);
}

#[test]
fn a_silence_before_the_last_sighting_by_the_horizon_does_not_count() {
    assert_eq!(control().seen("a", 13.0).seen("a", 18.0).control(24.0), NOT_CLEAN);
}

#[test]
fn a_sighting_from_before_the_enrolment_counts_for_nobody() {
    let world = World::new().enrol("a", "control", 3.5).seen("a", 3.2).covered(0..60);
    assert_eq!(world.control(30.0), CLEAN);
}

#[test]
fn days_later_than_the_last_covered_day_that_counts_do_not_count() {
    // Released on day 16: days 17 to 21 are five, and day 21 is the last that counts. Seven would
    // be complete on day 23, before anybody asks.
    let world =
        World::new().enrol("a", "page", 0.5).covered(0..60).logged("a", ReleasedBySelf, 16.5);
    assert_eq!(world.page(24.0), NOT_CONFIRMED);
    assert_eq!(world.page(50.0), NOT_CONFIRMED);
    let in_time = World::new().enrol("a", "page", 0.5).covered(0..60);
    assert_eq!(in_time.logged("a", ReleasedBySelf, 14.9).page(24.0), CLEAN);
}

#[test]
fn clean_by_day_3_cannot_be_reached_on_day_36() {
    let days = trial::PlanDraft { horizon_days: 3, quiet_days: 3, ..crate::world::draft() };
    let world = World::with(days).enrol("a", "page", 0.5).covered(0..60);
    let world = world.logged("a", ReleasedBySelf, 32.5);
    assert_eq!(world.page(60.0), NOT_CONFIRMED);
}

#[test]
fn a_sighting_after_the_last_day_that_counts_makes_nobody_not_clean() {
    // In the garden until day 21, and seen on day 23: too few observable days, no sighting before.
    let world =
        World::new().enrol("a", "page", 0.5).covered(0..60).logged("a", ReleasedBySelf, 21.5);
    assert_eq!(world.clone().seen("a", 22.2).page(24.0), NOT_CONFIRMED);
    assert_eq!(world.seen("a", 21.7).page(24.0), NOT_CLEAN);
}

#[test]
fn the_day_of_the_end_of_follow_up_is_not_observable() {
    let seen = control().seen("a", 8.5);
    assert_eq!(seen.clone().ended("a", 16.0, 16.0).control(24.0), CLEAN);
    assert_eq!(seen.clone().ended("a", 15.99, 16.0).control(24.0), NOT_CLEAN);
    // Known only after it was counted.
    assert_eq!(seen.ended("a", 12.0, 24.0).control(30.0), CLEAN);
}

#[test]
fn an_end_after_the_last_day_that_counts_changes_nothing() {
    let world = World::new().enrol("a", "page", 0.5).covered(0..60);
    assert_eq!(world.clone().ended("a", 22.5, 22.5).page(24.0), NOT_CONFIRMED);
    assert_eq!(world.ended("a", 21.5, 21.5).page(24.0), NOT_CLEAN);
}

#[test]
fn of_several_ends_the_first_counts_and_what_is_seen_after_it_does_not() {
    let world = control().ended("a", 20.0, 20.0).ended("a", 9.0, 22.0);
    assert_eq!(world.seen("a", 14.0).seen("a", 18.0).control(24.0), CLEAN);
}

#[test]
fn a_line_that_was_clean_and_is_placed_again_without_a_sighting_stays_clean() {
    let world = World::new().enrol("a", "page", 0.5).covered(0..60);
    let world = world.logged("a", ReleasedBySelf, 1.5).logged("a", crate::world::Placed, 12.0);
    assert_eq!(world.page(24.0), CLEAN);
}

#[test]
fn what_arrives_after_the_day_of_maturity_never_changes_a_kept_outcome() {
    let world = World::new().enrol("a", "page", 0.5).enrol("b", "control", 0.5).covered(0..60);
    let world = world.logged_late("a", ReleasedBySelf, 1.0, 24.0).seen_late("b", 20.0, 24.0);
    let world = world.seen_late("b", 14.0, 25.0);
    assert_eq!((world.page(60.0), world.control(60.0)), (NOT_CONFIRMED, CLEAN));
}
