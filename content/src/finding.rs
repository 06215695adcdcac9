//! What the parser and the lint say about a place in a document.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How much a finding weighs; ordered with the heaviest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Needs a reason from the approver, or blocks submit.
    Error,
    /// Needs a reason from the author.
    Warning,
    /// Good to know.
    Information,
}

/// A place in the source: byte offsets, `start` included, `end` not.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// One thing that is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// The rule, such as `A-03`; rules of the parser are `L-01` and on.
    pub rule: String,
    /// How much it weighs.
    pub weight: Weight,
    /// Whether the document cannot be submitted while it stands.
    pub blocks_submit: bool,
    /// The words that are meant.
    pub span: Span,
    /// What is wrong, in one line.
    pub message: String,
    /// Why it matters to the reader.
    pub why: String,
    /// Where the rule comes from, with the grade of the evidence.
    pub source: String,
    /// What would fix it, where that is mechanical.
    pub fix: Option<Fix>,
}

/// A change that fixes a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fix {
    /// What the button says.
    pub label: String,
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

impl Span {
    /// A place from byte offsets; larger ones than a source can have end at `u32::MAX`.
    pub fn new(start: usize, end: usize) -> Span {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: offset(start), end: offset(end) }
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether no byte is meant, only a position.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The words that are meant; nothing if the place is not in `source`.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// From the start of this place to the end of `other`.
    pub(crate) fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Findings in the order of the source, at one place by the name of their rule.
pub(crate) fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    findings
}

/// The line and the column of a byte offset, both from 1; the column counts characters.
/// An offset past the end, or inside a character, counts as the nearest character before it.
pub fn line_column(source: &str, offset: u32) -> (u32, u32) {
    let mut end = (offset as usize).min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source[..end];
    let line = before.bytes().filter(|b| *b == b'\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    (count(line), count(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let source = "é1\nzwei";
        assert_eq!(line_column(source, 0), (1, 1));
        assert_eq!(line_column(source, 2), (1, 2));
        assert_eq!(line_column(source, 4), (2, 1));
        assert_eq!(line_column(source, 1), (1, 1), "inside a character");
        assert_eq!(line_column(source, 99), (2, 5), "past the end");
    }

    #[test]
    fn the_heaviest_finding_sorts_first() {
        assert!(Weight::Error < Weight::Warning && Weight::Warning < Weight::Information);
    }
}
