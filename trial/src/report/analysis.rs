//! The analysis of a trial: sums from which every part of its report is computed. The parts that
//! take longest are kept, and computed again only when what they depend on has changed.

use jiff::Timestamp;

use super::curve::ArmCurve;
use super::planned_look::PlannedTest;
use super::watch::Watching;
use super::{
    Excluded, LateChanges, Report, arm, breakdown, comparison, health, late, planned_look,
    progress, survey, times, verdict,
};
use crate::coverage::Coverage;
use crate::day::Day;
use crate::looks::{KeptLooks, LookCache, LookInput};
use crate::name::{ArmName, SubjectId};
use crate::observation::{CoverageDay, Records};
use crate::plan::Plan;
use crate::planner::{Planning, Question};
use crate::stats::kaplan_meier::Observed;
use crate::stats::life_table::LifeTable;
use crate::subject::Subjects;
use crate::subject_status::{AnalysisContext, SubjectStatus, is_timely_report};
use crate::totals::{ArmTotals, Change};
use crate::trial::Trial;

/// The sums of a trial, as known at a moment.
#[derive(Clone, Debug)]
pub(crate) struct Analysis {
    pub trial: Trial,
    pub plan_hash: String,
    pub as_known_at: Timestamp,
    pub coverage: Coverage,
    /// The same by the reports that came in time.
    pub timely_coverage: Coverage,
    /// When the first subject was enrolled.
    pub first: Option<Timestamp>,
    /// The sizes that the plan asks for; `None` for a stored plan that cannot be answered.
    pub planning: Option<Planning>,
    /// One an arm, in the order of the plan.
    pub arms: Vec<ArmTotals>,
    pub curves: Vec<ArmCurve>,
    pub watching: Watching,
    pub tests: Vec<PlannedTest>,
    pub enrolled_again: Vec<SubjectId>,
    /// Reasons of exclusion with their counts, the most frequent first.
    pub excluded: Vec<Excluded>,
    /// Whether opened pages are known at all.
    pub knows_opened: bool,
    pub n_set_aside: u64,
    pub late: LateChanges,
    /// What the verdict rests on, for a trial that has looks.
    pub looks: Option<KeptLooks>,
}

/// What takes longer to compute than some hundred subjects, and is carried from one analysis of a
/// trial to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carried {
    /// The sizes that the plan asks for.
    pub planning: Option<Planning>,
    /// Outcomes and boundaries of looks that no new row can change.
    pub looks: LookCache,
}

/// Where each subject stands, in the order of enrolment; nothing for an arm that the plan does not
/// have. The flag tells whether the subject is in the planned look.
pub(crate) type SubjectStatuses = Vec<Option<(SubjectStatus, bool)>>;

impl Analysis {
    /// The analysis of a trial from its rows.
    pub fn of(trial: &Trial, records: &Records, as_known_at: Timestamp) -> Analysis {
        let planning = Question::of(&trial.plan).answer();
        let subjects = Subjects::known(records, as_known_at);
        let carried = Carried { planning, looks: LookCache::default() };
        Analysis::with(trial, carried, records, &subjects, as_known_at, |_| {}).0
    }

    /// The same from rows put together by subject, with what an earlier analysis has computed;
    /// `each` is shown every status in turn.
    pub fn with(
        trial: &Trial,
        carried: Carried,
        records: &Records,
        subjects: &Subjects<'_>,
        as_known_at: Timestamp,
        each: impl FnMut(Option<(SubjectStatus, bool)>),
    ) -> (Analysis, LookCache) {
        let Carried { planning, looks: mut cache } = carried;
        let mut analysis = Analysis::counted(trial, planning, records, subjects, as_known_at, each);
        let input = LookInput::of(trial, records, as_known_at);
        analysis.looks = input.map(|input| KeptLooks::of(&input, &mut cache));
        (0..analysis.arms.len()).for_each(|arm| analysis.draw_curve(arm));
        analysis.watch();
        analysis.test();
        (analysis, cache)
    }

    /// The same as far as it is counted: without curves, tests and what holds under looking.
    pub fn counted(
        trial: &Trial,
        planning: Option<Planning>,
        records: &Records,
        subjects: &Subjects<'_>,
        as_known_at: Timestamp,
        each: impl FnMut(Option<(SubjectStatus, bool)>),
    ) -> Analysis {
        let plan = &trial.plan;
        let first = subjects.first_enrolled_at();
        let from = first.unwrap_or(as_known_at);
        let coverage = Coverage::of(plan, &records.coverage, from, as_known_at);
        let timely: Vec<CoverageDay> =
            records.coverage.iter().filter(|row| is_timely_report(row)).cloned().collect();
        let timely_coverage = Coverage::of(plan, &timely, from, as_known_at);
        let context = AnalysisContext::new(plan, &coverage, &timely_coverage);
        let arms = add_up(&context, subjects, planning.as_ref(), each);
        let n_changed = arms.iter().map(|arm| arm.changed_by_late_rows).sum();
        Analysis {
            trial: trial.clone(),
            plan_hash: plan.hash(),
            as_known_at,
            first,
            planning,
            curves: vec![ArmCurve::default(); arms.len()],
            arms,
            watching: Watching::default(),
            tests: Vec::new(),
            enrolled_again: subjects.enrolled_again().iter().map(|name| (*name).clone()).collect(),
            excluded: health::excluded(records, subjects, as_known_at),
            knows_opened: records.knows_opened(),
            n_set_aside: records.n_set_aside,
            late: late::changes(records, subjects, n_changed, as_known_at),
            coverage,
            timely_coverage,
            looks: None,
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.trial.plan
    }

    /// What is the same for every subject.
    pub fn context(&self) -> AnalysisContext<'_> {
        AnalysisContext::new(self.plan(), &self.coverage, &self.timely_coverage)
    }

    /// Whether the next subject of an arm is one of those that the planned look asks for.
    pub fn is_in_look(&self, arm: usize) -> bool {
        let sizes = planned_look::sizes(self.plan(), self.planning.as_ref());
        self.arms[arm].enrolled < sizes[arm]
    }

    /// Draws the curve of an arm whose subjects have moved on it.
    pub fn draw_curve(&mut self, arm: usize) {
        let longest = self.plan().horizon_days + self.plan().quiet_days;
        self.curves[arm] = ArmCurve::of(&self.arms[arm].times, longest);
    }

    /// Computes what holds under looking, after a subject entered.
    pub fn watch(&mut self) {
        self.watching = Watching::of(self);
    }

    /// Computes the tests of the planned look, after a subject in it has changed.
    pub fn test(&mut self) {
        self.tests = planned_look::tests(self);
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
        let arms: Vec<_> = (0..self.arms.len()).map(|place| arm::report(self, place)).collect();
        let comparisons = comparison::all(self);
        let progress = progress::of(self);
        let planned_look = planned_look::of(self);
        let health = health::of(self);
        let looks = self.looks.as_ref().map(|kept| &kept.looks);
        let strips = if self.first.is_none() { &[] } else { self.coverage.strips() };
        Report {
            trial: self.trial.clone(),
            plan_hash: self.plan_hash.clone(),
            as_known_at: self.as_known_at,
            watermark: self.coverage.watermark().filter(|_| self.first.is_some()).map(Day::date),
            verdict: verdict::tell(&verdict::Evidence {
                trial: &self.trial,
                arms: &arms,
                comparisons: &comparisons,
                planned_look: &planned_look,
                progress: &progress,
                looks,
                ratios: &health.sample_ratio,
                first_enrolled_at: self.first,
                as_known_at: self.as_known_at,
            }),
            progress,
            times: times::all(&arms, plan.horizon_days + plan.quiet_days),
            watch: self.watching.histories.clone(),
            planned_look,
            coverage: strips.to_vec(),
            n_unknown: arms.iter().map(|arm| arm.tally.unknown).sum(),
            health,
            looks: looks.cloned(),
            breakdowns: breakdown::all(self),
            surveys: survey::all(self),
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
    context: &AnalysisContext<'_>,
    subjects: &Subjects<'_>,
    planning: Option<&Planning>,
    mut each: impl FnMut(Option<(SubjectStatus, bool)>),
) -> Vec<ArmTotals> {
    let plan = context.plan;
    let planned: Vec<u64> = planned_look::sizes(plan, planning);
    let mut totals: Vec<ArmTotals> = plan.arms.iter().map(|_| ArmTotals::default()).collect();
    let mut times: Vec<Vec<Observed>> = plan.arms.iter().map(|_| Vec::new()).collect();
    for subject in subjects.iter() {
        let name = &subject.enrolment.arm;
        let Some(arm) = plan.arms.iter().position(|arm| arm.name == *name) else {
            each(None);
            continue;
        };
        let status = SubjectStatus::of(context, &subject, arm);
        let in_look = totals[arm].enrolled < planned[arm];
        times[arm].push(status.time);
        totals[arm].change(Change::Add, &status, plan.primary.metric, in_look);
        each(Some((status, in_look)));
    }
    for (arm, times) in totals.iter_mut().zip(&times) {
        arm.times = LifeTable::new(times);
    }
    totals
}
