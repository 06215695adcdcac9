//! The numbers of one arm.

use super::{ALPHA, ArmReport, BurdenCell, BurdenMetric, CleanupTally, Rate, curve};
use crate::burden::{Burden, BurdenAnswer};
use crate::coverage::Coverage;
use crate::name::ArmName;
use crate::outcome::course::Course;
use crate::plan::Plan;
use crate::stats::kaplan_meier::{Band, Observed, kaplan_meier};
use crate::stats::rate::Count;
use crate::subject::{SubjectRecords, Subjects};

/// The report of the arm of that name, from all subjects of the trial.
pub fn report(
    plan: &Plan,
    arm: &ArmName,
    subjects: &Subjects<'_>,
    coverage: &Coverage,
) -> ArmReport {
    let members: Vec<SubjectRecords<'_>> =
        subjects.iter().filter(|subject| subject.enrolment.arm == *arm).collect();
    let courses: Vec<Course> =
        members.iter().map(|subject| Course::follow(plan, subject, coverage)).collect();
    let mut tally = CleanupTally::default();
    courses.iter().for_each(|course| tally.add(&course.clean_by_horizon));
    let times: Vec<Observed> =
        courses.iter().map(|course| observed(course, plan, coverage)).collect();
    let cleanup = kaplan_meier(&times, ALPHA, Band::LogLog);
    let n_members = |is_one: fn(&SubjectRecords<'_>) -> bool| {
        members.iter().filter(|subject| is_one(subject)).count() as u64
    };
    let n_courses =
        |is_one: fn(&Course) -> bool| courses.iter().filter(|course| is_one(course)).count() as u64;
    ArmReport {
        arm: arm.clone(),
        is_control: plan.control == *arm,
        enrolled: members.len() as u64,
        served: n_members(|subject| !subject.pages.is_empty()),
        in_contact: n_members(|subject| !subject.contacts.is_empty()),
        sighted: n_members(|subject| !subject.sightings.is_empty()),
        clean_by_horizon: rate(tally.clean, tally.mature()),
        worst: share(tally.clean, tally.mature()),
        best: share(tally.clean + tally.not_confirmed + tally.unknown, tally.mature()),
        tally,
        confirmed: n_courses(|course| course.confirmed.is_some()),
        reinfected: n_courses(|course| course.reinfected_at.is_some()),
        median_days: curve::median_days(&cleanup),
        curve: curve::points(&cleanup, f64::from(plan.horizon_days + plan.quiet_days)),
        burden: burden(plan, &members, coverage),
    }
}

fn observed(course: &Course, plan: &Plan, coverage: &Coverage) -> Observed {
    let (time, event) = course.on_curve(plan, coverage);
    Observed { time, event }
}

fn burden(plan: &Plan, members: &[SubjectRecords<'_>], coverage: &Coverage) -> Vec<BurdenCell> {
    let burdens: Vec<Burden> =
        members.iter().map(|subject| Burden::of(plan, subject, coverage)).collect();
    BurdenMetric::all().map(|metric| cell(metric, &burdens)).collect()
}

fn cell(metric: BurdenMetric, burdens: &[Burden]) -> BurdenCell {
    let (mut yes, mut over, mut pending) = (0, 0, 0);
    for burden in burdens {
        let answer = burden.answer(metric);
        yes += u64::from(answer == BurdenAnswer::Yes);
        pending += u64::from(answer == BurdenAnswer::Pending);
        over += u64::from(answer != BurdenAnswer::NotOver);
    }
    BurdenCell { metric, rate: rate(yes, over), pending }
}

/// `x` is one of the tallies that `n` is the sum of, so it is never above it.
fn count(x: u64, n: u64) -> Count {
    Count::new(x, n).unwrap_or_default()
}

fn rate(x: u64, n: u64) -> Rate {
    Rate::of(count(x, n))
}

fn share(x: u64, n: u64) -> Option<f64> {
    count(x, n).share()
}
