//! Time of a report in milliseconds, the best of several runs:
//! `cargo run --release -p trial --example report_speed`.
//!
//! Simulated trials of 10⁴ and 10⁵ subjects over half a year, from a fixed seed: the report from
//! all rows, and again after one new row, from a trial that is kept added up.

use std::hint::black_box;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use trial::assignment::Seed;
use trial::incremental::{IncrementalReport, NewRow};
use trial::looks::PlannedSizes;
use trial::metric::{BurdenMetric, Metric};
use trial::observation::{Answers, Contact, ContactChannel, Enrolment, Observed, What};
use trial::plan::Guardrail;
use trial::planner::Question;
use trial::report::build;
use trial::simulate::{Scenario, World, running, two_arms};
use trial::{PlanDraft, SubjectId, Trial};

const N_DAYS: i32 = 180;

fn main() {
    let feeds = vec!["darknet".to_owned(), "honeypot".to_owned()];
    let metric = Metric::Burden(BurdenMetric::Complaint);
    let guardrails = vec![Guardrail { metric, margin: 0.05 }];
    let draft = PlanDraft { required_feeds: feeds, guardrails, ..two_arms() };
    let plan = draft.check().expect("a plan");
    println!("planner {:.3} ms", best(|| drop(black_box(Question::of(&plan).answer()))));
    println!("subjects  from all rows  after a call  after a sighting (ms)");
    for n_subjects in [10_000, 100_000] {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().expect("a time");
        let end = start + SignedDuration::from_hours(24 * i64::from(N_DAYS));
        let per_day = f64::from(n_subjects) / f64::from(N_DAYS);
        let scenario = Scenario::like_the_study(&plan, start, per_day).expect("the study");
        let seed = Seed::new([7; 32]);
        let mut records = World::new(1, scenario).play(&plan, &seed, n_subjects as usize, end);
        let answers: Vec<_> = records.enrolments.iter().step_by(3).map(answer).collect();
        records.observed.extend(answers);
        let half = u64::from(i32::unsigned_abs(n_subjects)) / 2;
        let sizes = Some(PlannedSizes::with(vec![half, half], 0));
        let trial = Trial { sizes, ..running(&plan, start) };
        let took = best(|| drop(black_box(build(&trial, &records, end))));
        // Half of them are in looks already, half are not.
        let name = |row: &Enrolment| row.subject.clone();
        let oldest = records.enrolments.iter().take(50).map(name);
        let newest = records.enrolments.iter().rev().take(50).map(name);
        let newest: Vec<SubjectId> = oldest.chain(newest).collect();
        let mut kept = IncrementalReport::new(&trial, records, end);
        let call = after_each(&mut kept, &newest, |subject, at| {
            let what = What::Contact(Box::new(Contact::uncoded(ContactChannel::HelpDesk)));
            NewRow::Observed(Observed::at_once(subject, at, what))
        });
        let sighting = after_each(&mut kept, &newest, |subject, at| {
            let feed = "darknet".parse().expect("a feed");
            NewRow::Observed(Observed::at_once(subject, at, What::Sighting(feed)))
        });
        println!("{n_subjects:8}  {took:13.3}  {call:12.3}  {sighting:16.3}");
    }
}

/// What a subject answers ten days after it was enrolled.
fn answer(row: &Enrolment) -> Observed {
    let answers = Answers {
        received: Some(true),
        read: Some(row.ordinal.is_multiple_of(2)),
        distrusted: Some(row.ordinal.is_multiple_of(7)),
    };
    let at = row.at + SignedDuration::from_hours(240);
    Observed::at_once(row.subject.clone(), at, What::SurveyAnswer(answers))
}

/// The median time to take in a row of one subject after the other, each with its report.
#[expect(clippy::disallowed_methods, reason = "a stopwatch is what this example is")]
fn after_each(
    kept: &mut IncrementalReport,
    subjects: &[SubjectId],
    row: impl Fn(SubjectId, Timestamp) -> NewRow,
) -> f64 {
    let mut now = kept.report().as_known_at;
    let mut took: Vec<Duration> = Vec::new();
    for subject in subjects {
        now += SignedDuration::from_secs(1);
        let row = row(subject.clone(), now);
        let begin = std::time::Instant::now();
        kept.add(row, now);
        black_box(kept.report());
        took.push(begin.elapsed());
    }
    took.sort_unstable();
    took[took.len() / 2].as_secs_f64() * 1000.0
}

/// The best of up to nine runs, or of as many as fit in three seconds.
#[expect(clippy::disallowed_methods, reason = "a stopwatch is what this example is")]
fn best(run: impl Fn()) -> f64 {
    let start = std::time::Instant::now();
    let mut shortest = Duration::MAX;
    for _ in 0..9 {
        let begin = std::time::Instant::now();
        run();
        shortest = shortest.min(begin.elapsed());
        if start.elapsed() > Duration::from_secs(3) {
            break;
        }
    }
    shortest.as_secs_f64() * 1000.0
}
