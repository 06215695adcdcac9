//! One macro for the values that travel as text: each is parsed by its `FromStr`, so both ends of
//! the wire refuse the same input with the same words. Where the macro declares the type, its length
//! stands once, for the parser and for the schema that the interface publishes.

/// Implements `Display`, `AsRef<str>` and the conversions that serde uses, for a newtype over `String`.
/// With a length and a pattern it declares the type too: `pub struct Name(1..=40, "^[a-z]+$") or Error;`.
macro_rules! text_value {
    (
        $(#[$($meta:tt)*])*
        pub struct $name:ident($shortest:tt..=$longest:tt, $pattern:tt) or $error:ident;
    ) => {
        #[derive(
            Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        $(#[$($meta)*])*
        #[serde(try_from = "String", into = "String")]
        #[schema(
            value_type = String,
            min_length = $shortest, max_length = $longest, pattern = $pattern,
        )]
        pub struct $name(String);

        impl $name {
            /// Whether the text is as long as the schema says, in characters.
            fn has_length(text: &str) -> bool {
                ($shortest..=$longest).contains(&text.chars().count())
            }

            /// What the schema says, for the test that holds the parser to it.
            #[cfg(test)]
            pub(crate) const SCHEMA: (usize, usize, &str) = ($shortest, $longest, $pattern);
        }

        crate::text_value::text_value!($name, $error);
    };
    ($name:ident, $error:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

pub(crate) use text_value;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::string::string_regex;

    use crate::review::{Person, Reason};
    use crate::{Hash, Locale, Slug, Token};

    /// Texts that the pattern describes, cut to the lengths that are described.
    fn described((shortest, longest, pattern): (usize, usize, &str)) -> BoxedStrategy<String> {
        let body = pattern.trim_start_matches('^').trim_end_matches('$');
        let texts = string_regex(body).expect("a regular expression");
        let fits = move |text: &String| (shortest..=longest).contains(&text.chars().count());
        texts.prop_filter("of the length that is described", fits).boxed()
    }

    proptest! {
        #[test]
        fn what_a_schema_describes_is_parsed(
            slug in described(Slug::SCHEMA),
            token in described(Token::SCHEMA),
            hash in described(Hash::SCHEMA),
            locale in described(Locale::SCHEMA),
            reason in described(Reason::SCHEMA),
            person in described(Person::SCHEMA),
        ) {
            prop_assert!(slug.parse::<Slug>().is_ok(), "{slug:?}");
            prop_assert!(token.parse::<Token>().is_ok(), "{token:?}");
            prop_assert!(hash.parse::<Hash>().is_ok(), "{hash:?}");
            prop_assert!(locale.parse::<Locale>().is_ok(), "{locale:?}");
            prop_assert!(reason.parse::<Reason>().is_ok(), "{reason:?}");
            prop_assert!(person.parse::<Person>().is_ok(), "{person:?}");
        }
    }
}
