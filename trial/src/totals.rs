//! The sum of all statuses, arm by arm. A status can be taken out again, so that a changed one
//! can be put in its place without adding up the others.

mod watched;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::burden::BurdenAnswer;
use crate::day::Day;
use crate::metric::{BurdenMetric, Metric};
use crate::stats::life_table::LifeTable;
use crate::stats::rate::Count;
use crate::subject_status::{BrokenDownBy, Ending, SubjectStatus};
use crate::survey::{Survey, SurveyQuestion};

pub use watched::{Cohort, WatchedTotals};

/// Whether a status is put in or taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is put in.
    Add,
    /// It was in, and is taken out.
    Remove,
}

impl Change {
    /// Moves a count by `n`.
    pub fn apply(self, count: &mut u64, n: u64) {
        *count = match self {
            Change::Add => *count + n,
            Change::Remove => count.saturating_sub(n),
        };
    }

    /// Moves a count by one if something holds.
    pub fn count(self, count: &mut u64, holds: bool) {
        self.apply(count, u64::from(holds));
    }
}

/// Subjects with an event, of all counted; a sum that can go either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// With the event.
    pub x: u64,
    /// All.
    pub n: u64,
}

impl Share {
    /// Moves the share by one subject.
    pub fn count(&mut self, change: Change, has_event: bool) {
        change.apply(&mut self.n, 1);
        change.count(&mut self.x, has_event);
    }

    /// As a count. `x` is never above `n`, as every subject moves both alike.
    pub fn as_count(self) -> Count {
        Count::new(self.x, self.n).unwrap_or_default()
    }
}

/// Yes of those who answered, by the place of the question.
pub type SurveyShares = [Share; SurveyQuestion::ALL.len()];

/// Moves the shares by one subject's answers.
fn count_survey(shares: &mut SurveyShares, change: Change, survey: Survey) {
    for (share, question) in shares.iter_mut().zip(SurveyQuestion::ALL) {
        if let Some(answered) = survey.answer(question) {
            share.count(change, answered.is_yes);
        }
    }
}

/// How the mature subjects of an arm ended, and how many are not mature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CleanupTally {
    /// Clean by the horizon.
    pub clean: u64,
    /// Seen after the horizon.
    pub not_clean: u64,
    /// Still in quarantine, or too little observable time.
    pub not_confirmed: u64,
    /// Reports are missing.
    pub unknown: u64,
    /// H + q + 2 days are not over.
    pub too_early: u64,
}

impl CleanupTally {
    /// Subjects whose H + q + 2 days are over.
    pub fn mature(&self) -> u64 {
        self.clean + self.not_clean + self.not_confirmed + self.unknown
    }
}

/// The sum of the statuses of one arm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArmTotals {
    /// Subjects enrolled.
    pub enrolled: u64,
    /// Of them, served their page.
    pub served: u64,
    /// Of them, known to have opened it.
    pub opened: u64,
    /// Of them, in contact.
    pub in_contact: u64,
    /// Of them, sighted since enrolment.
    pub sighted: u64,
    /// Of them, followed for less than planned.
    pub ended_early: u64,
    /// Of them, confirmed clean.
    pub confirmed: u64,
    /// Of them, seen again after that.
    pub reinfected: u64,
    /// Of them, with a contact that nobody has coded.
    pub uncoded: u64,
    /// Of them, with an outcome that late rows have changed.
    pub changed_by_late_rows: u64,
    /// How they ended.
    pub tally: CleanupTally,
    /// Each row of the burden board by its place: yes, of those whose B days are over.
    pub burden: [Share; BurdenMetric::COUNT],
    /// Each row by its place: no so far, with an uncoded contact.
    pub pending: [u64; BurdenMetric::COUNT],
    /// Each question of the survey by its place: yes, of those who answered it.
    pub survey: SurveyShares,
    /// The arm's first subjects, as many as the planned look asks for: those in the rates of the
    /// primary metric.
    pub planned: Share,
    /// Subjects by the day of enrolment.
    pub enrolled_on: BTreeMap<Day, u64>,
    /// Subjects by the day on which they were first served.
    pub served_on: BTreeMap<Day, u64>,
    /// Subjects in the rates of the primary metric, by the day of enrolment.
    pub analysed_from: BTreeMap<Day, u64>,
    /// The primary metric within kinds of subject.
    pub groups: BTreeMap<(BrokenDownBy, String), Share>,
    /// What has been watched.
    pub watched: WatchedTotals,
    /// The subjects on the curve.
    pub times: LifeTable,
}

impl ArmTotals {
    /// Puts a status in or takes it out, all but its place on the curve. `in_look` tells whether
    /// the subject is one of its arm's first, as many as the planned look asks for.
    pub fn change(
        &mut self,
        change: Change,
        status: &SubjectStatus,
        primary: Metric,
        in_look: bool,
    ) {
        self.change_counts(change, status);
        self.change_burden(change, status);
        count_survey(&mut self.survey, change, status.survey);
        self.watched.change(change, status);
        let enrolled_on = Day::of(status.enrolled_at);
        move_day(&mut self.enrolled_on, change, enrolled_on);
        if let Some(at) = status.served_at {
            move_day(&mut self.served_on, change, Day::of(at));
        }
        if let Some(has_event) = status.answer(primary) {
            move_day(&mut self.analysed_from, change, enrolled_on);
            if in_look {
                self.planned.count(change, has_event);
            }
            for group in status.groups.all() {
                self.groups.entry(group).or_default().count(change, has_event);
            }
        }
    }

    fn change_counts(&mut self, change: Change, status: &SubjectStatus) {
        change.apply(&mut self.enrolled, 1);
        change.count(&mut self.served, status.served_at.is_some());
        change.count(&mut self.opened, status.opened);
        change.count(&mut self.in_contact, status.in_contact);
        change.count(&mut self.sighted, status.sighted);
        change.count(&mut self.ended_early, status.ended_early);
        change.count(&mut self.confirmed, status.confirmed);
        change.count(&mut self.reinfected, status.reinfected);
        change.count(&mut self.uncoded, status.burden.has_uncoded());
        change.count(&mut self.changed_by_late_rows, status.changed_by_late_rows);
        let ended = match status.ending {
            Ending::TooEarly => &mut self.tally.too_early,
            Ending::Clean => &mut self.tally.clean,
            Ending::NotClean => &mut self.tally.not_clean,
            Ending::NotConfirmed => &mut self.tally.not_confirmed,
            Ending::Unknown => &mut self.tally.unknown,
        };
        change.apply(ended, 1);
    }

    fn change_burden(&mut self, change: Change, status: &SubjectStatus) {
        if !status.burden.is_over() {
            return;
        }
        for metric in BurdenMetric::all() {
            let answer = status.burden.answer(metric);
            self.burden[metric.place()].count(change, answer == BurdenAnswer::Yes);
            let pending = &mut self.pending[metric.place()];
            change.count(pending, answer == BurdenAnswer::Pending);
        }
    }

    /// The counts of a metric.
    pub fn count(&self, metric: Metric) -> Count {
        match metric {
            Metric::CleanByHorizon => {
                Share { x: self.tally.clean, n: self.tally.mature() }.as_count()
            }
            Metric::Burden(row) => self.burden[row.place()].as_count(),
        }
    }
}

fn move_day(days: &mut BTreeMap<Day, u64>, change: Change, day: Day) {
    change.apply(days.entry(day).or_default(), 1);
}
