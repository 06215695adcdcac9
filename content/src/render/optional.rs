//! Optional text, decided on the tree before anything is written: what is not there leaves no empty
//! paragraph, no empty list item and no mark of itself.

use std::borrow::Cow;

use super::fill::Fill;
use crate::Document;
use crate::document::{Element, Inline};

/// The document with optional text in place or gone.
pub(super) fn decided<'d>(document: &'d Document, fill: &Fill<'_>) -> Cow<'d, Document> {
    let title = |inlines: &[Inline]| has_optional(inlines);
    let found = document
        .blocks
        .iter()
        .any(|block| title(&block.title) || block.content.iter().any(element_has_optional));
    if !found {
        return Cow::Borrowed(document);
    }
    let mut decided = document.clone();
    for block in &mut decided.blocks {
        block.title = inlines(std::mem::take(&mut block.title), fill);
        block.content = elements(std::mem::take(&mut block.content), fill);
    }
    Cow::Owned(decided)
}

fn element_has_optional(element: &Element) -> bool {
    match element {
        Element::Paragraph { text, .. } | Element::Heading { text, .. } => has_optional(text),
        Element::List { items, .. } => {
            items.iter().flat_map(|item| &item.content).any(element_has_optional)
        }
    }
}

fn has_optional(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Optional { .. } => true,
        Inline::Strong { text, .. } | Inline::Link { text, .. } => has_optional(text),
        _ => false,
    })
}

/// The elements that still say something.
fn elements(all: Vec<Element>, fill: &Fill<'_>) -> Vec<Element> {
    let decide = |element: Element| match element {
        Element::Paragraph { text, span } => {
            let text = inlines(text, fill);
            (!is_blank(&text)).then_some(Element::Paragraph { text, span })
        }
        Element::Heading { level, text, span } => {
            let text = inlines(text, fill);
            (!is_blank(&text)).then_some(Element::Heading { level, text, span })
        }
        Element::List { ordered, mut items, span } => {
            for item in &mut items {
                item.content = elements(std::mem::take(&mut item.content), fill);
            }
            items.retain(|item| !item.content.is_empty());
            (!items.is_empty()).then_some(Element::List { ordered, items, span })
        }
    };
    all.into_iter().filter_map(decide).collect()
}

fn inlines(all: Vec<Inline>, fill: &Fill<'_>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(all.len());
    for inline in all {
        match inline {
            Inline::Optional { name, text, .. } => {
                if fill.is_yes(&name) {
                    out.extend(text);
                }
            }
            Inline::Strong { text, span } => {
                out.push(Inline::Strong { text: inlines(text, fill), span });
            }
            Inline::Link { text, target, span } => {
                out.push(Inline::Link { text: inlines(text, fill), target, span });
            }
            other => out.push(other),
        }
    }
    out
}

fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text, .. } => text.trim().is_empty(),
        Inline::Strong { text, .. } | Inline::Link { text, .. } => is_blank(text),
        Inline::Break { .. } => true,
        Inline::Placeholder { .. } | Inline::Optional { .. } => false,
    })
}
