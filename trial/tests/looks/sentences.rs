//! The sentence of a verdict that rests on looks.

use trial::looks::Looks;
use trial::verdict::{Answer, Phase, from_looks};

use crate::world::{World, many};

fn said(world: &World, days: f64) -> (Answer, String) {
    let looks: Looks = world.looks(days);
    let verdict = from_looks(&world.plan, &looks, Phase::Enrolling);
    (verdict.answer, verdict.sentence)
}

/// Everyone in the page's arm was served.
fn two_arms(page: (u64, u64), control: (u64, u64)) -> World {
    (0..page.1).fold(unserved(page, control), |world, k| world.served(&many("page", 0, k), 1.0))
}

fn unserved(page: (u64, u64), control: (u64, u64)) -> World {
    let world = World::new().planned(page.1.min(control.1)).covered(0..80);
    world.outcomes("page", 0, page.0, page.1).outcomes("control", 0, control.0, control.1)
}

#[test]
fn a_crossing_names_its_look_its_counts_and_its_limits() {
    let (answer, sentence) = said(&two_arms((36, 40), (20, 40)), 40.0);
    assert_eq!(answer, Answer::Better);
    let expected = "page is better than control on clean by day 14: +40.0 points (";
    assert!(sentence.starts_with(expected), "{sentence}");
    let end = ") at the look of 24 Mar, 36 of 40 against 20 of 40.";
    assert!(sentence.ends_with(end), "{sentence}");
}

#[test]
fn who_matured_later_stands_beside_the_deciding_look() {
    let world = two_arms((36, 40), (20, 40)).outcomes("page", 9, 0, 40);
    let world = (0..40).fold(world, |world, k| world.served(&many("page", 9, k), 10.0));
    let (_, sentence) = said(&world, 60.0);
    assert!(
        sentence.ends_with("; −5.0 points with everybody enrolled, 36 of 80 against 20 of 40."),
        "{sentence}"
    );
}

#[test]
fn a_claim_that_later_rows_do_not_bear_out_begins_in_doubt() {
    let world = (0..16).fold(two_arms((36, 40), (20, 40)), |world, k| {
        let who = many("page", 0, k);
        world.seen_late(&who, 13.5, 30.5).seen_late(&who, 16.5, 30.5)
    });
    let (answer, sentence) = said(&world, 31.0);
    assert_eq!(answer, Answer::Better);
    let begin = "In doubt: 16 outcomes changed since. page is better than control";
    assert!(sentence.starts_with(begin), "{sentence}");
}

#[test]
fn a_crossing_that_rests_on_lines_in_the_garden_counts_them() {
    let world = World::new().planned(60).covered(0..80).outcomes("page", 0, 30, 30);
    let world = world.outcomes("control", 0, 58, 60);
    let held = (0..30).fold(world, |world, k| {
        let who = format!("held-{k}");
        world.enrol(&who, "page", 0.5).served(&who, 1.0).served(&many("page", 0, k), 1.0)
    });
    let (_, sentence) = said(&held, 40.0);
    let end = "; rests on counting 30 lines still in the garden as not clean.";
    assert!(sentence.ends_with(end), "{sentence}");
}

#[test]
fn without_a_claim_it_counts_who_is_mature_and_about_how_many_days_are_left() {
    let world = (0..14).fold(World::new().planned(100).covered(0..80), |world, on| {
        world.enrol_many(2, "page", on).enrol_many(2, "control", on)
    });
    let (answer, sentence) = said(&world, 14.0);
    assert_eq!(answer, Answer::CannotTellYet);
    let expected = "Can't tell yet: 0 of 200 planned subjects are mature, about 59 days to go.";
    assert_eq!(sentence, expected);
    let (answer, sentence) = said(&two_arms((24, 40), (20, 40)), 60.0);
    assert_eq!(answer, Answer::NotShown);
    assert!(sentence.starts_with("Not shown: the looks have ended"), "{sentence}");
}

#[test]
fn an_arm_that_reached_fewer_than_the_control_joins_the_sentence() {
    // The control sends nothing, so nothing is missing there.
    let served = |n: u64| {
        let world = unserved((36, 40), (20, 40));
        (0..n).fold(world, |world, k| world.served(&many("page", 0, k), 1.0))
    };
    let (_, sentence) = said(&served(28), 40.0);
    let end = ", but nothing reached 12 of 40 in page and 0 of 40 in control.";
    assert!(sentence.ends_with(end), "{sentence}");
    // Four of 40 are 10 points, not more.
    assert!(!said(&served(36), 40.0).1.contains("nothing reached"));
    // Served after the day of maturity is too late.
    let late = (28..40).fold(served(28), |world, k| world.served(&many("page", 0, k), 24.0));
    assert!(said(&late, 40.0).1.contains("nothing reached 12 of 40"));
}
