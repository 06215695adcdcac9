//! Side facts of some simulated lines: answers to the survey, ends of follow-up, lines that are
//! left out, and the probes of phones that fetch the page by themselves. All follows from the
//! number of the arrival, so that a restart tells the same story.

use jiff::{SignedDuration, Timestamp};
use trial::SubjectId;
use trial::observation::{Answers, EndReason, Ineligible, Observed, What};

use super::agenda::Due;

/// Of so many lines one answers the survey.
const ONE_ANSWERS: u64 = 4;
/// Of so many lines one is followed no longer after a while.
const ONE_ENDS: u64 = 40;
/// For every so many lines there is another that is left out.
const ONE_LEFT_OUT: u64 = 9;
/// Of so many lines one has a phone that fetches the page before anybody looks at it.
const ONE_PROBES: u64 = 3;

const REASONS: [&str; 3] = ["business line", "in the garden for another reason", "objected"];

/// Everything that becomes known about the arrival of that number, each with the time at which it does.
pub(super) fn rows(subject: &SubjectId, at: Timestamp, number: u64) -> Vec<(Timestamp, Due)> {
    let after = |hours: i64| at.checked_add(SignedDuration::from_hours(hours)).unwrap_or(at);
    let mut rows = Vec::new();
    if number.is_multiple_of(ONE_PROBES) {
        rows.push((after(1), Due::Probe(subject.clone(), after(1))));
    }
    if number.is_multiple_of(ONE_ANSWERS) {
        rows.push((after(230), Due::Observed(answer(subject, after(228), after(230), number))));
    }
    if number % ONE_ENDS == 7 {
        let (at, arrived_at, subject) = (after(150), after(160), subject.clone());
        let reason = match number % 3 {
            0 => EndReason::OptedOut,
            _ => EndReason::ContractEnded,
        };
        let what = What::FollowUpEnd(reason);
        rows.push((arrived_at, Due::Observed(Observed { subject, at, arrived_at, what })));
    }
    if number % ONE_LEFT_OUT == 4
        && let Ok(subject) = format!("sim-left-out-{number}").parse()
    {
        let reason = REASONS[number as usize % REASONS.len()].to_owned();
        let row = Ineligible { subject, at, reason, arrived_at: at };
        rows.push((at, Due::Ineligible(row)));
    }
    rows
}

/// Who answers nearly always received the message, mostly read it, and sometimes took it for fake.
fn answer(subject: &SubjectId, at: Timestamp, arrived_at: Timestamp, number: u64) -> Observed {
    let nth = number / ONE_ANSWERS;
    let received = !nth.is_multiple_of(11);
    let what = What::SurveyAnswer(Answers {
        received: Some(received),
        read: received.then_some(!nth.is_multiple_of(4)),
        distrusted: (received && nth % 3 != 1).then_some(nth.is_multiple_of(6)),
    });
    Observed { subject: subject.clone(), at, arrived_at, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_lines_have_some_of_each() {
        let at = Timestamp::UNIX_EPOCH;
        let subject: SubjectId = "sim-000001".parse().unwrap();
        let all: Vec<Due> =
            (0..100).flat_map(|number| rows(&subject, at, number)).map(|(_, due)| due).collect();
        let count = |is: fn(&Due) -> bool| all.iter().filter(|due| is(due)).count();
        assert!(count(|due| matches!(due, Due::Observed(row) if row.answers().is_some())) >= 20);
        assert!(count(|due| matches!(due, Due::Observed(row) if row.end().is_some())) >= 2);
        assert!(count(|due| matches!(due, Due::Ineligible(_))) >= 10);
        assert!(count(|due| matches!(due, Due::Probe(..))) >= 30);
        assert!(rows(&subject, at, 0).iter().all(|(known_at, _)| *known_at >= at));
    }
}
