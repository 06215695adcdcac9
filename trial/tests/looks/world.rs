//! Builders for the other files: a plan, and rows told in days since 1 March 2027. Everything
//! arrives the moment it happens unless said otherwise; reports six hours after their day.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use trial::looks::{LookCache, LookInput, Looks, PlannedSizes, Tally};
use trial::observation::{
    Acknowledged, Code, Contact, ContactChannel, CoverageDay, CoverageState, EndReason, Enrolment,
    Observed, PageServed, QuarantineChange, Records, What,
};
use trial::plan::{ArmDraft, SourcesDraft};
use trial::report::{Report, build};
use trial::simulate::{running, two_arms};
use trial::{Plan, PlanDraft, Stratum, SubjectId, Trial, TrialState};

pub use trial::observation::QuarantineChange::{Placed, ReleasedBySelf, ReleasedByStaff};

pub fn at(days: f64) -> Timestamp {
    let midnight: Timestamp = "2027-03-01T00:00:00Z".parse().unwrap();
    midnight + SignedDuration::from_secs((days * 86_400.0).round() as i64)
}

pub fn day(n: i64) -> Date {
    date(2027, 3, 1).checked_add(jiff::Span::new().days(n)).unwrap()
}

pub fn subject(name: &str) -> SubjectId {
    name.parse().unwrap()
}

/// A plan in two arms: `control` without a notice, `page` in the garden.
pub fn draft() -> PlanDraft {
    let page = ArmDraft { name: "page".to_owned(), ..trial::simulate::page_arm("improved") };
    let control = ArmDraft { name: "control".to_owned(), weight: 1, ..ArmDraft::default() };
    PlanDraft {
        arms: vec![control, page],
        control: "control".to_owned(),
        ethics_note: "Agreed by the board; broken off when abuse reports double.".to_owned(),
        ..two_arms()
    }
}

/// A trial's rows, and what it is asked.
#[derive(Clone)]
pub struct World {
    pub plan: Plan,
    pub records: Records,
    pub sizes: PlannedSizes,
    pub stopped_at: Option<Timestamp>,
}

impl World {
    pub fn new() -> World {
        World::with(draft())
    }

    pub fn with(draft: PlanDraft) -> World {
        World {
            plan: draft.check().unwrap(),
            records: Records::default(),
            sizes: PlannedSizes::with(vec![100; draft.arms.len()], 0),
            stopped_at: None,
        }
    }

    /// Waits for the quarantine log, whose days are reported as `log`.
    pub fn waiting_for_the_log() -> World {
        let log = Some("log".to_owned());
        let sources = SourcesDraft { quarantine_log: log, ..SourcesDraft::default() };
        World::with(PlanDraft { sources, ..draft() })
    }

    pub fn planned(mut self, n: u64) -> Self {
        self.sizes = PlannedSizes::with(vec![n; self.plan.arms.len()], 0);
        self
    }

    pub fn enrol(mut self, who: &str, arm: &str, days: f64) -> Self {
        let ordinal = self.records.enrolments.len() as u64;
        let (subject, arm) = (subject(who), arm.parse().unwrap());
        let stratum = Stratum::all();
        self.records.enrolments.push(Enrolment { subject, at: at(days), stratum, ordinal, arm });
        self
    }

    /// So many subjects of an arm on one noon, `arm-day-0` and on.
    pub fn enrol_many(self, n: u64, arm: &str, on: i64) -> Self {
        (0..n).fold(self, |world, k| world.enrol(&many(arm, on, k), arm, on as f64 + 0.5))
    }

    /// So many subjects of an arm on one noon, of whom the first `x` are clean, out of the garden at
    /// once, and the others are seen before and after the horizon.
    pub fn outcomes(self, arm: &str, on: i64, x: u64, n: u64) -> Self {
        (0..n).fold(self.enrol_many(n, arm, on), |world, k| {
            let (who, noon) = (many(arm, on, k), on as f64 + 0.5);
            let out = world.logged(&who, ReleasedBySelf, noon + 0.1);
            if k < x { out } else { out.seen(&who, noon + 13.0).seen(&who, noon + 16.0) }
        })
    }

    pub fn covered(self, days: impl IntoIterator<Item = i64>) -> Self {
        days.into_iter().fold(self, |world, n| world.delivered("darknet", n, n as f64 + 1.25))
    }

    pub fn delivered(self, source: &str, n: i64, arrived: f64) -> Self {
        self.coverage(source, n, CoverageState::Delivered, arrived)
    }

    pub fn coverage(mut self, source: &str, n: i64, state: CoverageState, arrived: f64) -> Self {
        let (feed, arrived_at) = (source.parse().unwrap(), at(arrived));
        self.records.coverage.push(CoverageDay { feed, day: day(n), state, arrived_at });
        self
    }

    pub fn seen(self, who: &str, days: f64) -> Self {
        self.seen_late(who, days, days)
    }

    pub fn seen_late(mut self, who: &str, days: f64, arrived: f64) -> Self {
        let (feed, subject) = ("darknet".parse().unwrap(), subject(who));
        let (arrived_at, what) = (at(arrived), What::Sighting(feed));
        self.records.observed.push(Observed { subject, at: at(days), arrived_at, what });
        self
    }

    pub fn logged(self, who: &str, change: QuarantineChange, days: f64) -> Self {
        self.logged_late(who, change, days, days)
    }

    pub fn logged_late(
        mut self,
        who: &str,
        change: QuarantineChange,
        days: f64,
        arrived: f64,
    ) -> Self {
        let (subject, arrived_at) = (subject(who), at(arrived));
        let what = What::QuarantineEvent(change);
        self.records.observed.push(Observed { subject, at: at(days), arrived_at, what });
        self
    }

    pub fn acknowledged(mut self, who: &str, requested: f64, days: f64) -> Self {
        let release = Acknowledged { requested_at: at(requested), logged: None };
        let what = What::ReleaseAcknowledged(release);
        self.records.observed.push(Observed::at_once(subject(who), at(days), what));
        self
    }

    /// Time and arrival of the log's own row for the one release that was acknowledged.
    pub fn log_release(&mut self, row: Option<(Timestamp, Timestamp)>) {
        for observed in &mut self.records.observed {
            if let What::ReleaseAcknowledged(release) = &mut observed.what {
                release.logged = row;
            }
        }
    }

    pub fn ended(mut self, who: &str, days: f64, arrived: f64) -> Self {
        let (subject, what) = (subject(who), What::FollowUpEnd(EndReason::ContractEnded));
        let arrived_at = at(arrived);
        self.records.observed.push(Observed { subject, at: at(days), arrived_at, what });
        self
    }

    /// A call that nobody has coded, or that was coded on a day.
    pub fn called(mut self, who: &str, days: f64, coded: Option<(f64, &[Code])>) -> Self {
        let codes = coded.map(|(_, codes)| codes.to_vec());
        let coded_at = coded.map(|(days, _)| at(days));
        let contact = Contact { codes, coded_at, ..Contact::uncoded(ContactChannel::HelpDesk) };
        let what = What::Contact(Box::new(contact));
        self.records.observed.push(Observed::at_once(subject(who), at(days), what));
        self
    }

    pub fn served(mut self, who: &str, days: f64) -> Self {
        let what = What::PageServed(PageServed { opened: Some(true) });
        self.records.observed.push(Observed::at_once(subject(who), at(days), what));
        self
    }

    pub fn stopped(mut self, days: f64) -> Self {
        self.stopped_at = Some(at(days));
        self
    }

    pub fn looks(&self, days: f64) -> Looks {
        self.looks_with(days, &mut LookCache::default())
    }

    pub fn looks_with(&self, days: f64, cache: &mut LookCache) -> Looks {
        let input = LookInput {
            plan: &self.plan,
            sizes: &self.sizes,
            records: &self.records,
            now: at(days),
            stopped_at: self.stopped_at,
        };
        Looks::of(&input, cache)
    }

    /// The trial, running since day 0 or stopped.
    pub fn trial(&self) -> Trial {
        let state = match self.stopped_at {
            None => TrialState::Running { started_at: at(0.0) },
            Some(stopped_at) => {
                TrialState::Stopped { started_at: at(0.0), stopped_at, reason: "enough".to_owned() }
            }
        };
        Trial { state, sizes: Some(self.sizes.clone()), ..running(&self.plan, at(0.0)) }
    }

    /// The whole report, as known so many days after 1 March.
    pub fn report(&self, days: f64) -> Report {
        build(&self.trial(), &self.records, at(days))
    }

    /// The mature subjects of the page's arm.
    pub fn page(&self, days: f64) -> Tally {
        self.looks(days).comparisons[0].afterwards[0]
    }

    /// The mature subjects of the control.
    pub fn control(&self, days: f64) -> Tally {
        self.looks(days).comparisons[0].afterwards[1]
    }
}

pub fn many(arm: &str, on: i64, k: u64) -> String {
    format!("{arm}-{on}-{k}")
}

/// What one mature subject came to.
pub const CLEAN: Tally = Tally { n: 1, x: 1, not_confirmed: 0, pending: 0, n_to_code: 0 };
pub const NOT_CLEAN: Tally = Tally { n: 1, x: 0, not_confirmed: 0, pending: 0, n_to_code: 0 };
pub const NOT_CONFIRMED: Tally = Tally { n: 1, x: 0, not_confirmed: 1, pending: 0, n_to_code: 0 };
pub const NOBODY: Tally = Tally { n: 0, x: 0, not_confirmed: 0, pending: 0, n_to_code: 0 };
