//! Commands that change the text or move in it: emphasis, links, blocks, undo, and the next finding or
//! block. All go through the text field, so that the browser's own undo takes them back.

use content::Span;
use content::document::BlockKind;
use leptos::prelude::*;

use super::selection::{byte_at, selection_of};
use super::state::EditorState;
use super::{insertion, text_field};

impl EditorState {
    /// Makes the chosen words bold, or puts bold words in their place to be typed over.
    pub fn embolden(self) {
        self.at_field(|field| text_field::wrap(field, "**", "important words", "**"));
    }

    /// Makes the chosen words a link to the provider's own host, which is then chosen to be typed
    /// over: only hosts of the brand are allowed.
    pub fn link(self) {
        let host =
            self.brand.with_value(|brand| brand.allowed_hosts.first().map(ToString::to_string));
        let target = format!("](https://{}/)", host.unwrap_or_default());
        self.at_field(move |field| text_field::wrap(field, "[", "where it leads", &target));
    }

    /// Puts a block after the one at the caret, and shows it.
    pub fn insert_block(self, kind: BlockKind) {
        let caret = self.caret().unwrap_or_default();
        let source = self.buffer.with_untracked(|buffer| buffer.text.clone());
        let new = self.id.with_value(|id| insertion::block(kind, id, &source, caret));
        self.at_field(move |field| {
            let place = selection_of(&field.value(), Span { start: new.at, end: new.at });
            text_field::replace(field, place, &new.text);
            self.go_to(new.chosen);
        });
    }

    /// Takes the last change back, whether it was typed or made by a menu or a fix.
    pub fn undo(self) {
        self.at_field(|field| text_field::command(field, "undo"));
    }

    /// Makes the change again that was taken back.
    pub fn redo(self) {
        self.at_field(|field| text_field::command(field, "redo"));
    }

    /// Applies the fix of the finding at the caret, if it has one.
    pub fn fix_here(self) {
        let Some(caret) = self.caret() else { return };
        let here = |span: Span| span.start <= caret && caret <= span.end;
        let fix = self.assessment.with_untracked(|text| {
            let at_caret = text.findings.iter().filter(|finding| here(finding.span));
            at_caret.filter_map(|finding| finding.fix.clone()).next()
        });
        if let Some(fix) = fix {
            self.fix(fix);
        }
    }

    /// Goes to the next finding or the one before; round at both ends.
    pub fn go_to_finding(self, forwards: bool) {
        let spans = self.assessment.with_untracked(|text| {
            text.findings.iter().map(|finding| finding.span).collect::<Vec<_>>()
        });
        self.go_to_neighbour(&spans, forwards);
    }

    /// Goes to the heading of the next block or of the one before; round at both ends.
    pub fn go_to_block(self, forwards: bool) {
        let spans = self.assessment.with_untracked(|text| {
            text.document.blocks.iter().map(|block| block.heading_span).collect::<Vec<_>>()
        });
        self.go_to_neighbour(&spans, forwards);
    }

    fn go_to_neighbour(self, spans: &[Span], forwards: bool) {
        let caret = self.caret().unwrap_or_default();
        if let Some(span) = neighbour(spans, caret, forwards) {
            self.go_to(span);
        }
    }

    /// The byte at which the caret stands.
    fn caret(self) -> Option<u32> {
        let field = self.field.get_untracked()?;
        Some(byte_at(&field.value(), text_field::selected(&field).start))
    }
}

/// The place that begins next after a byte, or before it; round at both ends.
fn neighbour(spans: &[Span], caret: u32, forwards: bool) -> Option<Span> {
    if forwards {
        let next = spans.iter().filter(|span| span.start > caret).min_by_key(|span| span.start);
        next.or_else(|| spans.iter().min_by_key(|span| span.start)).copied()
    } else {
        let before = spans.iter().filter(|span| span.start < caret).max_by_key(|span| span.start);
        before.or_else(|| spans.iter().max_by_key(|span| span.start)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_next_place_goes_round() {
        let spans = [3, 7, 9].map(|start| Span { start, end: start + 1 });
        let to = |caret, forwards| neighbour(&spans, caret, forwards).map(|span| span.start);
        assert_eq!(to(3, true), Some(7));
        assert_eq!(to(9, true), Some(3));
        assert_eq!(to(3, false), Some(9));
        assert_eq!(to(8, false), Some(7));
        assert_eq!(neighbour(&[], 0, true), None);
    }
}
