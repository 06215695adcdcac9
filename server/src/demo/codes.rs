//! Codes of simulated contacts, given some time after they came.

use std::collections::BTreeMap;

use super::Demo;
use super::agenda::Coding;
use crate::problem::Problem;
use crate::store::ContactFilter;

/// As many as a page of the store has.
const PAGE: u32 = 1_000;

impl Demo {
    /// Sets the codes of contacts that are stored without them; one that is gone or has been coded
    /// by hand is left alone.
    pub(super) async fn code(&self, codings: Vec<Coding>) -> Result<(), Problem> {
        if codings.is_empty() {
            return Ok(());
        }
        let mut wanted: BTreeMap<_, _> = codings
            .into_iter()
            .map(|coding| ((coding.subject.clone(), coding.at, coding.channel), coding))
            .collect();
        let filter = ContactFilter { coded: Some(false), ..ContactFilter::default() };
        let mut after = None;
        loop {
            let page = self.app.store.contacts(filter, after, PAGE).await?;
            for contact in page.items {
                let key = (contact.subject, contact.at, contact.channel);
                let Some(Coding { codes, coded_at, .. }) = wanted.remove(&key) else { continue };
                self.app.store.set_codes(contact.id, &codes, coded_at, self.by()).await?;
            }
            after = page.next.and_then(|next| next.parse().ok());
            if after.is_none() || wanted.is_empty() {
                return Ok(());
            }
        }
    }
}
