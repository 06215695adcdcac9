//! The course of one subject: anchors, observable days, confirmation and reinfection.

use jiff::Timestamp;

use super::stay::{Stay, in_quarantine_at, in_quarantine_on, stays};
use super::{CleanByHorizon, Confirmation};
use crate::coverage::{Coverage, DayCoverage, GRACE_DAYS};
use crate::day::{Day, days_after, days_between};
use crate::observation::Sighting;
use crate::plan::Plan;
use crate::subject::SubjectRecords;

/// An outcome before it is put into words, and what the words need beside it.
pub struct Course {
    pub enrolled_at: Timestamp,
    pub confirmed: Option<Confirmation>,
    pub reinfected_at: Option<Timestamp>,
    pub clean_by_horizon: CleanByHorizon,
    pub followed_days: f64,
    /// The later of enrolment and the last sighting that came before any confirmation.
    pub anchor: Timestamp,
    /// Observable days since the anchor.
    pub n_observable: u32,
    pub in_quarantine: bool,
}

impl Course {
    pub fn follow(plan: &Plan, subject: &SubjectRecords<'_>, coverage: &Coverage) -> Self {
        let enrolled_at = subject.enrolment.at;
        let watch = Watch { plan, coverage, stays: stays(subject.quarantine) };
        let (anchor, quiet) = watch.last_quiet(enrolled_at, subject.sightings);
        let confirmed =
            quiet.confirmed_on.map(|day| Confirmation { at: day.end(), quiet_since: anchor });
        let reinfected_at = confirmed.as_ref().and_then(|confirmed| {
            subject.sightings.iter().map(|row| row.at).find(|at| *at >= confirmed.at)
        });
        Self {
            enrolled_at,
            followed_days: followed_days(plan, coverage, enrolled_at, confirmed.as_ref()),
            clean_by_horizon: watch.clean_by_horizon(enrolled_at, subject.sightings),
            confirmed,
            reinfected_at,
            anchor,
            n_observable: quiet.n_observable,
            in_quarantine: in_quarantine_at(&watch.stays, coverage.as_known_at()),
        }
    }

    /// Days on the survival curve and whether they end in the event. A confirmation after the
    /// watermark waits for it, so that nobody enters before the subjects beside them could.
    pub fn on_curve(&self, plan: &Plan, coverage: &Coverage) -> (f64, bool) {
        let end = end_of_follow_up(plan, coverage, self.enrolled_at);
        match &self.confirmed {
            Some(confirmed) if days_between(self.enrolled_at, confirmed.at) <= end => {
                (days_between(self.enrolled_at, confirmed.at), true)
            }
            _ => (end, false),
        }
    }
}

fn followed_days(
    plan: &Plan,
    coverage: &Coverage,
    enrolled_at: Timestamp,
    confirmed: Option<&Confirmation>,
) -> f64 {
    match confirmed {
        Some(confirmed) => days_between(enrolled_at, confirmed.at),
        None => end_of_follow_up(plan, coverage, enrolled_at),
    }
}

/// Days from enrolment to the watermark's end, from 0 to H + q.
fn end_of_follow_up(plan: &Plan, coverage: &Coverage, enrolled_at: Timestamp) -> f64 {
    let longest = f64::from(plan.horizon_days + plan.quiet_days);
    let followed = coverage.watermark().map_or(0.0, |day| days_between(enrolled_at, day.end()));
    followed.clamp(0.0, longest)
}

/// What the days after an anchor show.
#[derive(Default)]
struct Quiet {
    n_observable: u32,
    /// The q-th observable day.
    confirmed_on: Option<Day>,
    /// Days without coverage, outside quarantine, until together with the observable ones they
    /// make q.
    missing: Vec<Day>,
}

/// One subject's line under observation.
struct Watch<'a> {
    plan: &'a Plan,
    coverage: &'a Coverage,
    stays: Vec<Stay>,
}

impl Watch<'_> {
    /// From `anchor` on: the anchor that quiet time follows first, or else the last one, and what
    /// followed it.
    fn last_quiet(&self, mut anchor: Timestamp, sightings: &[&Sighting]) -> (Timestamp, Quiet) {
        for sighting in sightings {
            let quiet = self.quiet(anchor, Day::of(sighting.at));
            if quiet.confirmed_on.is_some() {
                return (anchor, quiet);
            }
            anchor = sighting.at;
        }
        (anchor, self.quiet(anchor, Day::of(self.coverage.as_known_at())))
    }

    /// What the days after `anchor` and before the day `until` show.
    fn quiet(&self, anchor: Timestamp, until: Day) -> Quiet {
        let needed = self.plan.quiet_days;
        let mut quiet = Quiet::default();
        let mut day = Day::of(anchor).plus(1);
        while day < until && quiet.confirmed_on.is_none() {
            match self.coverage.on(day) {
                _ if in_quarantine_on(&self.stays, day) => {}
                DayCoverage::Covered => {
                    quiet.n_observable += 1;
                    quiet.confirmed_on = (quiet.n_observable == needed).then_some(day);
                }
                DayCoverage::Missing if !quiet.could_be_complete(needed) => quiet.missing.push(day),
                DayCoverage::Missing | DayCoverage::Pending => {}
            }
            day = day.plus(1);
        }
        quiet
    }

    /// How the line stood at H: what followed the last sighting until then. A confirmation from
    /// before that sighting does not count here.
    fn clean_by_horizon(&self, enrolled_at: Timestamp, sightings: &[&Sighting]) -> CleanByHorizon {
        let plan = self.plan;
        let now = self.coverage.as_known_at();
        let until = counts_from(plan, enrolled_at);
        if now < until {
            return CleanByHorizon::TooEarly { until };
        }
        let horizon = days_after(enrolled_at, plan.horizon_days);
        let (by_then, later) =
            sightings.split_at(sightings.partition_point(|row| row.at <= horizon));
        let seen_last = by_then.last().map_or(enrolled_at, |row| row.at);
        let (anchor, quiet) = self.last_quiet(seen_last, later);
        if anchor > horizon {
            CleanByHorizon::NotClean { last_sighting: anchor }
        } else if quiet.confirmed_on.is_some() {
            CleanByHorizon::Clean
        } else if quiet.could_be_complete(plan.quiet_days) {
            let missing = quiet.missing.iter().map(|day| day.date()).collect();
            CleanByHorizon::Unknown { missing }
        } else {
            CleanByHorizon::NotConfirmed {
                in_quarantine: in_quarantine_at(&self.stays, now),
                n_observable: quiet.n_observable,
            }
        }
    }
}

impl Quiet {
    /// Whether the days would make q if none of the missing ones had a sighting.
    fn could_be_complete(&self, needed: u32) -> bool {
        u64::from(self.n_observable) + self.missing.len() as u64 >= u64::from(needed)
    }
}

/// When a subject enrolled at `enrolled_at` is mature: H + q + 2 days later.
pub fn counts_from(plan: &Plan, enrolled_at: Timestamp) -> Timestamp {
    days_after(enrolled_at, plan.horizon_days + plan.quiet_days + GRACE_DAYS)
}
