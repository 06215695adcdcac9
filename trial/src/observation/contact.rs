//! Contacts: by which way a subject got in touch, and what it was about.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// By which way a subject got in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannel {
    /// An e-mail to the provider.
    Email,
    /// The form on the garden page.
    ContactForm,
    /// A call to the help desk.
    HelpDesk,
}

/// What a contact was about: the nine codes of the study and four of ours (docs/design.md, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Ran a virus scanner.
    RunsVirusScanner,
    /// Says which device it is.
    IdentifiesIotDevice,
    /// Asks for more help.
    RequestsAdditionalHelp,
    /// Wants to call the abuse desk.
    WantsToCallAbuseTeam,
    /// Asks for a technician against payment.
    RequestsPaidTechnician,
    /// Disconnected the device.
    DisconnectsDevice,
    /// Cannot work because of the quarantine. A complaint.
    CannotWork,
    /// Complains about the disruption. A complaint.
    ComplainsOverDisruption,
    /// Threatens to end the contract. A complaint.
    ThreatensToTerminate,
    /// Thinks that the message is fake.
    LooksFake,
    /// Asks which device it is.
    WhichDevice,
    /// Says that everything was done already.
    AlreadyDone,
    /// Says that nothing is infected.
    FalsePositive,
}

impl Code {
    /// Every code, in the order in which boards list them.
    pub const ALL: [Code; 13] = [
        Code::CannotWork,
        Code::ComplainsOverDisruption,
        Code::ThreatensToTerminate,
        Code::RequestsAdditionalHelp,
        Code::WantsToCallAbuseTeam,
        Code::RequestsPaidTechnician,
        Code::RunsVirusScanner,
        Code::IdentifiesIotDevice,
        Code::DisconnectsDevice,
        Code::LooksFake,
        Code::WhichDevice,
        Code::AlreadyDone,
        Code::FalsePositive,
    ];

    /// Whether the code is one of the three that are complaints.
    pub fn is_complaint(self) -> bool {
        matches!(
            self,
            Code::CannotWork | Code::ComplainsOverDisruption | Code::ThreatensToTerminate
        )
    }

    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            Code::RunsVirusScanner => "Runs a virus scanner",
            Code::IdentifiesIotDevice => "Names the device",
            Code::RequestsAdditionalHelp => "Asks for more help",
            Code::WantsToCallAbuseTeam => "Wants to call the abuse desk",
            Code::RequestsPaidTechnician => "Asks for a paid technician",
            Code::DisconnectsDevice => "Disconnects the device",
            Code::CannotWork => "Cannot work",
            Code::ComplainsOverDisruption => "Complains about the disruption",
            Code::ThreatensToTerminate => "Threatens to leave",
            Code::LooksFake => "Thinks it is fake",
            Code::WhichDevice => "Asks which device it is",
            Code::AlreadyDone => "Has done it already",
            Code::FalsePositive => "Says nothing is infected",
        }
    }
}

impl ContactChannel {
    /// Every channel, in the order in which boards list them.
    pub const ALL: [ContactChannel; 3] =
        [ContactChannel::HelpDesk, ContactChannel::ContactForm, ContactChannel::Email];

    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            ContactChannel::Email => "Writes an e-mail",
            ContactChannel::ContactForm => "Uses the contact form",
            ContactChannel::HelpDesk => "Calls the help desk",
        }
    }
}

/// The subject wrote or called. There is a row for each time that somebody said what it was about: of
/// those with the same subject, time, channel and reference, the codes that reached Stile last count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// By which way.
    pub channel: ContactChannel,
    /// The sender's own name for it; another reference is another contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What was written or said, on its way into the store, which keeps it until the contact is
    /// handled; rows that are read never have it.
    #[serde(skip)]
    pub text: Option<String>,
    /// What it was about; `None` until somebody has read it: then it is *pending*, not "no".
    pub codes: Option<Vec<Code>>,
    /// When the codes reached Stile, if they have.
    #[serde(with = "crate::rfc3339::optional_moment", default)]
    pub coded_at: Option<Timestamp>,
}

impl Contact {
    /// A contact that nobody has coded.
    pub fn uncoded(channel: ContactChannel) -> Contact {
        Contact { channel, reference: None, text: None, codes: None, coded_at: None }
    }

    /// A contact with what it was about, known from a moment on.
    pub fn coded(channel: ContactChannel, codes: Vec<Code>, coded_at: Timestamp) -> Contact {
        let (codes, coded_at) = (Some(codes), Some(coded_at));
        Contact { codes, coded_at, ..Contact::uncoded(channel) }
    }
}
