//! A small report for the tests: two arms, eight subjects, one day without a report.

use jiff::{SignedDuration, Timestamp};
use trial::observation::{
    Answers, Code, Contact, ContactChannel, CoverageDay, CoverageState, Enrolment, Observed,
    PageServed, QuarantineChange, Records, What,
};
use trial::report::{Report, build};
use trial::{Plan, PlanDraft, Stratum, Trial, TrialState};

const START: &str = "2026-10-01T08:00:00Z";
const N_DAYS: i64 = 40;
/// A day after which nobody is seen, so that only its subjects depend on it.
const WITHOUT_REPORT: i64 = 9;

/// The report after 40 days, with one day's report missing.
pub fn report() -> Report {
    build(&trial(), &records(), days_in(N_DAYS))
}

/// The report before anybody is enrolled.
pub fn empty() -> Report {
    build(&trial(), &Records::default(), days_in(0))
}

fn trial() -> Trial {
    Trial {
        id: "sample".parse().unwrap(),
        plan: plan(),
        state: TrialState::Running { started_at: days_in(0) },
        simulated: true,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
        sizes: None,
    }
}

fn plan() -> Plan {
    let arm = |name: &str| serde_json::json!({"name": name, "variant": name, "channels": ["garden"], "quarantined": true, "weight": 1});
    let draft = serde_json::json!({
        "title": "Does it work?", "hypothesis": "It does.", "message": "iot-infection",
        "arms": [arm("standard"), arm("improved")], "control": "standard",
        "required_feeds": ["darknet"],
    });
    Plan::try_from(serde_json::from_value::<PlanDraft>(draft).unwrap()).unwrap()
}

fn records() -> Records {
    let subjects = 0..8_i64;
    Records {
        enrolments: subjects.clone().map(enrolment).collect(),
        observed: subjects.flat_map(observed).collect(),
        coverage: (0..N_DAYS).filter(|day| *day != WITHOUT_REPORT).map(covered).collect(),
        ..Records::default()
    }
}

fn enrolment(n: i64) -> Enrolment {
    let arm = if n % 2 == 0 { "standard" } else { "improved" };
    Enrolment {
        subject: subject(n),
        at: days_in(n),
        stratum: Stratum::all(),
        ordinal: n.unsigned_abs(),
        arm: arm.parse().unwrap(),
    }
}

/// One subject is seen so often and so late that it is not clean by the horizon; of those who answer
/// only the first has read the message.
fn observed(n: i64) -> Vec<Observed> {
    let seen_after: &[i64] = match n {
        0 => &[5, 10, 16],
        1 | 4 => &[2],
        _ => &[],
    };
    let row = |at: i64, arrived: i64, what: What| Observed {
        subject: subject(n),
        at: days_in(n + at),
        arrived_at: days_in(n + arrived),
        what,
    };
    let sighting = |after: &i64| row(*after, *after, What::Sighting("darknet".parse().unwrap()));
    let mut rows: Vec<Observed> = seen_after.iter().map(sighting).collect();
    // A line that stays in the garden is never confirmed clean.
    let released = What::QuarantineEvent(QuarantineChange::ReleasedBySelf);
    rows.push(Observed { at: days_in(n) + SignedDuration::from_secs(1), ..row(0, 1, released) });
    if n % 3 == 0 {
        rows.push(row(1, 1, What::Contact(Box::new(contact(n)))));
    }
    if n != 5 {
        rows.push(row(0, 0, What::PageServed(PageServed { opened: None })));
    }
    if n < 4 {
        let answers = Answers { received: Some(true), read: Some(n == 0), distrusted: None };
        rows.push(row(10, 11, What::SurveyAnswer(answers)));
    }
    rows
}

fn contact(n: i64) -> Contact {
    let channel = ContactChannel::ContactForm;
    match n {
        6 => Contact::uncoded(channel),
        _ => Contact::coded(channel, vec![Code::CannotWork], days_in(n + 2)),
    }
}

fn covered(day: i64) -> CoverageDay {
    CoverageDay {
        feed: "darknet".parse().unwrap(),
        day: days_in(day).to_zoned(jiff::tz::TimeZone::UTC).date(),
        state: if day == 3 { CoverageState::ConfirmedEmpty } else { CoverageState::Delivered },
        arrived_at: days_in(day + 1),
    }
}

fn subject(n: i64) -> trial::SubjectId {
    format!("line-{n}").parse().unwrap()
}

fn days_in(days: i64) -> Timestamp {
    START.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * days)
}
