//! Everything that is said about a text while it is typed: one parse feeds the findings, the
//! measures, the revision hash and the previews.

use std::sync::Arc;

use content::review::Beside;
use content::{Brand, Document, Finding, Hash, Measures, Weight, parse, revision_hash};

/// A text, read once.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The text.
    pub source: String,
    /// Its tree.
    pub document: Arc<Document>,
    /// What the parser and the lint say, in the order of the text.
    pub findings: Vec<Finding>,
    /// How long it is.
    pub measures: Measures,
    /// The name that a revision of this text with this brand has.
    pub revision: Hash,
}

impl Assessment {
    /// Reads a text beside others.
    pub fn of(source: String, brand: &Brand, beside: &Beside) -> Assessment {
        let (document, mut findings) = parse(&source);
        let (found, measures) = beside.assess(&document, brand);
        findings.extend(found);
        findings.sort_by_key(|finding| (finding.span, finding.weight));
        let revision = revision_hash(&document, brand);
        Assessment { source, document: Arc::new(document), findings, measures, revision }
    }

    /// How many findings have a weight.
    pub fn n_findings(&self, weight: Weight) -> usize {
        self.findings.iter().filter(|finding| finding.weight == weight).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_stand_in_the_order_of_the_text() {
        let source = "# You infected us\n\n## X {#x .nonsense}\n\n((nobody))\n".repeat(3);
        let assessment = Assessment::of(source, &content::library::brand(), &Beside::default());
        let starts: Vec<_> = assessment.findings.iter().map(|f| f.span.start).collect();
        assert!(!starts.is_empty() && starts.is_sorted(), "{starts:?}");
    }

    #[test]
    fn the_revision_changes_with_the_words_but_not_with_the_line_endings() {
        let brand = content::library::brand();
        let revision =
            |source: &str| Assessment::of(source.to_owned(), &brand, &Beside::default()).revision;
        assert_eq!(revision("# A\n\nB\n"), revision("# A\r\n\r\nB\r\n"));
        assert_ne!(revision("# A\n\nB\n"), revision("# A\n\nC\n"));
    }
}
