//! From a tree to the bytes that a reader gets: substitution happens here, on the tree, so a value
//! can never become markup. No clock and no chance: the same input gives the same bytes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::template::{Filling, Written};
use crate::{Brand, Channel, Document, Hash, Template, Values, VariableName};

mod email;
mod fill;
mod flow;
mod folded;
mod garden;
mod help_form;
mod html;
pub(crate) mod languages;
mod notice;
mod optional;
mod shell;
mod style;
mod text;

use fill::{Fill, Filled};
pub(crate) use html::{Html, allowed_target};
pub use notice::{FormProblem, Notice, render_notice};

/// What a document is rendered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Target {
    /// One self-contained page for the garden.
    GardenHtml,
    /// An e-mail for mail programs that show HTML.
    EmailHtml,
    /// The same e-mail as plain text, in lines of at most 65 characters.
    EmailText,
    /// A letter, in lines of at most 80 characters.
    LetterText,
    /// What the help desk reads out; codes are spelled.
    ScriptText,
}

impl Target {
    /// Every target, in the order in which they are shown.
    pub const ALL: [Target; 5] = [
        Target::GardenHtml,
        Target::EmailHtml,
        Target::EmailText,
        Target::LetterText,
        Target::ScriptText,
    ];

    /// What a document of a channel is rendered to.
    pub const fn of(channel: Channel) -> &'static [Target] {
        match channel {
            Channel::Garden => &[Target::GardenHtml],
            Channel::Email => &[Target::EmailHtml, Target::EmailText],
            Channel::Letter => &[Target::LetterText],
            Channel::Script => &[Target::ScriptText],
        }
    }

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Target::GardenHtml => "garden-html",
            Target::EmailHtml => "email-html",
            Target::EmailText => "email-text",
            Target::LetterText => "letter-text",
            Target::ScriptText => "script-text",
        }
    }
}

/// What a reader gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rendered {
    /// The page or text.
    pub body: String,
    /// The SHA-256 of the bytes of `body`.
    pub hash: Hash,
}

impl Rendered {
    pub(crate) fn of(body: String) -> Rendered {
        let hash = Hash::of(body.as_bytes());
        Rendered { body, hash }
    }
}

/// Compiles a document for one target: everything but a subject's values is in place.
pub fn compile(document: &Document, brand: &Brand, target: Target) -> Template {
    match target {
        Target::GardenHtml => garden::page(document, brand),
        Target::EmailHtml => email::page(document, brand),
        Target::EmailText | Target::LetterText | Target::ScriptText => {
            text::page(document, brand, target)
        }
    }
}

/// Renders a document: compiles it and fills it in.
pub fn render(document: &Document, brand: &Brand, values: &Values, target: Target) -> Rendered {
    compile(document, brand, target).fill(values)
}

/// The bytes of a rendered document without their hash, for those who read them at once.
pub fn render_body(document: &Document, brand: &Brand, values: &Values, target: Target) -> String {
    compile(document, brand, target).body(values)
}

/// Whether a placeholder becomes words, not its own name in brackets.
pub(crate) fn has_words(
    document: &Document,
    brand: &Brand,
    values: &Values,
    name: &VariableName,
) -> bool {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, document.channel());
    let Filled::Slot(slot) = fill.filled(name) else { return true };
    let written = Filling::of(values).written(&slot, fill.chrome, &brand.allowed_hosts);
    !(slot.is_required && matches!(written, Written::Missing))
}

/// The subject line of an e-mail, filled in; the headline if the front matter has none.
pub fn subject_line(document: &Document, brand: &Brand, values: &Values) -> String {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, document.channel());
    let subject = email::subject(document, &fill);
    let hosts = brand.allowed_hosts.clone();
    Template { subject, ..Template::empty(Target::EmailHtml, locale, hosts) }.subject(values)
}
