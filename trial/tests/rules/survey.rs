//! The survey: what those who answered said about the message.

use trial::observation::{Answers, Observed, What};
use trial::report::{Report, SurveyQuestion, build};
use trial::stats::rate::Count;

use super::story::{Story, at, subject, trial};

/// An answer to whether the message had been read, and to nothing else.
fn read(who: &str, days: f64, arrived: f64, read: bool) -> Observed {
    said(who, days, arrived, Answers { received: None, read: Some(read), distrusted: None })
}

fn said(who: &str, days: f64, arrived: f64, answers: Answers) -> Observed {
    let (subject, what) = (subject(who), What::SurveyAnswer(answers));
    Observed { subject, at: at(days), arrived_at: at(arrived), what }
}

/// Two lines an arm, enrolled on day 0, with these answers.
fn report(answers: &[Observed], as_known: f64) -> Report {
    let mut story = Story::new()
        .enrolled("b", "standard", 0.6)
        .enrolled("c", "improved", 0.7)
        .enrolled("d", "improved", 0.8);
    story.records.observed.extend_from_slice(answers);
    build(&trial(), &story.records, at(as_known))
}

fn count(report: &Report, arm: usize, question: SurveyQuestion) -> (u64, u64) {
    let cells = &report.arms[arm].survey;
    let count: Count = cells.iter().find(|cell| cell.question == question).unwrap().rate.count;
    (count.x(), count.n())
}

#[test]
fn a_question_is_counted_among_those_who_answered_it() {
    let report = report(&[read("a", 3.0, 3.0, true), read("c", 3.0, 3.0, false)], 5.0);
    assert_eq!(count(&report, 0, SurveyQuestion::Read), (1, 1));
    assert_eq!(count(&report, 1, SurveyQuestion::Read), (0, 1));
    assert_eq!(count(&report, 1, SurveyQuestion::Distrusted), (0, 0));
    let row = report.surveys.iter().find(|row| row.question == SurveyQuestion::Read).unwrap();
    assert_eq!((row.arm.as_str(), row.difference), ("improved", Some(-1.0)));
    assert!(row.interval.is_some_and(|limits| limits.contains(-1.0)), "{row:?}");
}

#[test]
fn the_first_answer_to_arrive_counts_question_by_question() {
    let answers = Answers { received: None, read: Some(false), distrusted: Some(true) };
    let later = said("a", 2.0, 6.0, answers);
    let report = report(&[later, read("a", 3.0, 3.0, true)], 8.0);
    assert_eq!(count(&report, 0, SurveyQuestion::Read), (1, 1));
    assert_eq!(count(&report, 0, SurveyQuestion::Distrusted), (1, 1));
}

#[test]
fn an_answer_counts_from_the_moment_at_which_it_arrived() {
    let answers = [read("a", 3.0, 5.0, true)];
    assert_eq!(count(&report(&answers, 4.9), 0, SurveyQuestion::Read), (0, 0));
    assert_eq!(count(&report(&answers, 5.0), 0, SurveyQuestion::Read), (1, 1));
}

#[test]
fn what_was_said_before_the_enrolment_or_by_strangers_counts_for_nobody() {
    let report = report(&[read("a", 0.2, 3.0, true), read("nobody", 3.0, 3.0, true)], 5.0);
    for arm in 0..2 {
        assert_eq!(count(&report, arm, SurveyQuestion::Read), (0, 0));
    }
}

#[test]
fn what_is_watched_holds_the_answers_of_closed_days_only() {
    let answers = [read("a", 3.5, 3.5, true), read("c", 3.5, 3.5, true)];
    let watched = |as_known| {
        let report = report(&answers, as_known);
        let row = report.surveys.iter().find(|row| row.question == SurveyQuestion::Read).unwrap();
        (row.watched.arm.n(), row.watched.control.n())
    };
    assert_eq!(watched(3.9), (0, 0));
    assert_eq!(watched(4.0), (1, 1));
}
