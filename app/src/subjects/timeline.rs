//! Everything that happened to a subject, oldest first.

use leptos::prelude::*;
use trial::observation::{Code, QuarantineChange};
use wire::subject::{TimelineEntry, TimelineEvent};

use crate::fmt;

/// The timeline.
#[component]
pub fn Timeline(
    /// What happened, oldest first.
    entries: Vec<TimelineEntry>,
) -> impl IntoView {
    let entry = |entry: TimelineEntry| {
        view! {
            <li>
                <time datetime=entry.at.to_string()>{fmt::time(entry.at)}</time>
                <span>{words(&entry.event)}</span>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="timeline">
            <h2 id="timeline">"Timeline"</h2>
            <ol class="timeline">{entries.into_iter().map(entry).collect_view()}</ol>
        </section>
    }
}

/// What happened, in words.
fn words(event: &TimelineEvent) -> String {
    match event {
        TimelineEvent::Enrolled { trial, arm } => format!("Enrolled in {trial}, arm {arm}"),
        TimelineEvent::PageServed { delivery } => {
            format!("Was served the page (delivery {delivery})")
        }
        TimelineEvent::Quarantine { change } => quarantine_words(*change).to_owned(),
        TimelineEvent::Sighting { feed } => format!("Seen infected by {feed}"),
        TimelineEvent::Contact { channel, codes } => {
            format!("{}: {}", channel.label(), about(codes.as_deref()))
        }
        TimelineEvent::ReleaseAsked => "Asked to be released".to_owned(),
        TimelineEvent::ReleaseAcknowledged => {
            "The quarantine system took the release over".to_owned()
        }
        TimelineEvent::ReleaseOvertaken => {
            "The request for release ended: the line was released in another way".to_owned()
        }
    }
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
}
