//! The watched log-rank test for a trial whose subjects enter day by day.
//!
//! Hazards fall with the days since entry, so subjects are compared only with subjects who
//! entered on the same day: one hypergeometric batch for each cohort and closed day. A ledger of
//! published days is the caller's: rows that arrive after a day was closed belong in an addendum.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::anytime_log_rank::{Batch, Evidence};
use super::life_table::{LifeTable, Observed, at_event_times};

/// One subject, in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Entrant {
    /// The day of enrolment, counted from the trial's first day.
    pub entered: u64,
    /// Whether the subject is in the treated arm; otherwise in the reference arm.
    pub treated: bool,
    /// Days from enrolment to the event, or to the last day on which it had not happened.
    pub days: u64,
    /// Whether the event happened.
    pub event: bool,
}

/// What was known when a day closed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClosedDay {
    /// The day, counted from the trial's first.
    pub day: u64,
    /// Events on that day in both arms.
    pub events: u64,
    /// The two-sided e-value after that day, 0 and up.
    pub e_value: f64,
    /// The p-value after that day, valid under looking.
    pub p: f64,
}

/// The evidence after every day with an event, up to and including `last_closed`.
///
/// θ is the hazard ratio, treated over reference, of the plan's smallest difference. Days after
/// `last_closed` do not count, so a day's e-value stays as it was when later days close. Empty
/// without events; `None` when θ is not positive and finite.
pub fn cohort_log_rank(
    entrants: &[Entrant],
    theta: f64,
    last_closed: u64,
) -> Option<Vec<ClosedDay>> {
    let mut evidence = Evidence::new(theta)?;
    let mut closed = Vec::new();
    for (day, batches) in batches_by_day(entrants) {
        if day > last_closed {
            break;
        }
        let mut events = 0;
        for batch in batches {
            events += batch.events_reference + batch.events_treated;
            evidence.add(batch);
        }
        evidence.close();
        closed.push(ClosedDay { day, events, e_value: evidence.e_value(), p: evidence.p() });
    }
    Some(closed)
}

/// The batches of each day with an event, cohorts in the order of their entry.
fn batches_by_day(entrants: &[Entrant]) -> BTreeMap<u64, Vec<Batch>> {
    let mut cohorts: BTreeMap<u64, [Vec<Observed>; 2]> = BTreeMap::new();
    for entrant in entrants {
        let observed = Observed { time: entrant.days as f64, event: entrant.event };
        let arms = cohorts.entry(entrant.entered).or_default();
        arms[usize::from(entrant.treated)].push(observed);
    }
    let mut days: BTreeMap<u64, Vec<Batch>> = BTreeMap::new();
    for (entered, arms) in cohorts {
        at_event_times(&arms.map(|arm| LifeTable::new(&arm)), |moment| {
            let day = entered.saturating_add(moment.time as u64);
            days.entry(day).or_default().push(Batch::of(&moment));
        });
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entrant(entered: u64, treated: bool, days: u64, event: bool) -> Entrant {
        Entrant { entered, treated, days, event }
    }

    #[test]
    fn subjects_of_different_days_are_never_compared() {
        let apart = [entrant(0, true, 3, true), entrant(1, false, 3, true)];
        let closed = cohort_log_rank(&apart, 0.7, 99).unwrap();
        assert_eq!(closed.iter().map(|day| day.e_value).collect::<Vec<_>>(), [1.0, 1.0]);
        // One against one would weigh the same for θ as against it: two against one does not.
        let beside = entrant(0, false, 3, false);
        let together = [entrant(0, true, 3, true), beside, beside];
        assert_ne!(cohort_log_rank(&together, 0.7, 99).unwrap()[0].e_value, 1.0);
    }

    #[test]
    fn cohorts_whose_events_fall_on_one_day_close_together() {
        let entrants = [
            entrant(0, true, 3, true),
            entrant(0, false, 9, false),
            entrant(2, true, 1, true),
            entrant(2, false, 9, false),
        ];
        let closed = cohort_log_rank(&entrants, 0.7, 99).unwrap();
        assert_eq!((closed.len(), closed[0].day, closed[0].events), (1, 3, 2));
    }

    #[test]
    fn no_entrants_or_events_close_no_day() {
        assert_eq!(cohort_log_rank(&[], 0.7, 99), Some(vec![]));
        assert_eq!(cohort_log_rank(&[entrant(0, true, 5, false)], 0.7, 99), Some(vec![]));
        assert_eq!(cohort_log_rank(&[], 0.0, 99), None);
    }
}
