//! Texts that are made to hurt, of any length: each is a piece that is repeated, or a row of pieces
//! that all differ. What was quadratic once stays here.

use std::fmt::Write;

/// A text of any length, by the pieces that it is made of.
pub struct Shape {
    /// A name for messages.
    pub name: &'static str,
    piece: Piece,
}

enum Piece {
    /// The same piece over and over.
    Same(&'static str),
    /// A piece in which each `%` is another number.
    Numbered(&'static str),
    /// A piece over and over between a beginning and an end.
    Between(&'static str, &'static str, &'static str),
}

impl Shape {
    /// The body of a document with at most so many bytes.
    pub fn of_bytes(&self, n_bytes: usize) -> String {
        match self.piece {
            Piece::Same(piece) => piece.repeat(n_bytes / piece.len()),
            Piece::Between(begin, piece, end) => {
                let n_pieces = (n_bytes - begin.len() - end.len()) / piece.len();
                format!("{begin}{}{end}", piece.repeat(n_pieces))
            }
            Piece::Numbered(piece) => {
                let mut body = String::with_capacity(n_bytes);
                for number in 0.. {
                    let next = piece.replace('%', &letters(number));
                    if body.len() + next.len() > n_bytes {
                        break;
                    }
                    // Writing to memory cannot fail.
                    let _ = write!(body, "{next}");
                }
                body
            }
        }
    }
}

/// A number in letters, as names of placeholders begin with one.
fn letters(number: usize) -> String {
    let digit = |place: u32| (b'a' + (number / 26_usize.pow(place) % 26) as u8) as char;
    (0..4).rev().map(digit).collect()
}

const fn same(name: &'static str, piece: &'static str) -> Shape {
    Shape { name, piece: Piece::Same(piece) }
}

const fn numbered(name: &'static str, piece: &'static str) -> Shape {
    Shape { name, piece: Piece::Numbered(piece) }
}

const fn closed(name: &'static str, piece: &'static str, end: &'static str) -> Shape {
    between(name, "", piece, end)
}

const fn between(
    name: &'static str,
    begin: &'static str,
    piece: &'static str,
    end: &'static str,
) -> Shape {
    Shape { name, piece: Piece::Between(begin, piece, end) }
}

/// Every shape.
pub const SHAPES: [Shape; 55] = [
    same("open brackets", "(("),
    same("open brackets with a letter", "((a"),
    closed("open brackets that close once", "((a ", "))"),
    closed("optional texts that close once", "((fixed phone??", "))"),
    same("placeholders", "((case code)) "),
    numbered("distinct placeholders", "((%)) "),
    numbered("distinct optional texts", "((%??a)) "),
    numbered("distinct optional texts in a list", "- ((%??a))\n"),
    same("square brackets", "["),
    same("links without a target", "[]("),
    same("links without an end", "[a](b "),
    same("links", "[a](https://evil.example) "),
    numbered("distinct links", "[%](https://%.example) "),
    numbered("reference links", "[%]: /b\n[%] [%][] "),
    same("pictures", "!["),
    same("stars", "**"),
    same("open italics", "*a "),
    same("open strong words", "**a "),
    same("strong words", "**a** "),
    same("mixed stars", "*a **b _c "),
    same("nested quotes", "> "),
    same("nested lists", "- "),
    same("lists in lists", "- a\n  - b\n    1. c\n"),
    same("numbered items", "1. a\n"),
    same("headings of one name", "## H {#h .steps}\n\n1. a\n\n"),
    numbered("headings of many names", "## H {#% .steps}\n\n1. a\n\n"),
    numbered("questions", "### Is it %?\n\nYes.\n\n"),
    same("open braces", "{#"),
    between("a heading with many attributes", "## A {#a .faq ", "A=B ", "}\n"),
    between("a heading with many kinds", "## A {", ".faq #a ", "}\n"),
    between("a long headline", "# ", "a device is ill ", "\n"),
    same("one enormous word", "a"),
    same("one enormous word of katakana", "ネットワーク"),
    same("one enormous word with joints", "a-"),
    numbered("distinct words", "% "),
    same("words that stand twice", "the the "),
    same("many findings", "MALWARE!! 8:00 0900 123 45 67 "),
    same("digits", "1 "),
    same("abbreviations", "e.g. "),
    same("full stops", ". "),
    same("spaces that do not break", ".\u{a0}"),
    same("short lines", "a\n"),
    same("short paragraphs", "a\n\n"),
    same("hard breaks", "a\\\n"),
    same("entities", "&amp;&#32;&"),
    same("combining marks", "e\u{301}\u{302}\u{323}"),
    closed("marks on one letter", "\u{301}\u{323}", "."),
    same("marks of direction", "\u{202e}\u{200f}a"),
    same("control characters", "\u{0}\u{1}a"),
    same("code", "`a``b"),
    same("open tags", "<a "),
    same("open comments", "<!--"),
    same("tables", "| a | b |\n|---|---|\n"),
    same("backslashes", "\\"),
    same("addresses", "https://a.b/c?d#e "),
];
