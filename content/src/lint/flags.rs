//! What the rules say: flags, and the changes that fix what is flagged.

use crate::document::Block;
use crate::{Fix, Span, Weight};

/// What a rule has to say about a page.
#[derive(Default)]
pub(super) struct Flags(pub(super) Vec<Flag>);

pub(super) struct Flag {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) fix: Option<Fix>,
    /// Where it differs from the rule's.
    pub(super) weight: Option<Weight>,
}

impl Flags {
    pub(super) fn add(&mut self, span: Span, message: impl Into<String>) {
        self.add_with_fix(span, message, None);
    }

    pub(super) fn add_with_fix(
        &mut self,
        span: Span,
        message: impl Into<String>,
        fix: Option<Fix>,
    ) {
        self.0.push(Flag { span, message: message.into(), fix, weight: None });
    }

    pub(super) fn add_as(&mut self, weight: Weight, span: Span, message: impl Into<String>) {
        self.0.push(Flag { span, message: message.into(), fix: None, weight: Some(weight) });
    }
}

/// A replacement that begins with a capital where the words that it replaces do.
pub(super) fn like(replaced: &str, replacement: &str) -> String {
    let mut text = replacement.to_owned();
    // Only ASCII letters: the table of all capitals weighs more than what it would be used for.
    if replaced.starts_with(char::is_uppercase)
        && let Some(first) = text.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    text
}

/// Writes a sentence as a paragraph of its own under a block's heading.
pub(super) fn add_under_heading(block: &Block, label: &str, sentence: &str) -> Option<Fix> {
    let end = block.heading_span.end;
    let fix = Fix {
        label: label.to_owned(),
        span: Span { start: end, end },
        replacement: format!("\n\n{sentence}\n"),
    };
    (!sentence.is_empty()).then_some(fix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_keeps_the_capital() {
        assert_eq!(like("Prior to", "before"), "Before");
        assert_eq!(like("prior to", "before"), "before");
    }
}
