//! Where the release of a line stands, from what has happened to it.

use content::ReleaseState;
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
    /// From the timeline of a subject. The latest of placed, asked and released decides; of two at
    /// the same moment the one further along. A request that nobody has taken over goes on waiting,
    /// even when the line is placed again.
    pub fn after(timeline: &[TimelineEntry]) -> Release {
        let latest =
            timeline.iter().filter_map(|entry| Some((entry.at, step(&entry.event)?))).max();
        let state = match latest {
            _ if is_waiting(timeline) => ReleaseState::Requested,
            None | Some((_, Step::Placed)) => ReleaseState::Available,
            Some((_, Step::Asked)) => ReleaseState::Requested,
            Some((_, Step::Released)) => ReleaseState::Released,
        };
        let n_asked = u32::try_from(count(timeline, &TimelineEvent::ReleaseAsked));
        Release { state, left: RELEASES.saturating_sub(n_asked.unwrap_or(u32::MAX)) }
    }

    /// Whether a click on the button asks for a release; a second one changes nothing.
    pub fn may_ask(self) -> bool {
        self.state == ReleaseState::Available && self.left > 0
    }
}

/// Whether a request has been neither taken over nor overtaken by a release of another kind.
fn is_waiting(timeline: &[TimelineEntry]) -> bool {
    let n_settled = count(timeline, &TimelineEvent::ReleaseAcknowledged)
        + count(timeline, &TimelineEvent::ReleaseOvertaken);
    count(timeline, &TimelineEvent::ReleaseAsked) > n_settled
}

fn count(timeline: &[TimelineEntry], event: &TimelineEvent) -> usize {
    timeline.iter().filter(|entry| entry.event == *event).count()
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Placed,
    Asked,
    Released,
}

fn step(event: &TimelineEvent) -> Option<Step> {
    match event {
        TimelineEvent::Quarantine { change: QuarantineChange::Placed } => Some(Step::Placed),
        TimelineEvent::ReleaseAsked => Some(Step::Asked),
        TimelineEvent::Quarantine { .. } | TimelineEvent::ReleaseAcknowledged => {
            Some(Step::Released)
        }
        TimelineEvent::Enrolled { .. }
        | TimelineEvent::PageServed { .. }
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
    use jiff::Timestamp;

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
        check(&[(1, ASKED), (1, TAKEN), (1, ASKED)], ReleaseState::Requested, 0);
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
