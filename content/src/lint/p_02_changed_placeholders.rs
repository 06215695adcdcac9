//! ## What it finds
//! Placeholders that the live revision has and this text has not, or the other way round.
//! ## Why it matters
//! A value that disappears, or one that readers have never had, is rarely meant.
//! ## Instead
//! Say in the reason for the change why it is meant.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use std::collections::BTreeSet;

use crate::prose::placeholders_with_places;
use crate::{Span, VariableName, Weight};

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
    let before = placeholders_with_places(live);
    let after = placeholders_with_places(page.document);
    let has = |list: &[(&VariableName, Span)], name| list.iter().any(|(known, _)| *known == name);
    for name in names(&before).into_iter().filter(|name| !has(&after, *name)) {
        flags.add(page.top(), format!("the live revision has (({name})); it is gone"));
    }
    for name in names(&after).into_iter().filter(|name| !has(&before, *name)) {
        let place = after.iter().find(|(known, _)| *known == name).map(|(_, span)| *span);
        flags.add(place.unwrap_or_default(), format!("the live revision does not have (({name}))"));
    }
}

fn names<'d>(list: &[(&'d VariableName, Span)]) -> BTreeSet<&'d VariableName> {
    let mut names = BTreeSet::new();
    names.extend(list.iter().map(|(name, _)| *name));
    names
}
