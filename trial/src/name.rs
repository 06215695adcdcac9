//! The names that things go by. Each is parsed once, here; a value of these types cannot be wrong.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a name was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// Empty, or longer than the limit.
    #[error("a {what} has 1 to {limit} characters, this one has {got}")]
    Length {
        /// What was being named.
        what: &'static str,
        /// The longest length allowed.
        limit: usize,
        /// The length of what was given.
        got: usize,
    },
    /// A character that the kind of name does not allow.
    #[error("a {what} consists of {allowed}, {found:?} is none of them")]
    Character {
        /// What was being named.
        what: &'static str,
        /// The characters allowed, in words.
        allowed: &'static str,
        /// The first character that is not allowed.
        found: char,
    },
}

fn check(
    text: &str,
    what: &'static str,
    limit: usize,
    allowed: &'static str,
    ok: fn(char) -> bool,
) -> Result<(), InvalidName> {
    let got = text.chars().count();
    if got == 0 || got > limit {
        return Err(InvalidName::Length { what, limit, got });
    }
    match text.chars().find(|c| !ok(*c)) {
        Some(found) => Err(InvalidName::Character { what, allowed, found }),
        None => Ok(()),
    }
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $what:literal, $limit:tt, $allowed:literal, $pattern:tt, $ok:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schema(value_type = String, min_length = 1, max_length = $limit, pattern = $pattern)]
        pub struct $name(String);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidName;
            fn from_str(text: &str) -> Result<Self, InvalidName> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidName;
            fn try_from(text: String) -> Result<Self, InvalidName> {
                check(&text, $what, $limit, $allowed, $ok)?;
                Ok(Self(text))
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

fn in_slug(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn in_pseudonym(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

names! {
    /// The name of an arm within its trial, for example `improved`.
    ArmName: "name of an arm", 40, "small letters a to z, digits and hyphens", "^[a-z0-9-]+$", in_slug;
    /// The name of a variant of a message, as the message side spells it.
    VariantName: "name of a variant", 40, "small letters a to z, digits and hyphens", "^[a-z0-9-]+$", in_slug;
    /// The name of a feed of infection reports, for example `darknet`.
    Feed: "name of a feed", 40, "small letters a to z, digits and hyphens", "^[a-z0-9-]+$", in_slug;
    /// The name of a trial, which is part of its address.
    TrialId: "name of a trial", 60, "small letters a to z, digits and hyphens", "^[a-z0-9-]+$", in_slug;
    /// The stratum within which arms are balanced.
    Stratum: "name of a stratum", 60, "small letters a to z, digits and hyphens", "^[a-z0-9-]+$", in_slug;
    /// The keyed pseudonym of one subscriber line: never a name, an e-mail address or an IP address,
    /// which the characters allowed rule out.
    SubjectId: "subject", 64, "letters, digits, hyphens and underscores (a pseudonym, never an address)", "^[A-Za-z0-9_-]+$",
        in_pseudonym;
}

impl Stratum {
    /// The one stratum of a trial that declares none.
    pub fn all() -> Self {
        Self("all".to_owned())
    }

    /// The stratum called after a word in small letters; `unknown` without one that can be a name.
    pub fn named_after(word: Option<&str>) -> Self {
        let lower = word.map(str::to_ascii_lowercase).map(|word| word.replace('_', "-"));
        let named = lower.and_then(|word| Self::try_from(word).ok());
        named.unwrap_or_else(|| Self("unknown".to_owned()))
    }
}

impl SubjectId {
    /// The pseudonym of a made-up subject, for example `sim-000123`.
    pub fn simulated(number: u64) -> Self {
        Self(format!("sim-{number:06}"))
    }
}

impl TrialId {
    /// A name made from a title: `Does it work?` becomes `does-it-work`. A number above 1 is added
    /// behind, for a title that is taken.
    pub fn from_title(title: &str, number: u32) -> Self {
        let mut slug = String::new();
        for c in title.chars().flat_map(char::to_lowercase) {
            if in_slug(c) && c != '-' {
                slug.push(c);
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
        slug.truncate(50);
        let slug = slug.trim_matches('-');
        let slug = if slug.is_empty() { "trial" } else { slug };
        match number {
            0 | 1 => Self(slug.to_owned()),
            n => Self(format!("{slug}-{n}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_never_a_subject() {
        for address in ["192.0.2.7", "a.person@northwire.example", "2001:db8::1", "A Person"] {
            assert!(address.parse::<SubjectId>().is_err(), "{address}");
        }
    }

    #[test]
    fn a_name_says_which_character_is_wrong() {
        let error = "Improved".parse::<ArmName>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "a name of an arm consists of small letters a to z, digits and hyphens, 'I' is none of them"
        );
    }

    #[test]
    fn a_trial_is_named_after_its_title() {
        assert_eq!(
            TrialId::from_title("Does it — really — work?", 1).as_str(),
            "does-it-really-work"
        );
        assert_eq!(TrialId::from_title("????", 3).as_str(), "trial-3");
    }
}
