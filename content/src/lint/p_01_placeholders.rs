//! ## What it finds
//! A placeholder in the address of a link, one that its channel may not use, and one in the subject
//! or preheader that nobody knows.
//! ## Why it matters
//! A value in an address can lead readers anywhere; an unknown name reaches them in its brackets.
//! ## Instead
//! Use the names of the placeholder menu, in words and not in addresses.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use crate::prose::{links, placeholders_with_places};
use crate::variable::{Variable, VariableKind};
use crate::{Channel, Weight, parse};

pub(super) const RULE: Rule = Rule {
    id: "P-01",
    name: "placeholders",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "a value in an address can lead readers anywhere; an unknown name is shown in its brackets",
    source: "listmonk issue 2854 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n[our advice](<https://((case code)).northwire.example>)",
        good: "# A\n\nYour code: ((case code))",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (target, span) in links(page.document) {
        if target.contains("((") {
            flags.add(span, "an address has a placeholder in it");
        }
    }
    let channel = page.document.channel();
    for (name, span) in placeholders_with_places(page.document) {
        let Some(variable) = Variable::named(name) else { continue };
        // That the garden shows nothing about a person is a rule of its own.
        let told = variable.kind == VariableKind::TextPersonal && channel == Channel::Garden;
        if !told && !variable.channels.contains(&channel) {
            flags.add(span, format!("{name} cannot be used in “{channel}”"));
        }
    }
    // What the body has and nobody knows is flagged by the parser.
    let front = &page.document.front;
    for line in [&front.subject, &front.preheader] {
        let (document, _) = parse(line);
        for (name, _) in placeholders_with_places(&document) {
            if Variable::named(name).is_none() {
                let message = format!("there is no placeholder for the front matter called {name}");
                flags.add(page.top(), message);
            }
        }
    }
}
