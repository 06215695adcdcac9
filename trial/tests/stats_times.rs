//! Identities that curves, log-rank tests and restricted means keep for any times.

use proptest::collection::vec;
use proptest::prelude::*;
use trial::stats::anytime_log_rank::anytime_log_rank;
use trial::stats::cohort_log_rank::{Entrant, cohort_log_rank};
use trial::stats::kaplan_meier::{Band, Curve, Observed, kaplan_meier};
use trial::stats::life_table::LifeTable;
use trial::stats::log_rank::{LogRank, log_rank};
use trial::stats::restricted_mean::contrast;

const BANDS: [Band; 3] = [Band::Plain, Band::Log, Band::LogLog];

/// Times in quarters of a day, so that many are tied and doubling them is exact.
fn subjects() -> impl Strategy<Value = Vec<Observed>> {
    let subject = (0..60u32, any::<bool>());
    vec(
        subject.prop_map(|(quarters, event)| Observed { time: f64::from(quarters) / 4.0, event }),
        0..60,
    )
}

/// What can come from a broken feed: any time at all.
fn strange_subjects() -> impl Strategy<Value = Vec<Observed>> {
    vec((any::<f64>(), any::<bool>()).prop_map(|(time, event)| Observed { time, event }), 0..30)
}

fn test_of(a: &[Observed], b: &[Observed]) -> Option<LogRank> {
    log_rank(&[LifeTable::new(a), LifeTable::new(b)])
}

fn survivals(curve: &Curve) -> Vec<(f64, f64)> {
    curve.steps.iter().map(|step| (step.time, step.survival)).collect()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #[test]
    fn subjects_counted_twice_keep_the_curve(subjects in subjects()) {
        let once = kaplan_meier(&subjects, 0.05, Band::LogLog);
        let twice = kaplan_meier(&[subjects.clone(), subjects].concat(), 0.05, Band::LogLog);
        prop_assert_eq!(once.steps.len(), twice.steps.len());
        for (once, twice) in once.steps.iter().zip(&twice.steps) {
            prop_assert!(same(once.survival, twice.survival));
            prop_assert_eq!(2 * once.at_risk, twice.at_risk);
        }
    }

    #[test]
    fn another_unit_of_time_scales_times_and_nothing_else(a in subjects(), b in subjects()) {
        let hours = |days: &[Observed]| -> Vec<Observed> {
            days.iter().map(|o| Observed { time: o.time * 24.0, ..*o }).collect()
        };
        let (in_days, in_hours) = (
            kaplan_meier(&a, 0.05, Band::Log),
            kaplan_meier(&hours(&a), 0.05, Band::Log),
        );
        prop_assert_eq!(
            in_days.quantile(0.5).time.map(|days| days * 24.0),
            in_hours.quantile(0.5).time
        );
        for (days, hours) in in_days.steps.iter().zip(&in_hours.steps) {
            prop_assert_eq!((days.survival, days.interval), (hours.survival, hours.interval));
        }
        prop_assert_eq!(test_of(&a, &b), test_of(&hours(&a), &hours(&b)));
        let (days, hours) = (in_days.restricted_mean(7.0), in_hours.restricted_mean(168.0));
        prop_assert_eq!(days.is_some(), hours.is_some());
        if let (Some(days), Some(hours)) = (days, hours) {
            prop_assert!(same(days.mean * 24.0, hours.mean));
            prop_assert!(same(days.standard_error * 24.0, hours.standard_error));
        }
    }

    #[test]
    fn a_subject_never_at_risk_changes_nothing(mut a in subjects(), b in subjects()) {
        let before = (kaplan_meier(&a, 0.05, Band::LogLog), test_of(&a, &b));
        a.insert(0, Observed { time: -1.0, event: true });
        a.push(Observed { time: f64::NAN, event: true });
        prop_assert_eq!(before, (kaplan_meier(&a, 0.05, Band::LogLog), test_of(&a, &b)));
    }

    #[test]
    fn the_order_of_subjects_does_not_matter(mut a in subjects()) {
        let before = kaplan_meier(&a, 0.05, Band::LogLog);
        a.reverse();
        prop_assert_eq!(before, kaplan_meier(&a, 0.05, Band::LogLog));
    }

    #[test]
    fn swapped_groups_keep_the_log_rank_test_and_mirror_its_sign(a in subjects(), b in subjects()) {
        let (there, back) = (test_of(&a, &b), test_of(&b, &a));
        prop_assert_eq!(there.is_some(), back.is_some());
        if let (Some(there), Some(back)) = (there, back) {
            prop_assert!(same(there.test.p, back.test.p));
            prop_assert!(same(there.z(), -back.z()));
            prop_assert!(same(there.z() * there.z(), there.test.chi_square));
            let observed: u64 = there.observed.iter().sum();
            prop_assert!(same(observed as f64, there.expected.iter().sum()));
        }
    }

    #[test]
    fn swapped_groups_mirror_the_restricted_mean(a in subjects(), b in subjects()) {
        let mean = |subjects: &[Observed]| {
            kaplan_meier(subjects, 0.05, Band::LogLog).restricted_mean(7.0)
        };
        if let (Some(a), Some(b)) = (mean(&a), mean(&b)) {
            let (there, back) = (contrast(a, b, 0.05), contrast(b, a, 0.05));
            prop_assert_eq!((there.difference, there.p), (-back.difference, back.p));
            prop_assert!((0.0..=7.0).contains(&a.mean));
        }
    }

    #[test]
    fn swapped_groups_keep_the_two_sided_evidence(a in subjects(), b in subjects()) {
        let tables = || (LifeTable::new(&a), LifeTable::new(&b));
        let ((a, b), (c, d)) = (tables(), tables());
        let (there, back) =
            (anytime_log_rank(a, b, 0.7).unwrap(), anytime_log_rank(d, c, 0.7).unwrap());
        prop_assert!(same(there.e_value(), back.e_value()));
        prop_assert!(same(there.p(), back.p()));
    }

    #[test]
    fn no_time_whatever_makes_a_number_that_is_none(
        a in strange_subjects(),
        b in strange_subjects(),
        tau in any::<f64>(),
    ) {
        for band in BANDS {
            let curve = kaplan_meier(&a, 0.05, band);
            prop_assert!(survivals(&curve).is_sorted_by(|a, b| a.0 < b.0 && a.1 >= b.1));
            for step in &curve.steps {
                prop_assert!((0.0..=1.0).contains(&step.survival));
                prop_assert!(step.standard_error().is_finite());
                if let Some(limits) = step.interval {
                    prop_assert!(0.0 <= limits.low && limits.low <= step.survival + 1e-12);
                    prop_assert!(step.survival <= limits.high + 1e-12 && limits.high <= 1.0);
                }
            }
            if let Some(mean) = curve.restricted_mean(tau) {
                prop_assert!(mean.mean.is_finite() && !mean.standard_error.is_nan());
            }
        }
        if let Some(test) = test_of(&a, &b) {
            prop_assert!((0.0..=1.0).contains(&test.test.p) && test.z().is_finite());
        }
        let evidence = anytime_log_rank(LifeTable::new(&a), LifeTable::new(&b), 0.7).unwrap();
        prop_assert!(evidence.e_value().is_finite() && (0.0..=1.0).contains(&evidence.p()));
    }

    #[test]
    fn a_day_once_published_stays_as_it_was(
        entrants in vec((0..20u64, any::<bool>(), 0..15u64, any::<bool>()), 0..60),
        last in 0..30u64,
    ) {
        let entrants: Vec<Entrant> = entrants
            .into_iter()
            .map(|(entered, treated, days, event)| Entrant { entered, treated, days, event })
            .collect();
        let early = cohort_log_rank(&entrants, 0.7, last).unwrap();
        let all = cohort_log_rank(&entrants, 0.7, 99).unwrap();
        prop_assert_eq!(&early[..], &all[..early.len()]);
        prop_assert!(all.get(early.len()).is_none_or(|next| next.day > last));
        prop_assert!(all.windows(2).all(|pair| pair[0].p >= pair[1].p));
    }
}
