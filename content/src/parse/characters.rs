//! Characters that nobody sees: control characters, which are dropped, and marks of direction.

use super::report::{Report, rule};
use crate::Span;

/// Whether a character must not reach a page.
pub(crate) fn is_forbidden(c: char) -> bool {
    let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let tag = matches!(c, '\u{e0000}'..='\u{e007f}');
    bidi || tag || c == '\u{feff}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Flags each run of such characters.
pub(super) fn check(source: &str, report: &mut Report) {
    let mut chars = source.char_indices().peekable();
    if source.starts_with('\u{feff}') {
        // A byte order mark at the start is how some editors save a file.
        chars.next();
    }
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if is_forbidden(c) {
            while let Some((at, c)) = chars.next_if(|(_, c)| is_forbidden(*c)) {
                end = at + c.len_utf8();
            }
            let message = format!("an invisible character (U+{:04X}) stands here", u32::from(c));
            report.add(&rule::CONTROL, Span::new(start, end), message);
        } else if is_direction_mark(c) {
            let message = format!("a mark of direction (U+{:04X}) stands here", u32::from(c));
            report.add(&rule::DIRECTION_MARK, Span::new(start, end), message);
        }
    }
}
