//! Trials of which there is little to say: nobody enrolled, one arm, nobody with the event, everybody
//! with it. Every part of the report says what is missing, and no number in it is none.

use serde_json::Value;
use trial::report::{Report, build};
use trial::{Plan, Trial};

use super::story::{Story, at, plan, trial};

fn report(trial: &Trial, story: &Story) -> Report {
    build(trial, &story.records, at(30.0))
}

/// A number that is not one becomes null in JSON, which does not come back as a number.
fn comes_back(report: &Report) {
    let json = serde_json::to_value(report).unwrap();
    assert_eq!(serde_json::from_value::<Report>(json.clone()).unwrap(), *report);
    assert!(matches!(json, Value::Object(_)));
}

#[test]
fn a_trial_without_subjects_has_every_part_and_no_number() {
    let report = report(&trial(), &Story::default());
    comes_back(&report);
    assert_eq!(report.verdict.sentence, "Can't tell yet: nobody is enrolled yet.");
    for arm in &report.arms {
        assert_eq!((arm.clean_by_horizon.interval, arm.restricted_mean), (None, None));
        assert!(arm.median.time.is_none() && arm.curve.is_empty());
        assert!(arm.burden.iter().all(|cell| cell.rate.interval.is_none()));
        assert!(arm.survey.iter().all(|cell| cell.rate.interval.is_none()));
    }
    assert!(report.comparisons.iter().all(|row| row.difference.is_none() && row.ratio.is_none()));
    assert!(report.surveys.iter().all(|row| row.difference.is_none() && row.adjusted.p == 1.0));
    assert!(report.breakdowns.iter().all(|breakdown| breakdown.rows.is_empty()));
    assert!(report.planned_look.tests.is_empty() && !report.planned_look.reached);
}

#[test]
fn a_trial_with_one_arm_has_its_rates_and_nothing_to_compare() {
    let plan = Plan { arms: plan().arms[..1].to_vec(), ..plan() };
    let alone = Trial { plan, ..trial() };
    let story = Story::default().covered(0..=40).crowd("standard", 3, 8);
    // Such a plan is refused wherever it comes from, so its report need not travel.
    let report = report(&alone, &story);
    assert_eq!(
        report.verdict.sentence,
        "Can't tell yet: the plan has no second arm, so there is nothing to compare."
    );
    assert_eq!(report.arms[0].clean_by_horizon.count.n(), 8);
    assert!(report.comparisons.is_empty() && report.surveys.is_empty() && report.times.is_empty());
    assert!(report.planned_look.tests.is_empty());
}

#[test]
fn where_nobody_or_everybody_has_the_event_the_limits_end_at_the_edge() {
    for n_clean in [0, 12] {
        let story = Story::default()
            .covered(0..=40)
            .crowd("standard", n_clean, 12)
            .crowd("improved", n_clean, 12);
        let report = report(&trial(), &story);
        comes_back(&report);
        let rate = report.arms[0].clean_by_horizon;
        let limits = rate.interval.unwrap();
        assert_eq!(if n_clean == 0 { limits.low } else { limits.high }, n_clean as f64 / 12.0);
        let cleanup = &report.comparisons[0];
        assert_eq!(cleanup.difference, Some(0.0));
        assert!(cleanup.interval.is_some_and(|limits| limits.contains(0.0)));
        let complaint = &report.comparisons[1];
        assert!(complaint.ratio.is_none(), "without an event there is no ratio: {complaint:?}");
    }
}
