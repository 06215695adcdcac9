//! ## What it finds
//! A page that never says that it is probably not the computer or the telephone.
//! ## Why it matters
//! People look where they have always looked for a virus: on their computer.
//! ## Instead
//! "It is probably not your computer or phone."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule, add_under_heading};
use crate::Weight;
use crate::prose::{Line, Word};

pub(super) const RULE: Rule = Rule {
    id: "A-04",
    name: "not the computer",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "people look for a virus on their computer, where it is not",
    source: "Çetin et al. 2019: virus scanners run in 30 and 33 % of logs (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nOne of your devices has a virus. Turn on your computer.",
        good: "# A\n\nIt is probably not your computer or phone.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let has = |list: &str, words: &[Word]| page.words.has(list, words);
    let said = page
        .lines()
        .flat_map(Line::sentence_words)
        .any(|words| has("computer", words) && has("negation", words));
    if said || !page.words.is_known() {
        return;
    }
    let lead = page.document.blocks.first();
    let sentence = page.words.fix("not_computer");
    let fix = lead.and_then(|block| add_under_heading(block, "Add the sentence", sentence));
    flags.add_with_fix(
        page.top(),
        "does not say that it is probably not the computer or phone",
        fix,
    );
}
