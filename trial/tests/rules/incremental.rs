//! A trial that is kept added up reports what all its rows report.

use jiff::{SignedDuration, Timestamp};
use trial::assignment::Seed;
use trial::incremental::{IncrementalReport, NewRow};
use trial::looks::PlannedSizes;
use trial::metric::{BurdenMetric, Metric};
use trial::observation::{
    Answers, Code, Contact, EndReason, Enrolment, Ineligible, KindName, Observed, Records,
    SubjectFacts, What,
};
use trial::plan::Guardrail;
use trial::report::build;
use trial::simulate::{Scenario, World, running};
use trial::{PlanDraft, Trial};

use super::story::{at, draft, plan, trial};

/// A trial that looks daily at its few subjects, with a guardrail.
fn looking() -> Trial {
    let metric = Metric::Burden(BurdenMetric::Complaint);
    let guardrails = vec![Guardrail { metric, margin: 0.2 }];
    let plan = PlanDraft { guardrails, ..draft() }.check().unwrap();
    Trial { sizes: Some(PlannedSizes::with(vec![30, 30], 0)), ..running(&plan, at(0.0)) }
}

fn played(n_subjects: usize, n_days: u32) -> Records {
    let per_day = n_subjects as f64 / f64::from(n_days) * 2.0;
    let scenario = Scenario::like_the_study(&plan(), at(0.0), per_day).unwrap();
    let mut world = World::new(3, scenario);
    let records = world.play(&plan(), &Seed::new([2; 32]), n_subjects, at(f64::from(n_days)));
    let mut observed = records.observed.clone();
    observed.extend(answered(&records));
    Records { observed, ..records }
}

/// Every third subject answers a week after it was enrolled, and is heard two days later.
fn answered(records: &Records) -> Vec<Observed> {
    let asked = records.enrolments.iter().enumerate().filter(|(nth, _)| nth.is_multiple_of(3));
    let answer = |(nth, row): (usize, &Enrolment)| Observed {
        subject: row.subject.clone(),
        at: row.at + SignedDuration::from_hours(7 * 24),
        arrived_at: row.at + SignedDuration::from_hours(9 * 24),
        what: What::SurveyAnswer(Answers {
            received: Some(true),
            read: Some(nth.is_multiple_of(2)),
            distrusted: (nth.is_multiple_of(4)).then_some(nth.is_multiple_of(5)),
        }),
    };
    asked.map(answer).collect()
}

/// Every row with the moment at which it arrives, in that order.
fn in_order(records: &Records) -> Vec<(Timestamp, NewRow)> {
    let mut rows: Vec<(Timestamp, NewRow)> = Vec::new();
    rows.extend(records.enrolments.iter().map(|row| (row.at, NewRow::Enrolment(row.clone()))));
    rows.extend(records.observed.iter().map(|r| (r.arrived_at, NewRow::Observed(r.clone()))));
    rows.extend(records.coverage.iter().map(|r| (r.arrived_at, NewRow::Coverage(r.clone()))));
    rows.sort_by_key(|(at, _)| *at);
    rows
}

#[test]
fn row_by_row_it_says_the_same_as_adding_up_anew() {
    row_by_row(&trial());
    let n_looks = row_by_row(&looking());
    assert!(n_looks > 3, "{n_looks}");
}

/// Tells how many looks there were.
fn row_by_row(trial: &Trial) -> usize {
    let records = played(60, 36);
    let mut incremental = IncrementalReport::new(trial, Records::default(), at(0.0));
    let mut n_compared = 0;
    let rows = in_order(&records);
    for (number, (now, row)) in rows.iter().enumerate() {
        incremental.add(row.clone(), *now);
        // Rows of one batch arrive at once.
        let is_last_of_batch = rows.get(number + 1).is_none_or(|(next, _)| next > now);
        if number % 7 == 0 && is_last_of_batch {
            let anew = build(trial, &records_until(&records, *now), *now);
            assert!(incremental.report().says_the_same_as(&anew), "{number} {now}");
            n_compared += 1;
        }
    }
    assert!(n_compared > 30, "{n_compared}");
    let looks = incremental.report().looks.unwrap_or_default();
    looks.comparisons.iter().map(|one| one.looks.len()).sum()
}

#[test]
fn time_alone_moves_it_as_well() {
    let records = played(30, 36);
    for trial in [trial(), looking()] {
        let mut incremental = IncrementalReport::new(&trial, records.clone(), at(12.0));
        for hours in (12 * 24..45 * 24).step_by(19) {
            let now = at(f64::from(hours) / 24.0);
            incremental.advance(now);
            let anew = build(&trial, &records, now);
            assert!(incremental.report().says_the_same_as(&anew), "{now}");
        }
    }
}

/// The rows that have arrived by a moment.
fn records_until(records: &Records, now: Timestamp) -> Records {
    let mut records = records.clone();
    records.enrolments.retain(|row| row.at <= now);
    records.observed.retain(|row| row.arrived_at <= now);
    records.coverage.retain(|row| row.arrived_at <= now);
    records
}

/// A play with every kind of row: subjects known by their device, pages opened or only served,
/// contacts coded anew, lines left out, some of which enter later, and follow-ups that end.
fn played_with_everything() -> Records {
    let mut records = played(60, 36);
    let hours = |n: i64| SignedDuration::from_hours(n);
    let nth = |n: usize| records.enrolments.iter().skip(n % 5).step_by(n);
    let facts = nth(2).map(|row| SubjectFacts {
        subject: row.subject.clone(),
        device_kind: Some(
            if row.ordinal.is_multiple_of(3) { "camera" } else { "router" }.to_owned(),
        ),
    });
    let endings = nth(9).map(|row| Observed {
        subject: row.subject.clone(),
        at: row.at + hours(100),
        arrived_at: row.at + hours(130),
        what: What::FollowUpEnd(EndReason::ContractEnded),
    });
    let ineligible = nth(11).map(|row| Ineligible {
        subject: row.subject.clone(),
        at: row.at - hours(30),
        reason: "business line".to_owned(),
        arrived_at: row.at - hours(20),
    });
    let coded = records.observed.iter().filter_map(|row| Some((row, row.contact()?.coded_at?)));
    let anew: Vec<_> = coded.step_by(2).map(|(row, at)| coded_anew(row, at + hours(7))).collect();
    let (facts, ineligible) = (facts.collect(), ineligible.collect());
    let endings: Vec<_> = endings.collect();
    // Of every other page it is known that a person opened it.
    let pages = records.observed.iter_mut().filter_map(|row| match &mut row.what {
        What::PageServed(page) => Some(page),
        _ => None,
    });
    pages.enumerate().for_each(|(nth, page)| page.opened = Some(nth.is_multiple_of(2)));
    records.observed.extend(anew.into_iter().chain(endings));
    Records { facts, ineligible, ..records }
}

fn coded_anew(row: &Observed, coded_at: Timestamp) -> Observed {
    let contact = row.contact().unwrap();
    let codes = vec![Code::WhichDevice];
    let what = What::Contact(Box::new(Contact::coded(contact.channel, codes, coded_at)));
    Observed { what, ..row.clone() }
}

/// The rows that came in after one moment and no later than another.
fn delta(records: &Records, after: Timestamp, until: Timestamp) -> Records {
    let is_new = |at: Timestamp| after < at && at <= until;
    let mut delta = records.clone();
    delta.enrolments.retain(|row| is_new(row.at));
    let came = |row: &Observed| row.contact().and_then(|it| it.coded_at).unwrap_or(row.arrived_at);
    delta.observed.retain(|row| is_new(came(row)));
    delta.ineligible.retain(|row| is_new(row.arrived_at));
    let entered = |row: &SubjectFacts| {
        records.enrolments.iter().any(|one| one.subject == row.subject && is_new(one.at))
    };
    delta.facts.retain(entered);
    if !records.coverage.iter().any(|row| is_new(row.arrived_at)) {
        delta.coverage.clear();
    }
    delta.coverage.retain(|row| row.arrived_at <= until);
    delta
}

#[test]
fn what_came_in_since_the_last_look_says_the_same_as_adding_up_anew() {
    let records = played_with_everything();
    assert!(records.of(KindName::Contact).count() > 20);
    assert!(records.of(KindName::FollowUpEnd).count() > 0);
    for (stride, trial) in
        [(1, trial()), (1, looking()), (5, looking()), (31, trial()), (31, looking())]
    {
        let mut incremental = IncrementalReport::new(&trial, Records::default(), at(-3.0));
        let mut before = at(-3.0);
        for step in (0..45 * 24).step_by(stride) {
            let now = at(f64::from(step) / 24.0);
            incremental.extend(delta(&records, before, now), now);
            before = now;
            if step % (stride as i32 * 7) == 0 {
                let anew = build(&trial, &delta(&records, at(-3.0), now), now);
                assert!(incremental.report().says_the_same_as(&anew), "{stride} {now}");
            }
        }
    }
}

#[test]
fn a_contact_that_is_coded_anew_keeps_its_earlier_codes_in_reports_of_then() {
    let records = played_with_everything();
    let is_again = |row: &Observed| {
        row.contact().is_some_and(|it| it.codes.as_deref() == Some(&[Code::WhichDevice]))
    };
    let mut before = records.clone();
    before.observed.retain(|row| !is_again(row));
    let anew = records.observed.iter().filter(|row| is_again(row));
    let last = anew.filter_map(|row| row.contact()?.coded_at).max().unwrap();
    let said = |records: &Records, now: Timestamp| {
        let report = build(&trial(), records, now);
        report.arms.into_iter().map(|arm| arm.burden).collect::<Vec<_>>()
    };
    let (then, later) = (last - SignedDuration::from_secs(1), at(60.0));
    let mut known_then = records.clone();
    let is_known = |row: &Observed| row.contact().is_none_or(|it| it.coded_at <= Some(then));
    known_then.observed.retain(is_known);
    assert!(said(&records, then) == said(&known_then, then));
    assert!(said(&records, later) != said(&before, later));
}
