//! Anytime-valid results: limits of the difference that hold at all times at once, and the
//! log-rank test by entry cohorts. Both move when a day closes, and a closed day stays.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ALPHA;
use super::analysis::{Analysis, Pair};
use crate::day::Day;
use crate::method::Method;
use crate::metric::Metric;
use crate::name::ArmName;
use crate::planner::Question;
use crate::stats::rate::{Count, Interval, difference};
use crate::stats::sequence::{Mixture, difference_sequence, equal_rates_e_value};
use crate::survey::SurveyQuestion;
use crate::totals::{ArmTotals, Share};

mod log_rank;

pub(crate) use log_rank::watched as watched_log_rank;

/// An arm against the control on one metric, as far as it has been watched: subjects enter at the
/// close of the day on which their days are over, in the order of enrolment, as they were known
/// then; what arrives later does not change them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Watched {
    /// The arm's subjects with the event, of those who have entered.
    pub arm: Count,
    /// The control's.
    pub control: Count,
    /// Share in the arm minus share in the control; `None` while one of them is empty.
    pub difference: Option<f64>,
    /// Limits that hold at all times at once with chance 1 − `alpha`.
    pub interval: Option<Interval>,
    /// The error rate of the limits.
    pub alpha: f64,
    /// The e-value against no difference; 1 is no evidence.
    pub e_value: f64,
    /// The p-value that holds under looking: the smallest 1 / e over all closed days.
    pub p: f64,
    /// How it is computed.
    pub computed: Method,
}

/// The watched difference as it stood when a day closed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WatchedDay {
    /// The day that closed, UTC.
    #[serde(with = "crate::rfc3339::day")]
    pub day: Date,
    /// The arm's subjects with the event, of those who had entered.
    pub arm: Count,
    /// The control's.
    pub control: Count,
    /// Share in the arm minus share in the control.
    pub difference: Option<f64>,
    /// Limits that hold at all times at once.
    pub interval: Option<Interval>,
    /// The e-value against no difference.
    pub e_value: f64,
    /// The p-value that holds under looking.
    pub p: f64,
}

/// The log-rank test as it stood when a day closed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LogRankDay {
    /// The day that closed, UTC.
    #[serde(with = "crate::rfc3339::day")]
    pub day: Date,
    /// Confirmed cleanups on that day in both arms.
    pub events: u64,
    /// The e-value against equal speed.
    pub e_value: f64,
    /// The p-value that holds under looking.
    pub p: f64,
}

/// The log-rank test that may be watched, within entry cohorts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WatchedLogRank {
    /// The hazard ratio, arm over control, on which is bet: what the plan's smallest difference
    /// stands for.
    pub theta: f64,
    /// The e-value after the last closed day.
    pub e_value: f64,
    /// The p-value that holds under looking.
    pub p: f64,
    /// Every closed day with an event, oldest first.
    pub days: Vec<LogRankDay>,
    /// How it is computed.
    pub computed: Method,
}

/// The history of one arm against the control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Watch {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// The primary metric.
    pub metric: Metric,
    /// The difference on every closed day on which somebody entered, oldest first.
    pub days: Vec<WatchedDay>,
    /// Time to confirmed cleanup.
    pub log_rank: WatchedLogRank,
    /// The last day that has closed for the log-rank test, UTC; `None` before the first.
    #[serde(with = "crate::rfc3339::optional_day", default)]
    pub closed_through: Option<Date>,
}

/// What holds under looking, of every arm that is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Watching {
    /// The primary metric day by day, one a pair.
    pub histories: Vec<Watch>,
    /// Every metric in the order of the boards, one list a pair.
    pub metrics: Vec<Vec<Watched>>,
    /// Every question of the survey in its order, one list a pair.
    pub surveys: Vec<Vec<Watched>>,
}

impl Watching {
    /// What has been watched of a trial.
    pub fn of(analysis: &Analysis) -> Watching {
        let alpha = Question::of(analysis.plan()).alpha_anytime();
        let level =
            |metric: Metric| if metric == analysis.plan().primary.metric { alpha } else { ALPHA };
        let of_pair = |pair: Pair<'_>| {
            Metric::all().map(|metric| watched(newest(pair, metric), level(metric))).collect()
        };
        let survey_of_pair = |pair: Pair<'_>| {
            let entries = |arm: &ArmTotals, question| arm.watched.survey_entries(question);
            let newest = |question| {
                steps(&entries(pair.arm, question), &entries(pair.control, question)).pop()
            };
            SurveyQuestion::ALL.map(|question| watched(newest(question), ALPHA)).to_vec()
        };
        Watching {
            histories: analysis.pairs().map(|pair| history(analysis, pair, alpha)).collect(),
            metrics: analysis.pairs().map(of_pair).collect(),
            surveys: analysis.pairs().map(survey_of_pair).collect(),
        }
    }
}

fn history(analysis: &Analysis, pair: Pair<'_>, alpha: f64) -> Watch {
    let metric = analysis.plan().primary.metric;
    let day = |step: Step| WatchedDay {
        day: step.day.date(),
        arm: step.arm,
        control: step.control,
        difference: difference(step.arm, step.control),
        interval: difference_sequence(step.arm, step.control, alpha, Mixture::default()),
        e_value: step.e_value,
        p: step.p,
    };
    let closed_through = log_rank::closed_through(analysis);
    Watch {
        arm: pair.arm_name.clone(),
        control: pair.control_name.clone(),
        metric,
        days: steps_on(pair, metric).into_iter().map(day).collect(),
        log_rank: log_rank::watched(analysis.plan(), pair),
        closed_through: closed_through.map(Day::date),
    }
}

/// What has been watched until the newest step, at this error rate.
fn watched(newest: Option<Step>, alpha: f64) -> Watched {
    let counts = newest.as_ref().map(|step| (step.arm, step.control));
    let (arm, control) = counts.unwrap_or_default();
    Watched {
        arm,
        control,
        difference: difference(arm, control),
        interval: difference_sequence(arm, control, alpha, Mixture::default()),
        alpha,
        e_value: newest.as_ref().map_or(1.0, |step| step.e_value),
        p: newest.as_ref().map_or(1.0, |step| step.p),
        computed: Method::Sequence,
    }
}

/// A closed day on which a subject entered, without limits: they take longest.
pub(crate) struct Step {
    day: Day,
    pub arm: Count,
    pub control: Count,
    e_value: f64,
    pub p: f64,
}

/// The last day on which a subject entered; `None` before the first.
pub(crate) fn newest(pair: Pair<'_>, metric: Metric) -> Option<Step> {
    steps_on(pair, metric).pop()
}

/// The days on which subjects entered on a metric, oldest first.
fn steps_on(pair: Pair<'_>, metric: Metric) -> Vec<Step> {
    steps(&pair.arm.watched.entries(metric), &pair.control.watched.entries(metric))
}

/// The days on which subjects entered, oldest first, from the entries of the arm and the control.
fn steps(ours: &[(Day, Share)], theirs: &[(Day, Share)]) -> Vec<Step> {
    let mut days: Vec<Day> = ours.iter().chain(theirs).map(|(day, _)| *day).collect();
    days.sort_unstable();
    days.dedup();
    let (mut ours, mut theirs) = (Running::over(ours), Running::over(theirs));
    let mut p: f64 = 1.0;
    let mut step = |day: Day| {
        let (arm, control) = (ours.until(day), theirs.until(day));
        let e_value = equal_rates_e_value(arm, control, Mixture::default());
        p = p.min(1.0 / e_value);
        Step { day, arm, control, e_value, p }
    };
    days.into_iter().map(&mut step).collect()
}

/// One arm's entries, summed up as the days go by.
struct Running<'e> {
    left: &'e [(Day, Share)],
    sum: Share,
}

impl<'e> Running<'e> {
    fn over(entries: &'e [(Day, Share)]) -> Self {
        Running { left: entries, sum: Share::default() }
    }

    /// Everybody who had entered when the day closed.
    fn until(&mut self, day: Day) -> Count {
        while let Some(((entered, share), rest)) = self.left.split_first() {
            if *entered > day {
                break;
            }
            self.sum = Share { x: self.sum.x + share.x, n: self.sum.n + share.n };
            self.left = rest;
        }
        self.sum.as_count()
    }
}
