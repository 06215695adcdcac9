//! The lint: what research and practice say is wrong with a document, rule by rule.
//! Deterministic and local; each rule is one file whose opening comment is its help text.

use crate::finding::in_order;
use crate::{Brand, Change, Document, Finding, Measures, diff};

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
mod b_10_device_specific;
mod c_01_help;
mod c_02_form;
mod c_03_release;
mod c_04_without_action;
mod c_05_technician;
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
mod d_12_garden_host;
mod d_13_personal;
mod e_01_long_sentence;
mod e_02_average;
mod e_03_readability;
mod e_04_score_limits;
mod e_05_passive;
mod e_06_jargon;
mod e_07_formal;
mod e_08_paragraph;
mod e_09_abbreviation;
mod e_10_link_words;
mod e_11_length;
mod e_12_language;
mod e_13_slips;
mod f_01_heading_levels;
mod f_02_contrast;
mod f_03_targets;
mod f_04_small_screens;
mod f_05_language_direction;
mod f_06_alternatives;
mod f_07_labels;
mod f_08_help_place;
mod f_09_time_limits;
mod f_10_square_code;
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
mod m_05_without_pictures;
mod markup;
mod p_01_placeholders;
mod p_02_changed_placeholders;
mod p_03_parity;
mod p_04_literal;
mod p_05_readers;
mod p_06_room;
mod page;
mod phrase;
mod rule;
#[cfg(test)]
mod samples;
mod word_list;
mod x_01_factor;
mod x_02_factors;
mod x_03_floor;
mod x_04_running_trial;
mod x_05_contact;
mod x_06_size;
mod x_07_languages;

pub use arms::{ARM_RULES, ArmFinding, ArmRule, Arms, PlannedSize, lint_arms};
use flags::{Flags, add_under_heading, like};
use page::Page;
pub use rule::Rule;
use rule::{ALL, EMAIL, GARDEN, GARDEN_AND_EMAIL, LETTER, WRITTEN, help_of, into_findings};
#[cfg(test)]
use samples::{NUMBER_HOST, PALE_BRAND, Samples};
pub(crate) use word_list::WordList;

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
    /// The revisions that running trials serve under the name of this document.
    pub running: &'a [Running<'a>],
    /// The host under which customers see the garden, without scheme and port.
    pub garden_host: Option<&'a str>,
}

/// What a running trial serves.
#[derive(Clone, Copy, Debug)]
pub struct Running<'a> {
    /// What the trial is called.
    pub trial: &'a str,
    /// Its frozen revision of the document.
    pub document: &'a Document,
}

impl<'a> Context<'a> {
    /// Only the brand is known.
    pub const fn of(brand: &'a Brand) -> Context<'a> {
        Context {
            brand,
            siblings: &[],
            default_locale: None,
            live: None,
            running: &[],
            garden_host: None,
        }
    }
}

/// Every rule, in the order of its name.
pub const RULES: [&Rule; 84] = [
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
    &b_10_device_specific::RULE,
    &c_01_help::RULE,
    &c_02_form::RULE,
    &c_03_release::RULE,
    &c_04_without_action::RULE,
    &c_05_technician::RULE,
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
    &d_12_garden_host::RULE,
    &d_13_personal::RULE,
    &e_01_long_sentence::RULE,
    &e_02_average::RULE,
    &e_03_readability::RULE,
    &e_04_score_limits::RULE,
    &e_05_passive::RULE,
    &e_06_jargon::RULE,
    &e_07_formal::RULE,
    &e_08_paragraph::RULE,
    &e_09_abbreviation::RULE,
    &e_10_link_words::RULE,
    &e_11_length::RULE,
    &e_12_language::RULE,
    &e_13_slips::RULE,
    &f_01_heading_levels::RULE,
    &f_02_contrast::RULE,
    &f_03_targets::RULE,
    &f_04_small_screens::RULE,
    &f_05_language_direction::RULE,
    &f_06_alternatives::RULE,
    &f_07_labels::RULE,
    &f_08_help_place::RULE,
    &f_09_time_limits::RULE,
    &f_10_square_code::RULE,
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
    &m_05_without_pictures::RULE,
    &p_01_placeholders::RULE,
    &p_02_changed_placeholders::RULE,
    &p_03_parity::RULE,
    &p_04_literal::RULE,
    &p_05_readers::RULE,
    &p_06_room::RULE,
    &x_04_running_trial::RULE,
];

/// Every finding of every rule for the document's channel, in the order of the source.
pub fn lint(document: &Document, context: &Context) -> Vec<Finding> {
    read(&Page::new(document, context))
}

/// The findings and the measures of a document, read once for both: what an editor asks for at each
/// keystroke. The same as [`lint()`] and [`measure`](crate::measure()).
pub fn assess(document: &Document, context: &Context) -> (Vec<Finding>, Measures) {
    let page = Page::new(document, context);
    let measures = Measures::of(page.lines(), page.scores().1);
    (read(&page), measures)
}

fn read(page: &Page<'_>) -> Vec<Finding> {
    let channel = page.document.channel();
    let rules = RULES.iter().filter(|rule| rule.channels.contains(&channel));
    in_order(rules.flat_map(|rule| rule.findings(page)).collect())
}
