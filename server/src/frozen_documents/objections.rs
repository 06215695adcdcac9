//! Objections of the rules about arms to a comparison of the texts that the arms of a plan serve.

use std::collections::BTreeSet;

use content::{ArmFinding, Arms, Context, Document, Locale, lint_arms};
use trial::trial::Objection;
use trial::{Arm, Channel, Plan};
use wire::message::Revision;

use super::served;

/// What speaks against what an arm serves on a channel, locale by locale.
pub fn objections(
    plan: &Plan,
    arm: &Arm,
    channel: Channel,
    revisions: &[Revision],
) -> Vec<Objection> {
    let mut said: Vec<(Objection, Vec<Locale>)> = Vec::new();
    for locale in locales(arm, channel, revisions) {
        for objection in objections_in(plan, arm, channel, &locale, revisions) {
            match said.iter_mut().find(|(known, _)| *known == objection) {
                Some((_, locales)) => locales.push(locale.clone()),
                None => said.push((objection, vec![locale.clone()])),
            }
        }
    }
    said.into_iter().map(|(objection, locales)| in_locales(objection, &locales)).collect()
}

/// An objection with the locales in which it holds: `en, nl: the block “fix” differs …`.
fn in_locales(objection: Objection, locales: &[Locale]) -> Objection {
    if objection.rule == LANGUAGES {
        return objection;
    }
    let locales: Vec<_> = locales.iter().map(ToString::to_string).collect();
    Objection { message: format!("{}: {}", locales.join(", "), objection.message), ..objection }
}

fn objections_in<'a>(
    plan: &'a Plan,
    arm: &'a Arm,
    channel: Channel,
    locale: &Locale,
    revisions: &'a [Revision],
) -> Vec<Objection> {
    let serves = |arm: &'a Arm| served(arm, channel, revisions).find(|it| it.id.locale == *locale);
    let Some(revision) = serves(arm) else { return Vec::new() };
    let (control, others): (Vec<&Arm>, Vec<&Arm>) =
        plan.arms.iter().partition(|arm| arm.name == plan.control);
    let read = |arm| Some((arm, content::parse(&serves(arm)?.source).0));
    let texts: Vec<(&Arm, Document)> = control.into_iter().chain(others).filter_map(read).collect();
    let documents: Vec<_> = texts.iter().map(|(arm, text)| (arm.name.as_str(), text)).collect();
    let languages: Vec<_> = texts
        .iter()
        .map(|(arm, _)| (arm.name.as_str(), locales(arm, channel, revisions)))
        .collect();
    let languages: Vec<_> = languages.iter().map(|(arm, all)| (*arm, all.as_slice())).collect();
    let found = lint_arms(&Arms {
        documents: &documents,
        declared: &declared(plan, &documents),
        context: Context::of(&revision.brand),
        locales: &languages,
        // The planner tells how large the trial is, beside the objections.
        planned: None,
    });
    let own = found.into_iter().filter(|found| found.arm == arm.name.as_str());
    let objection = |ArmFinding { finding, .. }: ArmFinding| Objection {
        rule: finding.rule,
        message: finding.message,
        blocks: finding.blocks_submit,
    };
    own.map(objection).collect()
}

/// The rule about the languages in which arms can be had: what it says holds in none of them.
const LANGUAGES: &str = "X-07";

/// The languages in which an arm can be had on a channel.
fn locales(arm: &Arm, channel: Channel, revisions: &[Revision]) -> Vec<Locale> {
    let locales: BTreeSet<_> =
        served(arm, channel, revisions).map(|revision| revision.id.locale.clone()).collect();
    locales.into_iter().collect()
}

/// The blocks that may differ: those that the plan names, or any where it names none.
fn declared<'a>(plan: &'a Plan, documents: &'a [(&str, &Document)]) -> Vec<&'a str> {
    if !plan.may_differ.is_empty() {
        return plan.may_differ.iter().map(String::as_str).collect();
    }
    let blocks = documents.iter().flat_map(|(_, document)| &document.blocks);
    blocks.map(|block| block.id.as_str()).chain(["+++"]).collect()
}
