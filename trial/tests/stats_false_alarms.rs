//! Simulated trials under daily looks: how often the watched numbers raise a false alarm, and
//! that they see what is there. Subjects enter day by day and clean up at a hazard that falls with
//! the days since entry; everything is drawn from a fixed seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use trial::stats::cohort_log_rank::{Entrant, cohort_log_rank};
use trial::stats::life_table::{LifeTable, Observed};
use trial::stats::log_rank::log_rank;
use trial::stats::rate::Count;
use trial::stats::sequence::{Mixture, equal_rates_e_value};
use trial::stats::watching::Watching;

const ALPHA: f64 = 0.05;
const N_SUBJECTS: u64 = 240;
const ACCRUAL_DAYS: u64 = 28;
const HORIZON_DAYS: u64 = 14;

/// The hazard ratio that the plan's smallest difference stands for.
const THETA: f64 = 0.6;

/// The chance of cleaning up on a day, falling with the days since entry.
fn hazard(days_in: u64, ratio: f64) -> f64 {
    (0.25 * libm::exp(-(days_in as f64) / 5.0) * ratio).min(1.0)
}

/// One trial with the given hazard ratio of the treated arm.
fn simulate(seed: u64, ratio: f64) -> Vec<Entrant> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut share = move || (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let mut entrant = |place: u64| {
        let treated = share() < 0.5;
        let ratio = if treated { ratio } else { 1.0 };
        let cleaned = (1..=HORIZON_DAYS).find(|day| share() < hazard(*day, ratio));
        Entrant {
            entered: place * ACCRUAL_DAYS / N_SUBJECTS,
            treated,
            days: cleaned.unwrap_or(HORIZON_DAYS),
            event: cleaned.is_some(),
        }
    };
    (0..N_SUBJECTS).map(&mut entrant).collect()
}

/// The share of simulated trials in which something holds.
fn share_of(n_trials: u64, ratio: f64, alarm: impl Fn(&[Entrant]) -> bool) -> f64 {
    let alarms = (0..n_trials).filter(|seed| alarm(&simulate(*seed, ratio))).count();
    alarms as f64 / n_trials as f64
}

fn cohorts_ever_alarm(entrants: &[Entrant]) -> bool {
    let days = cohort_log_rank(entrants, THETA, u64::MAX).expect("the ratio is positive");
    days.last().is_some_and(|last| last.p <= ALPHA)
}

/// A fixed log-rank test looked at every day, as if each look were the only one.
fn naive_log_rank_ever_alarms(entrants: &[Entrant]) -> bool {
    let known_on = |entrant: &Entrant, day: u64| {
        let watched = day - entrant.entered;
        let event = entrant.event && entrant.days <= watched;
        Observed { time: entrant.days.min(watched) as f64, event }
    };
    let arm_on = |day: u64, treated: bool| {
        let entered = entrants.iter().filter(|e| e.treated == treated && e.entered < day);
        LifeTable::new(&entered.map(|e| known_on(e, day)).collect::<Vec<_>>())
    };
    (2..=ACCRUAL_DAYS + HORIZON_DAYS).any(|day| {
        let test = log_rank(&[arm_on(day, false), arm_on(day, true)]);
        test.is_some_and(|test| test.test.p <= ALPHA)
    })
}

/// Cleaned by the horizon, one look a day at the subjects whose horizon is over.
fn difference_ever_alarms(entrants: &[Entrant]) -> bool {
    let arm_on = |day: u64, treated: bool| {
        let mature =
            entrants.iter().filter(|e| e.treated == treated && e.entered + HORIZON_DAYS <= day);
        let (cleaned, all) = mature.fold((0, 0), |(x, n), e| (x + u64::from(e.event), n + 1));
        Count::new(cleaned, all).expect("no more cleaned than entered")
    };
    (0..=ACCRUAL_DAYS + HORIZON_DAYS).any(|day| {
        let e_value =
            equal_rates_e_value(arm_on(day, true), arm_on(day, false), Mixture::default());
        1.0 / e_value <= ALPHA
    })
}

#[test]
fn the_log_rank_by_cohorts_rarely_cries_wolf_under_daily_looks() {
    let false_alarms = share_of(1000, 1.0, cohorts_ever_alarm);
    assert!(false_alarms <= ALPHA, "{false_alarms}");
}

#[test]
fn the_watched_difference_rarely_cries_wolf_under_daily_looks() {
    let false_alarms = share_of(400, 1.0, difference_ever_alarms);
    assert!(false_alarms <= ALPHA, "{false_alarms}");
}

#[test]
fn a_plain_log_rank_under_daily_looks_does_cry_wolf() {
    let false_alarms = share_of(100, 1.0, naive_log_rank_ever_alarms);
    assert!(false_alarms > 2.0 * ALPHA, "the simulation would not notice: {false_alarms}");
}

#[test]
fn the_log_rank_by_cohorts_sees_a_large_effect() {
    let seen = share_of(100, 0.35, cohorts_ever_alarm);
    assert!(seen > 0.6, "{seen}");
}

/// Whether pairs of subjects with these rates, watched one after the other, ever show a difference.
fn pairs_ever_differ(seed: u64, plan: Watching, n_pairs: u64) -> bool {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut happens =
        move |rate: f64| ((random.next_u64() >> 11) as f64) < rate * (1u64 << 53) as f64;
    let mut events = (0, 0);
    (1..=n_pairs).any(|n| {
        events.0 += u64::from(happens(plan.first));
        events.1 += u64::from(happens(plan.second));
        let count = |x| Count::new(x, n).expect("no more events than subjects");
        equal_rates_e_value(count(events.0), count(events.1), Mixture::default())
            >= 1.0 / plan.alpha
    })
}

#[test]
fn the_watching_size_sees_its_difference_about_as_often_as_it_promises() {
    let plan = Watching { first: 0.6, second: 0.85, alpha: 0.01, ratio: 1.0 };
    let n_pairs = plan.size(0.8).expect("a size").ceil() as u64;
    let seen = (0..400).filter(|seed| pairs_ever_differ(*seed, plan, n_pairs)).count();
    let share = seen as f64 / 400.0;
    // 0.04 is two standard errors; stopping at an earlier peak adds a little.
    assert!((0.76..=0.92).contains(&share), "{share} at {n_pairs} an arm");
}
