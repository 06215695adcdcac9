//! What a rule is and how what it says becomes findings.

use super::flags::{Flag, Flags};
use super::page::Page;
#[cfg(test)]
use super::samples::Samples;
use crate::data::RULE_HELP;
use crate::{Channel, Finding, Weight};

/// The first so many findings of each rule are told; more of the same tell nothing new.
pub(super) const MAX_PER_RULE: usize = 50;

/// A rule of the lint.
#[derive(Debug)]
pub struct Rule {
    /// Its name, such as `A-03`.
    pub id: &'static str,
    /// What it is about, in a word or two.
    pub name: &'static str,
    /// How much its findings weigh.
    pub weight: Weight,
    /// Whether its findings cannot be waived.
    pub blocks_submit: bool,
    /// The channels that it reads.
    pub channels: &'static [Channel],
    /// Why it matters to the reader, in a sentence.
    pub why: &'static str,
    /// Where that is known from, with its grade: T trial, O observation, S standard, P practice.
    pub source: &'static str,
    /// A text that it must flag and one that it must not.
    #[cfg(test)]
    pub(super) samples: Samples,
    pub(super) check: fn(&Page<'_>, &mut Flags),
}

pub(super) const GARDEN: &[Channel] = &[Channel::Garden];
pub(super) const EMAIL: &[Channel] = &[Channel::Email];
pub(super) const GARDEN_AND_EMAIL: &[Channel] = &[Channel::Garden, Channel::Email];
pub(super) const LETTER: &[Channel] = &[Channel::Letter];
pub(super) const WRITTEN: &[Channel] = &[Channel::Garden, Channel::Email, Channel::Letter];
pub(super) const ALL: &[Channel] = &Channel::ALL;

impl Rule {
    /// The opening comment of the rule's file: what it finds, why it matters, what to do instead.
    pub fn help(&self) -> &'static str {
        help_of(self.id)
    }

    pub(super) fn findings(&self, page: &Page<'_>) -> Vec<Finding> {
        let mut flags = Flags::default();
        (self.check)(page, &mut flags);
        let Rule { id, weight, blocks_submit, why, source, .. } = *self;
        into_findings(flags, id, (weight, blocks_submit), (why, source))
    }
}

/// The opening comment of the file of a rule.
pub(super) fn help_of(id: &str) -> &'static str {
    let file = format!("{}_", id.to_lowercase().replace('-', "_"));
    let mut files = RULE_HELP.iter().filter(|(stem, _)| stem.starts_with(&file));
    files.next().map(|(_, help)| *help).unwrap_or_default()
}

/// What a rule said, as findings in the order of the source.
pub(super) fn into_findings(
    mut flags: Flags,
    id: &'static str,
    (weight, blocks): (Weight, bool),
    (why, source): (&'static str, &'static str),
) -> Vec<Finding> {
    flags.0.sort_by_key(|flag| flag.span);
    let finding = |flag: Flag| Finding {
        rule: id.to_owned(),
        weight: flag.weight.unwrap_or(weight),
        blocks_submit: blocks && flag.weight.is_none_or(|w| w == Weight::Error),
        span: flag.span,
        message: flag.message,
        why: why.to_owned(),
        source: source.to_owned(),
        fix: flag.fix,
    };
    flags.0.into_iter().take(MAX_PER_RULE).map(finding).collect()
}
