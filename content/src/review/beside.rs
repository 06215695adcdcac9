//! What is found in a text beside the saved texts of its message: the same rules for who submits and
//! for who checks.

use crate::finding::in_order;
use crate::{Brand, Context, Document, DocumentId, Finding, lint, parse};

/// The language that the others of a message are compared with.
const DEFAULT_LANGUAGE: &str = "en";

/// Whether a text is compared with another one of its message: the same words on another channel, or
/// the words on its channel in the default language.
pub fn is_beside(id: &DocumentId, other: &DocumentId) -> bool {
    is_on_other_channel(id, other) || is_default(id, other)
}

/// Everything that the parser and the lint find in a text, in its order. Of the saved texts those
/// count that are beside it, see [`is_beside`].
pub fn findings_beside<'a>(
    id: &DocumentId,
    source: &str,
    brand: &Brand,
    saved: impl Iterator<Item = (&'a DocumentId, &'a str)>,
) -> Vec<Finding> {
    let (mut siblings, mut default) = (Vec::new(), None);
    for (other, text) in saved.filter(|(other, _)| is_beside(id, other)) {
        let document = parse(text).0;
        if is_default(id, other) {
            default = Some(document);
        } else {
            siblings.push(document);
        }
    }
    let siblings: Vec<&Document> = siblings.iter().collect();
    let context =
        Context { siblings: &siblings, default_locale: default.as_ref(), ..Context::of(brand) };
    let (document, mut findings) = parse(source);
    findings.extend(lint(&document, &context));
    in_order(findings)
}

fn is_on_other_channel(id: &DocumentId, other: &DocumentId) -> bool {
    is_same_variant(id, other) && other.locale == id.locale && other.channel != id.channel
}

fn is_default(id: &DocumentId, other: &DocumentId) -> bool {
    is_same_variant(id, other)
        && other.channel == id.channel
        && other.locale != id.locale
        && other.locale.as_ref() == DEFAULT_LANGUAGE
}

fn is_same_variant(id: &DocumentId, other: &DocumentId) -> bool {
    other.message == id.message && other.variant == id.variant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> DocumentId {
        text.parse().unwrap()
    }

    #[test]
    fn other_channels_and_the_default_language_are_beside_a_text() {
        let dutch = id("m/improved/garden/nl");
        for beside in ["m/improved/letter/nl", "m/improved/garden/en"] {
            assert!(is_beside(&dutch, &id(beside)), "{beside}");
        }
        for apart in [
            "m/improved/garden/nl",
            "m/improved/garden/de",
            "m/improved/letter/en",
            "m/standard/garden/en",
            "other/improved/garden/en",
        ] {
            assert!(!is_beside(&dutch, &id(apart)), "{apart}");
        }
        assert!(!is_beside(&id("m/improved/garden/en"), &dutch));
    }

    #[test]
    fn a_translation_without_a_block_is_found_only_beside_the_default_language() {
        let brand = crate::library::brand();
        let dutch = id("m/improved/garden/nl");
        let english = "+++\nlocale = \"en\"\n+++\n# A\n\n## Fix {#fix .steps}\n\n1. One\n";
        let is_found = |saved: &str| {
            let saved = id(saved);
            let source = "+++\nlocale = \"nl\"\n+++\n# A\n";
            let found = findings_beside(&dutch, source, &brand, [(&saved, english)].into_iter());
            found.iter().any(|finding| finding.rule == "P-03")
        };
        assert!(is_found("m/improved/garden/en"));
        assert!(!is_found("m/standard/garden/en"));
    }
}
