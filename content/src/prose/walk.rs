//! What stands in running text besides words: placeholders and links.

use super::Prose;
use crate::document::{Block, Element, Inline};
use crate::{Document, Span, VariableName};

/// The placeholders of some elements, in order.
pub(crate) fn placeholders(elements: &[Element]) -> Vec<&VariableName> {
    let mut found = Vec::new();
    of_elements(elements, &mut found);
    let names = found.into_iter().filter_map(|inline| match inline {
        Inline::Placeholder { name, .. } | Inline::Optional { name, .. } => Some(name),
        _ => None,
    });
    names.collect()
}

/// The placeholders of a document, each with its place, in order.
pub(crate) fn placeholders_with_places(document: &Document) -> Vec<(&VariableName, Span)> {
    let named = every_inline(document).into_iter().filter_map(|inline| match inline {
        Inline::Placeholder { name, span } | Inline::Optional { name, span, .. } => {
            Some((name, *span))
        }
        _ => None,
    });
    named.collect()
}

/// The placeholders of a block, its heading among it.
pub(crate) fn placeholders_of(block: &Block) -> Vec<&VariableName> {
    let named = inlines_of(block).into_iter().filter_map(|inline| match inline {
        Inline::Placeholder { name, .. } | Inline::Optional { name, .. } => Some(name),
        _ => None,
    });
    named.collect()
}

/// The targets of the links of a block, in order.
pub(crate) fn links_of(block: &Block) -> Vec<&str> {
    let links = inlines_of(block).into_iter().filter_map(|inline| match inline {
        Inline::Link { target, .. } => Some(target.as_str()),
        _ => None,
    });
    links.collect()
}

/// The targets of the links of a document, each with its place, in order.
pub(crate) fn links(document: &Document) -> Vec<(&str, Span)> {
    let links = every_inline(document).into_iter().filter_map(|inline| match inline {
        Inline::Link { target, span, .. } => Some((target.as_str(), *span)),
        _ => None,
    });
    links.collect()
}

/// The words, the target and the place of each link of a document, in order.
pub(crate) fn links_with_text(document: &Document) -> Vec<(String, &str, Span)> {
    let links = every_inline(document).into_iter().filter_map(|inline| match inline {
        Inline::Link { text, target, span } => Some((Prose::of(text).text, target.as_str(), *span)),
        _ => None,
    });
    links.collect()
}

fn every_inline(document: &Document) -> Vec<&Inline> {
    document.blocks.iter().flat_map(inlines_of).collect()
}

fn inlines_of(block: &Block) -> Vec<&Inline> {
    let mut found = Vec::new();
    of_inlines(&block.title, &mut found);
    of_elements(&block.content, &mut found);
    found
}

fn of_elements<'d>(elements: &'d [Element], found: &mut Vec<&'d Inline>) {
    for element in elements {
        match element {
            Element::Paragraph { text, .. } | Element::Heading { text, .. } => {
                of_inlines(text, found);
            }
            Element::List { items, .. } => {
                items.iter().for_each(|item| of_elements(&item.content, found));
            }
        }
    }
}

fn of_inlines<'d>(inlines: &'d [Inline], found: &mut Vec<&'d Inline>) {
    for inline in inlines {
        found.push(inline);
        if let Inline::Strong { text, .. } | Inline::Link { text, .. } = inline {
            of_inlines(text, found);
        }
    }
}
