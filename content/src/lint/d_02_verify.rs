//! ## What it finds
//! A page without the case code in a verify block, or with fewer than two ways to check the
//! message that need no link in it.
//! ## Why it matters
//! The page looks like what criminals send. In the study 6 of 42 readers of the standard page
//! took it for a fake.
//! ## Instead
//! Show ((case code)) and name two ways: the number on the bill, an address typed by hand.

use std::collections::BTreeSet;

#[cfg(test)]
use super::Samples;
use super::{Flags, Page, Rule, WRITTEN};
use crate::Weight;
use crate::document::BlockKind;
use crate::prose::{placeholders, words};

const MIN_METHODS: usize = 2;

pub(super) const RULE: Rule = Rule {
    id: "D-02",
    name: "way to check",
    weight: Weight::Error,
    blocks_submit: false,
    channels: WRITTEN,
    why: "the page looks like what criminals send; readers need ways to check it that it does not control",
    source: "Çetin et al. 2019: 6 of 42 distrusted the standard page, 0 of 18 the improved one; not settled (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Real? {#verify .verify}\n\nThis message is really from us.",
        good: "# A\n\n## Real? {#verify .verify}\n\nYour code: ((case code)). Call the number on your bill. The code is in ((account page name)) too.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(section) = page.section(BlockKind::Verify) else {
        flags.add(page.top(), "there is no verify block; add one with {#verify .verify}");
        return;
    };
    let heading = section.block.heading_span;
    if !section.uses("case code") {
        flags.add(heading, "the verify block does not show ((case code))");
    }
    if !page.words.is_known() {
        return;
    }
    // A placeholder is a way by its name: its value is the provider's.
    let names = placeholders(&section.block.content).into_iter().map(|name| words(name.as_ref()));
    let spoken = section.lines.iter().map(|line| line.words.clone()).chain(names);
    let mut methods = BTreeSet::new();
    for words in spoken {
        methods.extend(page.words.verify_methods(&words).map(str::to_owned));
    }
    let n_methods = methods.len();
    if n_methods < MIN_METHODS {
        let message = match n_methods {
            0 => "names no way to check the message without a link in it; readers need two",
            _ => "names one way to check the message without a link in it; readers need two",
        };
        flags.add(heading, message);
    }
}
