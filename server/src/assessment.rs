//! Assessments of documents: what is found in a text, where a text that makes the lint panic is one
//! document's finding; and what the list of messages says of it, kept by the hash of all that it
//! depends on.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use content::document::{Document, Inline};
use content::review::{Beside, findings_beside};
use content::{Brand, DocumentId, Finding, Hash, Span, Weight};

/// The most texts of which a summary is kept; a summary is about a hundred bytes.
const MAX_KEPT: usize = 10_000;

/// Everything that is found in a text beside others, see [`findings_beside`]. A panic is a finding.
pub fn findings(source: &str, brand: &Brand, beside: impl FnOnce() -> Beside) -> Vec<Finding> {
    let found = guarded(|| findings_beside(source, brand, &beside()));
    found.unwrap_or_else(|| vec![unreadable()])
}

/// The name of the revision that a text is now; of a text that makes the parser panic, the hash of
/// its bytes, so that it can still be opened and corrected.
pub fn revision_hash(source: &str, brand: &Brand) -> Hash {
    let hash = || content::revision_hash(&content::parse(source).0, brand);
    guarded(hash).unwrap_or_else(|| Hash::of(source.as_bytes()))
}

/// What a text says of itself in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The first heading as text; a placeholder is written as authors write it.
    pub headline: String,
    /// How many findings are errors.
    pub n_errors: u32,
    /// How many findings are warnings.
    pub n_warnings: u32,
}

impl Summary {
    /// Parses and lints a text beside others of its message.
    pub fn of(source: &str, brand: &Brand, beside: &Beside) -> Summary {
        let findings = findings_beside(source, brand, beside);
        let count = |weight| {
            let n = findings.iter().filter(|finding| finding.weight == weight).count();
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        Summary {
            headline: headline(&content::parse(source).0),
            n_errors: count(Weight::Error),
            n_warnings: count(Weight::Warning),
        }
    }

    fn unreadable() -> Summary {
        Summary { headline: UNREADABLE.to_owned(), n_errors: 1, n_warnings: 0 }
    }
}

/// The summaries that were made, shared by all requests.
#[derive(Debug, Default)]
pub struct Summaries {
    by_key: Mutex<BTreeMap<Hash, Arc<Summary>>>,
}

impl Summaries {
    /// The summary that is kept under a key, else made now. What panics is a summary that says so.
    pub fn get(&self, key: Hash, make: impl FnOnce() -> Summary) -> Arc<Summary> {
        if let Some(summary) = self.lock().get(&key) {
            return summary.clone();
        }
        let summary = Arc::new(guarded(make).unwrap_or_else(Summary::unreadable));
        let mut kept = self.lock();
        // Every save makes a key that is never asked for again.
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(key, summary.clone());
        summary
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Hash, Arc<Summary>>> {
        self.by_key.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hash of all that a summary depends on: the text, the brand, and the texts beside it.
pub fn key<'a>(
    source: &str,
    brand: &Brand,
    beside: impl Iterator<Item = (&'a DocumentId, &'a str)>,
) -> Hash {
    let mut whole = format!("{} {} {source}", brand.hash(), source.len());
    for (id, text) in beside {
        whole.push_str(&format!(" {id} {} {text}", text.len()));
    }
    Hash::of(whole.as_bytes())
}

const UNREADABLE: &str = "This text could not be read";

fn unreadable() -> Finding {
    Finding {
        rule: "L-00".to_owned(),
        weight: Weight::Error,
        blocks_submit: true,
        span: Span::default(),
        message: format!(
            "{UNREADABLE}: something in it stops the program that checks it; please tell us, and \
             take out what was written last"
        ),
        why: "a text that cannot be checked cannot be sent".to_owned(),
        source: "the message language (S)".to_owned(),
        fix: None,
    }
}

/// What the work gives, or nothing where it panicked; the panic is in the log.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

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

#[cfg(test)]
mod tests {
    use content::library;

    use super::*;

    fn summary() -> Summary {
        Summary { headline: "A".to_owned(), n_errors: 0, n_warnings: 2 }
    }

    #[test]
    fn a_text_that_panics_is_one_entry_that_says_so() {
        let summaries = Summaries::default();
        let broken = summaries.get(Hash::of(b"broken"), || panic!("of this text"));
        assert_eq!((broken.n_errors, broken.headline.as_str()), (1, UNREADABLE));
        assert_eq!(*summaries.get(Hash::of(b"whole"), summary), summary());
        assert!(guarded::<()>(|| panic!("of this text")).is_none() && unreadable().blocks_submit);
    }

    #[test]
    fn a_text_is_summed_up_once() {
        let summaries = Summaries::default();
        summaries.get(Hash::of(b"a"), summary);
        let again = summaries.get(Hash::of(b"a"), || panic!("it is kept"));
        assert_eq!(*again, summary());
    }

    #[test]
    fn what_a_summary_depends_on_is_in_its_key() {
        let (brand, id) = (library::brand(), "m/v/garden/en".parse::<DocumentId>().unwrap());
        let key_of = |source: &str, beside: &[&str]| {
            key(source, &brand, beside.iter().map(|text| (&id, *text)))
        };
        let keys = [
            key_of("a", &[]),
            key_of("b", &[]),
            key_of("a", &["b"]),
            key_of("a", &["b", "c"]),
            key_of("a", &["bc"]),
        ];
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }
}
