//! ## What it finds
//! Placeholders that the live revision has and this text has not, or the other way round.
//! ## Why it matters
//! A value that disappears, or one that readers have never had, is rarely meant.
//! ## Instead
//! Say in the reason for the change why it is meant.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use std::collections::BTreeMap;

use crate::prose::placeholders_with_places;
use crate::{Document, Span, VariableName, Weight};

pub(super) const RULE: Rule = Rule {
    id: "P-02",
    name: "changed placeholders",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "a value that disappears or appears against the live revision is rarely meant",
    source: "government messaging service: changes that break are confirmed (P)",
    #[cfg(test)]
    samples: Samples { bad: "# A\n\nText.", good: "# A\n\nYour code: ((case code))" },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(live) = page.context.live else { return };
    let (before, after) = (first_places(live), first_places(page.document));
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        flags.add(page.top(), format!("the live revision has (({name})); it is gone"));
    }
    for (name, place) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        flags.add(*place, format!("the live revision does not have (({name}))"));
    }
}

/// The placeholders of a document by name, each with its first place.
fn first_places(document: &Document) -> BTreeMap<&VariableName, Span> {
    let mut places = BTreeMap::new();
    for (name, place) in placeholders_with_places(document) {
        places.entry(name).or_insert(place);
    }
    places
}
