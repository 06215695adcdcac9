//! The closed list of what a block can be for.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a block is for; decides its required shape and how it is drawn.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// What happened; stands before the first H2.
    Lead,
    /// How to check that the message is real.
    Verify,
    /// What to do, in order.
    Steps,
    /// How to get the internet back.
    Release,
    /// Who helps, when and at what cost.
    Help,
    /// What works meanwhile, emergency calls first.
    StillWorks,
    /// What happens if the reader does nothing.
    Consequence,
    /// Why this happened; folded in the garden until the reader opens it.
    Why,
    /// Questions, each a smaller heading; folded in the garden until the reader opens one.
    Faq,
    /// A form to write to the help desk.
    ContactForm,
    /// Links to the same page in other languages; nothing where there is no other.
    LanguageSwitch,
    /// Who sends this.
    Identity,
    /// Anything else; drawn as plain text.
    Inset,
}

/// The text names no kind of block.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a block is verify, steps, release, help, still-works, consequence, why, faq, contact-form, language-switch, identity or inset"
)]
pub struct UnknownBlockKind;

impl BlockKind {
    /// Every kind, in the order of the editor's menu.
    pub const ALL: [BlockKind; 13] = [
        BlockKind::Lead,
        BlockKind::Verify,
        BlockKind::Steps,
        BlockKind::Release,
        BlockKind::Help,
        BlockKind::StillWorks,
        BlockKind::Consequence,
        BlockKind::Why,
        BlockKind::Faq,
        BlockKind::ContactForm,
        BlockKind::LanguageSwitch,
        BlockKind::Identity,
        BlockKind::Inset,
    ];

    /// The class in a heading: `.still-works`.
    pub const fn name(self) -> &'static str {
        match self {
            BlockKind::Lead => "lead",
            BlockKind::Verify => "verify",
            BlockKind::Steps => "steps",
            BlockKind::Release => "release",
            BlockKind::Help => "help",
            BlockKind::StillWorks => "still-works",
            BlockKind::Consequence => "consequence",
            BlockKind::Why => "why",
            BlockKind::Faq => "faq",
            BlockKind::ContactForm => "contact-form",
            BlockKind::LanguageSwitch => "language-switch",
            BlockKind::Identity => "identity",
            BlockKind::Inset => "inset",
        }
    }
}

impl FromStr for BlockKind {
    type Err = UnknownBlockKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = BlockKind::ALL.into_iter().filter(|kind| *kind != BlockKind::Lead);
        known.into_iter().find(|kind| kind.name() == text).ok_or(UnknownBlockKind)
    }
}
