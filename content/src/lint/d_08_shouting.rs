//! ## What it finds
//! Words of five or more capitals, two exclamation marks in a row, and warning signs.
//! ## Why it matters
//! Capitals and alarm signs are how fraud looks.
//! ## Instead
//! Use small letters and one full stop.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::Line;

const MIN_CAPITALS: usize = 5;

/// Signs that cry alarm.
const ALARMS: [&str; 5] = ["⚠", "🚨", "❗", "‼", "🛑"];

pub(super) const RULE: Rule = Rule {
    id: "D-08",
    name: "shouting",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "capitals and alarm signs are how fraud looks",
    source: "consumer advice on fraud (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# ATTENTION\n\nRead this!!",
        good: "# A\n\nYour code is ((case code)). Read this!",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines() {
        check_capitals(line, flags);
        // Most lines have neither; that is seen at a glance.
        let text = &line.prose.text;
        if text.is_ascii() && !text.contains('!') {
            continue;
        }
        for sign in ALARMS.iter().chain(&["!!"]) {
            for (at, found) in text.match_indices(sign) {
                flags.add(line.span(at..at + found.len()), format!("“{found}” cries alarm"));
            }
        }
    }
}

fn check_capitals(line: &Line, flags: &mut Flags) {
    for word in &line.words {
        let text = &line.prose.text[word.range.clone()];
        if text.chars().all(char::is_uppercase) && text.chars().count() >= MIN_CAPITALS {
            flags.add(line.span(word.range.clone()), format!("“{text}” in capitals shouts"));
        }
    }
}
