//! ## What it finds
//! A word that stands twice, quotation marks of another language or of a typewriter, and a last
//! sentence without its full stop. (Two spaces are printed as one, so they need no finding.)
//! ## Why it matters
//! Slips are how people recognise a fake.
//! ## Instead
//! Use the mark that the finding names; the fix does it.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::prose::{Line, Word};
use crate::{Fix, Weight};

pub(super) const RULE: Rule = Rule {
    id: "E-13",
    name: "slips",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "slips are how people recognise a fake",
    source: "practice of editors (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nPull out the the plug.",
        good: "# A\n\nPull out the plug. He had had it.",
    },
    check,
};

/// Marks that open or close a quotation in some language, and that of a typewriter.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// A line of one sentence that is shorter may do without a full stop.
const MIN_WORDS: usize = 8;

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines() {
        repeated(page, line, flags);
        quotes(page, line, flags);
        if !line.is_heading {
            full_stop(line, flags);
        }
    }
}

fn repeated(page: &Page<'_>, line: &Line, flags: &mut Flags) {
    for pair in line.words.windows(2) {
        let [first, second] = pair else { continue };
        let (from, to) = (first.range.end, second.range.end);
        let gap = &line.prose.text[from..second.range.start];
        let same = first.lower == second.lower && gap.chars().all(char::is_whitespace);
        if same
            && is_plain(first)
            && line.prose.is_typed(second.range.start)
            && !page.words.may_repeat(&first.lower)
        {
            // Across the edge of bold words the change would take a mark with it.
            let whole = line.prose.parts(first.range.start..to).count() == 1;
            let fix = Fix {
                label: "Write it once".to_owned(),
                span: line.span(from..to),
                replacement: String::new(),
            };
            let message = format!("“{}” stands twice", first.lower);
            flags.add_with_fix(line.span(second.range.clone()), message, whole.then_some(fix));
        }
    }
}

fn is_plain(word: &Word) -> bool {
    word.lower.chars().all(char::is_alphabetic)
}

fn quotes(page: &Page<'_>, line: &Line, flags: &mut Flags) {
    let known = page.words.quotes();
    let [opening, closing, ..] = known else { return };
    let text = &line.prose.text;
    for (at, mark) in text.match_indices(QUOTES).filter(|(_, mark)| !known.contains(mark)) {
        let opens = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        let right = if opens { opening } else { closing };
        let span = line.span(at..at + mark.len());
        let fix = Fix { label: format!("Write {right}"), span, replacement: (*right).to_owned() };
        flags.add_with_fix(span, format!("{mark} is no mark of this language"), Some(fix));
    }
}

fn full_stop(line: &Line, flags: &mut Flags) {
    let (Some(last), Some(sentence)) = (line.words.last(), line.sentences.last()) else { return };
    let goes_on = !line.prose.text[last.range.end..].trim().is_empty();
    let long = line.sentences.len() > 1 || sentence.words.len() >= MIN_WORDS;
    if goes_on || !long || !is_plain(last) || !line.prose.is_typed(last.range.start) {
        return;
    }
    let place = line.span(last.range.clone());
    let span = crate::Span { start: place.end, end: place.end };
    let fix = Fix { label: "Add a full stop".to_owned(), span, replacement: ".".to_owned() };
    flags.add_with_fix(place, "the last sentence has no full stop", Some(fix));
}

#[cfg(test)]
mod tests {
    use crate::{Context, library, lint, parse};

    /// The text after every fix of the rule, and how many there were.
    #[track_caller]
    fn check(body: &str, mended: &str, n_findings: usize) {
        let (document, _) = parse(body);
        let findings = lint(&document, &Context::of(&library::brand()));
        let own: Vec<_> = findings.iter().filter(|finding| finding.rule == "E-13").collect();
        assert_eq!(own.len(), n_findings, "{own:#?}");
        let mut text = body.to_owned();
        for fix in own.iter().rev().filter_map(|finding| finding.fix.as_ref()) {
            text.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
        }
        assert_eq!(text, mended);
    }

    #[test]
    fn each_slip_is_mended_where_it_stands() {
        check("Pull the the plug.", "Pull the plug.", 1);
        check("Press \"Start\" now.", "Press “Start” now.", 2);
        check("Wait. Then put it back", "Wait. Then put it back.", 1);
        check("Wait. Then **put it back**", "Wait. Then **put it back.**", 1);
    }

    #[test]
    fn what_only_looks_like_a_slip_is_left_alone() {
        for body in [
            "He had had it, that that was.",
            "Wait ((help phone)) ((help phone)).",
            "Wait. Then go to my.northwire.example",
            "Wait. Your code: ((case code))",
            "1. Pull the plug",
            "It’s “right” (and “so on”).",
        ] {
            check(body, body, 0);
        }
        check("Pull **the** the plug.", "Pull **the** the plug.", 1);
    }
}
