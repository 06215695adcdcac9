//! The lint: what research and practice say is wrong with a document, rule by rule.
//! Deterministic and local; each rule is one file whose opening comment is its help text.

use crate::data::RULE_HELP;
use crate::finding::in_order;
use crate::{Brand, Change, Channel, Document, Finding, Weight, diff};

mod a_01_headline;
mod a_02_device_kinds;
mod a_03_virus_scanner;
mod a_04_not_computer;
mod a_05_blame;
mod a_06_how_we_know;
mod arms;
mod b_01_steps;
mod b_02_order;
mod b_03_restart_last;
mod b_04_bold_action;
mod b_05_minutes;
mod b_06_download;
mod b_07_router;
mod b_08_skip;
mod b_09_total_steps;
mod c_01_help;
mod c_02_form;
mod c_03_release;
mod c_04_without_action;
mod c_06_still_works;
mod c_07_no_page;
mod c_08_threats;
mod d_01_provider_name;
mod d_02_verify;
mod d_03_secrets;
mod d_04_hosts;
mod d_05_link_text;
mod d_06_hidden_address;
mod d_07_deadline;
mod d_08_shouting;
mod d_09_pictures;
mod d_10_privacy;
mod d_11_key_phrase;
mod e_01_long_sentence;
mod e_02_average;
mod e_03_readability;
mod e_05_passive;
mod e_06_jargon;
mod e_07_formal;
mod e_08_paragraph;
mod e_09_abbreviation;
mod e_10_link_words;
mod e_11_length;
mod e_12_language;
mod f_01_heading_levels;
mod f_02_contrast;
mod f_03_targets;
mod f_04_small_screens;
mod f_05_language_direction;
mod f_06_alternatives;
mod f_07_labels;
mod f_08_help_place;
mod f_09_time_limits;
mod flags;
mod g_01_bytes;
mod g_02_requests;
mod g_03_script;
mod g_04_new_windows;
mod g_05_schemes;
mod g_06_cookies;
mod g_07_full_navigation;
mod g_08_pictures;
mod g_09_fonts;
mod g_10_links;
mod g_11_other_app;
mod g_12_result_page;
mod m_01_text_part;
mod m_02_size;
mod m_03_subject;
mod m_04_column;
mod markup;
mod p_01_placeholders;
mod p_02_changed_placeholders;
mod p_03_parity;
mod p_04_literal;
mod p_05_readers;
mod page;
mod word_list;
mod x_01_factor;
mod x_02_factors;
mod x_03_floor;
mod x_05_contact;

pub use arms::{ARM_RULES, ArmFinding, ArmRule, Arms, lint_arms};
use flags::{Flag, Flags, add_under_heading, like};
use page::Page;
pub(crate) use word_list::WordList;

/// The first so many findings of each rule are told; more of the same tell nothing new.
const MAX_PER_RULE: usize = 50;

/// What the rules may know besides the document; what is left out is not checked.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The provider in whose name the document speaks.
    pub brand: &'a Brand,
    /// The same variant in the same locale on other channels.
    pub siblings: &'a [&'a Document],
    /// The same variant on the same channel in the message's default locale.
    pub default_locale: Option<&'a Document>,
    /// The revision of this document that readers get now.
    pub live: Option<&'a Document>,
}

impl<'a> Context<'a> {
    /// Only the brand is known.
    pub const fn of(brand: &'a Brand) -> Context<'a> {
        Context { brand, siblings: &[], default_locale: None, live: None }
    }
}

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
    samples: Samples,
    check: fn(&Page<'_>, &mut Flags),
}

/// Every rule, in the order of its name.
pub const RULES: [&Rule; 74] = [
    &a_01_headline::RULE,
    &a_02_device_kinds::RULE,
    &a_03_virus_scanner::RULE,
    &a_04_not_computer::RULE,
    &a_05_blame::RULE,
    &a_06_how_we_know::RULE,
    &b_01_steps::RULE,
    &b_02_order::RULE,
    &b_03_restart_last::RULE,
    &b_04_bold_action::RULE,
    &b_05_minutes::RULE,
    &b_06_download::RULE,
    &b_07_router::RULE,
    &b_08_skip::RULE,
    &b_09_total_steps::RULE,
    &c_01_help::RULE,
    &c_02_form::RULE,
    &c_03_release::RULE,
    &c_04_without_action::RULE,
    &c_06_still_works::RULE,
    &c_07_no_page::RULE,
    &c_08_threats::RULE,
    &d_01_provider_name::RULE,
    &d_02_verify::RULE,
    &d_03_secrets::RULE,
    &d_04_hosts::RULE,
    &d_05_link_text::RULE,
    &d_06_hidden_address::RULE,
    &d_07_deadline::RULE,
    &d_08_shouting::RULE,
    &d_09_pictures::RULE,
    &d_10_privacy::RULE,
    &d_11_key_phrase::RULE,
    &e_01_long_sentence::RULE,
    &e_02_average::RULE,
    &e_03_readability::RULE,
    &e_05_passive::RULE,
    &e_06_jargon::RULE,
    &e_07_formal::RULE,
    &e_08_paragraph::RULE,
    &e_09_abbreviation::RULE,
    &e_10_link_words::RULE,
    &e_11_length::RULE,
    &e_12_language::RULE,
    &f_01_heading_levels::RULE,
    &f_02_contrast::RULE,
    &f_03_targets::RULE,
    &f_04_small_screens::RULE,
    &f_05_language_direction::RULE,
    &f_06_alternatives::RULE,
    &f_07_labels::RULE,
    &f_08_help_place::RULE,
    &f_09_time_limits::RULE,
    &g_01_bytes::RULE,
    &g_02_requests::RULE,
    &g_03_script::RULE,
    &g_04_new_windows::RULE,
    &g_05_schemes::RULE,
    &g_06_cookies::RULE,
    &g_07_full_navigation::RULE,
    &g_08_pictures::RULE,
    &g_09_fonts::RULE,
    &g_10_links::RULE,
    &g_11_other_app::RULE,
    &g_12_result_page::RULE,
    &m_01_text_part::RULE,
    &m_02_size::RULE,
    &m_03_subject::RULE,
    &m_04_column::RULE,
    &p_01_placeholders::RULE,
    &p_02_changed_placeholders::RULE,
    &p_03_parity::RULE,
    &p_04_literal::RULE,
    &p_05_readers::RULE,
];

/// What each rule is tested with: bodies of English garden pages.
/// A sample that begins with `+++` is a whole document instead, one that begins with `<!` the bytes
/// of a garden page, and one that begins with `email:<!` those of an e-mail.
#[cfg(test)]
#[derive(Debug)]
struct Samples {
    bad: &'static str,
    good: &'static str,
}

/// What the samples are compared with: a document of another channel.
#[cfg(test)]
const SIBLING: &str =
    "+++\nchannel = \"script\"\nlocale = \"en\"\n+++\n# A device at home has a virus\n\nHello.";

/// What the samples are compared with: the default locale, and the revision that is live.
#[cfg(test)]
const DEFAULT_LOCALE: &str =
    "+++\nlocale = \"de\"\n+++\n# A\n\n((case code))\n\n## Fix {#fix .steps}\n\n1. One\n2. Two";

/// The bad sample of a rule about the brand: any text, read under a brand of pale colours.
#[cfg(test)]
const PALE_BRAND: &str = "# Pale";

const GARDEN: &[Channel] = &[Channel::Garden];
const EMAIL: &[Channel] = &[Channel::Email];
const GARDEN_AND_EMAIL: &[Channel] = &[Channel::Garden, Channel::Email];
const WRITTEN: &[Channel] = &[Channel::Garden, Channel::Email, Channel::Letter];
const ALL: &[Channel] = &Channel::ALL;

/// Every finding of every rule for the document's channel, in the order of the source.
pub fn lint(document: &Document, context: &Context) -> Vec<Finding> {
    read(&Page::new(document, context))
}

fn read(page: &Page<'_>) -> Vec<Finding> {
    let channel = page.document.channel();
    let rules = RULES.iter().filter(|rule| rule.channels.contains(&channel));
    in_order(rules.flat_map(|rule| rule.findings(page)).collect())
}

impl Rule {
    /// The opening comment of the rule's file: what it finds, why it matters, what to do instead.
    pub fn help(&self) -> &'static str {
        help_of(self.id)
    }

    fn findings(&self, page: &Page<'_>) -> Vec<Finding> {
        let mut flags = Flags::default();
        (self.check)(page, &mut flags);
        let Rule { id, weight, blocks_submit, why, source, .. } = *self;
        into_findings(flags, id, (weight, blocks_submit), (why, source))
    }
}

/// The opening comment of the file of a rule.
fn help_of(id: &str) -> &'static str {
    let file = format!("{}_", id.to_lowercase().replace('-', "_"));
    let mut files = RULE_HELP.iter().filter(|(stem, _)| stem.starts_with(&file));
    files.next().map(|(_, help)| *help).unwrap_or_default()
}

/// What a rule said, as findings in the order of the source.
fn into_findings(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{library, parse};

    /// The front matter and the body of a sample.
    fn source_of(sample: &str) -> String {
        let channel = if sample.starts_with("email:") { "email" } else { "garden" };
        let body = if sample.contains("<!") { "# A" } else { sample };
        let body = body.strip_prefix("email:").unwrap_or(body);
        match sample.starts_with("+++") {
            true => sample.to_owned(),
            false => format!(
                "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"{channel}\"\nlocale = \"en\"\n+++\n{body}"
            ),
        }
    }

    fn rules_that_flag(sample: &str) -> Vec<String> {
        let source = source_of(sample);
        let (document, form) = parse(&source);
        assert!(form.is_empty(), "{form:?}");
        let mut facts = crate::BrandFacts::from(library::brand());
        if sample == PALE_BRAND {
            facts.light.accent = "#eeeeee".parse().unwrap();
        }
        let brand = Brand::new(facts).unwrap();
        let (script, _) = parse(SIBLING);
        let (english, _) = parse(DEFAULT_LOCALE);
        let context = Context {
            brand: &brand,
            siblings: &[&script],
            default_locale: Some(&english),
            live: Some(&english),
        };
        let mut page = Page::new(&document, &context);
        if let Some(at) = sample.find("<!") {
            page = page.with_html(&sample[at..]);
        }
        let findings = read(&page);
        for finding in &findings {
            assert!(finding.span.end as usize <= source.len(), "{finding:?}");
        }
        findings.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn every_rule_flags_its_bad_sample_and_not_its_good_one() {
        for rule in RULES {
            let id = rule.id.to_owned();
            assert!(rules_that_flag(rule.samples.bad).contains(&id), "{id} misses its bad sample");
            assert!(
                !rules_that_flag(rule.samples.good).contains(&id),
                "{id} flags its good sample"
            );
        }
    }

    #[test]
    fn every_rule_explains_itself() {
        for rule in RULES {
            for part in ["## What it finds\n", "## Why it matters\n", "## Instead\n"] {
                assert!(rule.help().contains(part), "{} lacks {part}", rule.id);
            }
            assert!(!rule.why.is_empty() && !rule.source.is_empty() && !rule.name.is_empty());
        }
    }

    #[test]
    fn the_table_is_in_order_and_has_each_rule_once() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
    }

    #[test]
    fn only_errors_block_submit() {
        for rule in RULES {
            assert!(!rule.blocks_submit || rule.weight == Weight::Error, "{}", rule.id);
        }
    }
}
