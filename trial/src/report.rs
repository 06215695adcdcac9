//! The report: everything the live page shows about a trial, computed from stored rows as known at
//! a moment.

mod analysis;
mod arm;
mod breakdown;
mod comparison;
mod curve;
mod guardrail;
mod health;
mod late;
mod planned_look;
mod progress;
mod sample_ratio;
mod survey;
mod times;
pub mod verdict;
mod warning;
mod watch;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::looks::Looks;
use crate::observation::Records;
use crate::trial::Trial;

pub use crate::coverage::{CoverageCell, CoverageStrip};
pub use crate::metric::{BurdenMetric, Metric};
pub use crate::subject_status::BrokenDownBy;
pub use crate::survey::SurveyQuestion;
pub use crate::totals::CleanupTally;
pub(crate) use analysis::{Analysis, Carried, Pair, SubjectStatuses};
pub use arm::{ArmMethods, ArmReport, BurdenCell, Rate};
pub use breakdown::{Breakdown, BreakdownCell, BreakdownRow};
pub use comparison::{Adjusted, Comparison, Role};
pub use curve::CurvePoint;
pub use guardrail::{Guarded, GuardrailState};
pub use health::{
    ArmFlow, Excluded, Flow, Health, LateChanges, LateRow, LateRows, Period, SampleRatio, Stage,
    Unresolved,
};
pub(crate) use planned_look::tests as planned_tests;
pub use planned_look::{PlannedArm, PlannedLook, PlannedTest};
pub use progress::Progress;
pub use survey::{SurveyCell, SurveyComparison};
pub use times::TimeComparison;
pub use verdict::Verdict;
pub use watch::{LogRankDay, Watch, Watched, WatchedDay, WatchedLogRank};
pub(crate) use watch::{newest, watched_log_rank};

/// The two-sided error rate of every interval of a single look: 95 % limits.
pub(crate) const ALPHA: f64 = 0.05;

/// Everything that the live page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// The trial, with its plan.
    pub trial: Trial,
    /// The hash of the plan, 64 hexadecimal digits.
    pub plan_hash: String,
    /// Rows that had arrived by then, and nothing later, are in these numbers.
    #[serde(with = "crate::rfc3339::moment")]
    pub as_known_at: Timestamp,
    /// The last day that is complete: every required feed delivered, confirmed empty or given up.
    #[serde(with = "crate::rfc3339::optional_day", default)]
    pub watermark: Option<Date>,
    /// The verdict.
    pub verdict: Verdict,
    /// What the verdict rests on: every look of each comparison so far, and the guardrails. `None`
    /// before the start, and for a trial that keeps the rule from before looks.
    #[serde(default)]
    pub looks: Option<Looks>,
    /// How far the trial is.
    pub progress: Progress,
    /// One entry an arm, in the order of the plan.
    pub arms: Vec<ArmReport>,
    /// Each arm against the control, on every metric.
    pub comparisons: Vec<Comparison>,
    /// Each arm against the control on every question of the survey: exploratory.
    pub surveys: Vec<SurveyComparison>,
    /// Each arm against the control on the time to confirmed cleanup.
    pub times: Vec<TimeComparison>,
    /// Each arm against the control on the primary metric, day by day.
    pub watch: Vec<Watch>,
    /// The fixed test of the primary metric.
    pub planned_look: PlannedLook,
    /// One strip a required feed.
    pub coverage: Vec<CoverageStrip>,
    /// Subjects whose cleanup is unknown because reports are missing.
    pub n_unknown: u64,
    /// What makes the numbers trustworthy.
    pub health: Health,
    /// The primary metric within kinds of subject: exploratory.
    pub breakdowns: Vec<Breakdown>,
}

impl Report {
    /// Whether two reports of a trial differ in nothing but the moment at which they were known.
    pub fn says_the_same_as(&self, other: &Report) -> bool {
        let ours = (&self.trial, &self.watermark, &self.verdict, &self.progress, &self.arms);
        let theirs = (&other.trial, &other.watermark, &other.verdict, &other.progress, &other.arms);
        ours == theirs
            && self.plan_hash == other.plan_hash
            && self.looks == other.looks
            && self.comparisons == other.comparisons
            && self.surveys == other.surveys
            && self.times == other.times
            && self.watch == other.watch
            && self.planned_look == other.planned_look
            && self.coverage == other.coverage
            && self.n_unknown == other.n_unknown
            && self.health == other.health
            && self.breakdowns == other.breakdowns
    }
}

/// The report of a trial from its rows, as known at `as_known_at`.
///
/// Pure and quick (every row is touched once): the same rows in any order, and rows that come
/// twice, give the same report. Nothing in it is NaN.
pub fn build(trial: &Trial, records: &Records, as_known_at: Timestamp) -> Report {
    Analysis::of(trial, records, as_known_at).report()
}
