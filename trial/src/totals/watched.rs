//! Daily sums of what is watched of one arm: entries by day, and the entry cohorts of the
//! log-rank test.

use std::collections::BTreeMap;

use super::{Change, Share, SurveyShares};
use crate::burden::{Burden, BurdenAnswer};
use crate::day::Day;
use crate::metric::{BurdenMetric, Metric};
use crate::subject_status::SubjectStatus;
use crate::survey::SurveyQuestion;

/// The counts of one entry cohort, by days since entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// Subjects in it.
    pub n: u64,
    /// Events by days since entry.
    pub events: BTreeMap<u64, u64>,
    /// Subjects last seen without the event, by days since entry.
    pub censored: BTreeMap<u64, u64>,
}

/// The sums of what has been watched of one arm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchedTotals {
    /// Clean by the horizon, by the day at whose close they entered.
    cleanup: BTreeMap<Day, Share>,
    /// Each row of the burden board by its place, by the day at whose close they entered.
    burden: BTreeMap<Day, [Share; BurdenMetric::COUNT]>,
    /// Each question of the survey by its place, by the day on which the answer was known.
    survey: BTreeMap<Day, SurveyShares>,
    /// The cohorts, by the day of enrolment.
    pub cohorts: BTreeMap<Day, Cohort>,
}

impl WatchedTotals {
    /// Puts a status in or takes it out.
    pub fn change(&mut self, change: Change, status: &SubjectStatus) {
        if let Some((day, is_clean)) = status.watched.cleanup {
            self.cleanup.entry(day).or_default().count(change, is_clean);
        }
        if let Some((day, burden)) = status.watched.burden {
            self.change_burden(change, day, burden);
        }
        for question in SurveyQuestion::ALL {
            if let Some(answered) = status.watched.survey.answer(question) {
                let shares = self.survey.entry(answered.day).or_default();
                shares[question as usize].count(change, answered.is_yes);
            }
        }
        if let Some(entrant) = status.watched.entrant {
            let cohort = self.cohorts.entry(Day::of(status.enrolled_at)).or_default();
            change.apply(&mut cohort.n, 1);
            let days = if entrant.event { &mut cohort.events } else { &mut cohort.censored };
            change.apply(days.entry(entrant.days).or_default(), 1);
        }
    }

    fn change_burden(&mut self, change: Change, day: Day, burden: Burden) {
        let rows = self.burden.entry(day).or_default();
        for metric in BurdenMetric::all() {
            let is_yes = burden.answer(metric) == BurdenAnswer::Yes;
            rows[metric.place()].count(change, is_yes);
        }
    }

    /// Who entered on which day, with the event and in all, oldest first.
    pub fn entries(&self, metric: Metric) -> Vec<(Day, Share)> {
        match metric {
            Metric::CleanByHorizon => self.cleanup.iter().map(|(day, s)| (*day, *s)).collect(),
            Metric::Burden(row) => {
                self.burden.iter().map(|(day, rows)| (*day, rows[row.place()])).collect()
            }
        }
    }

    /// Who answered a question on which day, with a yes and in all, oldest first.
    pub fn survey_entries(&self, question: SurveyQuestion) -> Vec<(Day, Share)> {
        self.survey.iter().map(|(day, rows)| (*day, rows[question as usize])).collect()
    }
}

impl Cohort {
    /// Subjects at risk so many days after entry, just before the events of that day.
    pub fn at_risk(&self, since: u64) -> u64 {
        let before = |days: &BTreeMap<u64, u64>| days.range(..since).map(|(_, n)| n).sum::<u64>();
        self.n.saturating_sub(before(&self.events) + before(&self.censored))
    }

    /// Events so many days after entry.
    pub fn events_on(&self, since: u64) -> u64 {
        self.events.get(&since).copied().unwrap_or(0)
    }
}
