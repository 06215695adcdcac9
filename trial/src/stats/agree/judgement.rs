//! Comparison of an answer with the expected numbers, each within its tolerance.

use serde_json::Value;

use super::case::{Answer, number};

/// How far a number may lie from the expected one.
struct Tolerance {
    relative: f64,
    absolute: f64,
}

/// One line for each expected number that the answer does not meet, or does not hold.
pub fn misses(case: &Value, answer: &Answer) -> Vec<String> {
    let bound = |name: &str| case.get(name).and_then(Value::as_f64).unwrap_or(0.0);
    let tolerance = Tolerance { relative: bound("rel_tol"), absolute: bound("abs_tol") };
    let Some(expected) = case.get("expected").and_then(Value::as_object) else {
        return vec!["the case expects nothing".to_owned()];
    };
    expected.iter().filter_map(|(name, value)| miss(name, value, answer, &tolerance)).collect()
}

/// Whether a case expects that there is nothing to compute: "nan" or null throughout.
pub fn expects_no_number(case: &Value) -> bool {
    let is_none = |value: &Value| number(value).is_some_and(f64::is_nan);
    let expected = case.get("expected").and_then(Value::as_object);
    expected.is_some_and(|fields| {
        !fields.is_empty()
            && fields.values().all(|value| match value {
                Value::Array(items) => items.iter().all(is_none),
                single => is_none(single),
            })
    })
}

fn miss(name: &str, expected: &Value, answer: &Answer, tolerance: &Tolerance) -> Option<String> {
    let Some((_, got)) = answer.0.iter().find(|(given, _)| *given == name) else {
        return Some(format!("{name}: no such number is computed"));
    };
    let single = std::slice::from_ref(expected);
    let list = expected.as_array().map_or(single, Vec::as_slice);
    if list.len() != got.len() {
        return Some(format!("{name}: got {} numbers, expected {}", got.len(), list.len()));
    }
    let apart = |(got, expected): &(&f64, &Value)| !tolerance.allows(**got, number(expected));
    let (got, expected) = got.iter().zip(list).find(apart)?;
    Some(format!("{name}: got {got}, expected {expected}"))
}

impl Tolerance {
    /// |got − expected| ≤ max(absolute, relative · |expected|); what is no number or infinite
    /// must be the same.
    fn allows(&self, got: f64, expected: Option<f64>) -> bool {
        let Some(expected) = expected else {
            return false;
        };
        if expected.is_nan() || expected.is_infinite() {
            return got == expected || (got.is_nan() && expected.is_nan());
        }
        (got - expected).abs() <= self.absolute.max(self.relative * expected.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lines(expected: Value, answer: Answer) -> Vec<String> {
        misses(&json!({ "expected": expected, "rel_tol": 1e-9, "abs_tol": 1e-12 }), &answer)
    }

    #[test]
    fn a_number_within_its_tolerance_is_met_and_one_outside_is_named() {
        let answer = || Answer::default().number("low", 0.5).number("high", 0.7);
        assert_eq!(lines(json!({ "low": 0.5, "high": 0.7 + 5e-10 }), answer()), [""; 0]);
        let missed = lines(json!({ "low": 0.5, "high": 0.7 + 2e-9 }), answer());
        assert_eq!(missed.len(), 1);
        assert!(missed[0].starts_with("high: got 0.7"), "{missed:?}");
    }

    #[test]
    fn a_number_that_we_do_not_compute_is_missed() {
        let missed = lines(json!({ "median": 4 }), Answer::default());
        assert_eq!(missed, ["median: no such number is computed"]);
    }

    #[test]
    fn a_case_may_expect_that_there_is_no_number() {
        let expects = |expected: Value| expects_no_number(&json!({ "expected": expected }));
        assert!(expects(json!({ "rr": "nan", "ci": [null, "nan"] })));
        assert!(!expects(json!({ "rr": "nan", "low": 0 })));
        assert!(!expects(json!({})));
    }

    #[test]
    fn infinities_and_missing_numbers_must_be_the_same() {
        let answer = || Answer::default().list("ci", vec![f64::INFINITY, f64::NAN]);
        assert_eq!(lines(json!({ "ci": ["inf", "nan"] }), answer()), [""; 0]);
        assert_eq!(lines(json!({ "ci": ["-inf", "nan"] }), answer()).len(), 1);
        assert_eq!(lines(json!({ "ci": ["inf", 3] }), answer()).len(), 1);
        assert_eq!(lines(json!({ "ci": ["inf"] }), answer()).len(), 1);
    }
}
