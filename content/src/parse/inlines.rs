//! Words, strong words, links, line breaks and placeholders of one paragraph or heading.

use super::characters::is_forbidden;
use super::report::{Report, rule};
use crate::document::Inline;
use crate::prose::Prose;
use crate::variable::{VARIABLES, Variable, VariableName};
use crate::{Fix, Span};

/// Collects the inlines of one paragraph.
pub(super) struct Inlines {
    done: Vec<Inline>,
    running: Prose,
    open: Vec<Open>,
}

/// Strong words or a link that have begun.
struct Open {
    wrap: Wrap,
    span: Span,
    before: Vec<Inline>,
}

/// What wraps words.
pub(super) enum Wrap {
    Strong,
    Link(String),
}

impl Inlines {
    pub fn new() -> Inlines {
        Inlines { done: Vec::new(), running: Prose::default(), open: Vec::new() }
    }

    /// Adds words; characters that must not reach a page are left out.
    pub fn text(&mut self, text: &str, span: Span) {
        if text.len() != span.len() {
            let clean: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
            self.running.push(&clean, span);
            return;
        }
        let mut at = span.start as usize;
        for part in text.split_inclusive(is_forbidden) {
            let clean = part.trim_end_matches(is_forbidden);
            if !clean.is_empty() {
                self.running.push(clean, Span::new(at, at + clean.len()));
            }
            at += part.len();
        }
    }

    pub fn line_break(&mut self, span: Span, report: &mut Report) {
        self.flush(report);
        self.done.push(Inline::Break { span });
    }

    pub fn begin(&mut self, wrap: Wrap, span: Span, report: &mut Report) {
        self.flush(report);
        self.open.push(Open { wrap, span, before: std::mem::take(&mut self.done) });
    }

    /// Ends what began last. Strong inside strong says nothing more and is left out.
    pub fn end(&mut self, report: &mut Report) {
        self.flush(report);
        let Some(Open { wrap, span, before }) = self.open.pop() else { return };
        let text = std::mem::replace(&mut self.done, before);
        match wrap {
            Wrap::Link(target) => self.done.push(Inline::Link { text, target, span }),
            Wrap::Strong if self.open.iter().any(|open| matches!(open.wrap, Wrap::Strong)) => {
                self.done.extend(text);
            }
            Wrap::Strong => self.done.push(Inline::Strong { text, span }),
        }
    }

    pub fn finish(mut self, report: &mut Report) -> Vec<Inline> {
        while !self.open.is_empty() {
            self.end(report);
        }
        self.flush(report);
        self.done
    }

    /// Cuts the running text into words and placeholders.
    fn flush(&mut self, report: &mut Report) {
        let running = std::mem::take(&mut self.running);
        let mut at = 0;
        while let Some(open) = running.text[at..].find("((").map(|found| at + found) {
            let inner = open + 2;
            let Some(close) = running.text[inner..].find("))").map(|found| inner + found) else {
                report_open(&running, open, report);
                break;
            };
            if running.text[inner..close].contains("((") {
                report_open(&running, open, report);
                self.push_words(&running, at..inner);
                at = inner;
                continue;
            }
            let span = running.span(open..close + 2);
            self.push_words(&running, at..open);
            match named(&running.text[inner..close], span, report) {
                Some(name) => self.done.push(Inline::Placeholder { name, span }),
                None => self.push_words(&running, open..close + 2),
            }
            at = close + 2;
        }
        self.push_words(&running, at..running.text.len());
    }

    fn push_words(&mut self, running: &Prose, range: std::ops::Range<usize>) {
        let parts = running.parts(range);
        self.done.extend(parts.map(|(text, span)| Inline::Text { text: text.to_owned(), span }));
    }
}

/// The variable that the brackets name; flags a name that no variable has.
fn named(text: &str, span: Span, report: &mut Report) -> Option<VariableName> {
    match text.parse::<VariableName>() {
        Ok(name) => {
            if Variable::named(&name).is_none() {
                let message = format!("there is no placeholder called {name}");
                report.add(&rule::PLACEHOLDER, span, message);
            }
            Some(name)
        }
        Err(error) => {
            report.add(&rule::PLACEHOLDER, span, error.to_string());
            None
        }
    }
}

/// Flags brackets that do not close; offers to close them after the name of a known variable.
fn report_open(running: &Prose, open: usize, report: &mut Report) {
    let rest = &running.text[open + 2..];
    let end_of = |name: &str| {
        let start = rest.get(..name.len())?;
        start.eq_ignore_ascii_case(name).then_some(open + 2 + name.len())
    };
    let known = VARIABLES.iter().find_map(|variable| Some((variable, end_of(variable.name)?)));
    let (end, fix) = match known {
        Some((variable, end)) => {
            let place = running.span(open..end);
            let label = "Close the brackets".to_owned();
            let replacement = format!("(({}))", variable.name);
            (end, Some(Fix { label, span: place, replacement }))
        }
        None => {
            let stop = rest.find([' ', '.', ',']).unwrap_or(rest.len());
            (open + 2 + stop, None)
        }
    };
    let message = "a placeholder begins here and does not end; close it with ))";
    report.add_with_fix(&rule::OPEN_PLACEHOLDER, running.span(open..end), message, fix);
}
