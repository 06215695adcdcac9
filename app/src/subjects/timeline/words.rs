//! Events of a subject in words: its rows, and the outcomes that follow from them. A pure
//! function.

use jiff::Timestamp;
use trial::observation::{Code, EndReason, QuarantineChange};
use wire::subject::{Answers, SubjectTrial, SubjectView, TimelineEntry, TimelineEvent};

use crate::fmt;

const OVERTAKEN: &str = "The request for release ended: the line was released in another way";

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The subject entered a trial.
    Enrolment,
    /// The line was put into the garden or left it.
    Quarantine,
    /// A page was served.
    Page,
    /// A feed saw the line.
    Sighting,
    /// The subject wrote or called.
    Contact,
    /// The subject answered the survey.
    Survey,
    /// The line is in no trial, or is followed no longer.
    FollowUp,
    /// Anything else that was observed.
    Other,
    /// An outcome was reached.
    Outcome,
}

impl EventKind {
    /// The word beside the time.
    pub const fn word(self) -> &'static str {
        match self {
            EventKind::Enrolment => "enrolment",
            EventKind::Quarantine => "quarantine",
            EventKind::Page => "page",
            EventKind::Sighting => "sighting",
            EventKind::Contact => "contact",
            EventKind::Survey => "survey",
            EventKind::FollowUp => "follow-up",
            EventKind::Other => "other",
            EventKind::Outcome => "outcome",
        }
    }

    /// The class that colours the word.
    pub const fn class(self) -> &'static str {
        match self {
            EventKind::Sighting => "badge-warning",
            EventKind::Outcome => "badge-good",
            EventKind::Enrolment => "badge-info",
            EventKind::Quarantine
            | EventKind::Page
            | EventKind::Contact
            | EventKind::Survey
            | EventKind::FollowUp
            | EventKind::Other => "",
        }
    }
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What kind of thing.
    pub kind: EventKind,
    /// What happened.
    pub words: String,
    /// Where more is to be seen, with its words.
    pub link: Option<(String, String)>,
}

/// Everything, oldest first; at the same moment, what happened before what follows from it.
pub fn moments(view: &SubjectView) -> Vec<Moment> {
    let happened = view.timeline.iter().map(|entry| moment(view, entry));
    let mut all: Vec<Moment> = happened.chain(view.trials.iter().flat_map(outcomes)).collect();
    all.sort_by_key(|moment| moment.at);
    all
}

fn moment(view: &SubjectView, entry: &TimelineEntry) -> Moment {
    let (kind, words) = match &entry.event {
        TimelineEvent::Enrolled { trial, arm } => {
            (EventKind::Enrolment, format!("Enrolled in {trial}, arm {arm}"))
        }
        TimelineEvent::PageServed { delivery } => (EventKind::Page, page_words(view, *delivery)),
        TimelineEvent::Quarantine { change } => {
            (EventKind::Quarantine, quarantine_words(*change).to_owned())
        }
        TimelineEvent::Sighting { feed } => {
            (EventKind::Sighting, format!("Seen infected by {feed}"))
        }
        TimelineEvent::Contact { channel, codes } => {
            (EventKind::Contact, format!("{}: {}", channel.label(), about(codes.as_deref())))
        }
        TimelineEvent::ReleaseAsked => (EventKind::Quarantine, "Asked to be released".to_owned()),
        TimelineEvent::ReleaseAcknowledged => {
            (EventKind::Quarantine, "The quarantine system took the release over".to_owned())
        }
        TimelineEvent::ReleaseOvertaken => (EventKind::Quarantine, OVERTAKEN.to_owned()),
        TimelineEvent::Ineligible { trial, reason } => {
            (EventKind::FollowUp, format!("Not eligible for {trial}: {reason}"))
        }
        TimelineEvent::FollowUpEnded { reason } => {
            (EventKind::FollowUp, ended_words(*reason).to_owned())
        }
        TimelineEvent::Surveyed { answers } => (EventKind::Survey, survey_words(*answers)),
        TimelineEvent::Observed { words, .. } => (EventKind::Other, words.clone()),
    };
    let link = match &entry.event {
        TimelineEvent::PageServed { delivery } => {
            Some((format!("?delivery={delivery}"), format!("Delivery {delivery}")))
        }
        _ => None,
    };
    Moment { at: entry.at, kind, words, link }
}

/// `Opened the page, bytes 1a2b3c4d of revision 5e6f7a8b`.
fn page_words(view: &SubjectView, delivery: u64) -> String {
    let served = view.deliveries.iter().find(|one| one.id == delivery);
    let Some(one) = served else { return "Was served the page".to_owned() };
    let what = match one.opened {
        Some(true) => "Opened the page",
        Some(false) => "A machine fetched the page",
        None => "Was served the page",
    };
    format!("{what}, bytes {} of revision {}", one.bytes.short(), one.revision.short())
}

fn ended_words(reason: EndReason) -> &'static str {
    match reason {
        EndReason::ContractEnded => "The contract ended: nothing later counts",
        EndReason::EnteredAnotherTrial => "Entered another trial: nothing later counts here",
        EndReason::OptedOut => "Does not want to be followed: nothing later counts",
    }
}

/// `Survey: received yes, read no`.
fn survey_words(answers: Answers) -> String {
    let questions = [
        ("received", answers.received),
        ("read", answers.read),
        ("distrusted", answers.distrusted),
    ];
    let said = questions.into_iter().filter_map(|(question, answer)| {
        let answer = if answer? { "yes" } else { "no" };
        Some(format!("{question} {answer}"))
    });
    format!("Survey: {}", said.collect::<Vec<_>>().join(", "))
}

/// What was reached in one trial.
fn outcomes(part: &SubjectTrial) -> Vec<Moment> {
    let mut moments = Vec::new();
    let mut add = |at, words: String| {
        moments.push(Moment { at, kind: EventKind::Outcome, words, link: None });
    };
    if let Some(confirmed) = &part.outcome.confirmed {
        let since = fmt::time(confirmed.quiet_since);
        add(confirmed.at, format!("Confirmed clean in {}: quiet since {since}", part.trial));
    }
    if let Some(at) = part.outcome.reinfected_at {
        add(at, format!("Reinfected in {}: the first confirmation counts", part.trial));
    }
    moments
}

fn quarantine_words(change: QuarantineChange) -> &'static str {
    match change {
        QuarantineChange::Placed => "Put into the garden",
        QuarantineChange::ReleasedBySelf => "Released by the customer",
        QuarantineChange::ReleasedByStaff => "Released by staff",
        QuarantineChange::ReleasedByTimeout => "Released because the time was over",
    }
}

fn about(codes: Option<&[Code]>) -> String {
    match codes {
        None => "not coded yet".to_owned(),
        Some([]) => "coded as none of the codes".to_owned(),
        Some(codes) => {
            let labels: Vec<_> = codes.iter().map(|code| code.label().to_lowercase()).collect();
            labels.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_that_nobody_has_coded_is_not_said_to_be_about_nothing() {
        assert_eq!(about(None), "not coded yet");
        assert_eq!(about(Some(&[])), "coded as none of the codes");
        assert_eq!(
            about(Some(&[Code::CannotWork, Code::LooksFake])),
            "cannot work, thinks it is fake"
        );
    }

    /// A subject seen once, served once, and confirmed clean a week later.
    fn subject() -> SubjectView {
        let hash = |digit: &str| digit.repeat(64);
        serde_json::from_value(serde_json::json!({
            "subject": "line-1", "case_code": "7K4-92R", "device_kind": "camera", "locale": null,
            "simulated": true, "garden_address": null,
            "trials": [{
                "trial": "t", "title": "T", "arm": "improved", "enrolled_at": "2026-11-02T08:00:00Z",
                "outcome": {
                    "confirmed": {"at": "2026-11-10T00:00:00Z", "quiet_since": "2026-11-02T12:00:00Z"},
                    "reinfected_at": null, "clean_by_horizon": {"answer": "clean"},
                    "followed_days": 8.0, "explanation": "Confirmed clean."
                },
                "as_known_at": "2026-11-20T00:00:00Z"
            }],
            "deliveries": [{
                "id": 3, "at": "2026-11-02T09:00:00Z", "revision": hash("a"), "bytes": hash("b"),
                "values_hash": hash("c"), "opened": false,
                "document": {"message": "iot-infection", "variant": "improved",
                             "channel": "garden", "locale": "en"},
                "values": {
                    "case_code": "7K4-92R", "device_kind": "camera", "token": "abcdefghijklmnopqrstuv",
                    "release": "available", "releases_left": 2, "release_minutes": 15
                }
            }],
            "timeline": [
                {"at": "2026-11-02T09:00:00Z", "event": "page_served", "delivery": 3},
                {"at": "2026-11-02T12:00:00Z", "event": "sighting", "feed": "darknet"}
            ]
        }))
        .unwrap()
    }

    #[test]
    fn a_served_page_names_its_bytes_and_leads_to_them() {
        let page = &moments(&subject())[0];
        assert!(page.words.starts_with("A machine fetched the page, bytes bbbb"), "{}", page.words);
        assert_eq!(page.link.as_ref().unwrap().0, "?delivery=3");
    }

    #[test]
    fn a_question_that_was_left_open_is_not_said() {
        let answers = Answers { received: Some(true), read: None, distrusted: Some(false) };
        assert_eq!(survey_words(answers), "Survey: received yes, distrusted no");
    }

    #[test]
    fn an_outcome_stands_where_it_was_reached() {
        let kinds: Vec<_> = moments(&subject()).iter().map(|moment| moment.kind).collect();
        assert_eq!(kinds, [EventKind::Page, EventKind::Sighting, EventKind::Outcome]);
    }
}
