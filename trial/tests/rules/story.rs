//! Builders for the other files: a plan, and the rows of a trial told in days since 1 November.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use trial::observation::{
    Acknowledged, Code, Contact, ContactChannel, CoverageDay, CoverageState, Enrolment, Observed,
    PageServed, QuarantineChange, Records, What,
};
use trial::outcome::{Outcome, outcome_of};
use trial::simulate::running;
use trial::{Plan, PlanDraft, Stratum, SubjectId, Trial};

pub use trial::simulate::{page_arm as arm, two_arms as draft};

/// A plan from before there were looks, which keeps its rule: limits that hold while one watches,
/// and one planned look.
pub fn plan() -> Plan {
    former(&draft())
}

pub fn former(draft: &PlanDraft) -> Plan {
    Plan { looks: None, ..draft.check().unwrap() }
}

pub fn trial() -> Trial {
    Trial { simulated: false, ..running(&plan(), at(0.0)) }
}

/// So many days after 1 November 2026, 00:00 UTC, to the second.
pub fn at(days: f64) -> Timestamp {
    let midnight: Timestamp = "2026-11-01T00:00:00Z".parse().unwrap();
    midnight + SignedDuration::from_secs((days * 86_400.0).round() as i64)
}

/// The day `n` days after 1 November 2026.
pub fn day(n: i64) -> Date {
    date(2026, 11, 1).checked_add(jiff::Span::new().days(n)).unwrap()
}

pub fn subject(name: &str) -> SubjectId {
    name.parse().unwrap()
}

/// The rows of a trial. Everything arrives the moment it happens unless said otherwise; reports
/// arrive six hours after the end of their day.
#[derive(Clone, Default)]
pub struct Story {
    pub plan: Option<Plan>,
    pub records: Records,
}

impl Story {
    /// One subject, `a`, enrolled at noon of day 0 in the standard arm.
    pub fn new() -> Self {
        Self::default().enrolled("a", "standard", 0.5)
    }

    /// The same before anybody has let its line out of the garden.
    pub fn in_the_garden() -> Self {
        let mut story = Self::new();
        story.records.observed.clear();
        story
    }

    pub fn acknowledged(mut self, requested: f64, days: f64) -> Self {
        let release = Acknowledged { requested_at: at(requested), logged: None };
        let what = What::ReleaseAcknowledged(release);
        self.records.observed.push(Observed::at_once(subject("a"), at(days), what));
        self
    }

    /// Enrolled, and out of the garden at once.
    pub fn enrolled(mut self, who: &str, arm: &str, days: f64) -> Self {
        let ordinal = self.records.enrolments.len() as u64;
        self.records.enrolments.push(Enrolment {
            subject: subject(who),
            at: at(days),
            stratum: Stratum::all(),
            ordinal,
            arm: arm.parse().unwrap(),
        });
        self.out_at_once(who, days)
    }

    /// Lets a line out of the garden the moment after its enrolment has put it there.
    fn out_at_once(mut self, who: &str, days: f64) -> Self {
        let out = at(days) + SignedDuration::from_micros(1);
        let what = What::QuarantineEvent(QuarantineChange::ReleasedBySelf);
        self.records.observed.push(Observed::at_once(subject(who), out, what));
        self
    }

    pub fn covered(self, days: impl IntoIterator<Item = i64>) -> Self {
        days.into_iter()
            .fold(self, |story, n| story.coverage(n, CoverageState::Delivered, n as f64 + 1.25))
    }

    pub fn coverage(mut self, n: i64, state: CoverageState, arrived: f64) -> Self {
        let feed = "darknet".parse().unwrap();
        let row = CoverageDay { feed, day: day(n), state, arrived_at: at(arrived) };
        self.records.coverage.push(row);
        self
    }

    pub fn seen(self, days: f64) -> Self {
        self.seen_late(days, days)
    }

    /// Somebody else than `a` is seen.
    pub fn seen_of(mut self, who: &str, days: f64) -> Self {
        let (feed, at) = ("darknet".parse().unwrap(), at(days));
        self.records.observed.push(Observed::at_once(subject(who), at, What::Sighting(feed)));
        self
    }

    /// So many enrolled in an arm at noon of day 0, of whom so many stay quiet.
    pub fn crowd(mut self, arm: &str, n_clean: u64, n: u64) -> Self {
        for number in 0..n {
            let who = format!("{arm}-{number}");
            self = self.enrolled(&who, arm, 0.5);
            let seen: &[f64] = if number < n_clean { &[] } else { &[6.0, 12.0, 16.0] };
            self = seen.iter().fold(self, |story, days| story.seen_of(&who, *days));
        }
        self
    }

    pub fn seen_late(mut self, days: f64, arrived: f64) -> Self {
        let feed = "darknet".parse().unwrap();
        let (subject, what) = (subject("a"), What::Sighting(feed));
        let row = Observed { subject, at: at(days), arrived_at: at(arrived), what };
        self.records.observed.push(row);
        self
    }

    pub fn placed(self, days: f64) -> Self {
        self.quarantine(days, QuarantineChange::Placed)
    }

    pub fn released(self, days: f64) -> Self {
        self.quarantine(days, QuarantineChange::ReleasedBySelf)
    }

    fn quarantine(mut self, days: f64, change: QuarantineChange) -> Self {
        let what = What::QuarantineEvent(change);
        self.records.observed.push(Observed::at_once(subject("a"), at(days), what));
        self
    }

    /// A contact that is coded the moment it arrives, or not at all.
    pub fn contact(self, days: f64, channel: ContactChannel, codes: Option<&[Code]>) -> Self {
        let coded = codes.map(|_| days);
        self.contact_coded(days, channel, codes, coded)
    }

    pub fn contact_coded(
        mut self,
        days: f64,
        channel: ContactChannel,
        codes: Option<&[Code]>,
        coded: Option<f64>,
    ) -> Self {
        let (codes, coded_at) = (codes.map(<[Code]>::to_vec), coded.map(at));
        let contact = Contact { codes, coded_at, ..Contact::uncoded(channel) };
        let what = What::Contact(Box::new(contact));
        self.records.observed.push(Observed::at_once(subject("a"), at(days), what));
        self
    }

    pub fn served(mut self, days: f64) -> Self {
        let what = What::PageServed(PageServed { opened: None });
        self.records.observed.push(Observed::at_once(subject("a"), at(days), what));
        self
    }

    pub fn planned(mut self, change: impl FnOnce(&mut PlanDraft)) -> Self {
        let mut draft = draft();
        change(&mut draft);
        self.plan = Some(former(&draft));
        self
    }

    pub fn plan(&self) -> Plan {
        self.plan.clone().unwrap_or_else(plan)
    }

    /// The outcome of `a`, as known so many days after 1 November.
    pub fn outcome(&self, as_known: f64) -> Outcome {
        outcome_of(&self.plan(), &self.records, &subject("a"), at(as_known)).unwrap()
    }
}
