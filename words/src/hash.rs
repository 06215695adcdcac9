//! SHA-256 as the name of a revision, of values, of rendered bytes.

use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::hex::hex;
use crate::text_value;

text_value! {
    /// The SHA-256 of some bytes: 64 lower-case hexadecimal digits.
    pub struct Hash(64..=64, "^[0-9a-f]{64}$") or InvalidHash;
}

/// The text is not a SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash has 64 lower-case hexadecimal digits")]
pub struct InvalidHash;

impl Hash {
    /// The SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(hex(&Sha256::digest(bytes)))
    }

    /// The first 8 digits, for people.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

impl FromStr for Hash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if !Hash::has_length(text) || !text.bytes().all(allowed) {
            return Err(InvalidHash);
        }
        Ok(Hash(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        let hash = Hash::of(b"");
        assert_eq!(
            hash.to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(hash.short(), "e3b0c442");
    }

    #[test]
    fn only_64_lower_case_digits_are_a_hash() {
        let right = Hash::of(b"x").to_string();
        assert_eq!(right.parse::<Hash>().unwrap().to_string(), right);
        assert_eq!(right.to_uppercase().parse::<Hash>(), Err(InvalidHash));
        assert_eq!(right[1..].parse::<Hash>(), Err(InvalidHash));
    }
}
