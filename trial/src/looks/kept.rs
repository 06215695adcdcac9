//! Looks that are kept up to date: a day that is over is looked at once, and a new row costs the work
//! of its subject, as all that it can change is whether a claim is in doubt, what is left to code,
//! and the pace.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::calendar::Calendar;
use super::comparison::{self, KeptComparison};
use super::entry::{Entries, Present};
use super::guardrail::{self, Guarded};
use super::known::Known;
use super::reported::CoveredDays;
use super::subjects::{LookSubject, LookSubjects};
use super::{Context, LookCache, LookInput, Looks};
use crate::day::Day;
use crate::metric::Metric;
use crate::plan::Plan;

/// The looks of a trial, with what a new row is added to.
#[derive(Clone, Debug)]
pub struct KeptLooks {
    /// The looks, as known at the moment of the last change.
    pub looks: Looks,
    /// The covered days, as known then.
    covered: CoveredDays,
    entries: BTreeMap<Metric, Entries>,
    /// One a comparison.
    comparisons: Vec<KeptComparison>,
    /// One a guardrail and arm.
    guardrails: Vec<Guarded>,
}

impl KeptLooks {
    /// Every look until now, or until the trial was stopped, from all rows.
    pub fn of(input: &LookInput<'_>, cache: &mut LookCache) -> KeptLooks {
        let LookCache { boundaries, outcomes } = cache;
        let subjects = LookSubjects::of(input);
        let mut calendar = Calendar::of(input, subjects.first_day());
        let (subjects, calendar) = (&subjects, &mut calendar);
        let context = &mut Context { input, subjects, calendar, outcomes };
        let plan = input.plan;
        let mut entries = BTreeMap::new();
        let metrics = plan.guardrails.iter().map(|guardrail| guardrail.metric);
        for metric in metrics.chain([plan.primary.metric]) {
            entries.insert(metric, Entries::of(context, metric));
        }
        let primary = &entries[&plan.primary.metric];
        let compared =
            input.treated().map(|arm| comparison::looks(context, primary, arm, boundaries));
        let (compared, comparisons) = compared.unzip();
        let mut guarded = Vec::new();
        for guardrail in &plan.guardrails {
            let entries = &entries[&guardrail.metric];
            for arm in input.treated() {
                guarded.push(guardrail::looks(context, entries, arm, guardrail, boundaries));
            }
        }
        let (guarded, guardrails) = guarded.into_iter().unzip();
        let covered = context.calendar.covered(Known::At(input.now)).as_ref().clone();
        let looks = Looks { comparisons: compared, guardrails: guarded };
        KeptLooks { looks, covered, entries, comparisons, guardrails }
    }

    /// Takes in the rows of one subject that have arrived since, on the same day as the last.
    pub fn update(&mut self, plan: &Plan, now: Timestamp, place: usize, subject: &LookSubject<'_>) {
        let present = Present { plan, now, covered: &self.covered };
        for (looks, kept) in self.looks.comparisons.iter_mut().zip(&mut self.comparisons) {
            kept.update(&present, place, subject);
            looks.set_doubt(plan, kept);
        }
        let mut recoded = Vec::new();
        for (metric, entries) in &mut self.entries {
            if entries.recode(&present, place, subject) {
                recoded.push(*metric);
            }
        }
        for (looks, kept) in self.looks.guardrails.iter_mut().zip(&mut self.guardrails) {
            kept.update(&present, place, subject);
            looks.doubt = kept.doubt();
            if recoded.contains(&kept.metric()) {
                looks.state = kept.state(&self.entries[&kept.metric()], Day::of(now));
            }
        }
    }

    /// Takes in a subject that entered after all others.
    pub fn enrol(&mut self, arm: usize, on: Day) {
        for (looks, kept) in self.looks.comparisons.iter_mut().zip(&mut self.comparisons) {
            kept.enrol(looks, arm, on);
        }
    }
}
