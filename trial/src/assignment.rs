//! The assignment of subjects to arms: permuted blocks from a sealed seed, within strata.
//!
//! The n-th draw of a stratum depends on the seed, the stratum and the weights only, so an auditor
//! who is given the seed can recompute every row. The generator's version is pinned.

mod audit;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::draw::Draws;
use crate::name::Stratum;

pub use audit::{AuditFinding, AuditProblem, audit};

/// Keeps these draws apart from all others made from the same seed, and from those of a later
/// way of drawing.
const DOMAIN: &[u8] = b"stile assignment 1";

/// A block is 1 to this many times the sum of the weights.
const LARGEST_BLOCK: u64 = 3;

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

    /// Whether `commitment` was made from this seed.
    pub fn keeps(&self, commitment: &str) -> bool {
        self.commitment() == commitment
    }

    /// What is published at the start: the SHA-256 of the seed, in hexadecimal. It binds the seed
    /// without telling it.
    pub fn commitment(&self) -> String {
        words::hex(&Sha256::digest(self.0))
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(sealed)")
    }
}

/// The arm that the draw number `ordinal` of a stratum gives, as an index into `weights`.
///
/// The draws of a stratum fall into blocks of 1, 2 or 3 times the sum of the weights, each size
/// equally likely; within a block every arm comes as often as its weight says, in an order of
/// which each is equally likely. Sizes come from stream 0 of the key (domain, seed, stratum), the
/// order of block b from stream b + 1.
///
/// `weights` are those of a checked plan; without any weight above 0 the answer is 0.
pub fn arm_index(seed: &Seed, stratum: &Stratum, ordinal: u64, weights: &[u32]) -> usize {
    let mut blocks = Blocks::new(seed, stratum, weights);
    let mut passed = 0;
    while !blocks.is_empty() {
        let size = blocks.begin();
        if ordinal - passed < size {
            let place = (ordinal - passed) as usize;
            return blocks.order(size).get(place).copied().unwrap_or(0);
        }
        passed += size;
    }
    0
}

/// All draws of a stratum, from the first one: what [`arm_index`] gives for 0, 1, 2, …
/// Nothing when no weight is above 0, endless otherwise.
pub fn arm_indices(
    seed: &Seed,
    stratum: &Stratum,
    weights: &[u32],
) -> impl Iterator<Item = usize> + use<> {
    let mut blocks = Blocks::new(seed, stratum, weights);
    std::iter::from_fn(move || {
        (!blocks.is_empty()).then(|| {
            let size = blocks.begin();
            blocks.order(size)
        })
    })
    .flatten()
}

/// The blocks of one stratum, one after the other.
struct Blocks {
    key: Draws,
    sizes: Draws,
    n_begun: u64,
    weights: Vec<u32>,
    total: u64,
}

impl Blocks {
    fn new(seed: &Seed, stratum: &Stratum, weights: &[u32]) -> Self {
        let key = Draws::keyed(&[DOMAIN, seed.bytes(), stratum.as_str().as_bytes()]);
        let total = weights.iter().map(|weight| u64::from(*weight)).sum();
        Self { sizes: key.stream(0), key, n_begun: 0, weights: weights.to_vec(), total }
    }

    fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Begins the next block and tells its size.
    fn begin(&mut self) -> u64 {
        self.n_begun += 1;
        self.total * (1 + self.sizes.below(LARGEST_BLOCK))
    }

    /// The arms of the block that was begun last, in their order.
    fn order(&self, size: u64) -> Vec<usize> {
        let times = (size / self.total) as usize;
        let mut arms: Vec<usize> = Vec::new();
        for (arm, weight) in self.weights.iter().enumerate() {
            arms.extend(std::iter::repeat_n(arm, *weight as usize * times));
        }
        self.key.stream(self.n_begun).shuffle(&mut arms);
        arms
    }
}
