//! What is wrong with the arms of a trial as a whole: differences that were not declared, and rules
//! that have to hold whoever gets which text.

use std::collections::BTreeSet;

use super::{
    Context, Flags, help_of, into_findings, x_01_factor, x_02_factors, x_03_floor, x_05_contact,
    x_06_size, x_07_languages,
};
use crate::{Document, Finding, Locale, Weight};

/// The documents of all arms on one channel in one locale, the control first.
#[derive(Clone, Copy, Debug)]
pub struct Arms<'a> {
    /// The name of each arm and its document.
    pub documents: &'a [(&'a str, &'a Document)],
    /// The names of the blocks that are allowed to differ; `+++` is the subject of an e-mail.
    pub declared: &'a [&'a str],
    /// What the rules may know besides.
    pub context: Context<'a>,
    /// The name of each arm and the languages in which its variant can be had on this channel;
    /// empty if nobody knows.
    pub locales: &'a [(&'a str, &'a [Locale])],
    /// What the plan expects to see, once it has been computed.
    pub planned: Option<PlannedSize>,
}

/// What a plan expects to see, in numbers that the caller computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedSize {
    /// Subjects in each arm at the planned look.
    pub subjects_per_arm: u32,
    /// The smallest difference that so many subjects are likely to show, in tenths of a percentage
    /// point.
    pub detectable_tenths: u32,
    /// The smallest difference that the plan calls worth having, in the same unit.
    pub worth_having_tenths: u32,
}

/// A finding about one of the arms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArmFinding {
    /// The name of the arm.
    pub arm: String,
    /// What is wrong with its document.
    pub finding: Finding,
}

/// A rule about the arms of a trial.
#[derive(Debug)]
pub struct ArmRule {
    /// Its name, such as `X-01`.
    pub id: &'static str,
    /// What it is about, in a word or two.
    pub name: &'static str,
    /// How much its findings weigh.
    pub weight: Weight,
    /// Whether its findings cannot be waived.
    pub blocks_submit: bool,
    /// Why it matters, in a sentence.
    pub why: &'static str,
    /// Where that is known from, with its grade.
    pub source: &'static str,
    pub(super) check: fn(&Arms<'_>, &Document, &mut Flags),
}

/// Every rule about arms, in the order of its name.
pub const ARM_RULES: [&ArmRule; 6] = [
    &x_01_factor::RULE,
    &x_02_factors::RULE,
    &x_03_floor::RULE,
    &x_05_contact::RULE,
    &x_06_size::RULE,
    &x_07_languages::RULE,
];

/// Every finding about the arms of a trial, arm by arm in the order of its source.
pub fn lint_arms(arms: &Arms<'_>) -> Vec<ArmFinding> {
    let mut found = Vec::new();
    for (arm, document) in arms.documents {
        let mut findings: Vec<Finding> =
            ARM_RULES.iter().flat_map(|rule| rule.findings(arms, document)).collect();
        findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        found.extend(
            findings.into_iter().map(|finding| ArmFinding { arm: (*arm).to_owned(), finding }),
        );
    }
    found
}

impl ArmRule {
    /// The opening comment of the rule's file: what it finds, why it matters, what to do instead.
    pub fn help(&self) -> &'static str {
        help_of(self.id)
    }

    fn findings(&self, arms: &Arms<'_>, document: &Document) -> Vec<Finding> {
        let mut flags = Flags::default();
        (self.check)(arms, document, &mut flags);
        let ArmRule { id, weight, blocks_submit, why, source, .. } = *self;
        into_findings(flags, id, (weight, blocks_submit), (why, source))
    }
}

impl<'a> Arms<'a> {
    /// Arms of which only the documents are known, and no block is declared to differ.
    pub const fn of(documents: &'a [(&'a str, &'a Document)], context: Context<'a>) -> Arms<'a> {
        Arms { documents, declared: &[], context, locales: &[], planned: None }
    }

    /// The languages of the arm that a document is of; nothing if nobody knows them.
    pub(super) fn locales_of(&self, document: &Document) -> Option<&'a [Locale]> {
        let (arm, _) = self.documents.iter().find(|(_, own)| std::ptr::eq(*own, document))?;
        let (_, locales) = self.locales.iter().find(|(known, _)| known == arm)?;
        Some(locales)
    }

    /// The control, unless the document is the control itself.
    pub(super) fn control_for(&self, document: &Document) -> Option<&'a Document> {
        let (_, control) = self.documents.first()?;
        (!std::ptr::eq(*control, document)).then_some(*control)
    }

    /// The names of the blocks that may differ.
    pub(super) fn declared_blocks(&self) -> BTreeSet<&'a str> {
        let mut declared = BTreeSet::new();
        declared.extend(self.declared);
        declared
    }
}
