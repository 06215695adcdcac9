//! The simulator: the same story from the same seed, with rates near the published study's.

use trial::ArmName;
use trial::assignment::Seed;
use trial::observation::{Code, ContactChannel, CoverageState, Records};
use trial::report::{BurdenMetric, Report, build};
use trial::simulate::{Happening, Scenario, SimulatedEvent, World};

use super::story::{at, day, plan, trial};

fn world(seed: u64, arrivals_per_day: f64) -> World {
    World::new(seed, Scenario::like_the_study(&plan(), at(0.0), arrivals_per_day).unwrap())
}

fn arm(name: &str) -> ArmName {
    name.parse().unwrap()
}

/// What a server would have stored after playing all of the world's events.
fn play(world: &mut World, n_subjects: usize, n_days: i64) -> Records {
    world.play(&plan(), &Seed::new([1; 32]), n_subjects, at(n_days as f64))
}

fn share(report: &Report, arm: usize, metric: BurdenMetric) -> f64 {
    let cell = report.arms[arm].burden.iter().find(|cell| cell.metric == metric).unwrap();
    cell.rate.count.share().unwrap()
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let tell = |seed| play(&mut world(seed, 8.0), 60, 40);
    assert_eq!(tell(5), tell(5));
    assert_ne!(tell(5).observed, tell(6).observed);
}

#[test]
fn a_subject_does_the_same_whoever_was_asked_for_before() {
    let mut first = world(5, 8.0);
    let alone = first.subject(&arm("improved"), at(3.0), 17);
    first.next_arrival();
    first.subject(&arm("standard"), at(1.0), 16);
    assert_eq!(first.subject(&arm("improved"), at(3.0), 17), alone);
    assert_ne!(first.subject(&arm("improved"), at(3.0), 18), alone);
    assert!(first.subject(&arm("unheard-of"), at(3.0), 17).is_empty());
}

#[test]
fn subjects_arrive_in_order_at_their_rate_under_numbered_pseudonyms() {
    let mut world = world(5, 8.0);
    let arrivals: Vec<_> = (0..800).map_while(|_| world.next_arrival()).collect();
    assert_eq!(arrivals[122].subject.as_str(), "sim-000123");
    assert!(arrivals.windows(2).all(|two| two[0].at <= two[1].at));
    let days = (arrivals[799].at.as_second() - at(0.0).as_second()) as f64 / 86_400.0;
    assert!((85.0..115.0).contains(&days), "{days}");
    assert_eq!(self::world(5, 0.0).next_arrival(), None);
}

#[test]
fn events_come_in_the_order_in_which_they_are_reported_and_never_before_they_happen() {
    let world = world(5, 8.0);
    for number in 1..200 {
        let events = world.subject(&arm("standard"), at(2.0), number);
        assert!(events.windows(2).all(|two| two[0].arrived_at <= two[1].arrived_at));
        assert!(events.iter().all(|event| at(2.0) <= event.at && event.at <= event.arrived_at));
    }
}

#[test]
fn nobody_is_seen_in_quarantine_and_forms_come_from_there() {
    let world = world(5, 8.0);
    let mut n_forms = 0;
    for number in 1..300 {
        let events = world.subject(&arm("standard"), at(0.0), number);
        let stays: Vec<_> =
            events.iter().filter(|e| matches!(e.what, Happening::Quarantine { .. })).collect();
        let inside = |event: &SimulatedEvent| {
            stays.chunks(2).any(|stay| stay[0].at <= event.at && event.at < stay[1].at)
        };
        for event in &events {
            match &event.what {
                Happening::SightingSeen { .. } => assert!(!inside(event), "subject {number}"),
                Happening::HelpForm { text, .. } => {
                    n_forms += 1;
                    assert!(inside(event) && text.len() > 10, "subject {number}");
                    let is_visit = |e: &&SimulatedEvent| matches!(e.what, Happening::PageOpened);
                    assert!(events.iter().filter(is_visit).any(|visit| visit.at <= event.at));
                }
                _ => {}
            }
        }
    }
    assert!(n_forms > 100, "{n_forms}");
}

#[test]
fn feeds_deliver_most_days_lose_some_and_are_late_with_some() {
    let world = world(5, 8.0);
    let days: Vec<_> = (0..1_000).flat_map(|n| world.coverage(day(n))).collect();
    let n_missing = days.iter().filter(|row| row.state == CoverageState::Missing).count();
    assert!((3..=25).contains(&n_missing), "{n_missing}");
    assert_eq!(world.coverage(day(7)), world.coverage(day(7)));
    let before = (-500..0).flat_map(|n| world.coverage(day(n)));
    assert!(before.into_iter().all(|row| row.state == CoverageState::Delivered));
}

#[test]
fn rates_come_out_near_the_published_ones() {
    let records = play(&mut world(11, 60.0), 3_000, 110);
    let report = build(&trial(), &records, at(105.0));
    let clean = |arm: usize| report.arms[arm].clean_by_horizon.count.share().unwrap();
    assert!((clean(0) - 85.0 / 97.0).abs() < 0.03, "standard {}", clean(0));
    assert!((clean(1) - 37.0 / 40.0).abs() < 0.03, "improved {}", clean(1));
    let help = BurdenMetric::Code(Code::RequestsAdditionalHelp);
    assert!((share(&report, 0, help) - 41.0 / 97.0).abs() < 0.04);
    assert!((share(&report, 1, help) - 8.0 / 40.0).abs() < 0.04);
    let calls = BurdenMetric::Channel(ContactChannel::HelpDesk);
    assert!((share(&report, 1, calls) - 21.0 / 40.0).abs() < 0.04);
    assert!(report.arms.iter().all(|arm| arm.median.time.is_some_and(|days| days < 12.0)));
}
