//! Contacts as the help desk codes them, and releases as the quarantine system pulls them.

use content::CaseCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use trial::SubjectId;
use trial::observation::{Code, ContactChannel};
use utoipa::ToSchema;

/// A contact. It does not say which arm the subject is in: whoever codes it must not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactView {
    /// Its number.
    pub id: u64,
    /// Who got in touch.
    pub subject: SubjectId,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
    /// When.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// By which way.
    pub channel: ContactChannel,
    /// What was written, until the contact is handled.
    pub text: Option<String>,
    /// What it was about; absent until somebody has said so.
    pub codes: Option<Vec<Code>>,
    /// When it was marked as handled.
    #[serde(with = "trial::rfc3339::optional_moment", default)]
    pub handled_at: Option<Timestamp>,
    /// Whether the subject is made up.
    pub simulated: bool,
}

/// Says what a contact was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetCodes {
    /// The codes; an empty list says "none of them".
    pub codes: Vec<Code>,
}

/// A release that a subject asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Release {
    /// Its number.
    pub id: u64,
    /// Whose line is to be released.
    pub subject: SubjectId,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
    /// When the subject asked.
    #[serde(with = "trial::rfc3339::moment")]
    pub asked_at: Timestamp,
    /// When the quarantine system took it over.
    #[serde(with = "trial::rfc3339::optional_moment", default)]
    pub acknowledged_at: Option<Timestamp>,
    /// When the line left the garden in another way instead; the release waits no longer.
    #[serde(with = "trial::rfc3339::optional_moment", default)]
    pub overtaken_at: Option<Timestamp>,
    /// Whether the subject is made up: then there is no line to release.
    pub simulated: bool,
}
