//! What hangs on optional text, told from the tree: what is not there leaves no empty paragraph, no
//! empty list item and no mark of itself.

use std::collections::BTreeSet;

use crate::VariableName;
use crate::document::{Element, Inline, Item};

/// When something is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// For every subject.
    Always,
    /// For subjects with a yes in one of these values; for nobody if there are none.
    IfAny(Vec<VariableName>),
}

/// When a paragraph or heading says something.
pub(super) fn of_inlines(inlines: &[Inline]) -> Presence {
    if says_something(inlines) {
        return Presence::Always;
    }
    let mut names = Names::default();
    gather(inlines, &mut names);
    if names.in_order.is_empty() { Presence::Always } else { Presence::IfAny(names.in_order) }
}

/// When an element is there.
pub(super) fn of_element(element: &Element) -> Presence {
    match element {
        Element::Paragraph { text, .. } | Element::Heading { text, .. } => of_inlines(text),
        Element::List { items, .. } => any(items.iter().map(of_item)),
    }
}

/// When an item of a list is there.
pub(super) fn of_item(item: &Item) -> Presence {
    any(item.content.iter().map(of_element))
}

/// When one of several things is there; what has nothing in it is always there.
fn any(all: impl Iterator<Item = Presence>) -> Presence {
    let mut union = None;
    for one in all {
        match one {
            Presence::Always => return Presence::Always,
            Presence::IfAny(names) => union.get_or_insert_with(Vec::new).extend(names),
        }
    }
    union.map_or(Presence::Always, Presence::IfAny)
}

/// Names, each once and in the order in which they came.
#[derive(Default)]
struct Names {
    in_order: Vec<VariableName>,
    known: BTreeSet<VariableName>,
}

/// The values on which some words hang.
fn gather(inlines: &[Inline], names: &mut Names) {
    for inline in inlines {
        match inline {
            Inline::Optional { name, text, .. }
                if says_something(text) && names.known.insert(name.clone()) =>
            {
                names.in_order.push(name.clone());
            }
            Inline::Strong { text, .. } | Inline::Link { text, .. } => gather(text, names),
            _ => {}
        }
    }
}

/// Whether there are words, or a value, besides optional text.
fn says_something(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text { text, .. } => !text.trim().is_empty(),
        Inline::Strong { text, .. } | Inline::Link { text, .. } => says_something(text),
        Inline::Placeholder { .. } => true,
        Inline::Break { .. } | Inline::Optional { .. } => false,
    })
}
