//! Cuts running text into words, `((placeholders))` and `((name??optional text))`.

use std::ops::Range;

use super::report::{Report, rule};
use crate::document::Inline;
use crate::prose::Prose;
use crate::variable::{VARIABLES, Variable, VariableKind, VariableName};
use crate::{Fix, Span};

/// What stands between the name and the words of an optional text.
const MARK: &str = "??";

/// The same inlines, with what the brackets mean in place of the brackets.
pub(super) fn cut(inlines: Vec<Inline>, report: &mut Report) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    let mut running = Prose::default();
    for inline in inlines {
        match inline {
            Inline::Text { text, span } => {
                running.push(&text, span);
                continue;
            }
            other => {
                flush(&mut running, &mut out, report);
                out.push(match other {
                    Inline::Strong { text, span } => {
                        Inline::Strong { text: cut(text, report), span }
                    }
                    Inline::Link { text, target, span } => {
                        Inline::Link { text: cut(text, report), target, span }
                    }
                    plain => plain,
                });
            }
        }
    }
    flush(&mut running, &mut out, report);
    out
}

fn flush(running: &mut Prose, out: &mut Vec<Inline>, report: &mut Report) {
    let running = std::mem::take(running);
    let text = running.text.as_str();
    let find = |mark: &str, from: usize| text[from..].find(mark).map(|found| from + found);
    let mut at = 0;
    let mut next_open = find("((", 0);
    let mut next_close = None;
    // Each mark is looked for once: a text of open brackets would take the square of its length.
    while let Some(open) = next_open {
        let inner = open + 2;
        next_open = find("((", inner);
        next_close = next_close.filter(|close| *close >= inner).or_else(|| find("))", inner));
        let Some(close) = next_close else {
            report_open(&running, open, report);
            break;
        };
        if next_open.is_some_and(|next| next < close) {
            report_open(&running, open, report);
            out.extend(words(&running, at..inner));
            at = inner;
            continue;
        }
        out.extend(words(&running, at..open));
        match meaning(&running, inner..close, report) {
            Some(inline) => out.push(inline),
            None => out.extend(words(&running, open..close + 2)),
        }
        at = close + 2;
    }
    out.extend(words(&running, at..text.len()));
}

fn words(running: &Prose, range: Range<usize>) -> Vec<Inline> {
    let text = |(text, span): (&str, Span)| Inline::Text { text: text.to_owned(), span };
    // Nearly always one part; collecting would make room for four, thousands of times.
    let mut parts = running.parts(range).map(text);
    let mut words: Vec<Inline> = parts.next().map(|first| vec![first]).unwrap_or_default();
    words.extend(parts);
    words
}

/// What the brackets around a range mean; nothing, and a finding, if they mean nothing.
fn meaning(running: &Prose, range: Range<usize>, report: &mut Report) -> Option<Inline> {
    let span = running.span(range.start - 2..range.end + 2);
    let inner = &running.text[range.clone()];
    let (name, optional) = match inner.find(MARK) {
        Some(mark) => (&inner[..mark], Some(range.start + mark + MARK.len()..range.end)),
        None => (inner, None),
    };
    let name = match name.parse::<VariableName>() {
        Ok(name) => name,
        Err(error) => {
            report.add(&rule::PLACEHOLDER, span, error.to_string());
            return None;
        }
    };
    check_use(&name, optional.is_some(), span, report);
    let Some(range) = optional else { return Some(Inline::Placeholder { name, span }) };
    if running.text[range.clone()].trim().is_empty() {
        let message = format!("optional text has words after the marks: (({name}??words))");
        report.add(&rule::PLACEHOLDER, span, message);
        return None;
    }
    Some(Inline::Optional { name, text: words(running, range), span })
}

/// Flags a name that no variable has, and one that is used as another type is.
fn check_use(name: &VariableName, optional: bool, span: Span, report: &mut Report) {
    let message = match Variable::named(name).map(|variable| variable.kind) {
        None => format!("there is no placeholder called {name}"),
        Some(VariableKind::Bool) if !optional => {
            format!("{name} is yes or no and has no words; write (({name}??words if yes))")
        }
        Some(kind) if optional && kind != VariableKind::Bool => {
            format!("{name} is not yes or no; only such a placeholder has optional text")
        }
        Some(_) => return,
    };
    report.add(&rule::PLACEHOLDER, span, message);
}

/// Flags brackets that do not close; offers to close them after the name of a known variable.
fn report_open(running: &Prose, open: usize, report: &mut Report) {
    // What would be told looks far ahead.
    if report.is_full(&rule::OPEN_PLACEHOLDER) {
        return;
    }
    let rest = &running.text[open + 2..];
    let end_of = |name: &str| {
        let start = rest.get(..name.len())?;
        start.eq_ignore_ascii_case(name).then_some(open + 2 + name.len())
    };
    let known = VARIABLES.iter().find_map(|variable| Some((variable, end_of(variable.name)?)));
    let optional = rest.find(MARK).is_some_and(|mark| !rest[..mark].contains(['(', ')']));
    if optional {
        let end = open + 2 + rest.find(MARK).unwrap_or_default() + MARK.len();
        let message = "optional text has plain words only and ends with )); \
                       no placeholder, bold word or link can be in it";
        report.add(&rule::OPEN_PLACEHOLDER, running.span(open..end), message);
        return;
    }
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
