//! State: the enrolment sets it, later facts change it, and their order of arrival does not matter.

use crate::world::{CLEAN, NOT_CONFIRMED, Placed, ReleasedBySelf, ReleasedByStaff, World, at};

const MINUTE: f64 = 1.0 / 1440.0;

/// A line whose garden it must have left by day 14, and not later, to be clean.
fn page() -> World {
    World::new().enrol("a", "page", 0.5).covered(0..60)
}

#[test]
fn a_subject_of_a_quarantined_arm_is_in_the_garden_without_any_row() {
    assert_eq!(page().page(24.0), NOT_CONFIRMED);
    assert_eq!(World::new().enrol("a", "control", 0.5).covered(0..60).control(24.0), CLEAN);
}

#[test]
fn rows_at_or_before_the_enrolment_are_history() {
    assert_eq!(page().logged("a", ReleasedBySelf, 0.2).page(24.0), NOT_CONFIRMED);
    assert_eq!(page().logged("a", ReleasedBySelf, 0.5).page(24.0), NOT_CONFIRMED);
    assert_eq!(page().logged("a", ReleasedBySelf, 0.6).page(24.0), CLEAN);
    let out = World::new().enrol("a", "control", 0.5).covered(0..60);
    assert_eq!(out.clone().logged("a", Placed, 0.5).control(24.0), CLEAN);
    assert_eq!(out.logged("a", Placed, 0.6).control(24.0), NOT_CONFIRMED);
}

#[test]
fn a_second_placement_and_a_release_of_a_line_that_is_out_change_nothing() {
    let world = page().logged("a", Placed, 1.0).logged("a", ReleasedBySelf, 2.0);
    assert_eq!(world.clone().logged("a", ReleasedByStaff, 3.0).page(24.0), CLEAN);
    assert_eq!(world.logged("a", Placed, 4.0).page(24.0), NOT_CONFIRMED);
}

#[test]
fn the_order_in_which_facts_arrive_changes_nothing() {
    let world = page().logged_late("a", ReleasedBySelf, 2.0, 2.0);
    // A placement in between, told later.
    assert_eq!(world.logged_late("a", Placed, 1.0, 20.0).page(24.0), CLEAN);
}

#[test]
fn no_day_with_a_moment_in_the_garden_is_observable() {
    // Out from day 15 on there are seven days, 15 to 21; released within day 15 only six.
    assert_eq!(page().logged("a", ReleasedBySelf, 15.0).page(24.0), CLEAN);
    assert_eq!(page().logged("a", ReleasedBySelf, 15.001).page(24.0), NOT_CONFIRMED);
}

#[test]
fn an_acknowledged_release_is_the_record() {
    assert_eq!(page().acknowledged("a", 1.0, 1.5).page(24.0), CLEAN);
}

#[test]
fn an_acknowledgement_counts_if_the_line_was_in_ever_since_the_request() {
    // Asked 10:00, staff row 10:05, placed 10:07, acknowledged 10:08: in since 10:07.
    let ten = 1.0 + 10.0 / 24.0;
    let world = page().acknowledged("a", ten, ten + 8.0 * MINUTE);
    let world = world.logged("a", ReleasedByStaff, ten + 5.0 * MINUTE);
    assert_eq!(world.clone().page(24.0), CLEAN);
    assert_eq!(world.logged("a", Placed, ten + 7.0 * MINUTE).page(24.0), NOT_CONFIRMED);
}

#[test]
fn a_request_of_a_line_that_was_in_before_its_enrolment_counts() {
    let placed = |days: f64| page().logged("a", Placed, days).acknowledged("a", 0.3, 0.9);
    assert_eq!(placed(0.2).page(24.0), CLEAN);
    assert_eq!(placed(0.4).page(24.0), NOT_CONFIRMED);
}

#[test]
fn the_logs_own_row_for_a_release_is_the_same_record() {
    let mut world = page().acknowledged("a", 1.0, 1.5).logged("a", Placed, 1.6);
    // The log dates the same release after the new placement: it does not end that one.
    world.log_release(Some((at(1.7), at(2.0))));
    assert_eq!(world.page(24.0), NOT_CONFIRMED);
    // The earlier of the two counts once it is known.
    let mut early = page().acknowledged("a", 1.0, 15.5);
    assert_eq!(early.page(24.0), NOT_CONFIRMED);
    early.log_release(Some((at(2.0), at(23.0))));
    assert_eq!(early.page(24.0), CLEAN);
    early.log_release(Some((at(2.0), at(24.0))));
    assert_eq!(early.page(24.0), NOT_CONFIRMED);
}
