//! At a fixed moment, with arrival times preserved, the same observations say the same: in any
//! order, in any batches, and however often each of them comes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use jiff::SignedDuration;
use proptest::prelude::*;
use trial::assignment::Seed;
use trial::incremental::{IncrementalReport, NewRow};
use trial::observation::{
    Answers, EndReason, Enrolment, Ineligible, KindName, Observed, Records, What,
};
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
    let answer = |row: &Enrolment| Observed {
        subject: row.subject.clone(),
        at: row.at + hours(100),
        arrived_at: row.at + hours(130),
        what: What::SurveyAnswer(Answers {
            received: Some(true),
            read: Some(row.ordinal.is_multiple_of(2)),
            distrusted: None,
        }),
    };
    let end = |row: &Enrolment| Observed {
        subject: row.subject.clone(),
        at: row.at + hours(24 * 9),
        arrived_at: row.at + hours(24 * 12),
        what: What::FollowUpEnd(EndReason::ContractEnded),
    };
    let others: Vec<_> = every(3).map(answer).chain(every(5).map(end)).collect();
    let ineligible = |n: u32| Ineligible {
        subject: subject(&format!("shop-{n}")),
        at: at(f64::from(n)),
        reason: "business line".to_owned(),
        arrived_at: at(f64::from(n) + 0.5),
    };
    records.observed.extend(others);
    records.ineligible = (0..4).map(ineligible).collect();
    records
});

/// Whether a row may come one by one, and not only with the first batch.
fn comes_alone(row: &Observed) -> bool {
    row.end().is_none()
}

/// The rows that may come one by one.
fn rows() -> Vec<NewRow> {
    let records = PLAYED.clone();
    let mut rows: Vec<NewRow> = Vec::new();
    rows.extend(records.enrolments.into_iter().map(NewRow::Enrolment));
    rows.extend(records.observed.into_iter().filter(comes_alone).map(NewRow::Observed));
    rows.extend(records.coverage.into_iter().map(NewRow::Coverage));
    rows
}

/// Rows as they would be stored, in the order in which they come.
fn stored(rows: &[NewRow], others: impl Fn(&mut Records)) -> Records {
    let mut records = Records::default();
    for row in rows.iter().cloned() {
        match row {
            NewRow::Enrolment(row) => records.enrolments.push(row),
            NewRow::Observed(row) => records.observed.push(row),
            NewRow::Coverage(row) => records.coverage.push(row),
        }
    }
    others(&mut records);
    records
}

/// The rows that only come with the first batch, turned round and twice.
fn others_twice(records: &mut Records) {
    for _ in 0..2 {
        let ends = PLAYED.observed.iter().rev().filter(|row| !comes_alone(row));
        records.observed.extend(ends.cloned());
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
    let late =
        |row: &&Observed| row.arrived_at.duration_since(row.at) > SignedDuration::from_hours(72);
    assert!(records.of(KindName::Sighting).filter(late).count() > 0);
    let n = |kind| records.of(kind).count();
    assert!(n(KindName::Contact) > 5 && n(KindName::PageServed) > 10);
    assert!(n(KindName::QuarantineEvent) > 24);
    assert!(n(KindName::SurveyAnswer) > 5 && n(KindName::FollowUpEnd) > 3);
}
