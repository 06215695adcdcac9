//! From a tree to the bytes that a reader gets: substitution happens here, on the tree, so a value
//! can never become markup. No clock and no chance: the same input gives the same bytes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Brand, CaseCode, Document, Hash, Locale, Token, Values};

/// What a document is rendered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Target {
    /// One self-contained page for the garden.
    GardenHtml,
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
    fn of(body: String) -> Rendered {
        let hash = Hash::of(body.as_bytes());
        Rendered { body, hash }
    }
}

/// A small page of the garden that no author writes. Each is complete in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The text of the help form has arrived.
    HelpReceived {
        /// The code to read out when calling.
        case_code: CaseCode,
        /// The way back to the message.
        token: Token,
    },
    /// The release form has arrived; the line is not open yet.
    ReleaseRequested {
        /// The code to read out when calling.
        case_code: CaseCode,
        /// The way back to the message.
        token: Token,
        /// How long it takes.
        minutes: u32,
    },
    /// The line has no release left; the help desk has to look at it.
    NoReleasesLeft {
        /// The code to read out when calling.
        case_code: CaseCode,
        /// The way back to the message.
        token: Token,
    },
    /// The address belongs to no page. Says nothing about who exists.
    UnknownToken,
    /// A form could not be taken.
    FormProblem {
        /// What is wrong with it.
        problem: FormProblem,
        /// The way back to the message.
        token: Token,
    },
    /// Something is wrong on our side; the reader may try again.
    TryAgain,
}

/// Why a form of the garden could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// Nothing was written.
    Empty,
    /// More than 2000 characters.
    TooLong,
    /// The form did not arrive whole.
    Unreadable,
}

/// Renders a document.
pub fn render(_document: &Document, _brand: &Brand, _values: &Values, target: Target) -> Rendered {
    match target {
        Target::GardenHtml => Rendered::of(String::new()),
    }
}

/// Renders a small page of the garden.
pub fn render_notice(_notice: &Notice, _brand: &Brand, _locale: &Locale) -> Rendered {
    Rendered::of(String::new())
}
