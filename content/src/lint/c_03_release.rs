//! ## What it finds
//! A page without a release block, or one that does not say how long it takes until the internet
//! works and how often the customer can do this.
//! ## Why it matters
//! About two thirds of customers release themselves. Who does not know what to expect clicks
//! again, or calls.
//! ## Instead
//! "Your internet works again in about ((release time)). You can do this ((releases left))."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule, add_under_heading};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "C-03",
    name: "release",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "about two thirds release themselves; they need to know how long it takes and how often it works",
    source: "Çetin et al. 2018: 71 % of first-time self-releasers were clean (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Done? {#release .release}\n\nPress the button.",
        good: "# A\n\n## Done? {#release .release}\n\nIt works in ((release time)). You can do this ((releases left)).",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(section) = page.section(BlockKind::Release) else {
        flags.add(page.top(), "there is no release block; add one with {#release .release}");
        return;
    };
    let says = |name: &str, list: &str| {
        section.uses(name) || section.has(list, page.words) || !page.words.is_known()
    };
    let how_long = says("release time", "duration");
    let how_often = says("releases left", "times");
    let message = match (how_long, how_often) {
        (true, true) => return,
        (false, true) => "the release block does not say how long it takes",
        (true, false) => "the release block does not say how often the customer can do this",
        (false, false) => {
            "the release block says neither how long it takes nor how often it can be done"
        }
    };
    let fix = add_under_heading(section.block, "Add a line with both", page.words.fix("release"));
    flags.add_with_fix(section.block.heading_span, message, fix);
}
