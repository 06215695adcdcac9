//! A subject by the rows that came in time: what days that are closed were closed with.

use jiff::Timestamp;

use super::watched::Watched;
use super::{AnalysisContext, Ending};
use crate::coverage::GRACE_DAYS;
use crate::day::Day;
use crate::observation::{CoverageDay, Observed};
use crate::outcome::course::Course;
use crate::subject::SubjectRecords;

/// Whether a row about the moment `at` came before the day of `at` was closed: two days after it
/// ended.
pub fn is_timely(at: Timestamp, arrived_at: Timestamp) -> bool {
    arrived_at <= Day::of(at).plus(i64::from(GRACE_DAYS)).end()
}

/// Whether a row of a kind for which that matters came after its day was closed.
pub fn is_late(row: &Observed) -> bool {
    row.what.kind().may_be_late && !is_timely(row.at, row.arrived_at)
}

/// Whether a feed's report came before its day was closed.
pub fn is_timely_report(row: &CoverageDay) -> bool {
    is_timely(Day::from(row.day).start(), row.arrived_at)
}

/// What late rows make of a subject.
pub struct Timeliness {
    /// What of the subject has been watched, by the rows that came in time.
    pub watched: Watched,
    /// Whether its outcome is another one than without the late rows.
    pub is_changed: bool,
}

impl Timeliness {
    /// `course` is that of the subject with all its rows.
    pub fn of(
        context: &AnalysisContext<'_>,
        subject: &SubjectRecords<'_>,
        course: &Course,
    ) -> Timeliness {
        if !subject.rows.iter().any(|row| is_late(row)) {
            return Self::without_late_rows(context, subject, course);
        }
        let rows: Vec<&Observed> =
            subject.rows.iter().copied().filter(|row| !is_late(row)).collect();
        let timely = SubjectRecords { rows: &rows, ..*subject };
        Self::compared(context, &timely, course)
    }

    fn without_late_rows(
        context: &AnalysisContext<'_>,
        subject: &SubjectRecords<'_>,
        course: &Course,
    ) -> Timeliness {
        if context.has_late_coverage {
            return Self::compared(context, subject, course);
        }
        Timeliness { watched: Watched::of(context, subject, course), is_changed: false }
    }

    fn compared(
        context: &AnalysisContext<'_>,
        timely: &SubjectRecords<'_>,
        course: &Course,
    ) -> Timeliness {
        let before = Course::follow(context.plan, timely, context.timely_coverage);
        let ending = |course: &Course| Ending::from(&course.clean_by_horizon);
        let is_changed = before.confirmed != course.confirmed || ending(&before) != ending(course);
        Timeliness { watched: Watched::of(context, timely, &before), is_changed }
    }
}
