//! Random draws from a keyed ChaCha20 stream, the only random source in this crate.
//!
//! How a number is drawn is written here, not taken from a crate, so that a list drawn today can
//! be drawn again for ever.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A stream of draws that depends on its key and nothing else.
#[derive(Clone)]
pub struct Draws(ChaCha20Rng);

impl Draws {
    /// The stream whose key is the SHA-256 of all `parts`, each preceded by its length.
    pub fn keyed(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(ChaCha20Rng::from_seed(hash.finalize().into()))
    }

    /// Another stream under the same key, from its beginning.
    pub fn stream(&self, number: u64) -> Self {
        let mut other = ChaCha20Rng::from_seed(self.0.get_seed());
        other.set_stream(number);
        Self(other)
    }

    /// A whole number below `limit`, each equally likely; 0 when `limit` is 0.
    ///
    /// Draws above the last whole multiple of `limit` are thrown away, so that no remainder is
    /// more likely than another.
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 {
            return 0;
        }
        // 2^64 mod limit: as many draws are too many at the top of the range.
        let excess = (u64::MAX % limit + 1) % limit;
        loop {
            let drawn = self.0.next_u64();
            if drawn <= u64::MAX - excess {
                return drawn % limit;
            }
        }
    }

    /// Puts the items in an order of which each is equally likely (Fisher–Yates, from the end).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1) as usize;
            items.swap(last, other);
        }
    }

    /// A number from 0 up to, not including, 1: 53 random bits.
    pub fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something with this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A number from `low` up to, not including, `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A waiting time of this mean, without memory.
    pub fn waiting(&mut self, mean: f64) -> f64 {
        -mean * libm::log(1.0 - self.share())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_parts_matters() {
        let mut one = Draws::keyed(&[b"ab", b"c"]);
        let mut other = Draws::keyed(&[b"a", b"bc"]);
        assert_ne!(one.below(u64::MAX), other.below(u64::MAX));
    }

    #[test]
    fn every_number_below_the_limit_comes_about_equally_often() {
        let mut draws = Draws::keyed(&[b"test"]);
        let mut counts = [0u32; 6];
        for _ in 0..60_000 {
            counts[draws.below(6) as usize] += 1;
        }
        for count in counts {
            assert!((9_600..=10_400).contains(&count), "{counts:?}");
        }
        assert_eq!(draws.below(0), 0);
    }

    #[test]
    fn a_waiting_time_has_its_mean_and_is_never_infinite() {
        let mut draws = Draws::keyed(&[b"test"]);
        let times: Vec<f64> = (0..20_000).map(|_| draws.waiting(3.0)).collect();
        let mean = times.iter().sum::<f64>() / times.len() as f64;
        assert!((mean - 3.0).abs() < 0.1, "{mean}");
        assert!(times.iter().all(|time| time.is_finite() && *time >= 0.0));
    }
}
