//! ## What it finds
//! A text that differs from the revision which a running trial serves under its name.
//! ## Why it matters
//! If the words change while a trial runs, nobody can say which of them its numbers are about.
//! ## Instead
//! Write the change as another variant, or stop the trial first.

#[cfg(test)]
use super::Samples;
use super::x_01_factor::{difference, differences};
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
    for running in page.context.running {
        for changed in differences(running.document, page.document) {
            let (place, what) = difference(page.document, &changed, "the text of the trial");
            let trial = running.trial;
            let message = format!("“{trial}” is running: the block “{}” {what}", changed.id);
            flags.add(place, message);
        }
    }
}
