//! What a reader of the garden may open: the browser's own `<details>`, so it works without script.

use super::flow::Flow;
use super::html::Html;
use super::optional::of_element;
use crate::document::{Block, Element};
use crate::template::Part;

/// A block folded under its heading.
pub(super) fn block(html: &mut Html, flow: &Flow<'_>, block: &Block) {
    html.open("details", &[]);
    html.open("summary", &[]);
    flow.in_tag(html, "h2", &block.title);
    html.close("summary");
    flow.elements(html, &block.content);
    html.close("details");
}

/// Questions, each folded; what stands before the first one stays open.
pub(super) fn questions(html: &mut Html, flow: &Flow<'_>, elements: &[Element]) {
    for element in elements {
        match element {
            Element::Heading { text, .. } => flow.there(html, of_element(element), |html| {
                html.part(Part::FoldBegin);
                html.open("summary", &[]);
                flow.in_tag(html, "h3", text);
                html.close("summary");
            }),
            _ => flow.elements(html, std::slice::from_ref(element)),
        }
    }
    html.part(Part::FoldEnd);
}
