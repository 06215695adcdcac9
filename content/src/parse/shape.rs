//! The shape that each kind of block must have to be drawn as what it is.

use super::report::{Report, rule};
use crate::Span;
use crate::document::{Block, BlockKind, Element};

/// Flags what a block lacks, or has too much, for its kind.
pub(super) fn check(block: &Block, report: &mut Report) {
    if block.kind == BlockKind::Lead {
        return;
    }
    let heading = block.heading_span;
    let mut flag = |span: Span, message: &str| report.add(&rule::SHAPE, span, message);
    if block.title.is_empty() {
        flag(heading, "the heading of this block has no words");
    }
    match block.kind {
        BlockKind::ContactForm => {}
        BlockKind::LanguageSwitch => {
            if let Some(element) = block.content.first() {
                flag(
                    element.span(),
                    "the links are made from the languages there are; take this out",
                );
            }
        }
        _ if block.content.is_empty() => {
            flag(heading, "this block says nothing yet; write under its heading, or take it out");
        }
        BlockKind::Steps => {
            let numbered =
                |element: &Element| matches!(element, Element::List { ordered: true, .. });
            if !block.content.iter().any(numbered) {
                flag(heading, "the steps are not a numbered list; begin each with 1. 2. 3.");
            }
        }
        BlockKind::Faq => check_questions(block, &mut flag),
        _ => {}
    }
}

/// Questions are headings of the third level, each with its answer.
fn check_questions(block: &Block, flag: &mut impl FnMut(Span, &str)) {
    let is_question = |element: &Element| matches!(element, Element::Heading { .. });
    if let Some(first) = block.content.first().filter(|first| !is_question(first)) {
        flag(
            first.span(),
            "this stands before the first question; begin with ### and the question",
        );
    }
    for (place, element) in block.content.iter().enumerate() {
        if is_question(element) && block.content.get(place + 1).is_none_or(is_question) {
            flag(element.span(), "this question has no answer");
        }
    }
}
