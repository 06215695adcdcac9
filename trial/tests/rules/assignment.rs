//! The assignment: balanced, repeatable for ever, and open to an audit.

use std::collections::BTreeMap;

use proptest::prelude::*;
use trial::Stratum;
use trial::assignment::{AuditProblem, Seed, arm_index, arm_indices, audit};
use trial::observation::Enrolment;

use super::story::{at, plan, subject};

fn seed(byte: u8) -> Seed {
    Seed::new([byte; 32])
}

fn stratum(name: &str) -> Stratum {
    name.parse().unwrap()
}

/// The first fifty draws for seed 7 7 7 …, as a row of digits. A second implementation (in Python,
/// with its own ChaCha20) gave the same rows.
fn fifty(weights: &[u32]) -> String {
    let draws = arm_indices(&seed(7), &Stratum::all(), weights).take(50);
    draws.map(|arm| arm.to_string()).collect()
}

#[test]
fn the_first_fifty_draws_never_change() {
    assert_eq!(fifty(&[1, 1]), "11010001011001100110011000110101110010011001011001");
    assert_eq!(fifty(&[3, 1, 2]), "22102201102000020000202010022100212002020121002021");
}

#[test]
fn the_commitment_is_the_sha_256_of_the_seed_and_binds_it() {
    let commitment = seed(7).commitment();
    assert_eq!(commitment, "4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0");
    assert!(seed(7).keeps(&commitment) && !seed(8).keeps(&commitment));
}

#[test]
fn strata_and_seeds_draw_differently() {
    let list = |seed: &Seed, stratum: &Stratum| -> Vec<usize> {
        arm_indices(seed, stratum, &[1, 1]).take(64).collect()
    };
    let one = list(&seed(7), &stratum("north"));
    assert_ne!(one, list(&seed(7), &stratum("south")));
    assert_ne!(one, list(&seed(8), &stratum("north")));
}

#[test]
fn two_equal_arms_are_never_more_than_three_apart_and_sometimes_are_three() {
    // Three apart needs a block of six, three times the sum of the weights.
    let mut ahead: i32 = 0;
    let mut furthest = 0;
    for arm in arm_indices(&seed(3), &Stratum::all(), &[1, 1]).take(3_000) {
        ahead += if arm == 0 { 1 } else { -1 };
        furthest = furthest.max(ahead.abs());
    }
    assert_eq!(furthest, 3);
}

#[test]
fn without_weights_nothing_is_drawn_and_nothing_breaks() {
    assert_eq!(arm_index(&seed(1), &Stratum::all(), 5, &[]), 0);
    assert_eq!(arm_index(&seed(1), &Stratum::all(), 5, &[0, 0]), 0);
    assert_eq!(arm_indices(&seed(1), &Stratum::all(), &[]).count(), 0);
}

proptest! {
    #[test]
    fn the_nth_draw_is_the_same_whatever_came_before(
        byte in any::<u8>(),
        weights in prop::collection::vec(1u32..5, 2..5),
        ordinals in prop::collection::vec(0u64..400, 1..20),
    ) {
        let list: Vec<usize> =
            arm_indices(&seed(byte), &Stratum::all(), &weights).take(400).collect();
        for ordinal in ordinals {
            let drawn = arm_index(&seed(byte), &Stratum::all(), ordinal, &weights);
            prop_assert_eq!(drawn, list[ordinal as usize]);
        }
    }

    #[test]
    fn every_block_is_balanced_exactly(
        byte in any::<u8>(),
        weights in prop::collection::vec(1u32..5, 2..5),
    ) {
        let total: usize = weights.iter().sum::<u32>() as usize;
        let draws: Vec<usize> =
            arm_indices(&seed(byte), &Stratum::all(), &weights).take(60 * total).collect();
        // From one balance to the next it is never further than the largest block.
        let mut counts = vec![0usize; weights.len()];
        let mut since = 0;
        for arm in draws {
            counts[arm] += 1;
            since += 1;
            let times = counts[0] / weights[0] as usize;
            let balanced = counts
                .iter()
                .zip(&weights)
                .all(|(count, weight)| *count == times * *weight as usize);
            if balanced {
                since = 0;
            }
            prop_assert!(since < 3 * total, "{counts:?} for {weights:?}");
        }
    }
}

fn log(n: u64) -> Vec<Enrolment> {
    let plan = plan();
    let row = |ordinal: u64| Enrolment {
        subject: subject(&format!("s-{ordinal}")),
        at: at(ordinal as f64 / 10.0),
        stratum: Stratum::all(),
        ordinal,
        arm: plan.arms[arm_index(&seed(7), &Stratum::all(), ordinal, &plan.weights())].name.clone(),
    };
    (0..n).map(row).collect()
}

#[test]
fn an_intact_log_has_no_findings_in_any_order() {
    let mut rows = log(200);
    assert_eq!(audit(&seed(7), &plan(), &rows), []);
    rows.reverse();
    assert_eq!(audit(&seed(7), &plan(), &rows), []);
    assert!(!audit(&seed(8), &plan(), &rows).is_empty());
}

#[test]
fn an_audit_tells_which_rows_were_changed() {
    let mut rows = log(20);
    let other: BTreeMap<&str, &str> =
        [("standard", "improved"), ("improved", "standard")].into_iter().collect();
    rows[4].arm = other[rows[4].arm.as_str()].parse().unwrap();
    rows.remove(9);
    rows.push(Enrolment { subject: subject("twice"), ..rows[2].clone() });
    rows.push(Enrolment { ordinal: 20, ..log(21)[20].clone() });
    let last = rows.len() - 1;
    rows[last].subject = subject("s-0");
    let findings = audit(&seed(7), &plan(), &rows);
    let told: Vec<(u64, &AuditProblem)> =
        findings.iter().map(|finding| (finding.ordinal, &finding.problem)).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert_eq!(told[0], (2, &AuditProblem::RepeatedOrdinal));
    assert!(matches!(told[1], (4, AuditProblem::WrongArm { .. })));
    assert_eq!(told[2], (9, &AuditProblem::MissingOrdinal));
    assert_eq!(findings[2].subject, None);
    assert_eq!(told[3], (20, &AuditProblem::RepeatedSubject));
}

#[test]
fn a_forged_number_does_not_keep_the_audit_busy() {
    let mut rows = log(3);
    rows[1].ordinal = u64::MAX;
    let findings = audit(&seed(7), &plan(), &rows);
    let told: Vec<&AuditProblem> = findings.iter().map(|finding| &finding.problem).collect();
    assert_eq!(told, [&AuditProblem::MissingOrdinal, &AuditProblem::ImpossibleOrdinal]);
}
