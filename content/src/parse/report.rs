//! The findings of the parser, each under a stable name (`L-01` and on), and how many of each are told.

use std::collections::BTreeMap;

use crate::finding::in_order;
use crate::{Finding, Fix, Span, Weight};

/// More findings of one rule than this tell nothing new. Each rule has its own limit, so that many
/// findings of one never hide what another says, least of all what blocks submit.
const MAX_PER_RULE: usize = 100;

/// A rule of the language.
pub(super) struct FormRule {
    id: &'static str,
    weight: Weight,
    why: &'static str,
}

/// The rules of the language, by name.
pub(super) mod rule {
    use super::{FormRule, Weight};

    const fn error(id: &'static str, why: &'static str) -> FormRule {
        FormRule { id, weight: Weight::Error, why }
    }

    pub const TOO_LONG: FormRule =
        error("L-01", "a page that long is not read and does not fit the garden");
    pub const FRONT_MATTER: FormRule =
        error("L-02", "the front matter says which document this is");
    pub const CONTROL: FormRule = error("L-03", "invisible characters can hide or turn words");
    pub const BLOCK_KIND: FormRule =
        error("L-04", "the kind of a block decides how it is drawn and checked");
    pub const BLOCK_ID: FormRule = error("L-05", "variants are compared block by block, by name");
    pub const HTML: FormRule =
        error("L-06", "the language has no HTML, so nothing dangerous can reach a page");
    pub const IMAGE: FormRule = error("L-07", "the garden loads nothing from elsewhere");
    pub const TABLE: FormRule = error("L-08", "tables do not fit a small screen");
    pub const MARKUP: FormRule = FormRule {
        id: "L-09",
        weight: Weight::Warning,
        why: "the language has strong words, links, lists and line breaks only",
    };
    pub const NESTING: FormRule = error("L-10", "a list in a list in a list cannot be followed");
    pub const OPEN_PLACEHOLDER: FormRule = error("L-11", "readers would see the brackets");
    pub const PLACEHOLDER: FormRule = error("L-12", "readers would see the brackets");
    pub const SHAPE: FormRule =
        error("L-14", "a block that lacks what its kind needs cannot be drawn as what it is");
    pub const ATTRIBUTE: FormRule = error("L-15", "what the braces say is read by programs");
    pub const DIRECTION_MARK: FormRule = FormRule {
        id: "L-13",
        weight: Weight::Warning,
        why: "the page sets the direction itself; a stray mark moves full stops and numbers",
    };
}

/// What the parser has found so far.
#[derive(Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    /// How many findings each rule has, by its name.
    counts: BTreeMap<&'static str, usize>,
}

impl Report {
    /// Notes what is wrong at a place.
    pub fn add(&mut self, rule: &FormRule, span: Span, message: impl Into<String>) {
        self.add_with_fix(rule, span, message, None);
    }

    /// Whether no further finding of a rule would be told.
    pub fn is_full(&self, rule: &FormRule) -> bool {
        self.counts.get(rule.id).is_some_and(|n_told| *n_told >= MAX_PER_RULE)
    }

    /// Notes what is wrong at a place, and what would fix it.
    pub fn add_with_fix(
        &mut self,
        rule: &FormRule,
        span: Span,
        message: impl Into<String>,
        fix: Option<Fix>,
    ) {
        let n_told = self.counts.entry(rule.id).or_default();
        if *n_told >= MAX_PER_RULE {
            return;
        }
        *n_told += 1;
        self.findings.push(Finding {
            rule: rule.id.to_owned(),
            weight: rule.weight,
            blocks_submit: rule.weight == Weight::Error,
            span,
            message: message.into(),
            why: rule.why.to_owned(),
            source: "the message language (S)".to_owned(),
            fix,
        });
    }

    /// The findings in the order of the source.
    pub fn into_findings(self) -> Vec<Finding> {
        in_order(self.findings)
    }
}
