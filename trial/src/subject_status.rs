//! The status of one subject: everything that a report needs of it, in a few words of memory.
//!
//! A report is a sum of statuses. So one new row changes one status, and the sum with it.

mod group;
mod timely;
mod watched;

use jiff::Timestamp;

use crate::burden::{Burden, BurdenAnswer};
use crate::coverage::Coverage;
use crate::metric::{BurdenMetric, Metric};
use crate::outcome::CleanByHorizon;
use crate::outcome::course::Course;
use crate::plan::Plan;
use crate::stats::kaplan_meier::Observed as ObservedTime;
use crate::subject::SubjectRecords;
use crate::survey::Survey;

pub use group::{BrokenDownBy, DeviceKind, Exit, Groups, NthQuarantine};
pub use timely::{Timeliness, is_late, is_timely, is_timely_report};
pub use watched::{Entrant, Watched};

/// How a subject's cleanup stands at the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// H + q + 2 days are not over.
    TooEarly,
    /// Clean by the horizon.
    Clean,
    /// Seen after the horizon.
    NotClean,
    /// Still in quarantine, or too little observable time.
    NotConfirmed,
    /// Reports are missing.
    Unknown,
}

/// Where one subject stands, as known at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct SubjectStatus {
    /// The place of the subject's arm in the plan.
    pub arm: usize,
    /// When it was enrolled.
    pub enrolled_at: Timestamp,
    /// When it was first served its page.
    pub served_at: Option<Timestamp>,
    /// Whether the page is known to have been opened.
    pub opened: bool,
    /// Whether it got in touch since enrolment.
    pub in_contact: bool,
    /// Whether it was sighted since enrolment.
    pub sighted: bool,
    /// Whether its follow-up ended early.
    pub ended_early: bool,
    /// How its cleanup stands.
    pub ending: Ending,
    /// Whether its cleanup is confirmed.
    pub confirmed: bool,
    /// Whether it was seen again after that.
    pub reinfected: bool,
    /// Its place on the curve, in days.
    pub time: ObservedTime,
    /// What its contacts were.
    pub burden: Burden,
    /// What it answered about the message.
    pub survey: Survey,
    /// What of it has been watched.
    pub watched: Watched,
    /// Whether its outcome is another one than without the rows that came late.
    pub changed_by_late_rows: bool,
    /// The kinds of subject to which it belongs.
    pub groups: Groups,
}

/// What is the same for every subject of a report.
pub struct AnalysisContext<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The feeds' days, as known at the moment of the report.
    pub coverage: &'a Coverage,
    /// The feeds' days by the reports that came in time.
    pub timely_coverage: &'a Coverage,
    /// Whether the two differ.
    pub has_late_coverage: bool,
}

impl<'a> AnalysisContext<'a> {
    /// The circumstances of a plan, with its feeds' days by all reports and by the timely ones.
    pub fn new(plan: &'a Plan, coverage: &'a Coverage, timely_coverage: &'a Coverage) -> Self {
        let has_late_coverage = !timely_coverage.agrees_with(coverage);
        AnalysisContext { plan, coverage, timely_coverage, has_late_coverage }
    }
}

impl SubjectStatus {
    /// Where a subject of the arm at `arm` stands.
    pub fn of(
        context: &AnalysisContext<'_>,
        subject: &SubjectRecords<'_>,
        arm: usize,
    ) -> SubjectStatus {
        let AnalysisContext { plan, coverage, .. } = *context;
        let course = Course::follow(plan, subject, coverage);
        let (time, event) = course.on_curve(plan, coverage);
        let timeliness = Timeliness::of(context, subject, &course);
        SubjectStatus {
            arm,
            enrolled_at: subject.enrolment.at,
            served_at: subject.served_at(),
            opened: subject.is_opened(),
            in_contact: subject.contacts().next().is_some(),
            sighted: subject.sightings().next().is_some(),
            ended_early: subject.ended.is_some(),
            ending: Ending::from(&course.clean_by_horizon),
            confirmed: course.confirmed.is_some(),
            reinfected: course.reinfected_at.is_some(),
            time: ObservedTime { time, event },
            burden: Burden::of(plan, subject, coverage.as_known_at()),
            survey: Survey::of(subject.answers()),
            watched: timeliness.watched,
            changed_by_late_rows: timeliness.is_changed,
            groups: Groups::of(plan, subject, coverage.as_known_at()),
        }
    }

    /// Whether the subject is in the rates of a metric, and if so whether it has the event.
    pub fn answer(&self, metric: Metric) -> Option<bool> {
        match metric {
            Metric::CleanByHorizon => match self.ending {
                Ending::TooEarly => None,
                ending => Some(ending == Ending::Clean),
            },
            Metric::Burden(row) => self.burden_answer(row),
        }
    }

    fn burden_answer(&self, row: BurdenMetric) -> Option<bool> {
        match self.burden.answer(row) {
            BurdenAnswer::NotOver => None,
            answer => Some(answer == BurdenAnswer::Yes),
        }
    }
}

impl From<&CleanByHorizon> for Ending {
    fn from(answer: &CleanByHorizon) -> Ending {
        match answer {
            CleanByHorizon::TooEarly { .. } => Ending::TooEarly,
            CleanByHorizon::Clean => Ending::Clean,
            CleanByHorizon::NotClean { .. } => Ending::NotClean,
            CleanByHorizon::NotConfirmed { .. } => Ending::NotConfirmed,
            CleanByHorizon::Unknown { .. } => Ending::Unknown,
        }
    }
}
