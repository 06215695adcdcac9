//! What a reader of the garden may open: the browser's own `<details>`, so it works without script.

use super::flow::Flow;
use super::html::Html;
use crate::document::{Block, Element};

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
    let mut open = false;
    for element in elements {
        if let Element::Heading { text, .. } = element {
            if open {
                html.close("details");
            }
            open = true;
            html.open("details", &[]);
            html.open("summary", &[]);
            flow.in_tag(html, "h3", text);
            html.close("summary");
        } else {
            flow.elements(html, std::slice::from_ref(element));
        }
    }
    if open {
        html.close("details");
    }
}
