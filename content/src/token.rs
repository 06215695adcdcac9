//! The part of a garden address that names a subject.

use std::str::FromStr;

use words::text_value;

text_value! {
    /// The path part of a subject's garden page: 1 to 64 of `A`–`Z`, `a`–`z`, `0`–`9`, `-` and `_`.
    /// Whoever makes tokens decides how much chance is in them; this only says what fits an address.
    pub struct Token(1..=64, "^[A-Za-z0-9_-]+$") or InvalidToken;
}

/// The text does not fit the address of a garden page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a token has 1 to 64 letters, digits, - or _")]
pub struct InvalidToken;

impl FromStr for Token {
    type Err = InvalidToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !Token::has_length(text) || !text.chars().all(allowed) {
            return Err(InvalidToken);
        }
        Ok(Token(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_leaves_its_place_in_the_path() {
        assert!("Zk3-_9".parse::<Token>().is_ok());
        for wrong in ["", "a/b", "a?b", "a\"b", "é", &"x".repeat(65)] {
            assert_eq!(wrong.parse::<Token>(), Err(InvalidToken), "{wrong:?}");
        }
    }
}
