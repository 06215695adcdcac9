//! One macro for the values that travel as text: each is parsed by its `FromStr`, so both ends of
//! the wire refuse the same input with the same words. Where the macro declares the type, its length
//! stands once, for the parser and for the schema that the interface publishes.

/// Implements `Display`, `AsRef<str>` and the conversions that serde uses, for a newtype over `String`.
/// With a length and a pattern it declares the type too: `pub struct Name(1..=40, "^[a-z]+$") or Error;`.
#[macro_export]
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

            /// What the published schema says: the shortest and the longest length in characters,
            /// and the pattern.
            pub const SCHEMA: (usize, usize, &str) = ($shortest, $longest, $pattern);
        }

        $crate::text_value!($name, $error);
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
