//! Every answer that a verdict can give, the planned look, late rows, and arms the other way round.

use trial::plan::Design;
use trial::report::{Comparison, Report, build};
use trial::verdict::{Answer, Basis};
use trial::{PlanDraft, Trial};

use super::story::{Story, at, draft, former, trial};

/// `standard` and `improved`: so many clean of so many, everybody's days being over on day 30.
fn two(standard: (u64, u64), improved: (u64, u64)) -> Story {
    Story::default()
        .covered(0..=40)
        .crowd("standard", standard.0, standard.1)
        .crowd("improved", improved.0, improved.1)
}

/// The trial with another plan.
fn with(change: impl FnOnce(&mut PlanDraft)) -> Trial {
    let mut draft = draft();
    change(&mut draft);
    Trial { plan: former(&draft), ..trial() }
}

/// A difference so large that a dozen subjects an arm are enough for the planned look.
fn large_difference(draft: &mut PlanDraft) {
    draft.design = Design { baseline: 0.3, smallest_difference: 0.6, ..Design::default() };
}

fn answer(trial: &Trial, story: &Story) -> (Answer, Option<Basis>, String) {
    let verdict = build(trial, &story.records, at(30.0)).verdict;
    let arm = verdict.by_arm[0].clone();
    assert_eq!(verdict.answer, arm.answer);
    (arm.answer, arm.basis, verdict.sentence)
}

#[test]
fn an_arm_far_ahead_is_better_while_one_watches() {
    let (answer, basis, sentence) = answer(&trial(), &two((3, 25), (23, 25)));
    assert_eq!((answer, basis), (Answer::Better, Some(Basis::Watching)));
    assert!(
        sentence.starts_with("improved is better than standard on clean by day 14: +80.0 points,"),
        "{sentence}"
    );
}

#[test]
fn an_arm_far_behind_is_worse() {
    let (answer, basis, sentence) = answer(&trial(), &two((23, 25), (3, 25)));
    assert_eq!((answer, basis), (Answer::Worse, Some(Basis::Watching)));
    assert!(sentence.starts_with("improved is worse than standard"), "{sentence}");
}

#[test]
fn an_arm_within_the_margin_is_no_worse() {
    let with_margin = with(|draft| draft.primary.margin = Some(0.6));
    let (answer, _, sentence) = answer(&with_margin, &two((30, 40), (30, 40)));
    assert_eq!(answer, Answer::NoWorse);
    assert!(sentence.contains("no worse than standard"), "{sentence}");
    assert!(sentence.contains("by the margin of 60.0 points"), "{sentence}");
}

#[test]
fn arms_alike_within_the_smallest_difference_do_not_differ() {
    let (answer, _, sentence) = answer(&with(large_difference), &two((30, 40), (30, 40)));
    assert_eq!(answer, Answer::NoDifference);
    assert!(
        sentence.starts_with("No difference worth having between improved and standard"),
        "{sentence}"
    );
}

#[test]
fn a_trial_that_has_ended_without_an_answer_has_not_shown_it() {
    let stopped = trial().stop(at(25.0), "long enough").unwrap();
    let (answer, basis, sentence) = answer(&stopped, &two((2, 3), (3, 3)));
    assert_eq!((answer, basis), (Answer::NotShown, None));
    assert!(sentence.starts_with("Not shown: the trial has ended"), "{sentence}");
}

#[test]
fn the_planned_look_shows_its_test_once_it_is_reached_and_not_before() {
    let trial = with(large_difference);
    let empty = build(&trial, &Story::default().records, at(1.0));
    let n = empty.planned_look.arms[0].planned;
    assert!((5..30).contains(&n), "{n}");
    let look = |story: &Story, days: f64| build(&trial, &story.records, at(days)).planned_look;
    let enough = two((n / 3, n), (n, n));
    let before = look(&enough, 23.4);
    assert!(!before.reached && before.tests.is_empty());
    let reached = look(&enough, 23.5);
    assert!(reached.reached);
    assert_eq!((reached.tests.len(), reached.tests[0].arm_count.n()), (1, n));
    let one_missing = look(&two((n / 3, n), (n - 1, n - 1)), 40.0);
    assert!(!one_missing.reached && one_missing.tests.is_empty());
}

#[test]
fn who_comes_after_the_planned_ones_is_not_in_the_planned_test() {
    let trial = with(large_difference);
    let n = build(&trial, &Story::default().records, at(1.0)).planned_look.arms[0].planned;
    let more = two((n, n + 7), (n, n + 9));
    let test = &build(&trial, &more.records, at(30.0)).planned_look.tests[0];
    assert_eq!((test.arm_count.n(), test.control_count.n()), (n, n));
    assert_eq!(test.difference, Some(0.0));
}

#[test]
fn an_outcome_that_a_late_row_changed_is_told_in_a_sentence() {
    let story = Story::new().covered(0..=40).seen_late(5.0, 12.0);
    let late = |days: f64| build(&trial(), &story.records, at(days)).health.late;
    assert_eq!((late(11.0).n_outcomes, late(11.0).sentence.as_str()), (0, ""));
    assert_eq!(late(13.0).sentence, "1 outcome changed by 1 late sighting of darknet.");
    let timely = Story::new().covered(0..=40).seen(5.0);
    let timely = build(&trial(), &timely.records, at(13.0)).health.late;
    assert_eq!((timely.rows.len(), timely.sentence.as_str()), (0, ""));
}

#[test]
fn the_other_arm_as_control_negates_every_difference() {
    let story = two((9, 20), (16, 20));
    let swapped = with(|draft| draft.control = "improved".to_owned());
    let report = |trial: &Trial| build(trial, &story.records, at(30.0));
    let (there, back) = (report(&trial()), report(&swapped));
    let negated = |one: &Comparison, other: &Comparison| {
        assert_eq!(one.metric, other.metric);
        assert_eq!(one.difference, other.difference.map(|d| 0.0 - d));
        assert_eq!(one.watched.difference, other.watched.difference.map(|d| 0.0 - d));
        assert!((one.watched.p - other.watched.p).abs() < 1e-9);
        let (ours, theirs) = (one.interval.unwrap(), other.interval.unwrap());
        assert!((ours.low + theirs.high).abs() < 1e-9, "{ours:?} {theirs:?}");
        let (ours, theirs) = (one.watched.interval.unwrap(), other.watched.interval.unwrap());
        assert!((ours.low + theirs.high).abs() < 1e-6, "{ours:?} {theirs:?}");
    };
    let rows = |report: &Report| report.comparisons.clone();
    assert_eq!(rows(&there).len(), rows(&back).len());
    rows(&there).iter().zip(&rows(&back)).for_each(|(one, other)| negated(one, other));
    assert!(rows(&there)[0].difference.is_some_and(|difference| difference > 0.3));
}
