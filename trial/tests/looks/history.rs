//! Random histories with late rows, corrections and gaps: what a look said never changes, whatever
//! comes later and in whatever order it is stored.

use proptest::prelude::*;
use trial::PlanDraft;
use trial::looks::{LookCache, Looks};
use trial::metric::{BurdenMetric, Metric};
use trial::observation::{Code, Contact, CoverageState, What};
use trial::plan::Guardrail;

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
    for row in &mut records.observed {
        if let What::Contact(contact) = &mut row.what
            && contact.coded_at.is_some_and(|at| at > now)
        {
            **contact = Contact::uncoded(contact.channel);
        }
    }
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
    fn the_order_of_rows_does_not_matter(
        rows in proptest::collection::vec(any::<Row>(), 0..120),
        gaps in proptest::collection::vec(any::<(u8, u8)>(), 0..6),
    ) {
        let world = world(&rows, &gaps);
        let days = N_DAYS as f64 + 0.5;
        prop_assert_eq!(world.looks(days), reversed(world.clone()).looks(days));
    }
}
