//! Choices in the two menus: the saved documents, what trials froze, and every revision of the
//! documents that are chosen.

use content::DocumentId;
use leptos::prelude::*;
use wire::Page;
use wire::address::{DOCUMENT_REVISIONS, REVISION};
use wire::message::Revision;
use wire::review::RevisionSummary;

use super::chooser::Choice;
use super::side::Side;
use crate::api::{self, ApiError};
use crate::fmt::time;
use crate::messages::naming::{document_name, state_word};
use crate::query::{Remote, use_query};

/// What both menus offer, the same in both.
pub fn offered(
    known: Vec<Choice>,
    first: Memo<Option<Side>>,
    second: Memo<Option<Side>>,
) -> Memo<Vec<Choice>> {
    let query = use_query(move || {
        let chosen = [first.get(), second.get()];
        async move { revisions_of(chosen.into_iter().flatten().collect()).await }
    });
    Memo::new(move |before: Option<&Vec<Choice>>| match query.get() {
        Remote::Here(revisions) => with_revisions(&known, revisions),
        // What was offered stays while the next is on its way.
        Remote::Loading | Remote::Failed(_) => before.cloned().unwrap_or_else(|| known.clone()),
    })
}

/// The choices, and after them the revisions that are not among them yet.
fn with_revisions(known: &[Choice], revisions: Vec<Choice>) -> Vec<Choice> {
    let is_new = |choice: &Choice| known.iter().all(|known| known.side != choice.side);
    known.iter().cloned().chain(revisions.into_iter().filter(is_new)).collect()
}

async fn revisions_of(sides: Vec<Side>) -> Result<Vec<Choice>, ApiError> {
    let mut documents = Vec::new();
    for side in sides {
        let id = document_of(side).await?;
        if !documents.contains(&id) {
            documents.push(id);
        }
    }
    let mut choices = Vec::new();
    for id in documents {
        let path = DOCUMENT_REVISIONS.to(&[&id.message, &id.variant, &id.channel, &id.locale]);
        let revisions: Page<RevisionSummary> = api::get(&path).await?;
        choices.extend(revisions.items.iter().map(choice));
    }
    Ok(choices)
}

async fn document_of(side: Side) -> Result<DocumentId, ApiError> {
    match side {
        Side::Saved(id) => Ok(id),
        Side::Frozen(hash) => api::get::<Revision>(&REVISION.to(&[&hash])).await.map(|it| it.id),
    }
}

fn choice(revision: &RevisionSummary) -> Choice {
    let (name, state) = (document_name(&revision.id), state_word(revision.state).to_lowercase());
    let (hash, frozen) = (revision.hash.short(), time(revision.frozen_at));
    let label = format!("{name}, revision {hash} of {frozen}, {state}");
    Choice { side: Side::Frozen(revision.hash.clone()), label }
}

#[cfg(test)]
mod tests {
    use content::Hash;

    use super::*;

    fn choice(side: Side, label: &str) -> Choice {
        Choice { side, label: label.to_owned() }
    }

    #[test]
    fn a_revision_that_a_trial_froze_is_offered_once() {
        let frozen = |text: &[u8]| Side::Frozen(Hash::of(text));
        let saved = choice("m/improved/garden/en".parse().unwrap(), "saved");
        let known = [saved, choice(frozen(b"a"), "in the trial t")];
        let revisions = vec![choice(frozen(b"b"), "newer"), choice(frozen(b"a"), "older")];
        let labels: Vec<_> =
            with_revisions(&known, revisions).into_iter().map(|choice| choice.label).collect();
        assert_eq!(labels, ["saved", "in the trial t", "newer"]);
    }
}
