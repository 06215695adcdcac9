//! What stands between the `+++` lines at the top: which document this is. It is the part of TOML
//! that one needs for it: a line for each entry, text in quotes or a whole number, comments.

use std::fmt::Display;
use std::str::FromStr;

use super::report::{Report, rule};
use crate::Span;
use crate::document::FrontMatter;

const FENCE: &str = "+++";

/// Front matter is no longer than this; a fence further down belongs to something else.
const MAX_LINES: usize = 40;

/// The entries that a document must have.
const REQUIRED: [&str; 4] = ["message", "variant", "channel", "locale"];

/// The front matter, and where the body begins.
pub(super) fn parse(source: &str, report: &mut Report) -> (FrontMatter, usize) {
    let Some((start, end, body)) = limits(source, report) else {
        let message = "the text begins with its front matter between two lines of +++";
        report.add(&rule::FRONT_MATTER, Span::new(0, 0), message);
        return (FrontMatter::default(), 0);
    };
    let mut reader = Reader { report, front: FrontMatter::default(), seen: Vec::new() };
    let mut at = start;
    for line in source[start..end].split_inclusive('\n') {
        reader.line(line, at);
        at += line.len();
    }
    for name in REQUIRED.into_iter().filter(|name| !reader.seen.contains(name)) {
        let message = format!("{name} is missing in the front matter");
        reader.report.add(&rule::FRONT_MATTER, Span::new(0, start), message);
    }
    (reader.front, body)
}

/// Start and end of the entries, and the start of the body; nothing if there is no front matter.
fn limits(source: &str, report: &mut Report) -> Option<(usize, usize, usize)> {
    let mark = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut lines = source[mark..].split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == FENCE)?;
    let start = mark + first.len();
    let mut at = start;
    // Where the text probably begins if nothing closes the front matter.
    let mut text_start = None;
    for line in lines.take(MAX_LINES) {
        let text = line.trim_end();
        if text == FENCE {
            return Some((start, at, at + line.len()));
        }
        if text.is_empty() || text.starts_with("# ") {
            text_start.get_or_insert(at);
        }
        at += line.len();
    }
    let message = "the front matter is not closed; end it with a line of +++";
    report.add(&rule::FRONT_MATTER, Span::new(mark, start), message);
    let end = text_start.unwrap_or(at);
    Some((start, end, end))
}

/// Reads the entries one by one and flags each that is wrong.
struct Reader<'s, 'r> {
    report: &'r mut Report,
    front: FrontMatter,
    seen: Vec<&'s str>,
}

/// A value as it is written, and its place.
struct Written<'s> {
    text: &'s str,
    span: Span,
}

impl<'s> Reader<'s, '_> {
    fn line(&mut self, line: &'s str, at: usize) {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        let Some((key, value)) = text.split_once('=') else {
            let message = "an entry is a name, = and a value";
            return self.flag(Span::new(start, start + text.len()), message);
        };
        let value_start = start + key.len() + 1 + (value.len() - value.trim_start().len());
        let text = without_comment(value.trim());
        let value = Written { text, span: Span::new(value_start, value_start + text.len()) };
        let key = key.trim_end();
        if self.seen.contains(&key) {
            self.flag(Span::new(start, start + key.len()), format!("{key} is there twice"));
        }
        self.seen.push(key);
        match key {
            "message" => self.front.message = self.parsed(&value),
            "variant" => self.front.variant = self.parsed(&value),
            "channel" => self.front.channel = self.parsed(&value),
            "locale" => self.front.locale = self.parsed(&value),
            "reading_minutes" => self.front.reading_minutes = self.minutes(&value),
            "subject" => self.front.subject = self.text(&value).unwrap_or_default(),
            "preheader" => self.front.preheader = self.text(&value).unwrap_or_default(),
            other => {
                let message = format!("the front matter has no entry called {other}");
                self.flag(Span::new(start, start + key.len()), message);
            }
        }
    }

    fn flag(&mut self, span: Span, message: impl Into<String>) {
        self.report.add(&rule::FRONT_MATTER, span, message);
    }

    /// Text in double quotes with escapes, or in single quotes as it is.
    fn text(&mut self, value: &Written<'_>) -> Option<String> {
        let text = quoted(value.text);
        if text.is_none() {
            self.flag(value.span, "this is text in quotes");
        }
        text
    }

    fn parsed<T: FromStr<Err: Display>>(&mut self, value: &Written<'_>) -> Option<T> {
        match self.text(value)?.parse() {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                self.flag(value.span, error.to_string());
                None
            }
        }
    }

    fn minutes(&mut self, value: &Written<'_>) -> Option<u32> {
        let minutes = value.text.parse().ok().filter(|n| *n <= 60);
        if minutes.is_none() {
            self.flag(value.span, "reading time is a number of minutes from 0 to 60");
        }
        minutes
    }
}

/// A value without the comment after it; a # inside quotes begins none.
fn without_comment(value: &str) -> &str {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        match quote {
            None if c == '#' => return value[..at].trim_end(),
            None if c == '"' || c == '\'' => quote = Some(c),
            Some('"') if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            _ => {}
        }
    }
    value
}

/// What stands between quotes, with its escapes resolved.
fn quoted(value: &str) -> Option<String> {
    if let Some(literal) = value.strip_prefix('\'') {
        let inner = literal.strip_suffix('\'')?;
        return (!inner.contains('\'')).then(|| inner.to_owned());
    }
    let inner = value.strip_prefix('"')?;
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return chars.as_str().is_empty().then_some(out),
            '\\' => out.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                c @ ('"' | '\\') => c,
                _ => return None,
            }),
            _ => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_escapes_and_comments_are_those_of_toml() {
        assert_eq!(quoted(r#""a \"b\" \\ c""#).as_deref(), Some(r#"a "b" \ c"#));
        assert_eq!(quoted(r"'a \ b'").as_deref(), Some(r"a \ b"));
        for wrong in ["a", "\"a", "\"a\" b", "'a' 'b'", r#""\x""#, "\"", ""] {
            assert_eq!(quoted(wrong), None, "{wrong}");
        }
        assert_eq!(without_comment(r##""a # b" # c"##), r##""a # b""##);
        assert_eq!(without_comment("2 # minutes"), "2");
    }
}
