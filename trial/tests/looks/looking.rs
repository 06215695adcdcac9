//! Looks that are taken, their boundary, and the sizes that are stored with a started plan.

use trial::PlanDraft;
use trial::looks::{LookCache, PlannedSizes};
use trial::plan::Looking;

use crate::world::{World, draft};

/// Both arms alike on every day, so many subjects each.
fn steady(planned: u64, a_day: u64, n_days: i64) -> World {
    (0..n_days).fold(World::new().planned(planned).covered(0..120), |world, on| {
        world.outcomes("page", on, a_day / 2, a_day).outcomes("control", on, a_day / 2, a_day)
    })
}

#[test]
fn no_look_has_fewer_than_ten_subjects_an_arm() {
    let world = World::new().covered(0..60).outcomes("page", 0, 5, 9).outcomes("control", 0, 5, 30);
    assert!(world.looks(40.0).comparisons[0].looks.is_empty());
    let ten = world.outcomes("page", 1, 1, 1);
    let looks = &ten.looks(40.0).comparisons[0].looks;
    assert_eq!(looks.len(), 1);
    assert_eq!((looks[0].arm.n, looks[0].control.n), (10, 30));
    // 10 · 30 / 40 of 100 · 100 / 200.
    assert!((looks[0].t - 0.15).abs() < 1e-12);
}

#[test]
fn a_look_is_taken_when_half_a_percent_has_been_added() {
    // 2 of 400 is exactly 0.005 of the planned information, 1 of 400 is half of that.
    let looks = |a_day: u64| {
        let world = steady(400, a_day, 30).looks(80.0);
        world.comparisons[0].looks.iter().map(|look| look.arm.n).collect::<Vec<_>>()
    };
    assert_eq!(looks(2), (5..=30).map(|k| 2 * k).collect::<Vec<_>>());
    assert_eq!(looks(1), (5..=15).map(|k| 2 * k).collect::<Vec<_>>());
}

#[test]
fn the_first_look_at_the_planned_information_is_the_last_one() {
    let world = steady(20, 4, 10).looks(80.0);
    let looks = &world.comparisons[0].looks;
    let t: Vec<f64> = looks.iter().map(|look| look.t).collect();
    assert_eq!(looks.len(), 3, "{t:?}");
    assert!((t[2] - 1.0).abs() < 1e-12);
    // Mature later: shown, not tested.
    assert_eq!(world.comparisons[0].afterwards[0].n, 40);
}

#[test]
fn without_spread_z_is_zero_and_the_look_counts() {
    let world = World::new().planned(20).covered(0..60);
    let world = world.outcomes("page", 0, 12, 12).outcomes("control", 0, 12, 12);
    let look = world.looks(40.0).comparisons[0].looks[0].clone();
    assert_eq!(look.against_arm.z, 0.0);
    let limits = look.against_arm.interval.unwrap();
    assert!(limits.low < 0.0 && limits.high > 0.0);
}

#[test]
fn z_is_the_score_statistic_without_corrections() {
    let world = World::new().planned(20).covered(0..60);
    let world = world.outcomes("page", 0, 9, 12).outcomes("control", 0, 4, 10);
    let z = world.looks(40.0).comparisons[0].looks[0].against_arm.z;
    let pooled: f64 = 13.0 / 22.0;
    let expected = (0.75 - 0.4) / (pooled * (1.0 - pooled) * (1.0 / 12.0 + 1.0 / 10.0)).sqrt();
    assert!((z - expected).abs() < 1e-12, "{z}");
}

#[test]
fn an_interval_is_hidden_while_the_boundary_is_above_four() {
    let world = steady(40, 5, 8).looks(80.0);
    for look in &world.comparisons[0].looks {
        assert_eq!(look.is_shown, look.critical <= 4.0);
    }
    assert!(!world.comparisons[0].looks[0].is_shown);
    assert!(world.comparisons[0].looks.last().unwrap().is_shown);
}

#[test]
fn a_look_waits_for_a_minute_after_midnight() {
    let world = World::new().planned(20).covered(0..60);
    let world = world.outcomes("page", 0, 9, 12).outcomes("control", 0, 4, 12);
    let second = 1.0 / 86_400.0;
    assert!(world.looks(24.0 + 59.0 * second).comparisons[0].looks.is_empty());
    assert_eq!(world.looks(24.0 + 60.0 * second).comparisons[0].looks.len(), 1);
}

#[test]
fn looks_are_those_of_days_that_were_over_when_the_trial_was_stopped() {
    let world = steady(100, 5, 12);
    let n = |stopped: f64| world.clone().stopped(stopped).looks(80.0).comparisons[0].looks.len();
    assert_eq!((n(24.99), n(25.0), n(25.01), n(26.0)), (0, 1, 1, 2));
    // Who matures later is shown.
    let looks = world.clone().stopped(25.5).looks(80.0);
    assert_eq!(looks.comparisons[0].afterwards[0].n, 60);
}

#[test]
fn the_boundary_spends_over_the_information_of_the_looks_that_were_taken() {
    let looks = steady(40, 5, 8).looks(80.0).comparisons[0].looks.clone();
    let times: Vec<f64> = looks.iter().map(|look| look.t).collect();
    let mut boundary = trial::stats::group_sequential::Boundary::new(
        0.05,
        trial::stats::group_sequential::Spending::ObrienFleming,
    );
    let critical: Vec<f64> = looks.iter().map(|look| look.critical).collect();
    assert_eq!(boundary.critical_values(&times), critical);
}

#[test]
fn the_error_rate_is_shared_among_the_treatments() {
    let other = trial::simulate::page_arm("other");
    let mut three = draft();
    three.arms.push(other);
    let world = World::with(three).planned(20).covered(0..60);
    let world = world.outcomes("page", 0, 9, 20).outcomes("control", 0, 4, 20);
    let looks = world.looks(40.0);
    assert_eq!(looks.comparisons.len(), 2);
    // α 0.025: the critical value of one look at the planned end.
    assert!((looks.comparisons[0].looks[0].critical - 2.241_402_727_604_947).abs() < 1e-9);
    assert!(looks.comparisons[1].looks.is_empty());
}

#[test]
fn daily_looks_ask_for_a_little_more_than_one() {
    let plan = draft().check().unwrap();
    let once = PlannedSizes::of(&plan, Looking::Once).unwrap();
    let daily = PlannedSizes::of(&plan, Looking::Daily).unwrap();
    // 80 v 90 %, α 0.05, power 0.8, pooled null: 198.96 an arm.
    assert_eq!(once.arms, [199, 199]);
    assert_eq!(daily.arms, [210, 210]);
    assert!((daily.information[1] - 105.0).abs() < 1e-12);
    assert!(daily.are_reached(&[210, 210], 0) && !daily.are_reached(&[209, 210], 0));
    // Many in one arm may stand for few in the other.
    assert!(daily.are_reached(&[300, 162], 0));
}

#[test]
fn weights_are_reduced_before_they_share_the_size_out() {
    let with = |weights: [u32; 2]| {
        let mut draft = draft();
        draft.arms[0].weight = weights[0];
        draft.arms[1].weight = weights[1];
        PlannedSizes::of(&draft.check().unwrap(), Looking::Daily).unwrap()
    };
    assert_eq!(with([50, 50]), with([1, 1]));
    assert_eq!(with([20, 10]), with([2, 1]));
}

#[test]
fn the_former_error_rates_of_older_plans_are_ignored() {
    let mut older = draft();
    older.design.alpha_planned = 0.01;
    older.design.alpha_anytime = 0.001;
    let sizes = |draft: PlanDraft| PlannedSizes::of(&draft.check().unwrap(), Looking::Daily);
    assert_eq!(sizes(older), sizes(draft()));
}

#[test]
fn kept_boundaries_give_the_same_looks() {
    let world = steady(60, 5, 12);
    let mut kept = LookCache::default();
    for days in 24..40 {
        let days = f64::from(days) + 0.5;
        assert_eq!(world.looks_with(days, &mut kept), world.looks(days));
    }
}
