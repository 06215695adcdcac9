//! Random histories with late rows, corrections and gaps: what a look said never changes, whatever
//! comes later and in whatever order it is stored.

use jiff::Timestamp;
use proptest::prelude::*;
use trial::incremental::IncrementalReport;
use trial::looks::{LookCache, Looks};
use trial::metric::{BurdenMetric, Metric};
use trial::observation::{Code, Contact, CoverageState, Observed, Records, What};
use trial::plan::Guardrail;
use trial::report::build;
use trial::{PlanDraft, SubjectId};

use crate::world::{Placed, ReleasedBySelf, World, draft};

const N_DAYS: i64 = 34;

/// A row in the life of a trial: whose, when, how late, and what.
type Row = (u8, u16, u16, u8);

fn world(rows: &[Row], gaps: &[(u8, u8)]) -> World {
    let metric = Metric::Burden(BurdenMetric::Complaint);
    let guardrails = vec![Guardrail { metric, margin: 0.2 }];
    let short = PlanDraft { horizon_days: 5, quiet_days: 3, burden_days: 4, guardrails, ..draft() };
    let mut world = World::with(short).planned(20);
    for k in 0..48_u32 {
        let arm = if k % 2 == 0 { "page" } else { "control" };
        world = world.enrol(&format!("s{k}"), arm, f64::from(k / 4) + f64::from(k % 4) / 5.0);
    }
    for n in 0..N_DAYS {
        world = world.delivered("darknet", n, n as f64 + 1.25);
    }
    for (n, late) in gaps {
        let n = i64::from(*n) % N_DAYS;
        world = world.coverage("darknet", n, CoverageState::Missing, n as f64 + 1.3);
        world = world.delivered("darknet", n, n as f64 + 2.0 + f64::from(late % 12));
    }
    rows.iter().fold(world, add)
}

fn add(world: World, (who, when, late, what): &Row) -> World {
    let who = format!("s{}", who % 48);
    // Quarters of a day, so that midnight and equal moments come up.
    let at = f64::from(when % (4 * 24)) / 4.0;
    let arrived = at + f64::from(late % 40) / 4.0;
    match what % 6 {
        0 | 1 => world.seen_late(&who, at, arrived),
        2 => world.logged_late(&who, Placed, at, arrived),
        3 => world.logged_late(&who, ReleasedBySelf, at, arrived),
        4 => world.ended(&who, at, arrived),
        _ if late % 3 == 0 => world.called(&who, at, None),
        _ => world.called(&who, at, Some((arrived, &[Code::CannotWork]))),
    }
}

/// The same rows, stored in another order.
fn reversed(mut world: World) -> World {
    let records = &mut world.records;
    records.enrolments.reverse();
    records.observed.reverse();
    records.coverage.reverse();
    world
}

/// The rows that had arrived by then.
fn known_by(whole: &World, days: f64) -> World {
    let now = crate::world::at(days);
    let mut known = whole.clone();
    let records = &mut known.records;
    records.enrolments.retain(|row| row.at <= now);
    records.coverage.retain(|row| row.arrived_at <= now);
    records.observed.retain(|row| row.arrived_at <= now);
    records.observed.iter_mut().filter(|row| came(row) > now).for_each(uncode);
    known
}

fn uncode(row: &mut Observed) {
    if let What::Contact(contact) = &mut row.what {
        **contact = Contact::uncoded(contact.channel);
    }
}

/// When a row, or what it says about codes, arrived.
fn came(row: &Observed) -> Timestamp {
    let coded_at = row.contact().and_then(|contact| contact.coded_at);
    coded_at.unwrap_or(row.arrived_at).max(row.arrived_at)
}

/// The rows that came in after one moment and no later than another.
fn delta(records: &Records, after: Timestamp, now: Timestamp) -> Records {
    let mut new = until(records, now);
    let entered = |who: &SubjectId| {
        records.enrolments.iter().any(|row| row.subject == *who && row.at > after)
    };
    new.observed.retain(|row| came(row) > after || entered(&row.subject));
    new.enrolments.retain(|row| row.at > after);
    if new.coverage.iter().all(|row| row.arrived_at <= after) {
        new.coverage.clear();
    }
    new
}

/// The rows that had come in by a moment.
fn until(records: &Records, now: Timestamp) -> Records {
    let mut known = records.clone();
    known.enrolments.retain(|row| row.at <= now);
    known.coverage.retain(|row| row.arrived_at <= now);
    let enrolled = |who: &SubjectId| known.enrolments.iter().any(|row| row.subject == *who);
    known.observed.retain(|row| row.arrived_at <= now && enrolled(&row.subject));
    known.observed.iter_mut().filter(|row| came(row) > now).for_each(uncode);
    known
}

fn taken(looks: &Looks) -> Vec<&trial::looks::Look> {
    looks.comparisons[0].looks.iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_look_never_changes(
        rows in proptest::collection::vec(any::<Row>(), 0..120),
        gaps in proptest::collection::vec(any::<(u8, u8)>(), 0..6),
    ) {
        let world = world(&rows, &gaps);
        let all = world.looks(f64::from(N_DAYS as i32) + 0.5);
        let mut kept = LookCache::default();
        for days in 0..N_DAYS {
            let days = days as f64 + 0.25;
            let then = world.looks_with(days, &mut kept);
            let (then, all) = (taken(&then), taken(&all));
            prop_assert_eq!(&then[..], &all[..then.len()]);
        }
    }

    #[test]
    fn what_is_known_later_is_not_needed(
        rows in proptest::collection::vec(any::<Row>(), 0..120),
        gaps in proptest::collection::vec(any::<(u8, u8)>(), 0..6),
        days in 8..N_DAYS,
    ) {
        let whole = world(&rows, &gaps);
        let now = crate::world::at(days as f64);
        let mut known = whole.clone();
        known.records.observed.retain(|row| row.contact().is_some() || row.arrived_at < now);
        known.records.coverage.retain(|row| row.arrived_at < now);
        let (whole, known) = (whole.looks(days as f64 + 0.001), known.looks(days as f64 + 0.001));
        prop_assert_eq!(taken(&whole), taken(&known));
    }

    #[test]
    fn looks_that_are_kept_up_equal_looks_from_scratch(
        rows in proptest::collection::vec(any::<Row>(), 0..120),
        gaps in proptest::collection::vec(any::<(u8, u8)>(), 0..6),
    ) {
        let whole = world(&rows, &gaps);
        let mut kept = LookCache::default();
        for day in 0..N_DAYS {
            let days = day as f64 + 0.1;
            let known = known_by(&whole, days);
            prop_assert_eq!(known.looks_with(days, &mut kept), whole.looks(days));
        }
    }

    #[test]
    fn a_report_that_is_kept_up_row_by_row_equals_one_from_scratch(
        rows in proptest::collection::vec(any::<Row>(), 0..120),
        gaps in proptest::collection::vec(any::<(u8, u8)>(), 0..6),
        hours in 11..29_i64,
        stops in any::<bool>(),
    ) {
        let whole = world(&rows, &gaps);
        let whole = if stops { whole.stopped(21.3) } else { whole };
        let trial = whole.trial();
        let mut before = crate::world::at(-1.0);
        let mut kept = IncrementalReport::new(&trial, Records::default(), before);
        for step in 0..N_DAYS * 24 / hours {
            let now = crate::world::at(step as f64 * hours as f64 / 24.0 + 0.0004);
            kept.extend(delta(&whole.records, before, now), now);
            before = now;
            let report = build(&trial, &until(&whole.records, now), now);
            prop_assert_eq!(kept.report().looks, report.looks.clone());
            prop_assert!(kept.report().says_the_same_as(&report));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in proptest::collection::vec(any::<Row>(), 0..120),
        gaps in proptest::collection::vec(any::<(u8, u8)>(), 0..6),
    ) {
        let world = world(&rows, &gaps);
        let days = N_DAYS as f64 + 0.5;
        prop_assert_eq!(world.looks(days), reversed(world.clone()).looks(days));
    }
}
