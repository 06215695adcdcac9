//! The tree of a document: front matter, blocks, elements, inlines. Every node knows its place in
//! the source. The tree holds only what the language has: no HTML, image or table can be in it.

use std::collections::BTreeMap;

use crate::{Channel, Locale, Slug, Span, VariableName};

mod block_kind;
mod canonical;

pub use block_kind::{BlockKind, UnknownBlockKind};

/// A parsed document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What stands between the `+++` lines.
    pub front: FrontMatter,
    /// The lead, if anything stands before the first H2, then one block for each H2.
    pub blocks: Vec<Block>,
    /// The number of bytes of the source.
    pub source_len: u32,
}

/// What the front matter says; what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The message this document belongs to.
    pub message: Option<Slug>,
    /// The wording.
    pub variant: Option<Slug>,
    /// Where it is read.
    pub channel: Option<Channel>,
    /// Its language.
    pub locale: Option<Locale>,
    /// How long reading takes, in minutes, as the author says.
    pub reading_minutes: Option<u32>,
    /// The subject line of an e-mail.
    pub subject: String,
    /// The line that mail programs show after the subject.
    pub preheader: String,
}

/// A section: a heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The name by which variants are compared; unique in a document.
    pub id: String,
    /// What the block is for.
    pub kind: BlockKind,
    /// The words of its heading; empty if the lead has none.
    pub title: Vec<Inline>,
    /// Further `key=value` pairs of the heading.
    pub attributes: BTreeMap<String, String>,
    /// What stands under the heading.
    pub content: Vec<Element>,
    /// The heading line.
    pub heading_span: Span,
    /// The whole block.
    pub span: Span,
}

/// A paragraph, a list or a smaller heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Running text.
    Paragraph {
        /// Its words.
        text: Vec<Inline>,
        /// Its place.
        span: Span,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// Each item is a row of elements.
        items: Vec<Item>,
        /// Its place.
        span: Span,
    },
    /// A heading inside a block: level 1 (a second headline, which the lint flags) or 3 and deeper.
    Heading {
        /// 1, or 3 to 6.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
        /// Its place.
        span: Span,
    },
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the item holds.
    pub content: Vec<Element>,
    /// Its place.
    pub span: Span,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text {
        /// As they are to be read.
        text: String,
        /// Their place.
        span: Span,
    },
    /// Words that matter most.
    Strong {
        /// The words.
        text: Vec<Inline>,
        /// Their place.
        span: Span,
    },
    /// A link.
    Link {
        /// The words that are the link.
        text: Vec<Inline>,
        /// Where it leads.
        target: String,
        /// Its place.
        span: Span,
    },
    /// A line break that the author asked for.
    Break {
        /// Its place.
        span: Span,
    },
    /// `((case code))`: a value goes here.
    Placeholder {
        /// Which value.
        name: VariableName,
        /// Its place.
        span: Span,
    },
    /// `((telephone line??words))`: plain words that are there only if the value is yes.
    Optional {
        /// Which value decides.
        name: VariableName,
        /// The words: plain text and nothing else.
        text: Vec<Inline>,
        /// Its place.
        span: Span,
    },
}

impl Document {
    /// Where the document is read: the garden unless the front matter says otherwise.
    pub fn channel(&self) -> Channel {
        self.front.channel.unwrap_or(Channel::Garden)
    }

    /// The language: English unless the front matter says otherwise.
    pub fn locale(&self) -> Locale {
        self.front.locale.clone().unwrap_or_else(Locale::english)
    }

    /// The first block of a kind.
    pub fn block(&self, kind: BlockKind) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == kind)
    }
}

impl Element {
    /// The place of the element.
    pub const fn span(&self) -> Span {
        match self {
            Element::Paragraph { span, .. }
            | Element::List { span, .. }
            | Element::Heading { span, .. } => *span,
        }
    }
}

impl Inline {
    /// The place of the inline.
    pub const fn span(&self) -> Span {
        match self {
            Inline::Text { span, .. }
            | Inline::Strong { span, .. }
            | Inline::Link { span, .. }
            | Inline::Break { span }
            | Inline::Placeholder { span, .. }
            | Inline::Optional { span, .. } => *span,
        }
    }
}
