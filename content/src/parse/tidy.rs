//! One tree for one meaning: white space that nobody sees, strong words that are two by accident
//! and breaks at an edge are taken out, so that a document prints to what it was read from.

use crate::Span;
use crate::document::Inline;

/// White space as Markdown folds it.
const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The inlines of a paragraph, tidied: none at its edges that says nothing.
pub(super) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = joined(inlines);
    fold_blanks(&mut out, true);
    trim_end(&mut out);
    out.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
    out
}

/// Strong words that touch become one; blank or empty ones are not strong. Inner inlines are tidied.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Strong { text, .. } if is_blank_text(&text) => out.extend(text),
            Inline::Strong { mut text, span } => match out.last_mut() {
                Some(Inline::Strong { text: before, span: place }) => {
                    before.append(&mut text);
                    *place = place.to(span);
                }
                _ => out.push(Inline::Strong { text, span }),
            },
            other => out.push(other),
        }
    }
    for inline in &mut out {
        if let Inline::Strong { text, .. } | Inline::Link { text, .. } = inline {
            let mut inner = joined(std::mem::take(text));
            fold_blanks(&mut inner, false);
            drop_edge_breaks(&mut inner);
            *text = inner;
        }
    }
    out
}

fn is_blank_text(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text, .. } => text.chars().all(is_blank),
        Inline::Break { .. } => true,
        _ => false,
    })
}

/// Several blanks in a row become one space; none stay after a break, before one, or, at the start
/// of a line, first.
fn fold_blanks(inlines: &mut Vec<Inline>, line_start: bool) {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut after_blank = line_start;
    for inline in inlines.drain(..) {
        match inline {
            Inline::Text { text, span } => {
                for (text, span) in folded(&text, span, &mut after_blank) {
                    out.push(Inline::Text { text, span });
                }
            }
            Inline::Break { span } => {
                trim_end(&mut out);
                if !(line_start && out.is_empty()) {
                    out.push(Inline::Break { span });
                }
                after_blank = true;
            }
            other => {
                after_blank = false;
                out.push(other);
            }
        }
    }
    *inlines = out;
}

/// A text without blanks that follow a blank, in pieces that each have their place.
fn folded(text: &str, span: Span, after_blank: &mut bool) -> Vec<(String, Span)> {
    let exact = text.len() == span.len();
    let start = span.start as usize;
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let dropped = is_blank(c) && *after_blank;
        *after_blank = is_blank(c);
        if !dropped {
            piece.push(if is_blank(c) { ' ' } else { c });
        } else if exact {
            if !piece.is_empty() {
                pieces.push((std::mem::take(&mut piece), Span::new(start + from, start + at)));
            }
            from = at + 1;
        }
    }
    if !piece.is_empty() {
        let place = if exact { Span::new(start + from, start + text.len()) } else { span };
        pieces.push((piece, place));
    }
    pieces
}

/// Takes blanks and breaks off the end.
fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Break { .. } => {
                inlines.pop();
            }
            Inline::Text { text, span } => {
                let kept = text.trim_end_matches(is_blank).len();
                if text.len() == span.len() {
                    span.end = span.start + u32::try_from(kept).unwrap_or_default();
                }
                text.truncate(kept);
                if !text.is_empty() {
                    return;
                }
                inlines.pop();
            }
            _ => return,
        }
    }
}

fn drop_edge_breaks(inlines: &mut Vec<Inline>) {
    while let Some(Inline::Break { .. }) = inlines.last() {
        inlines.pop();
    }
    let n_first =
        inlines.iter().take_while(|inline| matches!(inline, Inline::Break { .. })).count();
    inlines.drain(..n_first);
}
