//! A trial that is kept added up reports what all its rows report.

use jiff::{SignedDuration, Timestamp};
use trial::accumulated::{Accumulated, NewRow};
use trial::assignment::Seed;
use trial::observation::{Enrolment, Records, SurveyAnswer};
use trial::report::build;
use trial::simulate::{Scenario, World};

use super::story::{at, plan, trial};

fn played(n_subjects: usize, n_days: u32) -> Records {
    let per_day = n_subjects as f64 / f64::from(n_days) * 2.0;
    let scenario = Scenario::like_the_study(&plan(), at(0.0), per_day).unwrap();
    let mut world = World::new(3, scenario);
    let records = world.play(&plan(), &Seed::new([2; 32]), n_subjects, at(f64::from(n_days)));
    Records { surveys: answered(&records), ..records }
}

/// Every third subject answers a week after it was enrolled, and is heard two days later.
fn answered(records: &Records) -> Vec<SurveyAnswer> {
    let asked = records.enrolments.iter().enumerate().filter(|(nth, _)| nth % 3 == 0);
    let answer = |(nth, row): (usize, &Enrolment)| SurveyAnswer {
        subject: row.subject.clone(),
        at: row.at + SignedDuration::from_hours(7 * 24),
        received: Some(true),
        read: Some(nth % 2 == 0),
        distrusted: (nth % 4 == 0).then_some(nth % 5 == 0),
        arrived_at: row.at + SignedDuration::from_hours(9 * 24),
    };
    asked.map(answer).collect()
}

/// Every row with the moment at which it arrives, in that order.
fn in_order(records: &Records) -> Vec<(Timestamp, NewRow)> {
    let mut rows: Vec<(Timestamp, NewRow)> = Vec::new();
    rows.extend(records.enrolments.iter().map(|row| (row.at, NewRow::Enrolment(row.clone()))));
    rows.extend(records.sightings.iter().map(|r| (r.arrived_at, NewRow::Sighting(r.clone()))));
    rows.extend(records.quarantine.iter().map(|r| (r.arrived_at, NewRow::Quarantine(r.clone()))));
    rows.extend(records.contacts.iter().map(|r| (r.arrived_at, NewRow::Contact(r.clone()))));
    rows.extend(records.surveys.iter().map(|r| (r.arrived_at, NewRow::Survey(r.clone()))));
    rows.extend(records.pages.iter().map(|row| (row.at, NewRow::Page(row.clone()))));
    rows.extend(records.coverage.iter().map(|r| (r.arrived_at, NewRow::Coverage(r.clone()))));
    rows.sort_by_key(|(at, _)| *at);
    rows
}

#[test]
fn row_by_row_it_says_the_same_as_adding_up_anew() {
    let records = played(60, 36);
    let mut accumulated = Accumulated::new(&trial(), Records::default(), at(0.0));
    let mut n_compared = 0;
    let rows = in_order(&records);
    for (number, (now, row)) in rows.iter().enumerate() {
        accumulated.add(row.clone(), *now);
        // Rows of one batch arrive at once.
        let is_last_of_batch = rows.get(number + 1).is_none_or(|(next, _)| next > now);
        if number % 7 == 0 && is_last_of_batch {
            let anew = build(&trial(), &records_until(&records, *now), *now);
            assert!(accumulated.report().says_the_same_as(&anew), "{number} {now}");
            n_compared += 1;
        }
    }
    assert!(n_compared > 30, "{n_compared}");
}

#[test]
fn time_alone_moves_it_as_well() {
    let records = played(30, 36);
    let mut accumulated = Accumulated::new(&trial(), records.clone(), at(12.0));
    for hours in (12 * 24..45 * 24).step_by(19) {
        let now = at(f64::from(hours) / 24.0);
        accumulated.advance(now);
        let anew = build(&trial(), &records, now);
        assert!(accumulated.report().says_the_same_as(&anew), "{now}");
    }
}

/// The rows that have arrived by a moment.
fn records_until(records: &Records, now: Timestamp) -> Records {
    let mut records = records.clone();
    records.enrolments.retain(|row| row.at <= now);
    records.sightings.retain(|row| row.arrived_at <= now);
    records.quarantine.retain(|row| row.arrived_at <= now);
    records.contacts.retain(|row| row.arrived_at <= now);
    records.pages.retain(|row| row.at <= now);
    records.surveys.retain(|row| row.arrived_at <= now);
    records.coverage.retain(|row| row.arrived_at <= now);
    records
}
