//! ## What it finds
//! A text that differs from the revision which a running trial serves under its name.
//! ## Why it matters
//! If the words change while a trial runs, nobody can say which of them its numbers are about.
//! ## Instead
//! Write the change as another variant, or stop the trial first.

#[cfg(test)]
use super::Samples;
use super::x_01_factor::{HeadingPlaces, difference, differences};
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "X-04",
    name: "running trial",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "if the words change while a trial runs, nobody knows which of them its numbers are about",
    source: "documentation of a tool for experiments (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nOther words.",
        good: "# A\n\n((case code))\n\n## Fix {#fix .steps}\n\n1. One\n2. Two",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let places = HeadingPlaces::of(page.document);
    for running in page.context.running {
        for changed in differences(running.document, page.document) {
            let what = difference(&changed, "the text of the trial");
            let (trial, id) = (running.trial, &changed.id);
            let message = format!("“{trial}” is running: the block “{id}” {what}");
            flags.add(places.of_block(id), message);
        }
    }
}
