//! Trials: the list, the form for a new plan, and one trial with start and stop.

mod aside;
mod audit;
mod checklist;
mod conflict;
mod difference;
mod draft;
mod edit;
mod form;
mod frozen;
mod list;
mod new;
mod one;
mod plan;
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
