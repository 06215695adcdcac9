//! Translations over the whole library, real and made up: other words, otherwise the same.

use std::collections::BTreeMap;

use content::document::{Document, Element, Inline};
use content::{Channel, Direction, Pseudo, Target, library, parse, pseudo, render};

/// What a document is made of, besides its words.
#[derive(Clone, Debug, Default, PartialEq)]
struct Skeleton {
    blocks: Vec<String>,
    placeholders: Vec<String>,
    targets: Vec<String>,
    n_chars: usize,
    n_steps: usize,
}

impl Skeleton {
    fn of(document: &Document) -> Skeleton {
        let mut skeleton = Skeleton::default();
        for block in &document.blocks {
            skeleton.blocks.push(format!("{} {}", block.id, block.kind.name()));
            skeleton.inlines(&block.title);
            skeleton.elements(&block.content);
        }
        skeleton
    }

    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Paragraph { text, .. } | Element::Heading { text, .. } => {
                    self.inlines(text);
                }
                Element::List { items, .. } => {
                    self.n_steps += items.len();
                    items.iter().for_each(|item| self.elements(&item.content));
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => self.n_chars += text.chars().count(),
                Inline::Strong { text, .. } => self.inlines(text),
                Inline::Link { text, target, .. } => {
                    self.targets.push(target.clone());
                    self.inlines(text);
                }
                Inline::Placeholder { name, .. } => self.placeholders.push(name.to_string()),
                Inline::Optional { name, text, .. } => {
                    self.placeholders.push(name.to_string());
                    self.inlines(text);
                }
                Inline::Break { .. } => {}
            }
        }
    }
}

#[test]
fn every_language_of_a_document_has_the_same_blocks_steps_placeholders_and_links() {
    let mut first = BTreeMap::new();
    for starter in library::documents() {
        let id = &starter.id;
        let mut skeleton = Skeleton { n_chars: 0, ..Skeleton::of(&parse(starter.source).0) };
        skeleton.placeholders.sort();
        let name = format!("{}/{}/{}", id.message, id.variant, id.channel);
        let known = first.entry(name).or_insert_with(|| skeleton.clone());
        assert_eq!(&skeleton, known, "{id}");
    }
}

#[test]
fn subject_headline_and_script_open_with_the_same_phrase() {
    let mut n_subjects = 0;
    let library: Vec<_> = library::documents();
    for starter in library.iter().filter(|starter| starter.id.channel == Channel::Email) {
        let subject = parse(starter.source).0.front.subject;
        let id = &starter.id;
        let siblings = library.iter().filter(|other| {
            (&other.id.message, &other.id.variant, &other.id.locale)
                == (&id.message, &id.variant, &id.locale)
        });
        for sibling in siblings {
            let opening = format!("+++\n# {subject}");
            assert!(sibling.source.contains(&opening), "{}: {subject}", sibling.id);
            n_subjects += 1;
        }
    }
    assert!(n_subjects >= 12, "e-mail, page and script of two variants in two languages");
}

#[test]
fn an_accented_document_is_40_per_cent_longer_and_otherwise_the_same() {
    for starter in library::documents() {
        let (document, _) = parse(starter.source);
        let (before, after) =
            (Skeleton::of(&document), Skeleton::of(&pseudo(&document, Pseudo::Accent)));
        let percent = after.n_chars * 100 / before.n_chars;
        assert!((135..=145).contains(&percent), "{}: {percent} %", starter.id);
        assert_eq!(Skeleton { n_chars: before.n_chars, ..after }, before, "{}", starter.id);
    }
}

#[test]
fn a_turned_document_has_the_same_words() {
    for starter in library::documents() {
        let (document, _) = parse(starter.source);
        let turned = pseudo(&document, Pseudo::Bidi);
        assert_eq!(turned.locale().direction(), Direction::Rtl);
        let without = |document: &Document| {
            format!("{:?}", document.blocks).replace("\\u{202e}", "").replace("\\u{202c}", "")
        };
        assert_eq!(without(&turned), without(&document), "{}", starter.id);
    }
}

#[test]
fn the_fixed_words_of_a_page_are_in_the_made_up_language_too() {
    let brand = library::brand();
    for starter in library::documents() {
        let (document, _) = parse(starter.source);
        for reader in library::personas() {
            for target in Target::of(starter.id.channel) {
                let accented = pseudo(&document, Pseudo::Accent);
                let body = render(&accented, &brand, &reader.values, *target).body;
                assert!(!body.contains("((") && !body.contains("{n}"), "{} {body}", starter.id);
                let code = reader.values.case_code.clone();
                let shown = body.contains(code.as_ref()) || body.contains(&code.spoken());
                assert!(shown && body.contains(&brand.help.phone.national), "{}", starter.id);
                for plain in ["Turn my internet", "Ask for help", "We are turning", " minutes"] {
                    assert!(!body.contains(plain), "{} {}: {plain}", starter.id, reader.id);
                }
            }
        }
    }
}
