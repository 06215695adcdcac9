//! Identities that the statistics keep for any counts and times.

use proptest::collection::vec;
use proptest::prelude::*;
use trial::stats::boschloo::boschloo;
use trial::stats::chi_square::equal_rates;
use trial::stats::fisher::fisher;
use trial::stats::multiplicity::{Adjustment, adjust};
use trial::stats::rate::{Count, Interval, newcombe, wilson};
use trial::stats::risk_ratio::risk_ratio;
use trial::stats::score::{Claim, miettinen_nurminen, noninferiority};
use trial::stats::sequence::{
    Mixture, difference_sequence, equal_rates_e_value, rate_sequence, union_sequence,
};

/// A count of up to `most` subjects, often with none or all of them.
fn count_up_to(most: u64) -> impl Strategy<Value = Count> {
    (0..=most, 0..=most, 0..4u8).prop_filter_map("no count", |(a, b, end)| {
        let x = match end {
            0 => 0,
            1 => a.max(b),
            _ => a.min(b),
        };
        Count::new(x, a.max(b)).ok()
    })
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance
}

fn is_within(interval: Interval, low: f64, high: f64) -> bool {
    low <= interval.low && interval.low <= interval.high && interval.high <= high
}

fn is_mirrored(a: Option<Interval>, b: Option<Interval>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => near(a.low, -b.high, 1e-9) && near(a.high, -b.low, 1e-9),
        (None, None) => true,
        _ => false,
    }
}

proptest! {
    // Boschloo's test is slow without optimisation.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn swapped_arms_mirror_every_difference(a in count_up_to(300), b in count_up_to(300)) {
        let mixture = Mixture::default();
        prop_assert!(is_mirrored(newcombe(a, b, 0.05), newcombe(b, a, 0.05)));
        prop_assert!(is_mirrored(miettinen_nurminen(a, b, 0.05), miettinen_nurminen(b, a, 0.05)));
        prop_assert!(is_mirrored(
            difference_sequence(a, b, 0.05, mixture),
            difference_sequence(b, a, 0.05, mixture),
        ));
        prop_assert!(is_mirrored(
            union_sequence(a, b, 0.05, mixture),
            union_sequence(b, a, 0.05, mixture),
        ));
    }

    #[test]
    fn swapped_arms_keep_every_p(a in count_up_to(60), b in count_up_to(60)) {
        let (there, back) = (fisher(a, b), fisher(b, a));
        prop_assert!(near(there.two_sided, back.two_sided, 1e-12));
        prop_assert!(near(there.less, back.greater, 1e-12));
        let (there, back) = (boschloo(a, b), boschloo(b, a));
        prop_assert!(near(there.two_sided, back.two_sided, 1e-12));
        prop_assert!(near(there.less, back.greater, 1e-12));
        let mixture = Mixture::default();
        let (there, back) = (equal_rates_e_value(a, b, mixture), equal_rates_e_value(b, a, mixture));
        prop_assert!(near(there / back, 1.0, 1e-9));
    }

    #[test]
    fn boschloo_never_says_less_than_fisher(a in count_up_to(60), b in count_up_to(60)) {
        let (exact, conditional) = (boschloo(a, b), fisher(a, b));
        prop_assert!(exact.less <= conditional.less + 1e-9);
        prop_assert!(exact.greater <= conditional.greater + 1e-9);
    }

    #[test]
    fn counting_the_others_mirrors_a_rate(count in count_up_to(1_000_000)) {
        let others = Count::new(count.rest(), count.n()).unwrap();
        let mirror = |interval: Option<Interval>| {
            interval.map(|interval| Interval { low: -interval.low, high: -interval.high })
        };
        let (limits, mirrored) = (wilson(count, 0.05), mirror(wilson(others, 0.05)));
        let shifted = mirrored.map(|i| Interval { low: i.low + 1.0, high: i.high + 1.0 });
        prop_assert_eq!(limits.is_some(), shifted.is_some());
        if let (Some(limits), Some(shifted)) = (limits, shifted) {
            prop_assert!(near(limits.low, shifted.high, 1e-12), "{limits:?} {shifted:?}");
        }
    }

    #[test]
    fn limits_hold_their_estimate_and_are_never_nan(
        a in count_up_to(2_000_000),
        b in count_up_to(2_000_000),
        alpha in prop_oneof![Just(0.05), Just(0.0), Just(1.0), Just(f64::NAN), 0.0..1.0f64],
    ) {
        let mixture = Mixture::default();
        let rates = [wilson(a, alpha), rate_sequence(a, alpha, mixture)];
        for limits in rates.into_iter().flatten() {
            prop_assert!(is_within(limits, 0.0, 1.0), "{limits:?}");
            prop_assert!(limits.low <= a.share().unwrap() + 1e-12);
            prop_assert!(a.share().unwrap() <= limits.high + 1e-12);
        }
        let differences = [
            newcombe(a, b, alpha),
            miettinen_nurminen(a, b, alpha),
            difference_sequence(a, b, alpha, mixture),
            union_sequence(a, b, alpha, mixture),
        ];
        for limits in differences.into_iter().flatten() {
            prop_assert!(is_within(limits, -1.0, 1.0), "{limits:?}");
        }
        prop_assert_eq!(wilson(a, alpha).is_some(), a.n() > 0);
        prop_assert_eq!(miettinen_nurminen(a, b, alpha).is_some(), a.n() > 0 && b.n() > 0);
        if let Some(ratio) = risk_ratio(a, b, alpha) {
            prop_assert!(ratio.ratio > 0.0 && is_within(ratio.interval, 0.0, f64::MAX));
        }
    }

    #[test]
    fn tests_of_any_counts_give_probabilities(
        a in count_up_to(3_000),
        b in count_up_to(3_000),
        margin in -1.0..1.0f64,
    ) {
        let is_probability = |p: f64| (0.0..=1.0).contains(&p);
        let exact = fisher(a, b);
        prop_assert!([exact.two_sided, exact.less, exact.greater].into_iter().all(is_probability));
        prop_assert!(exact.less + exact.greater >= 1.0 - 1e-9);
        if let Some(test) = equal_rates(&[a, b, a]) {
            prop_assert!(is_probability(test.p) && test.chi_square >= 0.0);
        }
        for claim in [Claim::Less, Claim::Greater] {
            if let Some(test) = noninferiority(a, b, margin, claim) {
                prop_assert!(is_probability(test.p) && test.z.is_finite(), "{test:?}");
            }
        }
        let e_value = equal_rates_e_value(a, b, Mixture::default());
        prop_assert!(e_value.is_finite() && e_value >= 0.0);
    }

    #[test]
    fn holm_keeps_the_order_and_never_says_more_than_the_single_test(p in vec(0.0..=1.0f64, 0..20)) {
        let holm = adjust(&p, Adjustment::Holm);
        for (at, adjusted) in holm.iter().enumerate() {
            prop_assert!(*adjusted >= p[at] && *adjusted <= 1.0);
            for (other, value) in p.iter().enumerate() {
                prop_assert!(*value < p[at] || holm[other] >= *adjusted);
            }
        }
    }

    #[test]
    fn adjustments_stand_in_their_known_order(p in vec(0.0..=1.0f64, 1..20)) {
        let of = |how| adjust(&p, how);
        let (bonferroni, holm) = (of(Adjustment::Bonferroni), of(Adjustment::Holm));
        let (hochberg, hommel) = (of(Adjustment::Hochberg), of(Adjustment::Hommel));
        let (bh, by) = (of(Adjustment::BenjaminiHochberg), of(Adjustment::BenjaminiYekutieli));
        for at in 0..p.len() {
            let rising = [p[at], bh[at], hommel[at], hochberg[at], holm[at], bonferroni[at]];
            prop_assert!(rising.is_sorted_by(|a, b| *a <= *b + 1e-12), "{rising:?}");
            prop_assert!(bh[at] <= by[at] + 1e-12);
        }
    }
}
