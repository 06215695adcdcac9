//! ## What it finds
//! A text that its language's formula calls hard: Flesch under 70 or a grade over 7 in English,
//! Flesch-Douma under 65 in Dutch, LIX over 35 in other languages with Latin letters.
//! ## Why it matters
//! One adult in six reads with difficulty. The formulas are no proof, but a hard score means long
//! sentences and long words.
//! ## Instead
//! Cut the longest sentences, and use the word that you would say.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use crate::Weight;
use crate::readability::Scores;

pub(super) const RULE: Rule = Rule {
    id: "E-03",
    name: "readability",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "one adult in six reads with difficulty; a hard score means long sentences and long words",
    source: "Douma 1960; Flesch 1948; Björnsson 1968; scores are unreliable guides (P)",
    #[cfg(test)]
    samples: Samples {
        bad: HARD,
        good: "# A\n\nA thing in your home has a virus. Pull out the plug of each one. Wait for a while. Then put the plug back in. Choose a new word to log in. Do the same for all of the others in the house. Call us if it does not work.",
    },
    check,
};

/// A text that every formula calls hard.
#[cfg(test)]
pub(super) const HARD: &str = "# A\n\nThe authentication infrastructure of your residential telecommunication installation has apparently been compromised. Unauthorised applications are continuously communicating with international infrastructure. Immediate professional investigation of all participating installations is recommended. Alternatively, individual reconfiguration of every installation is possible.";

/// Shorter texts have no score worth speaking of.
const MIN_WORDS: u32 = 30;

fn check(page: &Page<'_>, flags: &mut Flags) {
    for problem in problems(page) {
        flags.add(page.top(), problem);
    }
}

/// Each score that is out of its band, in words.
pub(super) fn problems(page: &Page<'_>) -> Vec<String> {
    let locale = page.document.locale();
    let (n_words, Scores { ease_tenths, grade_tenths, lix_tenths }) = page.scores();
    let mut problems = Vec::new();
    if n_words < MIN_WORDS {
        return problems;
    }
    let mut too_hard = |name: &str, tenths: i32, limit: &str| {
        problems.push(format!("{name} is {}; {limit}", written(tenths)));
    };
    match (locale.language(), ease_tenths, lix_tenths) {
        ("nl", Some(ease), _) if ease < 650 => too_hard("Flesch-Douma", ease, "at least 65"),
        ("en", Some(ease), _) if ease < 700 => too_hard("Flesch", ease, "at least 70"),
        ("nl" | "en", _, _) => {}
        (_, _, Some(lix)) if lix > 350 => too_hard("LIX", lix, "at most 35"),
        _ => {}
    }
    if let Some(grade) = grade_tenths.filter(|grade| *grade > 70) {
        too_hard("the school grade", grade, "at most 7");
    }
    problems
}

fn written(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}
