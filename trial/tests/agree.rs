//! The statistics against the reference cases, through the same judge as the example `agree`.

use serde_json::Value;
use trial::stats::agree::{Judged, Outcome, Total, judge};

fn cases() -> Value {
    serde_json::from_str(include_str!("../testdata/stats-cases.json")).expect("the cases are JSON")
}

fn lines(judged: &[Judged], outcome: fn(&Outcome) -> bool) -> Vec<String> {
    judged.iter().filter(|case| outcome(&case.outcome)).map(Judged::to_string).collect()
}

#[test]
fn every_case_of_a_family_that_we_offer_passes() {
    let judged = judge(&cases()).unwrap();
    let missed = lines(&judged, |outcome| matches!(outcome, Outcome::Miss(_)));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert_eq!(Total::of(&judged), Total { passed: 159, missed: 0, not_offered: 7 });
}

#[test]
fn only_the_families_that_come_later_are_not_offered() {
    let judged = judge(&cases()).unwrap();
    let mut families: Vec<&str> = judged
        .iter()
        .filter(|case| case.outcome == Outcome::NotOffered)
        .map(|case| case.family.as_str())
        .collect();
    families.dedup();
    assert_eq!(families, ["cox_binary", "interval_censored_npmle", "aalen_johansen"]);
}

#[test]
fn changed_digits_turn_every_pass_into_a_miss() {
    let mut file = cases();
    for case in file["cases"].as_array_mut().unwrap() {
        change_digits(&mut case["expected"]);
    }
    assert_eq!(Total::of(&judge(&file).unwrap()), Total { passed: 0, missed: 159, not_offered: 7 });
}

/// Moves every number by more than any tolerance of the file allows.
fn change_digits(expected: &mut Value) {
    match expected {
        Value::Object(fields) => fields.values_mut().for_each(change_digits),
        Value::Array(items) => items.iter_mut().for_each(change_digits),
        other => {
            if let Some(number) = other.as_f64() {
                *other = Value::from(number * 1.0001 + 1e-11);
            }
        }
    }
}

#[test]
fn what_cannot_be_read_is_a_miss_with_its_reason() {
    let file = serde_json::json!({ "cases": [
        { "id": "impossible", "family": "wilson", "inputs": { "k": 5, "n": 4 }, "expected": {} },
        { "id": "absent", "family": "wilson", "inputs": { "n": 4 }, "expected": {} },
        { "id": "later", "family": "cox_binary", "inputs": {}, "expected": {} },
    ] });
    let lines: Vec<String> = judge(&file).unwrap().iter().map(Judged::to_string).collect();
    assert!(lines[0].contains("MISS") && lines[0].contains("5 of 4 is no count"), "{}", lines[0]);
    assert!(lines[1].contains("cannot read the input \"k\""), "{}", lines[1]);
    assert!(lines[2].starts_with("not offered"), "{}", lines[2]);
}

#[test]
fn strata_are_found_by_name_by_prefix_or_alone() {
    let mut file = cases();
    let named = |strata: Value| {
        let mut inputs = serde_json::json!({ "dataset": "rossi", "groups": [0, 1] });
        inputs["strata"] = strata;
        inputs
    };
    let mut alone = named(Value::Null);
    alone.as_object_mut().unwrap().remove("strata");
    let case = |inputs: Value| {
        serde_json::json!({
            "id": "rossi", "family": "logrank_stratified", "inputs": inputs,
            // By exact fractions.
            "expected": {
                "observed": [66, 48], "expected": [55.3163191057903, 58.6836808942097],
                "variance": 28.301020165441923, "chi2": 4.033106820250878, "df": 1,
            },
            "rel_tol": 1e-12,
        })
    };
    file["cases"] = [named("strata_wexp".into()), named("wexp".into()), alone].map(case).into();
    assert_eq!(Total::of(&judge(&file).unwrap()).passed, 3);
}

#[test]
fn a_file_without_cases_is_not_judged() {
    assert_eq!(judge(&serde_json::json!({ "title": "nothing" })), None);
}
