//! The states of a revision and the steps between them.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a revision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RevisionState {
    /// The author writes.
    Draft,
    /// Frozen while the approver reads.
    InReview,
    /// May be started.
    Approved,
    /// Customers get it; nothing about it changes.
    Live,
    /// It was live until its end.
    Retired,
    /// One person stopped it in an emergency.
    Stopped,
}

/// What can be done with a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The author hands it to review.
    Submit,
    /// The approver hands it back.
    RequestChanges,
    /// The approver accepts it.
    Approve,
    /// Customers get it from now on.
    Start,
    /// Customers get it no longer.
    Retire,
    /// Customers get it no longer, at once.
    Stop,
}

/// A step that the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step} takes a revision that is {needed}; this one is {state}")]
pub struct RefusedStep {
    /// What was asked for.
    pub step: Step,
    /// Where the revision stands.
    pub state: RevisionState,
    /// Where it would have to stand.
    pub needed: RevisionState,
}

impl Step {
    /// Every step, in the order of a revision's life.
    pub const ALL: [Step; 6] =
        [Step::Submit, Step::RequestChanges, Step::Approve, Step::Start, Step::Retire, Step::Stop];

    /// Where a step begins and where it ends.
    const fn ends(self) -> (RevisionState, RevisionState) {
        match self {
            Step::Submit => (RevisionState::Draft, RevisionState::InReview),
            Step::RequestChanges => (RevisionState::InReview, RevisionState::Draft),
            Step::Approve => (RevisionState::InReview, RevisionState::Approved),
            Step::Start => (RevisionState::Approved, RevisionState::Live),
            Step::Retire => (RevisionState::Live, RevisionState::Retired),
            Step::Stop => (RevisionState::Live, RevisionState::Stopped),
        }
    }
}

impl RevisionState {
    /// Every state, in the order of a revision's life.
    pub const ALL: [RevisionState; 6] = [
        RevisionState::Draft,
        RevisionState::InReview,
        RevisionState::Approved,
        RevisionState::Live,
        RevisionState::Retired,
        RevisionState::Stopped,
    ];

    /// The state after a step.
    ///
    /// # Errors
    /// [`RefusedStep`] names the state that the step takes.
    pub fn after(self, step: Step) -> Result<RevisionState, RefusedStep> {
        let (needed, next) = step.ends();
        if self == needed { Ok(next) } else { Err(RefusedStep { step, state: self, needed }) }
    }

    /// Whether the step is open.
    pub fn allows(self, step: Step) -> bool {
        self.after(step).is_ok()
    }

    /// Where a revision stands after its last step of review, if it had one. While it is not in
    /// review, what trials do with it decides: one that a trial froze unreviewed is live as well.
    pub fn of(last: Option<Step>, is_served: bool, was_served: bool) -> RevisionState {
        let reviewed = last.map_or(RevisionState::Draft, |step| step.ends().1);
        match reviewed {
            RevisionState::InReview => reviewed,
            _ if is_served => RevisionState::Live,
            _ if was_served => RevisionState::Retired,
            _ => reviewed,
        }
    }

    /// Whether the document keeps the text of this revision until somebody decides.
    pub fn is_locked(self) -> bool {
        self.allows(Step::Approve)
    }
}

impl fmt::Display for RevisionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RevisionState::Draft => "a draft",
            RevisionState::InReview => "in review",
            RevisionState::Approved => "approved",
            RevisionState::Live => "live",
            RevisionState::Retired => "retired",
            RevisionState::Stopped => "stopped",
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Submit => "submit",
            Step::RequestChanges => "request changes",
            Step::Approve => "approve",
            Step::Start => "start",
            Step::Retire => "retire",
            Step::Stop => "stop",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_revision_has_exactly_these_steps() {
        let open: Vec<String> = RevisionState::ALL
            .into_iter()
            .flat_map(|state| Step::ALL.map(|step| (state, step)))
            .filter_map(|(state, step)| {
                Some(format!("{state} -{step}-> {}", state.after(step).ok()?))
            })
            .collect();
        assert_eq!(
            open,
            [
                "a draft -submit-> in review",
                "in review -request changes-> a draft",
                "in review -approve-> approved",
                "approved -start-> live",
                "live -retire-> retired",
                "live -stop-> stopped",
            ]
        );
    }

    #[test]
    fn a_refused_step_says_what_it_takes() {
        let refused = RevisionState::Live.after(Step::Approve).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "approve takes a revision that is in review; this one is live"
        );
    }

    #[test]
    fn a_text_is_locked_in_review_only_whatever_trials_do_with_it() {
        let locked: Vec<_> =
            RevisionState::ALL.into_iter().filter(|state| state.is_locked()).collect();
        assert_eq!(locked, [RevisionState::InReview]);
        for (is_served, was_served) in [(false, false), (false, true), (true, true)] {
            let state = RevisionState::of(Some(Step::Submit), is_served, was_served);
            assert_eq!(state, RevisionState::InReview);
        }
    }

    #[test]
    fn trials_say_where_a_revision_stands_that_nobody_reviews() {
        let states = |last: Option<Step>| {
            [(false, false), (true, false), (true, true), (false, true)]
                .map(|(is_served, was_served)| RevisionState::of(last, is_served, was_served))
        };
        let (live, retired) = (RevisionState::Live, RevisionState::Retired);
        assert_eq!(states(None), [RevisionState::Draft, live, live, retired]);
        assert_eq!(states(Some(Step::RequestChanges)), [RevisionState::Draft, live, live, retired]);
        assert_eq!(states(Some(Step::Approve)), [RevisionState::Approved, live, live, retired]);
    }
}
