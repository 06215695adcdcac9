//! The assignment of subjects to arms: permuted blocks from a sealed seed, within strata.
//!
//! The n-th draw of a stratum depends on the seed, the stratum and the weights only, so an auditor
//! who is given the seed can recompute every row. The generator's version is pinned.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The secret from which a trial's arms are drawn: 32 random bytes, revealed when the trial ends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A seed of these bytes, which the caller drew from a cryptographic source.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for storage only.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What is published at the start: the SHA-256 of the seed, in hexadecimal. It binds the seed
    /// without telling it.
    pub fn commitment(&self) -> String {
        Sha256::digest(self.0).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(sealed)")
    }
}
