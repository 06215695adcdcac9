//! Trials: the plan, the assignment, the outcomes, the statistics and the verdict.
//!
//! Pure: nothing here reads a clock, a file, the environment, the network or a random source.
//! All of them are arguments, so every result can be computed again, natively and in the browser.
//! The crate does not know what a message says; it knows variants by their names.

pub mod assignment;
pub mod burden;
pub mod coverage;
pub mod day;
mod draw;
pub mod incremental;
pub mod looks;
pub mod method;
pub mod metric;
pub mod name;
pub mod observation;
pub mod outcome;
pub mod plan;
pub mod planner;
pub mod published;
pub mod report;
pub mod simulate;
pub mod stats;
pub mod subject;
pub mod subject_status;
pub mod survey;
pub mod text;
pub mod totals;
pub mod trial;

pub use name::{ArmName, Feed, InvalidName, Stratum, SubjectId, TrialId, VariantName};
pub use plan::{Arm, Channel, FieldProblem, Plan, PlanDraft};
pub use report::verdict;
pub use trial::{Frozen, Refusal, Trial, TrialState};
pub use words::rfc3339;
