//! ## What it finds
//! Words that send people to a virus scanner, unless the same block says that one does not help.
//! ## Why it matters
//! A scanner on a computer cannot see a camera or a recorder. In the published study 12 of 40
//! (improved page) and 32 of 97 (standard page) ran one, so the time goes and the virus stays.
//! ## Instead
//! Say it outright: "A virus scanner does not help here."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::prose::Line;
use crate::{Fix, Span, Weight};

pub(super) const RULE: Rule = Rule {
    id: "A-03",
    name: "virus scanner",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "a scanner cannot see a camera or a recorder; about a third of customers ran one, with either text",
    source: "Çetin et al. 2019: 12 of 40 and 32 of 97 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nPlease run a virus scanner on all computers.",
        good: "# A\n\nIt is a camera. A virus scanner does not help here.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let words = page.words;
    for section in &page.sections {
        let denied = section.lines.iter().any(|line| {
            words.has("virus_scanner", &line.words) && words.has("no_help", &line.words)
        });
        if !denied {
            section.lines.iter().for_each(|line| check_line(page, line, flags));
        }
    }
}

fn check_line(page: &Page<'_>, line: &Line, flags: &mut Flags) {
    for place in page.words.find("virus_scanner", &line.words) {
        let span = line.span(place);
        let end = line.sentence_at(span).map_or(span.end, |sentence| sentence.span.end);
        let fix = Fix {
            label: "Say that it does not help".to_owned(),
            span: Span { start: end, end },
            replacement: page.words.fix("virus_scanner").to_owned(),
        };
        flags.add_with_fix(span, "sends people to a virus scanner", Some(fix));
    }
}
