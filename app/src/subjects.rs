//! Subjects: found by the code that a customer reads out, listed by trial, and one with everything
//! that happened to it.

mod deliveries;
mod find;
mod list;
mod one;
mod timeline;
mod trial_part;

pub use find::FindSubjectPage;
pub use list::TrialSubjectsPage;
pub use one::SubjectPage;
