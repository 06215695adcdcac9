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
    /// the same moment the one further along.
    pub fn after(timeline: &[TimelineEntry]) -> Release {
        let latest =
            timeline.iter().filter_map(|entry| Some((entry.at, step(&entry.event)?))).max();
        let state = match latest {
            None | Some((_, Step::Placed)) => ReleaseState::Available,
            Some((_, Step::Asked)) => ReleaseState::Requested,
            Some((_, Step::Released)) => ReleaseState::Released,
        };
        let asked = timeline.iter().filter(|entry| entry.event == TimelineEvent::ReleaseAsked);
        let asked = u32::try_from(asked.count()).unwrap_or(u32::MAX);
        Release { state, left: RELEASES.saturating_sub(asked) }
    }

    /// Whether a click on the button asks for a release; a second one changes nothing.
    pub fn may_ask(self) -> bool {
        self.state == ReleaseState::Available && self.left > 0
    }
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
    fn staff_may_release_a_line_that_nobody_asked_for() {
        let by_staff = TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff };
        check(&[(1, PLACED), (2, by_staff)], ReleaseState::Released, 2);
    }

    #[test]
    fn of_steps_at_the_same_moment_the_one_further_along_counts() {
        check(&[(1, ASKED), (1, TAKEN), (1, PLACED)], ReleaseState::Released, 1);
    }
}
