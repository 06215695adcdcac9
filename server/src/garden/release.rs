//! The state of the release of a line, from its timeline.

use content::ReleaseState;
use jiff::Timestamp;
use trial::observation::QuarantineChange;
use wire::subject::{TimelineEntry, TimelineEvent};

/// How often a customer may release the line.
const RELEASES: u32 = 2;
/// How long a release takes, in minutes.
pub const RELEASE_MINUTES: u32 = 2;

/// Where the release of a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// What the page shows.
    pub state: ReleaseState,
    /// How often the customer may still ask.
    pub left: u32,
}

impl Release {
    /// From the timeline of a subject, replayed by time, so that the page says what the outcome
    /// counts: an acknowledged release counts if the line was in the garden at every moment since it
    /// was asked for, and a request waits even when the line is placed again.
    pub fn after(timeline: &[TimelineEntry]) -> Release {
        let steps = timeline.iter().filter_map(|entry| Some((entry.at, step(&entry.event)?)));
        let mut steps: Vec<(Timestamp, Step)> = steps.collect();
        steps.sort_unstable();
        // Only a line in the garden has a page.
        let (mut in_since, mut asked_at) = (Some(Timestamp::MIN), None);
        for (at, step) in steps {
            let leaves = match step {
                Step::Placed | Step::Enrolled => {
                    in_since = in_since.or(Some(at));
                    false
                }
                Step::Asked => {
                    asked_at = asked_at.or(in_since.map(|_| at));
                    false
                }
                Step::Acknowledged => asked_at.zip(in_since).is_some_and(|(at, from)| from <= at),
                Step::Released => true,
            };
            if leaves {
                (in_since, asked_at) = (None, None);
            }
        }
        let state = match (in_since, asked_at) {
            (None, _) => ReleaseState::Released,
            (Some(_), Some(_)) => ReleaseState::Requested,
            (Some(_), None) => ReleaseState::Available,
        };
        let n_asked = steps_asked(timeline);
        Release { state, left: RELEASES.saturating_sub(n_asked) }
    }

    /// Whether a click on the button asks for a release; a second one changes nothing.
    pub fn may_ask(self) -> bool {
        self.state == ReleaseState::Available && self.left > 0
    }
}

fn steps_asked(timeline: &[TimelineEntry]) -> u32 {
    let asked = timeline.iter().filter(|entry| entry.event == TimelineEvent::ReleaseAsked);
    u32::try_from(asked.count()).unwrap_or(u32::MAX)
}

/// In the order in which steps of one moment are taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Placed,
    Asked,
    Acknowledged,
    Released,
    Enrolled,
}

fn step(event: &TimelineEvent) -> Option<Step> {
    match event {
        TimelineEvent::Quarantine { change: QuarantineChange::Placed } => Some(Step::Placed),
        TimelineEvent::ReleaseAsked => Some(Step::Asked),
        TimelineEvent::Quarantine { .. } => Some(Step::Released),
        TimelineEvent::ReleaseAcknowledged => Some(Step::Acknowledged),
        TimelineEvent::Enrolled { .. } => Some(Step::Enrolled),
        TimelineEvent::PageServed { .. }
        | TimelineEvent::Sighting { .. }
        | TimelineEvent::ReleaseOvertaken
        | TimelineEvent::Ineligible { .. }
        | TimelineEvent::FollowUpEnded { .. }
        | TimelineEvent::Surveyed { .. }
        | TimelineEvent::Observed { .. }
        | TimelineEvent::Contact { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACED: TimelineEvent = TimelineEvent::Quarantine { change: QuarantineChange::Placed };
    const ASKED: TimelineEvent = TimelineEvent::ReleaseAsked;
    const TAKEN: TimelineEvent = TimelineEvent::ReleaseAcknowledged;
    const OVERTAKEN: TimelineEvent = TimelineEvent::ReleaseOvertaken;

    /// What happened at the seconds given.
    fn timeline(events: &[(i64, TimelineEvent)]) -> Vec<TimelineEntry> {
        let entry = |(second, event): &(i64, TimelineEvent)| TimelineEntry {
            at: Timestamp::from_second(*second).unwrap(),
            event: event.clone(),
        };
        events.iter().map(entry).collect()
    }

    fn check(events: &[(i64, TimelineEvent)], state: ReleaseState, left: u32) {
        assert_eq!(Release::after(&timeline(events)), Release { state, left }, "{events:?}");
    }

    #[test]
    fn a_line_may_be_released_twice() {
        check(&[], ReleaseState::Available, 2);
        check(&[(1, PLACED)], ReleaseState::Available, 2);
        check(&[(1, PLACED), (2, ASKED)], ReleaseState::Requested, 1);
        check(&[(1, PLACED), (2, ASKED), (3, TAKEN)], ReleaseState::Released, 1);
        let again = [(1, PLACED), (2, ASKED), (3, TAKEN), (4, PLACED)];
        check(&again, ReleaseState::Available, 1);
        let twice = [(2, ASKED), (3, TAKEN), (4, PLACED), (5, ASKED), (6, TAKEN), (7, PLACED)];
        check(&twice, ReleaseState::Available, 0);
        assert!(!Release::after(&timeline(&twice)).may_ask());
    }

    #[test]
    fn a_release_that_waits_is_shown_until_it_is_taken_over() {
        check(&[(1, PLACED), (2, ASKED), (3, PLACED)], ReleaseState::Requested, 1);
        let again = [(1, ASKED), (2, TAKEN), (3, PLACED), (4, ASKED), (5, PLACED)];
        check(&again, ReleaseState::Requested, 0);
        let taken = [(1, PLACED), (2, ASKED), (3, PLACED), (4, TAKEN), (5, PLACED)];
        check(&taken, ReleaseState::Available, 1);
        let by_itself = TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByTimeout };
        let overtaken = [(2, ASKED), (3, by_itself), (3, OVERTAKEN)];
        check(&overtaken, ReleaseState::Released, 1);
        check(&[(1, ASKED), (1, TAKEN), (1, ASKED)], ReleaseState::Released, 0);
        // Out by staff and in again since it was asked for: the line is in.
        let staff = TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff };
        let again = [(1, ASKED), (2, staff), (3, PLACED), (4, TAKEN)];
        check(&again, ReleaseState::Available, 1);
    }

    #[test]
    fn after_an_overtaken_request_the_next_one_waits_until_it_is_taken_over() {
        let staff = TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff };
        let mut story = vec![(1, PLACED), (2, ASKED), (3, staff), (3, OVERTAKEN), (4, PLACED)];
        check(&story, ReleaseState::Available, 1);
        story.push((5, ASKED));
        check(&story, ReleaseState::Requested, 0);
        story.push((6, TAKEN));
        check(&story, ReleaseState::Released, 0);
    }

    #[test]
    fn staff_may_release_a_line_that_nobody_asked_for() {
        let by_staff = TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff };
        check(&[(1, PLACED), (2, by_staff)], ReleaseState::Released, 2);
    }

    #[test]
    fn of_steps_at_the_same_moment_the_one_further_along_counts() {
        check(&[(1, ASKED), (1, TAKEN), (1, PLACED)], ReleaseState::Released, 1);
    }
}
