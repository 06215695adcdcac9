//! Behaviour of the subjects of one arm, as probabilities, with the published study as the model.

use std::collections::BTreeMap;

use crate::observation::{Code, ContactChannel};
use crate::plan::{Arm, Channel};
use crate::published::{GroupName, Study};

/// What the subjects of one arm do.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// Whether the line is put into quarantine at enrolment, and again while it is still seen.
    pub quarantined: bool,
    /// The probability of a cleanup.
    pub cleanup: f64,
    /// Days to a cleanup, on average, for those who clean up.
    pub cleanup_days: f64,
    /// The probability that a quarantined subject opens its page.
    pub opens_page: f64,
    /// Days in quarantine beyond the first hours, on average; four days at most.
    pub stay_days: f64,
    /// The probability that a release is by the subject and not by staff.
    pub releases_itself: f64,
    /// The probability of getting in touch by each way.
    pub channels: BTreeMap<ContactChannel, f64>,
    /// The probability that the contacts are about each thing, of all subjects.
    pub codes: BTreeMap<Code, f64>,
}

/// Two thirds released themselves (the sibling study of 2018).
const RELEASES_ITSELF: f64 = 0.67;

/// A guess, for what the study did not count: most quarantined customers see the page at once.
const OPENS_PAGE: f64 = 0.96;

/// A guess, for the codes that the study did not have.
const OTHER_CODE: f64 = 0.04;

/// The study's rows of contacts by channel.
const CHANNELS: [(&str, ContactChannel); 3] = [
    ("helpdesk", ContactChannel::HelpDesk),
    ("contact_form", ContactChannel::ContactForm),
    ("contact_email", ContactChannel::Email),
];

/// The study's rows of contacts by content.
const CODES: [(&str, Code); 9] = [
    ("runs_virus_scanner", Code::RunsVirusScanner),
    ("identifies_iot_device", Code::IdentifiesIotDevice),
    ("requests_additional_help", Code::RequestsAdditionalHelp),
    ("wants_to_call_abuse_team", Code::WantsToCallAbuseTeam),
    ("requests_paid_technician", Code::RequestsPaidTechnician),
    ("disconnects_device", Code::DisconnectsDevice),
    ("cannot_work", Code::CannotWork),
    ("complains_over_disruption", Code::ComplainsOverDisruption),
    ("threatens_to_terminate", Code::ThreatensToTerminate),
];

impl Behaviour {
    /// How subjects in `arm` behave if they are like the group of the study that got most nearly
    /// the same.
    pub fn of(study: &Study, arm: &Arm) -> Self {
        let group = group(arm);
        let share = |table: &str, row: &str| share(study, table, row, group);
        let channels = CHANNELS.iter().map(|(row, way)| (*way, share("communication_logs", row)));
        let codes = CODES.iter().map(|(row, code)| (*code, share("communication_logs", row)));
        let others = [Code::WhichDevice, Code::AlreadyDone, Code::FalsePositive];
        let mut codes: BTreeMap<Code, f64> = codes.collect();
        codes.extend(others.map(|code| (code, OTHER_CODE)));
        codes.insert(Code::LooksFake, share("interviews", "distrust"));
        Self {
            quarantined: arm.quarantined,
            cleanup: if group == GroupName::Email {
                study.no_notice.middle()
            } else {
                share("remediation", "remediated")
            },
            cleanup_days: if group == GroupName::Improved { 1.5 } else { 2.0 },
            opens_page: if arm.channels.contains(&Channel::Garden) { OPENS_PAGE } else { 0.0 },
            stay_days: 0.8,
            releases_itself: RELEASES_ITSELF,
            channels: channels.collect(),
            codes,
        }
    }

    /// The probability of any contact at all.
    pub fn in_touch(&self) -> f64 {
        1.0 - self.channels.values().map(|share| 1.0 - share).product::<f64>()
    }
}

fn group(arm: &Arm) -> GroupName {
    let is_improved = arm.variant.as_ref().is_some_and(|variant| variant.as_str() == "improved");
    match (arm.channels.contains(&Channel::Garden), is_improved) {
        (false, _) => GroupName::Email,
        (true, true) => GroupName::Improved,
        (true, false) => GroupName::Standard,
    }
}

/// A share of the study; 0 where nothing was counted.
fn share(study: &Study, table: &str, row: &str, group: GroupName) -> f64 {
    let row = study.table(table).and_then(|table| table.row(row));
    row.and_then(|row| row.rate(group)?.count.share()).unwrap_or(0.0)
}
