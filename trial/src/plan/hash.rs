//! The hash of a plan, by which a report names the plan that it follows.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Plan, PlanDraft};

impl Plan {
    /// SHA-256 of the plan's canonical JSON, 64 hexadecimal digits. Sorted keys, no spaces, and
    /// numbers in their shortest form: the same plan has the same hash on every machine.
    pub fn hash(&self) -> String {
        let value = serde_json::to_value(PlanDraft::from(self.clone())).unwrap_or_default();
        let digest = Sha256::digest(sorted(value).to_string());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The value with the keys of every object in byte order, also where another crate has made
/// `serde_json` keep them in order of insertion.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let entries: BTreeMap<String, Value> =
                map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
