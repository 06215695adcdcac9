//! What one subject's contacts say for the burden board: yes, no, pending, or not over yet.

use crate::coverage::Coverage;
use crate::day::days_after;
use crate::observation::{Code, ContactChannel};
use crate::plan::Plan;
use crate::report::BurdenMetric;
use crate::subject::SubjectRecords;

/// Whether a subject had such a contact within B days of its enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BurdenAnswer {
    /// B days have not passed: nobody is counted yet, whatever has come in.
    NotOver,
    /// At least one contact was of that kind.
    Yes,
    /// None so far, but a contact has not been coded: it may become a yes.
    Pending,
    /// None.
    No,
}

/// What the contacts within B days of one subject's enrolment were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    is_over: bool,
    /// By the number of the code.
    codes: [bool; Code::ALL.len()],
    /// By the number of the channel.
    channels: [bool; ContactChannel::ALL.len()],
    has_uncoded: bool,
}

impl Burden {
    /// The burden of a subject, as known at `coverage`'s moment. Codes that came later than that
    /// moment are not known yet: their contact is uncoded.
    pub fn of(plan: &Plan, subject: &SubjectRecords<'_>, coverage: &Coverage) -> Self {
        let as_known_at = coverage.as_known_at();
        let end = days_after(subject.enrolment.at, plan.burden_days);
        let mut burden = Self { is_over: end <= as_known_at, ..Self::default() };
        for contact in subject.contacts.iter().filter(|contact| contact.at <= end) {
            burden.channels[contact.channel as usize] = true;
            let is_known = contact.coded_at.is_none_or(|at| at <= as_known_at);
            match &contact.codes {
                Some(codes) if is_known => {
                    codes.iter().for_each(|code| burden.codes[*code as usize] = true);
                }
                _ => burden.has_uncoded = true,
            }
        }
        burden
    }

    /// The answer for one row of the board. A channel needs no code to be known.
    pub fn answer(&self, metric: BurdenMetric) -> BurdenAnswer {
        let (is_yes, needs_code) = match metric {
            BurdenMetric::Complaint => (self.has_complaint(), true),
            BurdenMetric::Code(code) => (self.codes[code as usize], true),
            BurdenMetric::Channel(channel) => (self.channels[channel as usize], false),
        };
        match (self.is_over, is_yes) {
            (false, _) => BurdenAnswer::NotOver,
            (true, true) => BurdenAnswer::Yes,
            (true, false) if needs_code && self.has_uncoded => BurdenAnswer::Pending,
            (true, false) => BurdenAnswer::No,
        }
    }

    fn has_complaint(&self) -> bool {
        Code::ALL.iter().any(|code| code.is_complaint() && self.codes[*code as usize])
    }
}
