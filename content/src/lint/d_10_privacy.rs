//! ## What it finds
//! A value about a person, such as ((customer name)), on a garden page.
//! ## Why it matters
//! Whoever uses the connection sees the page: children, guests, neighbours.
//! ## Instead
//! Write to the household: leave the name out.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};

use crate::Weight;
use crate::prose::placeholders_with_places;
use crate::variable::{Variable, VariableKind};

pub(super) const RULE: Rule = Rule {
    id: "D-10",
    name: "privacy",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "everybody who uses the connection sees the page",
    source: "data minimisation, GDPR article 5 (S)",
    #[cfg(test)]
    samples: Samples { bad: "# A\n\nDear ((customer name)).", good: "# A\n\nDear customer." },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (name, span) in placeholders_with_places(page.document) {
        let kind = Variable::named(name).map(|variable| variable.kind);
        if kind == Some(VariableKind::TextPersonal) {
            flags.add(span, format!("the whole household would read the {name}"));
        }
    }
}
