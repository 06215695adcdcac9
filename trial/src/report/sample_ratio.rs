//! Sample-ratio alarms at each stage of the flow, watched day by day.

use std::collections::{BTreeMap, BTreeSet};

use super::analysis::Analysis;
use super::{SampleRatio, Stage};
use crate::day::Day;
use crate::method::Method;
use crate::plan::{Arm, Channel};
use crate::stats::chi_square::against_weights;
use crate::stats::sample_ratio::RatioAlarm;
use crate::totals::ArmTotals;

/// How near to the declared weights the alternatives lie, in subjects.
const STRENGTH: f64 = 100.0;

/// The p-value below which to worry: these are checks of every trial, all the time.
const ALARM: f64 = 0.01;

/// The check at each stage at which at least two arms are counted and any subject is.
pub(super) fn all(analysis: &Analysis) -> Vec<SampleRatio> {
    let stages = [Stage::Enrolled, Stage::Served, Stage::Analysed];
    stages.into_iter().filter_map(|stage| check(analysis, stage)).collect()
}

fn check(analysis: &Analysis, stage: Stage) -> Option<SampleRatio> {
    let arms: Vec<(&Arm, &ArmTotals)> = analysis
        .plan()
        .arms
        .iter()
        .zip(&analysis.arms)
        .filter(|(arm, _)| stage != Stage::Served || arm.channels.contains(&Channel::Garden))
        .collect();
    let weights: Vec<u32> = arms.iter().map(|(arm, _)| arm.weight).collect();
    let shares: Vec<f64> = weights.iter().map(|weight| f64::from(*weight)).collect();
    let by_day: Vec<&BTreeMap<Day, u64>> =
        arms.iter().map(|(_, totals)| by_day(totals, stage)).collect();
    let counts: Vec<u64> = by_day.iter().map(|days| days.values().sum()).collect();
    let mut alarm = RatioAlarm::new(&shares, STRENGTH).filter(|_| counts.iter().any(|n| *n > 0))?;
    let days: BTreeSet<&Day> = by_day.iter().flat_map(|days| days.keys()).collect();
    let mut bayes_factor = 1.0;
    for day in days {
        let added: Vec<u64> =
            by_day.iter().map(|days| days.get(day).copied().unwrap_or(0)).collect();
        bayes_factor = alarm.look(&added)?;
    }
    Some(SampleRatio {
        stage,
        arms: arms.iter().map(|(arm, _)| arm.name.clone()).collect(),
        chi_square: against_weights(&counts, &shares),
        counts,
        weights,
        bayes_factor,
        p: alarm.p(),
        alarm: alarm.p() < ALARM,
        computed: Method::SampleRatio,
    })
}

/// Subjects by a day on which all arms can be compared.
fn by_day(totals: &ArmTotals, stage: Stage) -> &BTreeMap<Day, u64> {
    match stage {
        Stage::Enrolled => &totals.enrolled_on,
        Stage::Served => &totals.served_on,
        Stage::Analysed => &totals.analysed_from,
    }
}
