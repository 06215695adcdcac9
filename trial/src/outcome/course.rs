//! The course of one subject: anchors, observable days, confirmation and reinfection.

use jiff::Timestamp;

use super::stay::{Stay, in_quarantine_at, in_quarantine_on};
use super::{CleanByHorizon, Confirmation};
use crate::coverage::{Coverage, DayCoverage, GRACE_DAYS};
use crate::day::{Day, days_after, days_between};
use crate::looks::{Cleanup, LookSubject, OnBoard};
use crate::observation::EndReason;
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
    /// The end of its follow-up, if that has come.
    pub ended: Option<(Timestamp, EndReason)>,
}

impl Course {
    pub fn follow(plan: &Plan, subject: &SubjectRecords<'_>, coverage: &Coverage) -> Self {
        let enrolled_at = subject.enrolment.at;
        let ended = subject.ended;
        let sightings: Vec<Timestamp> = subject.sightings().collect();
        let watch = Watch::of(plan, subject, coverage);
        let (anchor, quiet) = watch.last_quiet(enrolled_at, &sightings);
        let confirmed =
            quiet.confirmed_on.map(|day| Confirmation { at: day.end(), quiet_since: anchor });
        let reinfected_at = confirmed
            .as_ref()
            .and_then(|confirmed| sightings.iter().copied().find(|at| *at >= confirmed.at));
        Self {
            enrolled_at,
            followed_days: confirmed.as_ref().map_or_else(
                || end_of_follow_up(plan, coverage, enrolled_at, ended),
                |confirmed| days_between(enrolled_at, confirmed.at),
            ),
            clean_by_horizon: watch.on_board(subject, &sightings),
            confirmed,
            reinfected_at,
            anchor,
            n_observable: quiet.n_observable,
            in_quarantine: ended.is_none()
                && in_quarantine_at(&watch.stays, coverage.as_known_at()),
            ended,
        }
    }

    /// Days on the survival curve and whether they end in the event. A confirmation after the
    /// watermark waits for it, so that nobody enters before the subjects beside them could. An end of
    /// follow-up is a competing event: the line stays at risk without ever being confirmed.
    pub fn on_curve(&self, plan: &Plan, coverage: &Coverage) -> (f64, bool) {
        let end = end_of_follow_up(plan, coverage, self.enrolled_at, None);
        match &self.confirmed {
            Some(confirmed) if days_between(self.enrolled_at, confirmed.at) <= end => {
                (days_between(self.enrolled_at, confirmed.at), true)
            }
            _ => (end, false),
        }
    }
}

/// Days from enrolment to the watermark's end or the end of follow-up, from 0 to H + q.
fn end_of_follow_up(
    plan: &Plan,
    coverage: &Coverage,
    enrolled_at: Timestamp,
    ended: Option<(Timestamp, EndReason)>,
) -> f64 {
    let longest = f64::from(plan.horizon_days + plan.quiet_days);
    let followed = coverage.watermark().map_or(0.0, |day| days_between(enrolled_at, day.end()));
    let until = ended.map_or(longest, |(at, _)| days_between(enrolled_at, at).min(longest));
    followed.clamp(0.0, until.max(0.0))
}

/// Whether a subject was clean by the horizon by the days up to and including `last`, in words of
/// [`CleanByHorizon`].
pub fn was_clean_on(
    plan: &Plan,
    subject: &SubjectRecords<'_>,
    coverage: &Coverage,
    last: Day,
) -> bool {
    let watch = Watch::of(plan, subject, coverage);
    let horizon = days_after(subject.enrolment.at, plan.horizon_days);
    let sightings: Vec<Timestamp> = subject.sightings().collect();
    let n_by_then = sightings.partition_point(|at| *at <= horizon);
    let (by_then, later) = sightings.split_at(n_by_then);
    let anchor = by_then.last().copied().unwrap_or(subject.enrolment.at);
    // The first sighting after the horizon ends the quiet time that counts.
    let until = later.first().map_or(last.plus(1), |at| Day::of(*at).min(last.plus(1)));
    watch.quiet(anchor, until).confirmed_on.is_some()
}

/// The subject as looks see it; `None` for a plan from before looks.
fn as_look_subject<'s>(plan: &Plan, subject: &SubjectRecords<'s>) -> Option<LookSubject<'s>> {
    plan.looks?;
    let arm = plan.arms.iter().position(|arm| arm.name == subject.enrolment.arm)?;
    Some(LookSubject {
        enrolment: subject.enrolment,
        arrived_at: subject.enrolment.at,
        arm,
        is_quarantined: plan.arms[arm].quarantined,
        rows: subject.rows,
    })
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
    /// The day on which follow-up ended: nothing is observable from it on.
    ended_on: Option<Day>,
}

impl<'a> Watch<'a> {
    fn of(plan: &'a Plan, subject: &SubjectRecords<'_>, coverage: &'a Coverage) -> Self {
        let ended_on = subject.ended.map(|(at, _)| Day::of(at));
        Watch { plan, coverage, stays: subject.stays(plan, coverage.as_known_at()), ended_on }
    }

    /// From `anchor` on: the anchor that quiet time follows first, or else the last one, and what
    /// followed it.
    fn last_quiet(&self, mut anchor: Timestamp, sightings: &[Timestamp]) -> (Timestamp, Quiet) {
        for sighting in sightings {
            let quiet = self.quiet(anchor, Day::of(*sighting));
            if quiet.confirmed_on.is_some() {
                return (anchor, quiet);
            }
            anchor = *sighting;
        }
        (anchor, self.quiet(anchor, Day::of(self.coverage.as_known_at())))
    }

    /// What the days after `anchor` and before the day `until` show.
    fn quiet(&self, anchor: Timestamp, until: Day) -> Quiet {
        let needed = self.plan.quiet_days;
        let until = self.ended_on.map_or(until, |ended| until.min(ended));
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

    /// How the line stood at H, as boards say it.
    fn on_board(&self, subject: &SubjectRecords<'_>, sightings: &[Timestamp]) -> CleanByHorizon {
        let (plan, now) = (self.plan, self.coverage.as_known_at());
        let enrolled_at = subject.enrolment.at;
        let line = self.coverage.maturity().zip(as_look_subject(plan, subject));
        let Some((maturity, line)) = line else {
            return self.clean_by_horizon(enrolled_at, sightings);
        };
        match maturity.on_board(plan, &line, now) {
            OnBoard::TooEarly { until } => CleanByHorizon::TooEarly { until },
            OnBoard::Unknown { missing } => {
                CleanByHorizon::Unknown { missing: missing.into_iter().map(Day::date).collect() }
            }
            OnBoard::Mature(Cleanup::Clean) => CleanByHorizon::Clean,
            OnBoard::Mature(Cleanup::NotClean) => {
                let horizon = days_after(enrolled_at, plan.horizon_days);
                let later = sightings.iter().copied().find(|at| *at > horizon);
                let ended_at = subject.ended.map(|(at, _)| at);
                CleanByHorizon::NotClean {
                    last_sighting: later.or(ended_at).unwrap_or(enrolled_at),
                }
            }
            OnBoard::Mature(Cleanup::NotConfirmed) => {
                let by_then = days_after(enrolled_at, plan.horizon_days);
                let last = sightings.iter().copied().take_while(|at| *at <= by_then).last();
                let quiet = self.quiet(last.unwrap_or(enrolled_at), Day::of(now));
                let in_quarantine = in_quarantine_at(&self.stays, now);
                CleanByHorizon::NotConfirmed { in_quarantine, n_observable: quiet.n_observable }
            }
        }
    }

    /// By the rule from before looks, how the line stood at H: what followed the last sighting until then. A confirmation from
    /// before that sighting does not count here.
    fn clean_by_horizon(&self, enrolled_at: Timestamp, sightings: &[Timestamp]) -> CleanByHorizon {
        let plan = self.plan;
        let now = self.coverage.as_known_at();
        let until = counts_from(plan, enrolled_at);
        if now < until {
            return CleanByHorizon::TooEarly { until };
        }
        let horizon = days_after(enrolled_at, plan.horizon_days);
        let (by_then, later) = sightings.split_at(sightings.partition_point(|at| *at <= horizon));
        let seen_last = by_then.last().copied().unwrap_or(enrolled_at);
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
                in_quarantine: self.ended_on.is_none() && in_quarantine_at(&self.stays, now),
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
