//! What has been written, at a glance; and what the library looks like when the server renders it.

use content::document::{Document, Inline};
use content::review::{Beside, findings_beside};
use content::{Brand, DocumentId, Weight, library};
use trial::TrialId;
use wire::message::{DocumentSummary, MessageSummary, Rendering, Renderings};

use crate::frozen::channel_of;
use crate::store::{StoredDocument, StoredTrial};

/// The messages of these documents, which are in the order of their names.
pub fn messages(
    documents: Vec<StoredDocument>,
    trials: &[StoredTrial],
    brand: &Brand,
) -> Vec<MessageSummary> {
    let mut messages: Vec<MessageSummary> = Vec::new();
    for stored in &documents {
        let message = stored.id.message.clone();
        let saved = documents.iter().map(|other| (&other.id, other.source.as_str()));
        let summary = summary(stored, trials, brand, &Beside::of(&stored.id, saved));
        match messages.last_mut().filter(|last| last.message == message) {
            Some(last) => last.documents.push(summary),
            None => messages.push(MessageSummary { message, documents: vec![summary] }),
        }
    }
    messages
}

/// Every starter document for every persona, on every target of its channel.
pub fn renderings() -> Renderings {
    let body = |library::Rendering { id, persona, target, rendered }| Rendering {
        id,
        persona: persona.to_owned(),
        target,
        hash: rendered.hash,
    };
    Renderings { renderings: library::renderings().into_iter().map(body).collect() }
}

/// A document with what is found in it beside the other texts of its message.
fn summary(
    stored: &StoredDocument,
    trials: &[StoredTrial],
    brand: &Brand,
    beside: &Beside,
) -> DocumentSummary {
    let document = content::parse(&stored.source).0;
    let findings = findings_beside(&stored.source, brand, beside);
    let count = |weight| {
        let n = findings.iter().filter(|finding| finding.weight == weight).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    };
    DocumentSummary {
        headline: headline(&document),
        saved_at: stored.saved_at,
        n_errors: count(Weight::Error),
        n_warnings: count(Weight::Warning),
        in_trials: serving(&stored.id, trials),
        id: stored.id.clone(),
    }
}

/// The running trials that serve a revision of the document.
fn serving(id: &DocumentId, trials: &[StoredTrial]) -> Vec<TrialId> {
    let serves = |stored: &&StoredTrial| {
        let trial = &stored.trial;
        trial.is_running()
            && trial.plan.message == id.message.as_ref()
            && trial.frozen.iter().any(|frozen| {
                let arm = trial.plan.arm(&frozen.arm);
                let variant = arm.and_then(|arm| arm.variant.as_ref());
                variant.is_some_and(|variant| variant.as_str() == id.variant.as_ref())
                    && channel_of(frozen.channel) == id.channel
                    && frozen.locale == id.locale.as_ref()
            })
    };
    trials.iter().filter(serves).map(|stored| stored.trial.id.clone()).collect()
}

/// The first heading as text; a placeholder is written as authors write it.
fn headline(document: &Document) -> String {
    document.blocks.first().map(|block| text(&block.title)).unwrap_or_default()
}

fn text(inlines: &[Inline]) -> String {
    let words = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Strong { text: inner, .. }
        | Inline::Link { text: inner, .. }
        | Inline::Optional { text: inner, .. } => text(inner),
        Inline::Break { .. } => " ".to_owned(),
        Inline::Placeholder { name, .. } => format!("(({name}))"),
    };
    inlines.iter().map(words).collect()
}
