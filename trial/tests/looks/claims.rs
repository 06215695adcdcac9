//! Claims, sensitivity, doubt, what stands beside afterwards, the one look, and advice.

use trial::PlanDraft;
use trial::looks::{Claim, ComparisonLooks, FUTILE};
use trial::observation::CoverageState::{Delivered, Missing};
use trial::plan::{Looking, Primary, Test};

use crate::world::{World, draft, many};

/// One look, at the planned end.
fn one_look(page: (u64, u64), control: (u64, u64)) -> World {
    let n = page.1.min(control.1);
    let world = World::new().planned(n).covered(0..80);
    world.outcomes("page", 0, page.0, page.1).outcomes("control", 0, control.0, control.1)
}

fn comparison(world: &World, days: f64) -> ComparisonLooks {
    world.looks(days).comparisons[0].clone()
}

fn claim(world: &World) -> Option<Claim> {
    comparison(world, 60.0).decision.map(|decision| decision.claim)
}

fn with_margin(margin: f64, mut world: World) -> World {
    let primary = Primary { margin: Some(margin), ..Primary::default() };
    world.plan = PlanDraft { primary, ..draft() }.check().unwrap();
    world
}

#[test]
fn a_crossing_is_better_or_worse() {
    assert_eq!(claim(&one_look((36, 40), (20, 40))), Some(Claim::Better));
    assert_eq!(claim(&one_look((20, 40), (36, 40))), Some(Claim::Worse));
    assert_eq!(claim(&one_look((24, 40), (20, 40))), None);
}

#[test]
fn a_plan_with_a_margin_asks_for_no_worse_and_another_for_no_difference() {
    let alike = one_look((180, 200), (178, 200));
    assert_eq!(claim(&alike), Some(Claim::NoDifference));
    assert_eq!(claim(&with_margin(0.1, alike.clone())), Some(Claim::NoWorse));
    assert_eq!(claim(&with_margin(0.02, alike)), None);
    let better = with_margin(0.1, one_look((36, 40), (20, 40)));
    assert_eq!(claim(&better), Some(Claim::Better));
}

#[test]
fn no_worse_needs_the_lines_still_in_the_garden_to_be_clean_too() {
    // 172 of 200, and 160 of 200 of the control, whose other 40 were placed and never left.
    let world = World::new().planned(200).covered(0..80).outcomes("page", 0, 172, 200);
    let world = world.outcomes("control", 0, 160, 160);
    let held = (0..40).fold(world, |world, k| {
        let who = format!("held-{k}");
        world.enrol(&who, "control", 0.5).logged(&who, crate::world::Placed, 0.6)
    });
    let comparison = comparison(&with_margin(0.05, held), 60.0);
    let look = comparison.looks.last().unwrap();
    assert!(look.against_arm.interval.unwrap().low > -0.05);
    assert_eq!((look.control.not_confirmed, look.claim), (40, None));
}

#[test]
fn a_crossing_that_rests_on_lines_in_the_garden_says_so() {
    // The page leaves 30 of 60 in the garden; the others are clean, as 58 of 60 of the control.
    let world = World::new().planned(60).covered(0..80).outcomes("page", 0, 30, 30);
    let world = world.outcomes("control", 0, 58, 60);
    let held = (0..30).fold(world, |world, k| world.enrol(&format!("held-{k}"), "page", 0.5));
    let comparison = comparison(&held, 60.0);
    let decision = comparison.decision.unwrap();
    assert_eq!(decision.claim, Claim::Worse);
    assert_eq!(decision.rests_on_not_confirmed, Some(30));
    let [both, arm, control] = comparison.looks.last().unwrap().sensitivity;
    assert!(both > 0.0 && arm > 0.0 && control < 0.0, "{both} {arm} {control}");
}

#[test]
fn the_first_crossing_decides_and_stays() {
    // A strong start, then the reverse.
    let world = World::new().planned(100).covered(0..80);
    let world = world.outcomes("page", 0, 60, 60).outcomes("control", 0, 10, 60);
    let world = world.outcomes("page", 9, 0, 40).outcomes("control", 9, 40, 40);
    let first = comparison(&world, 25.0).decision.unwrap();
    assert_eq!((first.claim, first.look), (Claim::Better, 0));
    assert_eq!(comparison(&world, 60.0).decision, Some(first));
    // Everybody mature stands beside.
    assert_eq!(
        comparison(&world, 60.0).afterwards.map(|tally| (tally.x, tally.n)),
        [(60, 100), (50, 100)]
    );
}

#[test]
fn a_crossing_replaces_a_weaker_claim_and_nothing_else_does() {
    let world = World::new().planned(400).covered(0..80);
    let world = world.outcomes("page", 0, 270, 280).outcomes("control", 0, 270, 280);
    let weak = comparison(&world, 25.0).decision.unwrap();
    assert_eq!(weak.claim, Claim::NoDifference);
    let strong = world.outcomes("page", 5, 20, 130).outcomes("control", 5, 130, 130);
    assert_eq!(comparison(&strong, 60.0).decision.unwrap().claim, Claim::Worse);
}

#[test]
fn a_late_sighting_can_put_a_claim_in_doubt_and_never_make_one() {
    let world = one_look((36, 40), (20, 40));
    let late = (0..16).fold(world, |world, k| {
        let who = many("page", 0, k);
        world.seen_late(&who, 13.5, 30.5).seen_late(&who, 16.5, 30.5)
    });
    assert_eq!(comparison(&late, 30.0).decision.unwrap().doubt, None);
    let decision = comparison(&late, 31.0).decision.unwrap();
    assert_eq!((decision.claim, decision.doubt.unwrap().n_changed), (Claim::Better, 16));
    // The other way round no claim is made.
    let none = one_look((24, 40), (20, 40));
    let late = (0..20).fold(none, |world, k| {
        let who = many("control", 0, k);
        world.seen_late(&who, 13.5, 30.5).seen_late(&who, 16.5, 30.5)
    });
    assert_eq!(comparison(&late, 60.0).decision, None);
}

#[test]
fn doubt_ends_when_later_rows_restore_what_was_said() {
    // A day before the sightings is withdrawn: the quiet days of everyone move.
    let world = one_look((36, 40), (20, 40)).coverage("darknet", 40, Delivered, 41.2);
    let withdrawn = (1..60).fold(world, |world, n| world.coverage("darknet", n, Missing, 61.5));
    assert!(comparison(&withdrawn, 62.0).decision.unwrap().doubt.is_some());
    let restored = (1..60).fold(withdrawn, |world, n| world.delivered("darknet", n, 63.5));
    assert_eq!(comparison(&restored, 64.0).decision.unwrap().doubt, None);
}

fn once() -> PlanDraft {
    let primary = Primary { test: Test::Fisher, ..Primary::default() };
    PlanDraft { looks: Some(Looking::Once), primary, ..draft() }
}

#[test]
fn one_look_is_taken_of_the_first_subjects_in_order_of_enrolment() {
    let world = World::with(once()).planned(40).covered(0..90);
    let world = world.outcomes("page", 0, 36, 40).outcomes("control", 0, 20, 35);
    // The control has its 40 two days later; the page's others do not count.
    let world = world.outcomes("page", 1, 0, 30).outcomes("control", 2, 0, 8);
    assert_eq!(comparison(&world, 25.5).once, None);
    let comparison = comparison(&world, 26.5);
    let look = comparison.once.unwrap();
    assert_eq!((look.arm.x, look.arm.n, look.control.x, look.control.n), (36, 40, 20, 40));
    assert_eq!(look.claim, Some(Claim::Better));
    assert!((look.critical - 1.959_963_984_540_054).abs() < 1e-9);
    assert!(comparison.looks.is_empty());
    // A stop before that day leaves no look.
    let stopped = world.stopped(25.5).looks(60.0);
    assert_eq!(stopped.comparisons[0].once, None);
}

#[test]
fn the_one_look_crosses_by_the_plans_test() {
    // 7 of 40 and 1 of 40: Fisher 0.0568, Boschloo 0.0330.
    let with = |test: Test| {
        let primary = Primary { test, ..Primary::default() };
        let world = World::with(PlanDraft { primary, ..once() }).planned(40).covered(0..80);
        claim(&world.outcomes("page", 0, 7, 40).outcomes("control", 0, 1, 40))
    };
    assert_eq!(with(Test::Fisher), None);
    assert_eq!(with(Test::Boschloo), Some(Claim::Better));
}

#[test]
fn an_arm_that_does_worse_halfway_is_futile_and_one_that_does_well_is_not() {
    let half = |page: u64| {
        let world = World::new().planned(200).covered(0..80);
        let world = world.outcomes("page", 0, page, 100).outcomes("control", 0, 80, 100);
        comparison(&world, 40.0).futility.unwrap()
    };
    assert!(half(70) < FUTILE, "{}", half(70));
    assert!(half(90) > 0.8, "{}", half(90));
    assert_eq!(comparison(&one_look((36, 40), (20, 40)), 40.0).futility, None);
}

#[test]
fn the_pace_is_that_of_the_last_14_days() {
    let world = World::new().planned(100).covered(0..80);
    let early = world.enrol_many(4, "page", 0).enrol_many(5, "control", 0);
    assert_eq!(comparison(&early, 14.0).pace.days, None);
    // 28 of each arm in 14 days: 2 a day; 72 more take 36 days, and 23 until they are mature.
    let steady = (0..14).fold(World::new().planned(100).covered(0..80), |world, on| {
        world.enrol_many(2, "page", on).enrol_many(2, "control", on)
    });
    let pace = comparison(&steady, 14.0).pace;
    assert_eq!((pace.n_mature, pace.n_planned, pace.days), (0, 200, Some(36 + 23)));
}
