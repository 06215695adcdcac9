//! ## What it finds
//! Steps in an order that does not last: no restart, no new password, a restart after the
//! password, or a release before the steps.
//! ## Why it matters
//! The virus lives in memory: a restart removes it, and with the old password it is back within
//! minutes. Only restart, new password, then the connection keeps a device clean.
//! ## Instead
//! Unplug or restart, choose a new password at once, then turn the internet back on.

#[cfg(test)]
use super::Samples;
use super::page::Section;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::document::BlockKind;
use crate::prose::Line;
use crate::{Span, Weight};

pub(super) const RULE: Rule = Rule {
    id: "B-02",
    name: "order of steps",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "the virus sits in memory and comes back within minutes while the old password stands",
    source: "advice of authorities: disconnect, restart, new password, reconnect; lab devices reinfected within minutes (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. Choose a new password.\n2. Wait.\n3. Restart the device.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. Find it.\n2. Unplug it.\n3. Choose a new password.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    if !page.words.is_known() {
        return;
    }
    let position = |kind| page.document.blocks.iter().position(|block| block.kind == kind);
    let steps_at = position(BlockKind::Steps);
    if let (Some(steps), Some(release)) = (steps_at, position(BlockKind::Release))
        && release < steps
    {
        let place = page.document.blocks[release].heading_span;
        flags.add(place, "the release comes before the steps; put it after them");
    }
    for section in page.sections.iter().filter(|section| section.block.kind == BlockKind::Steps) {
        check_steps(page, section, flags);
    }
}

fn check_steps(page: &Page<'_>, section: &Section<'_>, flags: &mut Flags) {
    let (heading, steps) = (section.block.heading_span, section.steps());
    if steps.is_empty() {
        return;
    }
    let first = |list: &str| {
        let places = steps.iter().map(|lines| place_in(page, lines, list));
        places.enumerate().find_map(|(number, place)| Some((number, place?)))
    };
    let password = first("password");
    let restart = first("restart");
    match (restart, password) {
        (None, _) => flags.add(heading, "no step says to unplug or restart the device"),
        (Some(_), None) => flags.add(heading, "no step says to choose a new password"),
        (Some((restart, span)), Some((password, _))) if restart > password => {
            flags.add(span, "the restart comes after the new password; put it before");
        }
        _ => {}
    }
    if let (Some((reconnect, span)), Some((password, _))) = (first("reconnect"), password)
        && reconnect < password
    {
        flags.add(span, "the connection comes back before the new password; put it after");
    }
}

/// Where a step has a phrase of a list.
fn place_in(page: &Page<'_>, lines: &[Line], list: &str) -> Option<Span> {
    let place = |line: &Line| page.words.find(list, &line.words).into_iter().next();
    lines.iter().find_map(|line| Some(line.span(place(line)?)))
}
