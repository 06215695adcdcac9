//! The names of messages and variants.

use std::str::FromStr;

use crate::text_value;

text_value! {
    /// The name of a message or a variant: 1 to 40 of `a`–`z`, `0`–`9` and `-`.
    #[schema(example = "iot-infection")]
    pub struct Slug(1..=40, "^[a-z0-9-]+$") or InvalidSlug;
}

/// The text is not a slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 40 of the characters a to z, 0 to 9 and -")]
pub struct InvalidSlug;

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !Slug::has_length(text) || !text.chars().all(allowed) {
            return Err(InvalidSlug);
        }
        Ok(Slug(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_short_and_plain() {
        assert_eq!("iot-infection".parse::<Slug>().unwrap().to_string(), "iot-infection");
        for wrong in ["", "Ümlaut", "a b", "a/b", "IOT", &"x".repeat(41)] {
            assert_eq!(wrong.parse::<Slug>(), Err(InvalidSlug), "{wrong:?}");
        }
    }

    #[test]
    fn a_slug_that_travels_is_parsed_again() {
        assert!(serde_json::from_str::<Slug>("\"improved\"").is_ok());
        assert!(serde_json::from_str::<Slug>("\"Not a slug\"").is_err());
    }
}
