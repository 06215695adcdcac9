//! A trial added up: what every part of its report is computed from.

use jiff::Timestamp;

use super::{
    Excluded, LateChanges, Report, arm, breakdown, comparison, health, late, planned_look,
    progress, times, watch,
};
use crate::coverage::Coverage;
use crate::day::Day;
use crate::name::{ArmName, SubjectId};
use crate::observation::{CoverageDay, Records};
use crate::plan::Plan;
use crate::planner::{Planning, Question};
use crate::standing::{Circumstances, Standing, is_timely_report};
use crate::stats::kaplan_meier::Observed;
use crate::stats::life_table::LifeTable;
use crate::subject::Subjects;
use crate::totals::{ArmTotals, Change};
use crate::trial::Trial;
use crate::verdict;

/// A trial added up, as known at a moment.
pub(crate) struct Whole<'a> {
    pub trial: &'a Trial,
    pub as_known_at: Timestamp,
    pub coverage: Coverage,
    /// When the first subject was enrolled.
    pub first: Option<Timestamp>,
    /// The sizes that the plan asks for; `None` for a stored plan that cannot be answered.
    pub planning: Option<Planning>,
    /// One an arm, in the order of the plan.
    pub arms: Vec<ArmTotals>,
    pub enrolled_again: Vec<SubjectId>,
    /// Reasons of exclusion with their counts, the most frequent first.
    pub excluded: Vec<Excluded>,
    /// Whether opened pages are known at all.
    pub knows_opened: bool,
    pub n_set_aside: u64,
    pub late: LateChanges,
}

impl<'a> Whole<'a> {
    /// The trial added up from its rows.
    pub fn of(trial: &'a Trial, records: &Records, as_known_at: Timestamp) -> Whole<'a> {
        let plan = &trial.plan;
        let subjects = Subjects::known(records, as_known_at);
        let first = subjects.first_enrolled_at();
        let from = first.unwrap_or(as_known_at);
        let coverage = Coverage::new(&plan.required_feeds, &records.coverage, from, as_known_at);
        let timely: Vec<CoverageDay> =
            records.coverage.iter().filter(|row| is_timely_report(row)).cloned().collect();
        let timely_coverage = Coverage::new(&plan.required_feeds, &timely, from, as_known_at);
        let around = Circumstances {
            plan,
            coverage: &coverage,
            has_late_coverage: !timely_coverage.agrees_with(&coverage),
            timely_coverage: &timely_coverage,
        };
        let planning = Question::of(plan).answer();
        let arms = add_up(&around, &subjects, planning.as_ref());
        let n_changed = arms.iter().map(|arm| arm.changed_by_late_rows).sum();
        Whole {
            trial,
            as_known_at,
            first,
            planning,
            arms,
            enrolled_again: subjects.enrolled_again().iter().map(|name| (*name).clone()).collect(),
            excluded: health::excluded(records, &subjects, as_known_at),
            knows_opened: records.opened.is_some(),
            n_set_aside: records.n_set_aside,
            late: late::changes(records, &subjects, n_changed, as_known_at),
            coverage,
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.trial.plan
    }

    /// The arms with their names, in the order of the plan.
    pub fn named_arms(&self) -> impl Iterator<Item = (&ArmName, &ArmTotals)> {
        self.plan().arms.iter().map(|arm| &arm.name).zip(&self.arms)
    }

    /// Each arm that is compared, with the control. Nothing without a control.
    pub fn pairs(&self) -> impl Iterator<Item = Pair<'_>> {
        let name = &self.plan().control;
        let control = self.named_arms().find(|(arm, _)| *arm == name);
        control.into_iter().flat_map(move |(control_name, control)| {
            let treated = self.named_arms().filter(move |(arm, _)| *arm != control_name);
            treated.map(move |(arm_name, arm)| Pair { arm_name, arm, control_name, control })
        })
    }

    /// The report.
    pub fn report(&self) -> Report {
        let plan = self.plan();
        let arms: Vec<_> =
            self.named_arms().map(|(name, totals)| arm::report(self, name, totals)).collect();
        let comparisons = comparison::all(self);
        let progress = progress::of(self);
        let planned_look = planned_look::of(self);
        let health = health::of(self);
        let strips = if self.first.is_none() { &[] } else { self.coverage.strips() };
        Report {
            trial: self.trial.clone(),
            plan_hash: plan.hash(),
            as_known_at: self.as_known_at,
            watermark: self.coverage.watermark().filter(|_| self.first.is_some()).map(Day::date),
            verdict: verdict::tell(&verdict::Evidence {
                trial: self.trial,
                arms: &arms,
                comparisons: &comparisons,
                planned_look: &planned_look,
                progress: &progress,
                first_enrolled_at: self.first,
                as_known_at: self.as_known_at,
            }),
            progress,
            times: times::all(&arms, plan.horizon_days + plan.quiet_days),
            watch: watch::all(self),
            planned_look,
            coverage: strips.to_vec(),
            n_unknown: arms.iter().map(|arm| arm.tally.unknown).sum(),
            breakdowns: breakdown::all(self),
            health,
            comparisons,
            arms,
        }
    }
}

/// An arm beside the control.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'w> {
    pub arm_name: &'w ArmName,
    pub arm: &'w ArmTotals,
    pub control_name: &'w ArmName,
    pub control: &'w ArmTotals,
}

/// The sums of the arms. Subjects of an arm that the plan does not have are in none.
fn add_up(
    around: &Circumstances<'_>,
    subjects: &Subjects<'_>,
    planning: Option<&Planning>,
) -> Vec<ArmTotals> {
    let plan = around.plan;
    let planned: Vec<u64> = planned_look::sizes(plan, planning);
    let mut totals: Vec<ArmTotals> = plan.arms.iter().map(|_| ArmTotals::default()).collect();
    let mut times: Vec<Vec<Observed>> = plan.arms.iter().map(|_| Vec::new()).collect();
    for subject in subjects.iter() {
        let name = &subject.enrolment.arm;
        let Some(arm) = plan.arms.iter().position(|arm| arm.name == *name) else {
            continue;
        };
        let standing = Standing::of(around, &subject, arm);
        let in_look = totals[arm].enrolled < planned[arm];
        times[arm].push(standing.time);
        totals[arm].change(Change::Add, &standing, plan.primary.metric, in_look);
    }
    for (arm, times) in totals.iter_mut().zip(&times) {
        arm.times = LifeTable::new(times);
    }
    totals
}
