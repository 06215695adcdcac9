//! ## What it finds
//! A page whose first 60 words name fewer than three kinds of device.
//! ## Why it matters
//! Usually nobody knows which device it is. Who reads only "device" thinks of the computer.
//! ## Instead
//! Name at least three early: "a camera, video recorder, doorbell, printer or router".

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::prose::Word;

/// How far people read before they decide.
const FIRST_WORDS: usize = 60;
const MIN_KINDS: usize = 3;

pub(super) const RULE: Rule = Rule {
    id: "A-02",
    name: "device kinds",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "nobody knows which device it is; readers think of their computer unless others are named",
    source: "Rodríguez et al. 2021 (T); Çetin et al. 2019 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A device has a virus\n\nPlease check your devices.",
        good: "# A device has a virus\n\nIt is a camera, a video recorder or a router.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let first: Vec<Word> =
        page.lines().flat_map(|line| line.words.iter().cloned()).take(FIRST_WORDS).collect();
    let n_kinds = page.words.n_kinds(&first);
    if page.words.is_known() && n_kinds < MIN_KINDS {
        let message = format!(
            "the first {FIRST_WORDS} words name {n_kinds} kinds of device; readers need {MIN_KINDS}"
        );
        flags.add(page.top(), message);
    }
}
