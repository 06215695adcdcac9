//! Paths of the screens, for the links that the app makes to itself. The patterns that they match are in
//! `app`; the addresses of the server are in `wire`.

use std::fmt::Display;

use content::DocumentId;

/// The list of trials.
pub const TRIALS: &str = "/trials";
/// The form for a new plan.
pub const NEW_TRIAL: &str = "/trials/new";
/// The list of messages.
pub const MESSAGES: &str = "/messages";
/// Find a subject by its case code.
pub const SUBJECTS: &str = "/subjects";
/// Contacts to be coded.
pub const CONTACTS: &str = "/contacts";
/// The published study.
pub const STUDY: &str = "/study";
/// Settings.
pub const SETTINGS: &str = "/settings";
/// The check that browser and server render the same bytes.
pub const RENDERING: &str = "/settings/rendering";

/// A trial's plan, with start and stop.
pub fn trial(id: &dyn Display) -> String {
    format!("{TRIALS}/{id}")
}

/// A trial's results.
pub fn results(id: &dyn Display) -> String {
    format!("{TRIALS}/{id}/results")
}

/// A trial's results on one page, to be printed.
pub fn one_page(id: &dyn Display) -> String {
    format!("{TRIALS}/{id}/report")
}

/// A trial's subjects.
pub fn trial_subjects(id: &dyn Display) -> String {
    format!("{TRIALS}/{id}/subjects")
}

/// The editor of a document.
pub fn document(id: &DocumentId) -> String {
    format!("{MESSAGES}/{id}")
}

/// Two texts against each other: the second, and the first unless it is left to the screen.
pub fn compare(first: Option<&dyn Display>, second: &dyn Display) -> String {
    match first {
        Some(first) => format!("{MESSAGES}/compare?first={first}&second={second}"),
        None => format!("{MESSAGES}/compare?second={second}"),
    }
}

/// One subject.
pub fn subject(id: &dyn Display) -> String {
    format!("{SUBJECTS}/{id}")
}
