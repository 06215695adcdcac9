//! One subject's part in the burden board: yes, no, pending, or not over yet.

use jiff::Timestamp;

use crate::day::days_after;
use crate::metric::BurdenMetric;
use crate::observation::{Code, Contact, Observed};
use crate::plan::Plan;
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    is_over: bool,
    /// One bit a row of the board: whether a contact was of that kind.
    yes: u32,
    has_uncoded: bool,
}

impl Burden {
    /// The burden of a subject, as known at a moment. Contacts that came later than that moment are
    /// not known yet; codes that did leave their contact uncoded.
    pub fn of(plan: &Plan, subject: &SubjectRecords<'_>, as_known_at: Timestamp) -> Self {
        let end = days_after(subject.enrolment.at, plan.burden_days);
        let mut burden = Self { is_over: end <= as_known_at, ..Self::default() };
        let counts = |row: &Observed| row.at <= end && row.arrived_at <= as_known_at;
        let contacts = subject.contacts().filter(|(row, _)| counts(row));
        for (row, contact) in contacts.clone() {
            burden.yes |= bit(BurdenMetric::Channel(contact.channel));
            let own = said(contact, as_known_at);
            let is_same = |other: &Observed| row.order(other).is_eq();
            if contacts.clone().any(|(row, other)| is_same(row) && said(other, as_known_at) > own) {
                continue;
            }
            match own {
                Some((_, codes)) => burden.yes |= codes.iter().fold(0, with_code),
                None => burden.has_uncoded = true,
            }
        }
        burden
    }

    /// Whether the B days are over.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether a contact has not been coded.
    pub fn has_uncoded(&self) -> bool {
        self.has_uncoded
    }

    /// The answer for one row of the board. A channel needs no code to be known.
    pub fn answer(&self, metric: BurdenMetric) -> BurdenAnswer {
        let needs_code = !matches!(metric, BurdenMetric::Channel(_));
        match (self.is_over, self.yes & bit(metric) != 0) {
            (false, _) => BurdenAnswer::NotOver,
            (true, true) => BurdenAnswer::Yes,
            (true, false) if needs_code && self.has_uncoded => BurdenAnswer::Pending,
            (true, false) => BurdenAnswer::No,
        }
    }
}

/// What a contact was about as far as it is known, with the moment at which it was said: of the rows
/// about one contact the greatest counts.
fn said(contact: &Contact, as_known_at: Timestamp) -> Option<(Option<Timestamp>, &[Code])> {
    let is_known = contact.coded_at.is_none_or(|at| at <= as_known_at);
    contact.codes.as_deref().filter(|_| is_known).map(|codes| (contact.coded_at, codes))
}

fn bit(metric: BurdenMetric) -> u32 {
    1 << metric.place()
}

fn with_code(yes: u32, code: &Code) -> u32 {
    let complaint = if code.is_complaint() { bit(BurdenMetric::Complaint) } else { 0 };
    yes | complaint | bit(BurdenMetric::Code(*code))
}
