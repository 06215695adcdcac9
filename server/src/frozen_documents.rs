//! The documents of a trial: what is known about them before the start, and the revisions that it
//! serves from then on.

mod objections;

use content::Channel;
use content::review::Beside;
use trial::trial::{DocumentFact, Frozen};
use trial::{Arm, Plan};
use wire::message::Revision;
use wire::trials::WouldFreeze;

use crate::assessment;
use objections::objections;

/// One fact for every arm and channel of the plan, from what a trial would serve. A document exists
/// when there is one in the plan's locale; what blocks any of its locales blocks the arm.
pub fn facts(plan: &Plan, revisions: &[Revision]) -> Vec<DocumentFact> {
    let needed = |arm: &Arm, channel| {
        let served: Vec<_> = served(arm, channel, revisions).collect();
        DocumentFact {
            arm: arm.name.clone(),
            channel,
            exists: served.iter().any(|revision| revision.id.locale == plan.locale),
            n_blocking: served.iter().map(|revision| n_blocking(revision, revisions)).sum(),
            objections: objections(plan, arm, channel, revisions),
        }
    };
    each_channel(plan).map(|(arm, channel)| needed(arm, channel)).collect()
}

/// Every revision that the plan's arms serve, in every locale.
pub fn freeze(plan: &Plan, revisions: &[Revision]) -> (Vec<Frozen>, Vec<Revision>) {
    let mut frozen = Vec::new();
    let mut kept = Vec::new();
    for (arm, channel) in each_channel(plan) {
        for revision in served(arm, channel, revisions) {
            frozen.push(Frozen {
                arm: arm.name.clone(),
                channel,
                locale: revision.id.locale.clone(),
                revision: revision.hash.clone(),
                reviewed: revision.reviewed,
            });
            kept.push(revision.clone());
        }
    }
    (frozen, kept)
}

/// What [`freeze`] would freeze, beside the texts that are saved.
pub fn would_freeze(plan: &Plan, revisions: &[Revision], saved: &[Revision]) -> Vec<WouldFreeze> {
    let (frozen, kept) = freeze(plan, revisions);
    let beside = |(text, revision): (Frozen, Revision)| {
        let is_other = |saved: &Revision| saved.id == revision.id && saved.hash != revision.hash;
        WouldFreeze { text, another_is_saved: saved.iter().any(is_other) }
    };
    frozen.into_iter().zip(kept).map(beside).collect()
}

fn each_channel(plan: &Plan) -> impl Iterator<Item = (&Arm, Channel)> {
    plan.arms.iter().flat_map(|arm| arm.channels.iter().map(move |channel| (arm, *channel)))
}

fn served<'a>(
    arm: &'a Arm,
    channel: Channel,
    revisions: &'a [Revision],
) -> impl Iterator<Item = &'a Revision> {
    revisions.iter().filter(move |revision| {
        let variant = arm.variant.as_ref().map(trial::VariantName::as_str);
        Some(revision.id.variant.as_ref()) == variant && revision.id.channel == channel
    })
}

/// How much is found that nobody can waive, beside what the other channels and languages serve.
fn n_blocking(revision: &Revision, revisions: &[Revision]) -> u32 {
    let others = revisions.iter().map(|other| (&other.id, other.source.as_str()));
    let beside = || Beside::of(&revision.id, others);
    let findings = assessment::findings(&revision.source, &revision.brand, beside);
    let n = findings.iter().filter(|finding| finding.blocks_submit).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}
