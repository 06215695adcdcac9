//! At a fixed moment, with arrival times preserved, the same observations say the same: in any
//! order, in any batches, and however often each of them comes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use jiff::SignedDuration;
use proptest::prelude::*;
use trial::assignment::Seed;
use trial::incremental::{IncrementalReport, NewRow};
use trial::observation::{EndReason, Enrolment, FollowUpEnd, Ineligible, Records, SurveyAnswer};
use trial::outcome::outcome_of;
use trial::report::build;
use trial::simulate::{Scenario, World};

use super::story::{at, plan, subject, trial};

/// A month of a small trial: with gaps, late reports, second stays, ends of follow-up, answers.
static PLAYED: LazyLock<Records> = LazyLock::new(|| {
    let mut scenario = Scenario::like_the_study(&plan(), at(0.0), 4.0).unwrap();
    scenario.feed_habits.gaps = 0.05;
    scenario.feed_habits.late = 0.2;
    let mut records = World::new(11, scenario).play(&plan(), &Seed::new([4; 32]), 24, at(40.0));
    let hours = SignedDuration::from_hours;
    let every = |nth: usize| records.enrolments.iter().skip(1).step_by(nth);
    let answer = |row: &Enrolment| SurveyAnswer {
        subject: row.subject.clone(),
        at: row.at + hours(100),
        received: Some(true),
        read: Some(row.ordinal.is_multiple_of(2)),
        distrusted: None,
        arrived_at: row.at + hours(130),
    };
    let end = |row: &Enrolment| FollowUpEnd {
        subject: row.subject.clone(),
        at: row.at + hours(24 * 9),
        reason: EndReason::ContractEnded,
        arrived_at: row.at + hours(24 * 12),
    };
    let (surveys, endings) = (every(3).map(answer).collect(), every(5).map(end).collect());
    let ineligible = |n: u32| Ineligible {
        subject: subject(&format!("shop-{n}")),
        at: at(f64::from(n)),
        reason: "business line".to_owned(),
        arrived_at: at(f64::from(n) + 0.5),
    };
    records.surveys = surveys;
    records.endings = endings;
    records.ineligible = (0..4).map(ineligible).collect();
    records
});

/// The rows that may come one by one.
fn rows() -> Vec<NewRow> {
    let records = PLAYED.clone();
    let mut rows: Vec<NewRow> = Vec::new();
    rows.extend(records.enrolments.into_iter().map(NewRow::Enrolment));
    rows.extend(records.sightings.into_iter().map(NewRow::Sighting));
    rows.extend(records.quarantine.into_iter().map(NewRow::Quarantine));
    rows.extend(records.contacts.into_iter().map(NewRow::Contact));
    rows.extend(records.pages.into_iter().map(NewRow::Page));
    rows.extend(records.surveys.into_iter().map(NewRow::Survey));
    rows.extend(records.coverage.into_iter().map(NewRow::Coverage));
    rows
}

/// Rows as they would be stored, in the order in which they come.
fn stored(rows: &[NewRow], others: impl Fn(&mut Records)) -> Records {
    let mut records = Records::default();
    for row in rows.iter().cloned() {
        match row {
            NewRow::Enrolment(row) => records.enrolments.push(row),
            NewRow::Sighting(row) => records.sightings.push(row),
            NewRow::Quarantine(row) => records.quarantine.push(row),
            NewRow::Contact(row) => records.contacts.push(row),
            NewRow::Page(row) => records.pages.push(row),
            NewRow::Survey(row) => records.surveys.push(row),
            NewRow::Coverage(row) => records.coverage.push(row),
        }
    }
    others(&mut records);
    records
}

/// The rows that only come with the first batch, turned round and twice.
fn others_twice(records: &mut Records) {
    for _ in 0..2 {
        records.endings.extend(PLAYED.endings.iter().rev().cloned());
        records.ineligible.extend(PLAYED.ineligible.iter().rev().cloned());
    }
}

/// All rows in an order of their own for each seed, some of them more than once.
fn shuffled(seed: u64) -> Vec<NewRow> {
    let key = |nth: usize| {
        let mut hasher = DefaultHasher::new();
        (seed, nth).hash(&mut hasher);
        hasher.finish()
    };
    let rows = rows();
    let mut places: Vec<(u64, usize)> = (0..rows.len()).map(|nth| (key(nth), nth)).collect();
    let again: Vec<(u64, usize)> = places
        .iter()
        .filter(|(key, _)| key.is_multiple_of(9))
        .map(|(key, nth)| (!key, *nth))
        .collect();
    places.extend(again);
    places.sort_unstable();
    places.into_iter().map(|(_, nth)| rows[nth].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_and_repetition_change_no_outcome_and_no_report(
        seed in any::<u64>(),
        known in 20u32..500,
    ) {
        let known = at(f64::from(known) / 10.0);
        let records = stored(&shuffled(seed), others_twice);
        for row in &PLAYED.enrolments {
            prop_assert_eq!(
                outcome_of(&plan(), &PLAYED, &row.subject, known),
                outcome_of(&plan(), &records, &row.subject, known)
            );
        }
        prop_assert!(build(&trial(), &PLAYED, known) == build(&trial(), &records, known));
    }

    #[test]
    fn batches_in_any_order_add_up_to_the_same_report(
        seed in any::<u64>(),
        n_later in 0usize..40,
        known in 20u32..500,
    ) {
        let known = at(f64::from(known) / 10.0);
        let rows = shuffled(seed);
        let (first, later) = rows.split_at(rows.len() - n_later);
        let mut kept = IncrementalReport::new(&trial(), stored(first, others_twice), known);
        for row in later {
            kept.add(row.clone(), known);
        }
        prop_assert!(build(&trial(), &PLAYED, known) == kept.report());
    }
}

#[test]
fn the_played_month_has_every_kind_of_row() {
    let records = &*PLAYED;
    let late = |row: &&trial::observation::Sighting| {
        row.arrived_at.duration_since(row.at) > SignedDuration::from_hours(72)
    };
    assert!(records.sightings.iter().filter(late).count() > 0);
    assert!(
        records.contacts.len() > 5 && records.pages.len() > 10 && records.quarantine.len() > 24
    );
    assert!(records.surveys.len() > 5 && records.endings.len() > 3);
}
