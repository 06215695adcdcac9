//! What the braces of a block's heading say: `{#id .kind key=value}`.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::CowStr;

use super::report::{Report, rule};
use crate::document::BlockKind;
use crate::{Fix, Slug, Span};

/// The braces of a heading as the Markdown parser gives them.
pub(super) struct Braces<'s> {
    pub id: Option<CowStr<'s>>,
    pub classes: Vec<CowStr<'s>>,
    pub attributes: Vec<(CowStr<'s>, Option<CowStr<'s>>)>,
}

/// What they mean.
pub(super) struct Meaning {
    pub id: String,
    pub kind: BlockKind,
    pub attributes: BTreeMap<String, String>,
}

/// The names that blocks of a document have so far.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The number to try next behind a name that is taken.
    next: BTreeMap<String, u32>,
}

impl Names {
    /// The name itself, or the first number behind it that makes it new.
    pub fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while !self.taken.insert(name.clone()) {
            let number = self.next.entry(wanted.to_owned()).or_insert(2);
            name = format!("{wanted}-{number}");
            *number += 1;
        }
        name
    }
}

/// Reads the braces of the heading at `span` and flags what is wrong with them.
pub(super) fn read(
    braces: &Braces<'_>,
    source: &str,
    span: Span,
    names: &mut Names,
    report: &mut Report,
) -> Meaning {
    let kind = kind(braces, source, span, report);
    let id = id(braces, kind, source, span, names, report);
    let mut attributes = BTreeMap::new();
    for (key, value) in &braces.attributes {
        let value = value.as_deref().unwrap_or_default();
        if is_plain(key) && is_plain(value) {
            attributes.insert(key.to_string(), value.to_owned());
        } else if !report.is_full(&rule::ATTRIBUTE) {
            let message = "an attribute is name=value, in small letters, digits and dashes";
            report.add(&rule::ATTRIBUTE, place_of(key, source, span), message);
        }
    }
    Meaning { id, kind, attributes }
}

/// Whether a part of an attribute is 1 to 60 small letters, digits and dashes.
fn is_plain(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=60).contains(&text.len()) && text.bytes().all(allowed)
}

fn kind(braces: &Braces<'_>, source: &str, span: Span, report: &mut Report) -> BlockKind {
    let Some(class) = braces.classes.first() else {
        let message = "this block says no kind; write one in braces, for example {#help .help}";
        report.add(&rule::BLOCK_KIND, span, message);
        return BlockKind::Inset;
    };
    if let Some(second) = braces.classes.get(1) {
        let place = place_of(&format!(".{second}"), source, span);
        report.add(&rule::BLOCK_KIND, place, "a block has one kind only");
    }
    class.parse().unwrap_or_else(|error: crate::document::UnknownBlockKind| {
        report.add(
            &rule::BLOCK_KIND,
            place_of(&format!(".{class}"), source, span),
            error.to_string(),
        );
        BlockKind::Inset
    })
}

/// The name of the block; made unique, so that blocks can be told apart whatever was typed.
fn id(
    braces: &Braces<'_>,
    kind: BlockKind,
    source: &str,
    span: Span,
    names: &mut Names,
    report: &mut Report,
) -> String {
    let wanted = match &braces.id {
        None => {
            let fix = naming_fix(braces, kind, source, span);
            let message = "this block has no name; write one in braces, for example {#fix .steps}";
            report.add_with_fix(&rule::BLOCK_ID, span, message, fix);
            kind.name().to_owned()
        }
        Some(id) if id.parse::<Slug>().is_err() => {
            let place = place_of(&format!("#{id}"), source, span);
            report.add(&rule::BLOCK_ID, place, crate::InvalidSlug.to_string());
            kind.name().to_owned()
        }
        Some(id) => {
            if names.taken.contains(&**id) {
                let place = place_of(&format!("#{id}"), source, span);
                report.add(&rule::BLOCK_ID, place, format!("another block is called {id} already"));
            }
            id.to_string()
        }
    };
    names.claim(&wanted)
}

/// Puts a name before the kind that is there.
fn naming_fix(braces: &Braces<'_>, kind: BlockKind, source: &str, span: Span) -> Option<Fix> {
    let class = format!(".{}", braces.classes.first()?);
    let place = place_of(&class, source, span);
    let fix = Fix {
        label: format!("Call it {}", kind.name()),
        span: Span { end: place.start, ..place },
        replacement: format!("#{} ", kind.name()),
    };
    (place != span).then_some(fix)
}

/// The last place of `words` inside `span`, else the whole span.
fn place_of(words: &str, source: &str, span: Span) -> Span {
    let start = span.start as usize;
    span.text(source)
        .rfind(words)
        .map_or(span, |at| Span::new(start + at, start + at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_the_next_free_number() {
        let mut names = Names::default();
        let claimed: Vec<_> =
            ["fix", "fix-2", "fix", "fix", "help"].map(|name| names.claim(name)).into();
        assert_eq!(claimed, ["fix", "fix-2", "fix-3", "fix-4", "help"]);
    }

    #[test]
    fn thousands_of_blocks_without_a_name_do_not_take_ages() {
        let mut names = Names::default();
        let claimed: BTreeSet<_> = (0..50_000).map(|_| names.claim("inset")).collect();
        assert_eq!(claimed.len(), 50_000);
    }
}
