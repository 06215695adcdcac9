//! What stands between the `+++` lines at the top: TOML that says which document this is.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use toml::{Spanned, Value};

use super::report::{Report, rule};
use crate::Span;
use crate::document::FrontMatter;

const FENCE: &str = "+++";

type Entries = BTreeMap<Spanned<String>, Spanned<Value>>;

/// The front matter, and where the body begins.
pub(super) fn parse(source: &str, report: &mut Report) -> (FrontMatter, usize) {
    let Some((start, end, body)) = limits(source, report) else {
        let message = "the text begins with its front matter between two lines of +++";
        report.add(&rule::FRONT_MATTER, Span::new(0, 0), message);
        return (FrontMatter::default(), 0);
    };
    let text = &source[start..end];
    let front = match toml::from_str::<Entries>(text) {
        Ok(entries) => Reader { start, report }.read(&entries, Span::new(0, start)),
        Err(error) => {
            let place = error.span().unwrap_or(0..text.len());
            let span = Span::new(start + place.start, start + place.end);
            let message = error.message().lines().next().unwrap_or_default().to_lowercase();
            report.add(
                &rule::FRONT_MATTER,
                span,
                format!("the front matter cannot be read: {message}"),
            );
            FrontMatter::default()
        }
    };
    (front, body)
}

/// Start and end of the TOML, and the start of the body; nothing if there is no front matter.
fn limits(source: &str, report: &mut Report) -> Option<(usize, usize, usize)> {
    let mark = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut at = mark;
    let mut start = None;
    for line in source[mark..].split_inclusive('\n') {
        let next = at + line.len();
        let text = line.trim_end();
        match start {
            None if text == FENCE => start = Some(next),
            None => return None,
            Some(start) if text == FENCE => return Some((start, at, next)),
            Some(start) if text.is_empty() || text.starts_with("# ") => {
                return Some(unclosed(start, at, report));
            }
            Some(_) => {}
        }
        at = next;
    }
    start.map(|start| unclosed(start, source.len(), report))
}

fn unclosed(start: usize, end: usize, report: &mut Report) -> (usize, usize, usize) {
    let message = "the front matter is not closed; end it with a line of +++";
    report.add(&rule::FRONT_MATTER, Span::new(start.saturating_sub(4), start), message);
    (start, end, end)
}

/// Reads the entries one by one and flags each that is wrong.
struct Reader<'r> {
    start: usize,
    report: &'r mut Report,
}

impl Reader<'_> {
    fn read(mut self, entries: &Entries, fence: Span) -> FrontMatter {
        let mut front = FrontMatter::default();
        for (key, value) in entries {
            match key.get_ref().as_str() {
                "message" => front.message = self.parsed(value),
                "variant" => front.variant = self.parsed(value),
                "channel" => front.channel = self.parsed(value),
                "locale" => front.locale = self.parsed(value),
                "reading_minutes" => front.reading_minutes = self.minutes(value),
                "subject" => front.subject = self.text(value).unwrap_or_default().to_owned(),
                "preheader" => front.preheader = self.text(value).unwrap_or_default().to_owned(),
                other => {
                    let message = format!("the front matter has no entry called {other}");
                    self.flag(key.span(), message);
                }
            }
        }
        let present = |name: &str| entries.keys().any(|key| key.get_ref() == name);
        for name in ["message", "variant", "channel", "locale"] {
            if !present(name) {
                self.report.add(
                    &rule::FRONT_MATTER,
                    fence,
                    format!("{name} is missing in the front matter"),
                );
            }
        }
        front
    }

    fn flag(&mut self, place: std::ops::Range<usize>, message: String) {
        let span = Span::new(self.start + place.start, self.start + place.end);
        self.report.add(&rule::FRONT_MATTER, span, message);
    }

    fn text<'v>(&mut self, value: &'v Spanned<Value>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.flag(value.span(), "this is text in quotes".to_owned());
        }
        text
    }

    fn parsed<T: FromStr<Err: Display>>(&mut self, value: &Spanned<Value>) -> Option<T> {
        match self.text(value)?.parse() {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                self.flag(value.span(), error.to_string());
                None
            }
        }
    }

    fn minutes(&mut self, value: &Spanned<Value>) -> Option<u32> {
        let minutes = value.get_ref().as_integer().and_then(|n| u32::try_from(n).ok());
        if minutes.is_none_or(|n| n > 60) {
            self.flag(value.span(), "reading time is a number of minutes from 0 to 60".to_owned());
        }
        minutes.filter(|n| *n <= 60)
    }
}
