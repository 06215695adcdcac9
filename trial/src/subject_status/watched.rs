//! A subject's part in what is watched: its answers at the close of the day on which its days were
//! over, and its part in the log-rank test. Later days and rows never change it.

use crate::burden::Burden;
use crate::coverage::GRACE_DAYS;
use crate::day::{Day, days_after};
use crate::outcome::course::{Course, counts_from, was_clean_on};
use crate::subject::SubjectRecords;
use crate::survey::Survey;

use super::AnalysisContext;

/// A subject in the log-rank test by entry cohorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// Days from the day of enrolment to the day of confirmation, or to the last closed day.
    pub days: u64,
    /// Whether the cleanup was confirmed by then.
    pub event: bool,
}

/// What of a subject has been watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// The day at whose close it entered the watched cleanup, and whether it was clean by the
    /// horizon, as known then; `None` before.
    pub cleanup: Option<(Day, bool)>,
    /// The day at whose close it entered the watched burden, and what its contacts were, as known
    /// then; `None` before.
    pub burden: Option<(Day, Burden)>,
    /// What it had answered about the message when the last day closed.
    pub survey: Survey,
    /// Its part in the log-rank test; `None` while the day of its enrolment is not closed.
    pub entrant: Option<Entrant>,
}

impl Watched {
    /// What has been watched of a subject of whom only timely rows are given, with its course by
    /// the reports that came in time.
    pub fn of(
        context: &AnalysisContext<'_>,
        timely: &SubjectRecords<'_>,
        course: &Course,
    ) -> Watched {
        let today = Day::of(context.timely_coverage.as_known_at());
        Watched {
            cleanup: cleanup(context, timely, today),
            burden: burden(context, timely, today),
            survey: Survey::of(timely.answers()).before(today),
            entrant: entrant(context, course, today),
        }
    }
}

/// Enters on the day on which the subject is mature. Days that were not closed then do not count.
fn cleanup(
    context: &AnalysisContext<'_>,
    timely: &SubjectRecords<'_>,
    today: Day,
) -> Option<(Day, bool)> {
    let entry = Day::of(counts_from(context.plan, timely.enrolment.at));
    let last_closed = entry.plus(-i64::from(GRACE_DAYS));
    let enters = || was_clean_on(context.plan, timely, context.timely_coverage, last_closed);
    (entry < today).then(|| (entry, enters()))
}

/// Enters two days after its B days are over, so that coders have had their time.
fn burden(
    context: &AnalysisContext<'_>,
    timely: &SubjectRecords<'_>,
    today: Day,
) -> Option<(Day, Burden)> {
    let over = Day::of(days_after(timely.enrolment.at, context.plan.burden_days));
    let entry = over.plus(i64::from(GRACE_DAYS));
    (entry < today).then(|| (entry, Burden::of(context.plan, timely, entry.end())))
}

fn entrant(context: &AnalysisContext<'_>, course: &Course, today: Day) -> Option<Entrant> {
    let entered = Day::of(course.enrolled_at);
    let last_closed = today.plus(-i64::from(GRACE_DAYS) - 1);
    let longest = i64::from(context.plan.horizon_days + context.plan.quiet_days);
    let watched = u64::try_from(last_closed.since(entered).min(longest)).ok()?;
    // The confirmation is at the end of its day, which is the start of the next one.
    let confirmed = course.confirmed.as_ref().map(|confirmed| Day::of(confirmed.at).plus(-1));
    let days = confirmed.and_then(|day| u64::try_from(day.since(entered)).ok());
    match days.filter(|days| *days <= watched) {
        Some(days) => Some(Entrant { days, event: true }),
        None => Some(Entrant { days: watched, event: false }),
    }
}
