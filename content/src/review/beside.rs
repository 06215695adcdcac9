//! What is found in a text beside the saved texts of its message: the same rules for who submits and
//! for who checks.

use crate::finding::in_order;
use crate::lint::Running;
use crate::{Brand, Context, Document, DocumentId, Finding, Measures, assess, parse};

/// The language that the others of a message are compared with.
const DEFAULT_LANGUAGE: &str = "en";

/// Whether a text is compared with another one of its message: the same words on another channel, or
/// the words on its channel in the default language.
pub fn is_beside(id: &DocumentId, other: &DocumentId) -> bool {
    is_on_other_channel(id, other) || is_default(id, other)
}

/// The texts that a text is compared with, read once for many looks at it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    siblings: Vec<Document>,
    default_locale: Option<Document>,
    live: Option<Document>,
    running: Vec<(String, Document)>,
}

impl Beside {
    /// Of the saved texts those that are beside a text, see [`is_beside`].
    pub fn of<'a>(
        id: &DocumentId,
        saved: impl Iterator<Item = (&'a DocumentId, &'a str)>,
    ) -> Beside {
        let mut beside = Beside::default();
        for (other, text) in saved.filter(|(other, _)| is_beside(id, other)) {
            let document = parse(text).0;
            if is_default(id, other) {
                beside.default_locale = Some(document);
            } else {
                beside.siblings.push(document);
            }
        }
        beside
    }

    /// With the text of the revision that readers get, or would get from a new trial, if there is one.
    pub fn with_live(self, live: Option<&str>) -> Beside {
        Beside { live: live.map(|source| parse(source).0), ..self }
    }

    /// With what running trials serve under its name: what each is called, and the text.
    pub fn with_running<'a>(self, served: impl Iterator<Item = (&'a str, &'a str)>) -> Beside {
        let read = |(trial, source): (&str, &str)| (trial.to_owned(), parse(source).0);
        Beside { running: served.map(read).collect(), ..self }
    }

    /// What the lint finds in a text beside these, in its order, and how long the text is.
    pub fn assess(&self, document: &Document, brand: &Brand) -> (Vec<Finding>, Measures) {
        let siblings: Vec<&Document> = self.siblings.iter().collect();
        let running = self.running.iter();
        let running: Vec<Running> =
            running.map(|(trial, document)| Running { trial, document }).collect();
        let context = Context {
            siblings: &siblings,
            default_locale: self.default_locale.as_ref(),
            live: self.live.as_ref(),
            running: &running,
            ..Context::of(brand)
        };
        assess(document, &context)
    }
}

/// Everything that the parser and the lint find in a text beside others, in its order.
pub fn findings_beside(source: &str, brand: &Brand, beside: &Beside) -> Vec<Finding> {
    let (document, mut findings) = parse(source);
    findings.extend(beside.assess(&document, brand).0);
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
            let found = findings_beside(
                source,
                &brand,
                &Beside::of(&dutch, [(&saved, english)].into_iter()),
            );
            found.iter().any(|finding| finding.rule == "P-03")
        };
        assert!(is_found("m/improved/garden/en"));
        assert!(!is_found("m/standard/garden/en"));
    }

    #[test]
    fn a_placeholder_that_readers_get_now_and_the_text_has_not_is_found() {
        let brand = crate::library::brand();
        let text = |words: &str| format!("+++\nlocale = \"en\"\n+++\n# A\n\n{words}\n");
        let is_found = |live: Option<&str>| {
            let beside = Beside::default().with_live(live);
            let found = findings_beside(&text("Call us."), &brand, &beside);
            found.iter().any(|finding| finding.rule == "P-02")
        };
        assert!(is_found(Some(&text("Call us: ((case code))."))));
        assert!(!is_found(Some(&text("Call us."))));
        assert!(!is_found(None));
    }

    #[test]
    fn a_text_that_a_running_trial_serves_is_found_when_it_changes() {
        let brand = crate::library::brand();
        let text = |words: &str| format!("+++\nlocale = \"en\"\n+++\n# A\n\n{words}\n");
        let served = text("Call us.");
        let beside = Beside::default().with_running([("spring", served.as_str())].into_iter());
        let found = |source: &str| {
            let found = findings_beside(source, &brand, &beside).into_iter();
            found
                .filter(|finding| finding.rule == "X-04")
                .map(|finding| finding.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(found(&served), Vec::<String>::new());
        let changed = found(&text("Write to us."));
        assert!(changed.len() == 1 && changed[0].contains("spring"), "{changed:?}");
    }
}
