//! ## What it finds
//! An e-mail that is filled with something about a person, such as ((customer name)).
//! ## Why it matters
//! In a trial of such e-mails a name did not make more people act. It is one more thing that can be
//! wrong or missing.
//! ## Instead
//! Leave it out, or keep it if customers of yours expect it.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::placeholders_with_places;
use crate::variable::{Variable, VariableKind};

pub(super) const RULE: Rule = Rule {
    id: "D-13",
    name: "personal",
    weight: Weight::Information,
    blocks_submit: false,
    channels: EMAIL,
    why: "in a trial personal e-mails did not make more people act",
    source: "Is Personalization Worth It?, 2024 (T)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\nsubject = \"S\"\npreheader = \"P\"\n+++\n# A\n\nDear ((customer name)), hello.",
        good: "email:# A\n\nHello.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (name, place) in placeholders_with_places(page.document) {
        let kind = Variable::named(name).map(|variable| variable.kind);
        if kind == Some(VariableKind::TextPersonal) {
            flags.add(place, format!("(({name})) is optional: it did not make more people act"));
        }
    }
}
