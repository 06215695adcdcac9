//! The published schemas of values that travel as text, held against their parsers.

use content::review::{Person, Reason};
use content::{Hash, Locale, Slug, Token};
use proptest::prelude::*;
use proptest::string::string_regex;

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
