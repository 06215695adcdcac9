//! A document compiled for one target: its bytes, cut where a subject's values go. Kept with a frozen
//! revision, it is filled in for each subject without reading the document again; everything that is
//! rendered at all is rendered through it, so a preview and a delivery cannot differ.

use serde::{Deserialize, Serialize};

use crate::brand::Host;
use crate::canonical::canonical_json;
use crate::chrome::Chrome;
use crate::render::{Rendered, Target};
use crate::variable::VariableKind;
use crate::{Hash, Locale, Values, VariableName};

mod filling;
mod page;
mod paper;

pub(crate) use filling::{Filling, Written, visible};
use page::PageFiller;
use paper::PaperFiller;
pub(crate) use paper::isolated;

/// A compiled document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What it was compiled for.
    pub target: Target,
    /// The language in which values are written out.
    pub locale: Locale,
    /// The hosts to which a value may link.
    pub hosts: Vec<Host>,
    /// How values are dressed in HTML.
    pub dress: ValueDress,
    /// The parts of the page or text, in order.
    pub parts: Vec<Part>,
    /// The parts of the subject line; empty where there is none.
    pub subject: Vec<Part>,
}

/// The attribute that dresses values in HTML, and its value for each; empty for plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueDress {
    /// The name of the attribute.
    pub attribute: String,
    /// Its value for a code.
    pub code: String,
    /// Its value for an address; an empty one is left out.
    pub link: String,
}

/// A part of a compiled document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Bytes as they are.
    Static(String),
    /// The subject's part of an address.
    Token,
    /// A value, escaped as its place needs.
    Value(Slot),
    /// One of two, by a yes or no.
    If(Choice),
    /// Plain text in HTML: joined, composed, then escaped.
    Line(Vec<Part>),
    /// A question opens here, and the one before is closed.
    FoldBegin,
    /// The last question is closed.
    FoldEnd,
    /// What the release block shows.
    Release(Box<ReleaseParts>),
    /// Parts that are there if the page can be had in other languages.
    OtherLanguages(Vec<Part>),
    /// The links to the other languages.
    LanguageLinks,
    /// What is said if the page cannot be had in the reader's language.
    MissingLanguage,
    /// A paragraph of plain text, wrapped once its values are known.
    Paragraph(Vec<Part>),
    /// A heading of plain text and the mark that underlines it.
    Heading(Vec<Part>, char),
    /// A list of plain text; whether it is numbered, and its items.
    List(bool, Vec<Part>),
    /// An item of such a list.
    Item(Vec<Part>),
    /// The words of a link of plain text, and where it leads.
    Link(Vec<Part>, String),
}

/// Where a value goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Which value.
    pub name: VariableName,
    /// How it is written out.
    pub kind: VariableKind,
    /// What stands there if it is missing: other words, or its name in brackets.
    pub missing: String,
    /// Whether that is only the name in brackets.
    pub is_required: bool,
}

/// Parts that hang on optional text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The values of which one has to be yes.
    pub any: Vec<VariableName>,
    /// What is there then.
    pub then: Vec<Part>,
    /// What is there otherwise.
    pub otherwise: Vec<Part>,
}

/// What the release block shows, by where the release stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseParts {
    /// The button may be used.
    pub available: Vec<Part>,
    /// No release is left.
    pub none_left: Vec<Part>,
    /// The subject asked for it.
    pub requested: Vec<Part>,
    /// The internet is back on.
    pub released: Vec<Part>,
}

impl Template {
    /// A template that nothing has been written to.
    pub(crate) const fn empty(target: Target, locale: Locale, hosts: Vec<Host>) -> Template {
        let dress =
            ValueDress { attribute: String::new(), code: String::new(), link: String::new() };
        Template { target, locale, hosts, dress, parts: Vec::new(), subject: Vec::new() }
    }

    /// What a subject gets.
    pub fn fill(&self, values: &Values) -> Rendered {
        Rendered::of(self.body(values))
    }

    /// What a subject gets, without its hash.
    pub fn body(&self, values: &Values) -> String {
        self.body_with(&Filling::of(values))
    }

    /// The subject line of an e-mail; nothing for other targets.
    pub fn subject(&self, values: &Values) -> String {
        let mut subject = String::new();
        self.paper(&Filling::of(values), false).line(&self.subject, &mut subject);
        subject
    }

    /// The SHA-256 of the template as canonical JSON.
    pub fn hash(&self) -> Hash {
        Hash::of(canonical_json(self).as_bytes())
    }

    pub(crate) fn body_with(&self, filling: &Filling<'_>) -> String {
        match self.target {
            Target::GardenHtml | Target::EmailHtml => {
                PageFiller::new(self, self.paper(filling, false)).page()
            }
            Target::EmailText | Target::LetterText => self.paper(filling, false).text(&self.parts),
            Target::ScriptText => self.paper(filling, true).text(&self.parts),
        }
    }

    fn paper<'t>(&'t self, filling: &'t Filling<'t>, spoken: bool) -> PaperFiller<'t> {
        PaperFiller { template: self, filling, chrome: Chrome::of(&self.locale), spoken }
    }
}
