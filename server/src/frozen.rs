//! The documents of a trial: what is known about them before the start, and the revisions into
//! which the start freezes them.

use content::{Brand, Channel, Context};
use jiff::Timestamp;
use trial::trial::{DocumentFact, Frozen};
use trial::{Arm, Plan};
use wire::message::Revision;

use crate::store::StoredDocument;

/// The channel in the words of the message side.
pub fn channel_of(channel: trial::Channel) -> Channel {
    match channel {
        trial::Channel::Garden => Channel::Garden,
        trial::Channel::Email => Channel::Email,
        trial::Channel::Letter => Channel::Letter,
        trial::Channel::Script => Channel::Script,
    }
}

/// One fact for every arm and channel of the plan. A document exists when it has been saved in the
/// plan's locale; what blocks any of its locales blocks the arm.
pub fn facts(plan: &Plan, documents: &[StoredDocument], brand: &Brand) -> Vec<DocumentFact> {
    let needed = |arm: &Arm, channel| {
        let saved: Vec<_> = saved(plan, arm, channel, documents).collect();
        DocumentFact {
            arm: arm.name.clone(),
            channel,
            exists: saved.iter().any(|document| document.id.locale.as_ref() == plan.locale),
            n_blocking: saved.iter().map(|document| n_blocking(document, brand)).sum(),
        }
    };
    each_channel(plan).map(|(arm, channel)| needed(arm, channel)).collect()
}

/// Every document that the plan's arms serve, in every locale in which it is saved, frozen at `at`
/// and not reviewed.
pub fn freeze(
    plan: &Plan,
    documents: &[StoredDocument],
    brand: &Brand,
    at: Timestamp,
) -> (Vec<Frozen>, Vec<Revision>) {
    let mut frozen = Vec::new();
    let mut revisions = Vec::new();
    for (arm, channel) in each_channel(plan) {
        for document in saved(plan, arm, channel, documents) {
            let revision = revision(document, brand, at);
            frozen.push(Frozen {
                arm: arm.name.clone(),
                channel,
                locale: document.id.locale.to_string(),
                revision: revision.hash.to_string(),
                reviewed: false,
            });
            revisions.push(revision);
        }
    }
    (frozen, revisions)
}

fn each_channel(plan: &Plan) -> impl Iterator<Item = (&Arm, trial::Channel)> {
    plan.arms.iter().flat_map(|arm| arm.channels.iter().map(move |channel| (arm, *channel)))
}

fn saved<'a>(
    plan: &'a Plan,
    arm: &'a Arm,
    channel: trial::Channel,
    documents: &'a [StoredDocument],
) -> impl Iterator<Item = &'a StoredDocument> {
    documents.iter().filter(move |document| {
        let variant = arm.variant.as_ref().map(trial::VariantName::as_str);
        document.id.message.as_ref() == plan.message
            && Some(document.id.variant.as_ref()) == variant
            && document.id.channel == channel_of(channel)
    })
}

fn n_blocking(document: &StoredDocument, brand: &Brand) -> u32 {
    let (tree, mut findings) = content::parse(&document.source);
    findings.extend(content::lint(&tree, &Context::of(brand)));
    let n = findings.iter().filter(|finding| finding.blocks_submit).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn revision(document: &StoredDocument, brand: &Brand, at: Timestamp) -> Revision {
    Revision {
        hash: content::revision_hash(&content::parse(&document.source).0, brand),
        id: document.id.clone(),
        source: document.source.clone(),
        brand: brand.clone(),
        frozen_at: at,
        reviewed: false,
    }
}
