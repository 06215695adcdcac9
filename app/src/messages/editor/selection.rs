//! Places in a text. The core counts bytes of UTF-8, a text field counts units of UTF-16.

use content::Span;

/// A stretch of a text field, in UTF-16 units; `start` included, `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The first unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// Where a span of the source stands in the text field. A place past the end is the end.
pub fn selection_of(source: &str, span: Span) -> Selection {
    let start = utf16_offset(source, span.start);
    let end = utf16_offset(source, span.end).max(start);
    Selection { start, end }
}

/// The number of UTF-16 units before a byte; a byte inside a character counts as its beginning.
fn utf16_offset(source: &str, byte: u32) -> u32 {
    let units = source
        .char_indices()
        .take_while(|(at, c)| at + c.len_utf8() <= byte as usize)
        .map(|(_, c)| c.len_utf16())
        .sum::<usize>();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// The byte at which a unit of UTF-16 stands; a place past the end is the end.
pub fn byte_at(source: &str, unit: u32) -> u32 {
    let mut units = 0;
    let before = source.chars().take_while(|c| {
        units += c.len_utf16();
        units <= unit as usize
    });
    u32::try_from(before.map(char::len_utf8).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The text as a text field holds it: every line ends in LF.
pub fn with_line_feeds(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_bytes_becomes_a_place_in_utf16_units() {
        let source = "é😀x";
        let at = |start, end| selection_of(source, Span { start, end });
        assert_eq!(at(0, 2), Selection { start: 0, end: 1 });
        assert_eq!(at(2, 6), Selection { start: 1, end: 3 });
        assert_eq!(at(6, 7), Selection { start: 3, end: 4 });
    }

    #[test]
    fn a_place_inside_a_character_or_past_the_end_is_still_in_the_text() {
        let source = "é😀x";
        let at = |start, end| selection_of(source, Span { start, end });
        assert_eq!(at(1, 4), Selection { start: 0, end: 1 });
        assert_eq!(at(90, 99), Selection { start: 4, end: 4 });
        assert_eq!(at(7, 2), Selection { start: 4, end: 4 }, "end before start");
    }

    #[test]
    fn a_place_in_utf16_units_becomes_a_place_in_bytes() {
        let source = "é😀x";
        let at = |unit| byte_at(source, unit);
        assert_eq!([at(0), at(1), at(2), at(3), at(4), at(9)], [0, 2, 2, 6, 7, 7]);
    }

    #[test]
    fn lines_end_in_line_feeds_as_in_a_text_field() {
        assert_eq!(with_line_feeds("a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
