//! The verdict in each state of a trial.

use trial::report::{Report, build};
use trial::verdict::Answer;
use trial::{Trial, TrialState};

use super::story::{Story, at, trial};

fn told(trial: &Trial, story: &Story, as_known: f64) -> Report {
    build(trial, &story.records, at(as_known))
}

fn sentence(trial: &Trial, story: &Story, as_known: f64) -> String {
    let report = told(trial, story, as_known);
    assert_eq!(report.verdict.answer, Answer::CannotTellYet);
    report.verdict.sentence
}

fn two() -> Story {
    Story::new().enrolled("b", "improved", 20.0).covered(0..=60)
}

#[test]
fn before_the_start_the_trial_has_not_started() {
    let planned = Trial { state: TrialState::Planned, ..trial() };
    let sentence = sentence(&planned, &Story::default(), 1.0);
    assert_eq!(sentence, "Can't tell yet: the trial has not started.");
}

#[test]
fn without_subjects_nobody_is_enrolled_yet() {
    let sentence = sentence(&trial(), &Story::default(), 1.0);
    assert_eq!(sentence, "Can't tell yet: nobody is enrolled yet.");
}

#[test]
fn before_anybody_is_mature_it_says_from_when_on_the_first_is() {
    let verdict = told(&trial(), &two(), 14.4).verdict;
    assert_eq!(verdict.sentence, "Can't tell yet: nobody's 14 days are over.");
    assert_eq!(
        verdict.reasons,
        [
            "Former rule: the trial was started before there were daily looks, and keeps the rule that \
          it was started with.",
            "A subject is mature after 14 days, 7 quiet days and 2 days for late reports; the first \
          one on 24 Nov."
        ]
    );
    assert_eq!(
        sentence(&trial(), &two(), 14.5),
        "Can't tell yet: nobody's 14 days and quiet time after them are over."
    );
}

#[test]
fn with_mature_subjects_it_says_how_many_of_how_many_and_when() {
    let verdict = told(&trial(), &two(), 25.0).verdict;
    assert_eq!(verdict.sentence, "Can't tell yet: 1 of 466 planned subjects are mature.");
    assert_eq!(
        verdict.reasons[1],
        "Clean by day 14, single look: standard 1 of 1, improved 0 of 0."
    );
}

#[test]
fn what_is_not_settled_is_among_the_reasons() {
    let unknown = told(&trial(), &Story::new(), 25.0).verdict;
    assert_eq!(unknown.reasons[2], "Unknown, because reports are missing: 1.");
    let stuck = told(&trial(), &Story::in_the_garden().covered(0..=40), 25.0).verdict;
    assert_eq!(
        stuck.reasons[2],
        "Not confirmed, in quarantine or with too little observable time: 1."
    );
}

#[test]
fn a_stopped_trial_says_so_with_its_reason() {
    let stopped = trial().stop(at(25.0), "the page was wrong").unwrap();
    assert_eq!(
        sentence(&stopped, &two(), 26.0),
        "Can't tell yet: the trial was stopped, and 1 of 2 subjects are mature."
    );
    assert_eq!(
        sentence(&stopped, &two(), 14.0),
        "Can't tell yet: the trial was stopped, and nobody's 14 days are over."
    );
    assert_eq!(
        sentence(&stopped, &Story::default(), 26.0),
        "Can't tell yet: the trial was stopped before anybody was enrolled."
    );
    let reasons = told(&stopped, &two(), 26.0).verdict.reasons;
    assert_eq!(reasons[0], "The trial was stopped: the page was wrong");
}

#[test]
fn simulated_subjects_are_named_first() {
    let simulated = Trial { simulated: true, ..trial() };
    let reasons = told(&simulated, &two(), 25.0).verdict.reasons;
    assert_eq!(reasons[0], "The subjects of this trial are simulated.");
}
