//! ## What it finds
//! Telephone numbers and opening hours that are typed by hand.
//! ## Why it matters
//! They change. The brand holds them once for all messages.
//! ## Instead
//! Use ((help phone)) and ((help hours)).

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::prose::Line;
use crate::{Fix, Weight};

pub(super) const RULE: Rule = Rule {
    id: "P-04",
    name: "typed by hand",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "numbers and hours change; the brand holds them once for all messages",
    source: "practice with templates (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nCall 0800 555 010, Monday to Saturday, 8:00 to 20:00.",
        good: "# A\n\nCall ((help phone)), ((help hours)). Wait 10 seconds.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let help = &page.brand.help;
    let locale = page.document.locale();
    for line in page.lines() {
        flag(line, &help.phone.national, "help phone", flags);
        flag(line, help.hours.get(&locale), "help hours", flags);
    }
}

/// Flags each place where the brand's own words are typed.
fn flag(line: &Line, words: &str, name: &str, flags: &mut Flags) {
    if words.is_empty() {
        return;
    }
    for (at, found) in line.prose.typed(words) {
        let span = line.span(at..at + found);
        let fix =
            Fix { label: format!("Use (({name}))"), span, replacement: format!("(({name}))") };
        flags.add_with_fix(span, format!("the {name} is typed by hand"), Some(fix));
    }
}
