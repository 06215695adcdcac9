//! The report of a whole trial.

use proptest::prelude::*;
use trial::observation::{Code, ContactChannel, CoverageState, Observed, QuarantineChange, What};
use trial::report::{BurdenMetric, Metric, Report, build};
use trial::stats::rate::Count;
use trial::{Trial, TrialState};

use super::story::{Story, at, day, subject, trial};

fn report(story: &Story, as_known: f64) -> Report {
    build(&trial(), &story.records, at(as_known))
}

fn count(x: u64, n: u64) -> Count {
    Count::new(x, n).unwrap()
}

/// Two standard lines (`a` is `not clean`, `b` clean), two improved ones (both clean).
fn four() -> Story {
    Story::new()
        .enrolled("b", "standard", 0.6)
        .enrolled("c", "improved", 0.7)
        .enrolled("d", "improved", 0.8)
        .covered(0..=40)
        .seen(6.0)
        .seen(12.0)
        .seen(16.0)
}

#[test]
fn each_arm_counts_its_own_subjects_in_the_order_of_the_plan() {
    let report = report(&four(), 25.0);
    let arms: Vec<&str> = report.arms.iter().map(|arm| arm.arm.as_str()).collect();
    assert_eq!(arms, ["standard", "improved"]);
    let [standard, improved] = &report.arms[..] else { panic!("two arms") };
    assert!(standard.is_control && !improved.is_control);
    assert_eq!((standard.enrolled, standard.sighted, standard.confirmed), (2, 1, 2));
    assert_eq!(standard.clean_by_horizon.count, count(1, 2));
    assert_eq!(improved.clean_by_horizon.count, count(2, 2));
    assert_eq!((standard.tally.clean, standard.tally.not_clean), (1, 1));
}

#[test]
fn a_row_moves_the_counts_the_moment_it_arrives() {
    let before = report(&four(), 2.0);
    let story = four().served(1.5).contact(1.6, ContactChannel::ContactForm, None).seen(1.7);
    let after = report(&story, 2.0);
    let of = |report: &Report| {
        let arm = &report.arms[0];
        (arm.served, arm.in_contact, arm.sighted)
    };
    assert_eq!((of(&before), of(&after)), ((0, 0, 0), (1, 1, 1)));
    assert_eq!(of(&report(&story, 1.55)), (1, 0, 0));
}

#[test]
fn immature_subjects_are_too_early_and_in_no_rate() {
    let report = report(&four(), 10.0);
    let improved = &report.arms[1];
    assert_eq!(improved.tally.too_early, 2);
    assert_eq!(improved.clean_by_horizon.count, count(0, 0));
    assert_eq!(
        (improved.clean_by_horizon.interval, improved.worst, improved.best),
        (None, None, None)
    );
    assert_eq!(improved.confirmed, 2);
    assert_eq!(report.comparisons[0].difference, None);
}

#[test]
fn unknown_and_not_confirmed_stay_in_the_denominator_between_two_bounds() {
    let mut story = four();
    // `c` never leaves the garden, `b` and `d` are quiet; day 5 is missing for `e`, who is placed.
    let place = |who: &str, days: f64| {
        let what = What::QuarantineEvent(QuarantineChange::Placed);
        Observed::at_once(subject(who), at(days), what)
    };
    story = story.enrolled("e", "improved", 0.9).coverage(5, CoverageState::Missing, 7.0);
    story.records.observed.extend([place("c", 0.71), place("e", 8.0)]);
    let report = report(&story, 25.0);
    let improved = &report.arms[1];
    assert_eq!((improved.tally.not_confirmed, improved.tally.unknown), (1, 1));
    assert_eq!(improved.clean_by_horizon.count, count(1, 3));
    assert_eq!((improved.worst, improved.best), (Some(1.0 / 3.0), Some(1.0)));
    assert_eq!(report.n_unknown, 1);
}

#[test]
fn the_curve_rises_from_zero_to_the_share_confirmed() {
    let report = report(&four(), 25.0);
    let improved = &report.arms[1];
    let points: Vec<(f64, f64, u64)> =
        improved.curve.iter().map(|point| (point.day, point.share, point.at_risk)).collect();
    assert_eq!(points[0], (0.0, 0.0, 2));
    assert!((points[1].0 - 7.2).abs() < 1e-9 && (points[1].1 - 0.5).abs() < 1e-9);
    assert!((points[2].0 - 7.3).abs() < 1e-9 && (points[2].1 - 1.0).abs() < 1e-9);
    assert!(improved.median.time.is_some_and(|days| (days - 7.2).abs() < 1e-9));
}

#[test]
fn the_curve_ends_where_follow_up_ends() {
    let story = Story::new().covered(0..=40).placed(0.6);
    let early = report(&story, 10.3);
    let standard = &early.arms[0];
    let days: Vec<f64> = standard.curve.iter().map(|point| point.day).collect();
    assert_eq!(days, [0.0, 9.5]);
    assert_eq!(standard.median.time, None);
    let late = report(&story, 40.0);
    assert_eq!(late.arms[0].curve.last().map(|point| point.day), Some(21.0));
    assert!(early.arms[1].curve.is_empty());
}

#[test]
fn a_confirmation_ahead_of_the_watermark_waits_for_it_on_the_curve() {
    let story = Story::new().planned(|plan| plan.quiet_days = 1).covered([0, 2]);
    let trial = Trial { plan: story.plan(), ..trial() };
    let early = build(&trial, &story.records, at(3.5));
    assert_eq!(early.watermark, Some(day(0)));
    assert_eq!(early.arms[0].confirmed, 1);
    assert!(early.arms[0].curve.iter().all(|point| point.share == 0.0));
    let later = build(&trial, &story.records, at(4.5));
    assert_eq!(later.arms[0].curve.last().map(|point| point.share), Some(1.0));
}

#[test]
fn a_long_curve_travels_in_few_points_and_each_is_exact() {
    let mut story = Story::default().covered(0..=60);
    for n in 0..2_000 {
        story = story.enrolled(&format!("s-{n}"), "standard", 0.3 + f64::from(n) / 137.0);
    }
    let curve = &report(&story, 50.0).arms[0].curve;
    assert!((100..=402).contains(&curve.len()), "{}", curve.len());
    assert_eq!(curve.last().map(|point| point.share), Some(1.0));
    assert!(curve.windows(2).all(|two| two[0].day < two[1].day && two[0].share <= two[1].share));
}

#[test]
fn the_burden_board_has_the_same_rows_in_every_arm() {
    let complaint: Option<&[Code]> = Some(&[Code::CannotWork]);
    let story = four().contact(2.0, ContactChannel::HelpDesk, complaint).contact(
        3.0,
        ContactChannel::Email,
        None,
    );
    let report = report(&story, 25.0);
    let rows: Vec<BurdenMetric> = BurdenMetric::all().collect();
    assert_eq!((rows.len(), rows[0]), (17, BurdenMetric::Complaint));
    for arm in &report.arms {
        assert_eq!(arm.burden.iter().map(|cell| cell.metric).collect::<Vec<_>>(), rows);
    }
    let cell = |metric| *report.arms[0].burden.iter().find(|cell| cell.metric == metric).unwrap();
    assert_eq!(cell(BurdenMetric::Complaint).rate.count, count(1, 2));
    assert_eq!(cell(BurdenMetric::Complaint).pending, 0);
    assert_eq!(cell(BurdenMetric::Code(Code::WhichDevice)).pending, 1);
    assert_eq!(cell(BurdenMetric::Channel(ContactChannel::Email)).rate.count, count(1, 2));
}

#[test]
fn each_arm_is_compared_with_the_control_on_every_metric() {
    let report = report(&four(), 25.0);
    assert_eq!(report.comparisons.len(), 18);
    let first = &report.comparisons[0];
    assert_eq!((first.arm.as_str(), first.control.as_str()), ("improved", "standard"));
    assert_eq!((first.metric, first.difference), (Metric::CleanByHorizon, Some(0.5)));
    assert!(first.interval.is_some_and(|limits| limits.contains(0.5) && limits.contains(0.0)));
}

#[test]
fn the_coverage_strip_runs_from_the_first_enrolment_to_the_day_of_the_report() {
    let story = Story::new().enrolled("b", "improved", 3.0).covered([0, 1, 4]);
    let report = report(&story, 5.5);
    let states: Vec<Option<CoverageState>> =
        report.coverage[0].days.iter().map(|cell| cell.state).collect();
    let (delivered, missing) = (Some(CoverageState::Delivered), Some(CoverageState::Missing));
    assert_eq!(states, [delivered, delivered, missing, None, delivered, None]);
    assert_eq!(report.coverage[0].days[0].day, day(0));
    assert_eq!(report.watermark, Some(day(2)));
}

#[test]
fn an_empty_trial_has_a_report_without_rates() {
    let trial = Trial { state: TrialState::Planned, ..trial() };
    let report = build(&trial, &Story::default().records, at(5.0));
    assert_eq!((report.watermark, report.n_unknown), (None, 0));
    assert!(report.coverage.is_empty());
    assert_eq!(report.arms.len(), 2);
    assert!(report.arms.iter().all(|arm| arm.enrolled == 0 && arm.curve.is_empty()));
    assert!(report.comparisons.iter().all(|one| one.difference.is_none()));
}

#[test]
fn who_is_not_enrolled_yet_is_not_in_the_report() {
    let story = Story::new().enrolled("b", "standard", 9.0).covered(0..=40);
    assert_eq!(report(&story, 8.9).arms[0].enrolled, 1);
    assert_eq!(report(&story, 9.0).arms[0].enrolled, 2);
}

#[test]
fn a_subject_enrolled_twice_counts_once_in_its_first_arm() {
    let story = Story::new().enrolled("a", "improved", 2.0);
    let report = report(&story, 3.0);
    assert_eq!((report.arms[0].enrolled, report.arms[1].enrolled), (1, 0));
}

#[test]
fn a_report_travels_as_json() {
    // A number that is not one would become null, which does not come back.
    let report = report(&four(), 25.0);
    let json = serde_json::to_string(&report).unwrap();
    let back: Report = serde_json::from_str(&json).unwrap();
    assert_eq!((&back.trial, back.watermark), (&report.trial, report.watermark));
    assert_eq!(back.arms[0].tally, report.arms[0].tally);
}

proptest! {
    #[test]
    fn rows_in_any_order_and_twice_give_the_same_report(
        seen in prop::collection::vec(5u32..300, 0..8),
        covered in prop::collection::vec(0i64..30, 0..40),
        known in 10u32..400,
    ) {
        let story = seen.iter().fold(four(), |story, at| story.seen(f64::from(*at) / 10.0));
        let mut story = story.covered(covered);
        let once = report(&story, f64::from(known) / 10.0);
        let records = story.records.clone();
        story.records.observed.extend(records.observed);
        story.records.coverage.extend(records.coverage);
        story.records.enrolments.extend(records.enrolments);
        story.records.observed.reverse();
        story.records.coverage.reverse();
        story.records.enrolments.reverse();
        prop_assert_eq!(once, report(&story, f64::from(known) / 10.0));
    }

    #[test]
    fn the_parts_of_a_report_add_up(
        seen in prop::collection::vec(5u32..300, 0..8),
        covered in prop::collection::vec(0i64..30, 0..40),
        known in 10u32..400,
    ) {
        let story = seen.iter().fold(four(), |story, at| story.seen(f64::from(*at) / 10.0));
        let report = report(&story.covered(covered), f64::from(known) / 10.0);
        for arm in &report.arms {
            prop_assert_eq!(arm.tally.mature() + arm.tally.too_early, arm.enrolled);
            prop_assert_eq!(arm.clean_by_horizon.count.n(), arm.tally.mature());
            prop_assert!(arm.worst <= arm.best);
            prop_assert!(arm.confirmed >= arm.tally.clean && arm.reinfected <= arm.confirmed);
            for point in &arm.curve {
                prop_assert!((0.0..=1.0).contains(&point.share) && (0.0..=21.0).contains(&point.day));
            }
        }
    }
}
