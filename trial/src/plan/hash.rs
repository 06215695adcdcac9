//! The hash of a plan, by which a report names the plan that it follows.

use words::{Hash, canonical};

use super::{Plan, PlanDraft};

impl Plan {
    /// SHA-256 of the plan's canonical JSON, 64 hexadecimal digits. Sorted keys, no spaces, and
    /// numbers in their shortest form: the same plan has the same hash on every machine.
    pub fn hash(&self) -> String {
        let json = canonical::json(&PlanDraft::from(self.clone()), canonical::as_it_is);
        Hash::of(json.as_bytes()).into()
    }
}
