//! Trials: the list, the form for a new plan, and one trial with start and stop.

mod audit;
mod channel;
mod checklist;
mod conflict;
mod difference;
mod edit;
mod facts;
mod form;
mod frozen;
mod list;
mod new;
mod one;
mod percent;
mod plan;
mod plan_draft;
mod plan_stash;
mod planner;
mod start;
mod state;
mod stop;
mod tabs;

pub use list::TrialsPage;
pub use new::NewTrialPage;
pub use one::TrialPage;
pub use state::StateBadge;
pub use tabs::{TrialTabs, use_trial_id};
