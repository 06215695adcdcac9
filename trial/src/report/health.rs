//! Checks on the numbers: the flow of subjects, the shares of the arms, late rows,
//! and what is not resolved.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::analysis::Analysis;
use super::{sample_ratio, warning};
use crate::day::Day;
use crate::method::Method;
use crate::name::{ArmName, Feed, SubjectId};
use crate::observation::{Ineligible, Records};
use crate::stats::chi_square::ChiSquare;
use crate::subject::Subjects;
use crate::totals::ArmTotals;
use crate::trial::TrialState;

/// A reason for which lines were not enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Excluded {
    /// Why.
    pub reason: String,
    /// How many lines.
    pub n: u64,
}

/// One arm's part in the flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArmFlow {
    /// The arm.
    pub arm: ArmName,
    /// Subjects enrolled.
    pub randomised: u64,
    /// Subjects among them who were served their page at least once.
    pub served: u64,
    /// Subjects among them who are known to have opened it; `None` where nobody can tell.
    pub opened: Option<u64>,
    /// Subjects among them whose follow-up ended early.
    pub ended_early: u64,
    /// Subjects among them who are in the rates of the primary metric.
    pub analysed: u64,
}

/// The flow of subjects, after CONSORT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Flow {
    /// Lines that were seen infected while the trial enrolled: eligible and excluded.
    pub seen: u64,
    /// Lines among them that were eligible.
    pub eligible: u64,
    /// Why the others were not, the most frequent reason first.
    pub excluded: Vec<Excluded>,
    /// What became of the subjects of each arm, in the order of the plan.
    pub arms: Vec<ArmFlow>,
}

/// At which point of the flow the arms are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Subjects enrolled. Under permuted blocks their shares hardly vary.
    Enrolled,
    /// Subjects served, of the arms with a page.
    Served,
    /// Subjects in the rates of the primary metric.
    Analysed,
}

/// Whether the arms fill as their weights say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SampleRatio {
    /// At which point of the flow.
    pub stage: Stage,
    /// The arms that are counted there, in the order of the plan.
    pub arms: Vec<ArmName>,
    /// Subjects of each of them.
    pub counts: Vec<u64>,
    /// The declared weights of each of them.
    pub weights: Vec<u32>,
    /// The Bayes factor against the weights, after the last subject.
    pub bayes_factor: f64,
    /// The p-value that holds under looking.
    pub p: f64,
    /// Whether to worry: p below 0.01.
    pub alarm: bool,
    /// The chi-square of a single look; `None` without subjects.
    pub chi_square: Option<ChiSquare>,
    /// How the p-value is computed.
    pub computed: Method,
}

/// What rows that arrived late are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LateRow {
    /// Sightings.
    Sighting,
    /// Reports of a feed.
    Coverage,
    /// The quarantine log.
    Quarantine,
}

/// Rows of one kind that arrived after their day was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LateRows {
    /// Which rows.
    pub kind: LateRow,
    /// Of which feed, for sightings and reports.
    pub feed: Option<Feed>,
    /// How many.
    pub n_rows: u64,
    /// The first and the last day that they are about, UTC.
    #[serde(with = "crate::rfc3339::day")]
    pub first_day: Date,
    /// See `first_day`.
    #[serde(with = "crate::rfc3339::day")]
    pub last_day: Date,
    /// When the last of them arrived.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// What late rows have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LateChanges {
    /// Subjects whose outcome is another one than without the late rows.
    pub n_outcomes: u64,
    /// The rows, by kind and feed.
    pub rows: Vec<LateRows>,
    /// It in a sentence, for example `3 outcomes changed by 5 late sightings of darknet.`; empty
    /// while nothing has changed.
    pub sentence: String,
}

/// A time within which the trial ran under one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Period {
    /// When it began.
    #[serde(with = "crate::rfc3339::moment")]
    pub from: Timestamp,
    /// When it ended; `None` while it lasts.
    #[serde(with = "crate::rfc3339::optional_moment", default)]
    pub to: Option<Timestamp>,
    /// The weights of the arms, in the order of the plan.
    pub weights: Vec<u32>,
    /// The hash of the plan.
    pub plan_hash: String,
}

/// What is not resolved, a kind each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unresolved {
    /// Rows that came for subjects who do not exist.
    pub set_aside: u64,
    /// Subjects with a contact that nobody has coded.
    pub uncoded: u64,
    /// Subjects whose cleanup is unknown because reports are missing.
    pub unknown: u64,
    /// Mature subjects in quarantine or with too little observable time.
    pub not_confirmed: u64,
}

/// What makes the numbers trustworthy, and what does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// The flow of subjects.
    pub flow: Flow,
    /// Whether the arms fill as their weights say, at each stage at which somebody is counted.
    pub sample_ratio: Vec<SampleRatio>,
    /// Subjects who were enrolled in two arms; each counts in its first. At most 20 are listed.
    pub in_two_arms: Vec<SubjectId>,
    /// How many there are.
    pub n_in_two_arms: u64,
    /// Days that are not complete, from the first to the day of the report, UTC: to be shaded.
    #[serde(with = "crate::rfc3339::days")]
    pub provisional_days: Vec<Date>,
    /// What is not resolved.
    pub unresolved: Unresolved,
    /// What late rows have changed.
    pub late: LateChanges,
    /// The periods of the trial, oldest first; empty before the start.
    pub periods: Vec<Period>,
    /// Reasons why a number may be wrong, a sentence each, the gravest first.
    pub warnings: Vec<String>,
}

/// How many subjects in two arms are listed.
const MOST_LISTED: usize = 20;

/// The health of a trial.
pub(super) fn of(analysis: &Analysis) -> Health {
    let provisional = analysis.coverage.provisional_days().filter(|_| analysis.first.is_some());
    let sum = |part: fn(&ArmTotals) -> u64| analysis.arms.iter().map(part).sum();
    let unresolved = Unresolved {
        set_aside: analysis.n_set_aside,
        uncoded: sum(|arm| arm.uncoded),
        unknown: sum(|arm| arm.tally.unknown),
        not_confirmed: sum(|arm| arm.tally.not_confirmed),
    };
    let sample_ratio = sample_ratio::all(analysis);
    Health {
        flow: flow(analysis),
        in_two_arms: analysis.enrolled_again.iter().take(MOST_LISTED).cloned().collect(),
        n_in_two_arms: analysis.enrolled_again.len() as u64,
        provisional_days: provisional.map(Day::date).collect(),
        late: analysis.late.clone(),
        periods: periods(analysis),
        warnings: warning::all(analysis, &sample_ratio, &unresolved),
        sample_ratio,
        unresolved,
    }
}

fn flow(analysis: &Analysis) -> Flow {
    let metric = analysis.plan().primary.metric;
    let arm = |(name, totals): (&ArmName, &ArmTotals)| ArmFlow {
        arm: name.clone(),
        randomised: totals.enrolled,
        served: totals.served,
        opened: analysis.knows_opened.then_some(totals.opened),
        ended_early: totals.ended_early,
        analysed: totals.count(metric).n(),
    };
    let eligible: u64 = analysis.arms.iter().map(|arm| arm.enrolled).sum();
    let excluded = analysis.excluded.clone();
    Flow {
        seen: eligible + excluded.iter().map(|one| one.n).sum::<u64>(),
        eligible,
        excluded,
        arms: analysis.named_arms().map(arm).collect(),
    }
}

/// A started plan is frozen, so there is one period.
fn periods(analysis: &Analysis) -> Vec<Period> {
    let (from, to) = match &analysis.trial.state {
        TrialState::Planned => return Vec::new(),
        TrialState::Running { started_at } => (*started_at, None),
        TrialState::Stopped { started_at, stopped_at, .. } => (*started_at, Some(*stopped_at)),
    };
    let plan = analysis.plan();
    vec![Period { from, to, weights: plan.weights(), plan_hash: analysis.plan_hash.clone() }]
}

/// The most reasons that are told one by one.
const MAX_REASONS: usize = 20;

/// The reasons for which lines were not enrolled, the most frequent first; each line counts once,
/// under its first reason, and not at all if it was enrolled.
pub(super) fn excluded(
    records: &Records,
    subjects: &Subjects<'_>,
    as_known_at: Timestamp,
) -> Vec<Excluded> {
    let mut first: BTreeMap<&SubjectId, (Timestamp, &str)> = BTreeMap::new();
    let known = |row: &&Ineligible| row.at.max(row.arrived_at) <= as_known_at;
    for row in records.ineligible.iter().filter(known) {
        let reason = (row.at, row.reason.as_str());
        let kept = first.entry(&row.subject).or_insert(reason);
        *kept = reason.min(*kept);
    }
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, (_, reason)) in first.iter().filter(|(subject, _)| !subjects.contains(subject)) {
        *reasons.entry(reason).or_default() += 1;
    }
    let mut excluded: Vec<Excluded> =
        reasons.into_iter().map(|(reason, n)| Excluded { reason: reason.to_owned(), n }).collect();
    excluded.sort_by_key(|one| std::cmp::Reverse(one.n));
    folded(excluded)
}

/// The most frequent reasons, and the rest as one: a sender that writes another reason for each line
/// must not make the report as long as the trial.
fn folded(mut excluded: Vec<Excluded>) -> Vec<Excluded> {
    if excluded.len() > MAX_REASONS + 1 {
        let rest = excluded.split_off(MAX_REASONS);
        let reason = format!("{} other reasons", rest.len());
        excluded.push(Excluded { reason, n: rest.iter().map(|one| one.n).sum() });
    }
    excluded
}
