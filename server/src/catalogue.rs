//! The list of messages with the counts beside them; and the library as the server renders it.

use std::sync::LazyLock;

use content::review::{Beside, is_beside};
use content::{Brand, DocumentId, library};
use trial::TrialId;
use wire::message::{DocumentSummary, MessageSummary, Rendering, Renderings};

use crate::assessment::{self, Summaries, Summary};
use crate::store::{StoredDocument, StoredTrial};

/// The messages of these documents, which are in the order of their names.
pub fn messages(
    documents: &[StoredDocument],
    trials: &[StoredTrial],
    brand: &Brand,
    summaries: &Summaries,
) -> Vec<MessageSummary> {
    let of_messages = documents.chunk_by(|a, b| a.id.message == b.id.message);
    let message = |of_message: &[StoredDocument]| {
        let summary = |stored| summary(stored, of_message, trials, brand, summaries);
        let message = of_message.first()?.id.message.clone();
        Some(MessageSummary { message, documents: of_message.iter().map(summary).collect() })
    };
    of_messages.filter_map(message).collect()
}

/// Every starter document for every persona, on every target of its channel.
pub fn renderings() -> Renderings {
    RENDERINGS.clone()
}

/// The library never changes while the server runs.
static RENDERINGS: LazyLock<Renderings> = LazyLock::new(|| {
    let body = |library::Rendering { id, persona, target, rendered }| Rendering {
        id,
        persona: persona.to_owned(),
        target,
        hash: rendered.hash,
    };
    Renderings { renderings: library::renderings().into_iter().map(body).collect() }
});

/// A document with what is found in it beside the other texts of its message.
fn summary(
    stored: &StoredDocument,
    of_message: &[StoredDocument],
    trials: &[StoredTrial],
    brand: &Brand,
    summaries: &Summaries,
) -> DocumentSummary {
    let beside = || {
        let others = of_message.iter().filter(|other| is_beside(&stored.id, &other.id));
        others.map(|other| (&other.id, other.source.as_str()))
    };
    let key = assessment::key(&stored.source, brand, beside());
    let made = || Summary::of(&stored.source, brand, &Beside::of(&stored.id, beside()));
    let summary = summaries.get(key, made);
    DocumentSummary {
        headline: summary.headline.clone(),
        saved_at: stored.saved_at,
        n_errors: summary.n_errors,
        n_warnings: summary.n_warnings,
        in_trials: serving(&stored.id, trials),
        id: stored.id.clone(),
    }
}

/// The running trials that serve a revision of the document.
fn serving(id: &DocumentId, trials: &[StoredTrial]) -> Vec<TrialId> {
    let serves = |stored: &&StoredTrial| {
        let trial = &stored.trial;
        trial.is_running()
            && trial.plan.message == id.message
            && trial.frozen.iter().any(|frozen| {
                let arm = trial.plan.arm(&frozen.arm);
                let variant = arm.and_then(|arm| arm.variant.as_ref());
                variant.is_some_and(|variant| variant.as_str() == id.variant.as_ref())
                    && frozen.channel == id.channel
                    && frozen.locale == id.locale
            })
    };
    trials.iter().filter(serves).map(|stored| stored.trial.id.clone()).collect()
}
