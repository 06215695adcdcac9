//! Kinds of text that people write about a trial. Each kind's length and characters stand once, here:
//! the check refuses exactly what the schema that the interface publishes leaves out.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{RefOr, schema::SchemaType};
use utoipa::{PartialSchema, ToSchema};

/// One line that is not blank: no control characters.
const LINE: &str = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$";
/// Lines of which one is not blank: no control characters beside tabs and the ends of lines.
const PROSE: &str = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$";
/// The same, or nothing.
const OPTIONAL_PROSE: &str = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$";
const SLUG: &str = "^[a-z0-9-]+$";

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $what:literal, $shortest:literal..=$longest:literal, $pattern:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $name {
            /// The kind, as a problem names it and its length.
            pub(crate) const KIND: Kind = Kind { what: $what, longest: $longest };
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let text = ObjectBuilder::new()
                    .schema_type(SchemaType::Type(Type::String))
                    .min_length(($shortest > 0).then_some($shortest))
                    .max_length(Some($longest))
                    .pattern(Some($pattern));
                RefOr::T(Schema::Object(text.build()))
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )*};
}

kinds! {
    /// The question of a trial, on one line.
    Title: "title", 1..=90, LINE;
    /// What is expected and why.
    Hypothesis: "hypothesis", 1..=500, PROSE;
    /// Why an arm may leave lines infected for longer; may be empty.
    EthicsNote: "ethics note", 0..=500, OPTIONAL_PROSE;
    /// Why a trial is stopped.
    StopReason: "reason", 1..=500, PROSE;
    /// Why a line is not eligible.
    IneligibleReason: "reason", 1..=80, LINE;
    /// A sender's own name for a contact or a notice.
    Reference: "reference", 1..=80, LINE;
    /// What a customer wrote or said, until the contact is handled.
    ContactText: "text", 1..=4000, PROSE;
    /// The name of a message.
    MessageName: "message", 1..=40, SLUG;
    /// The id of a block.
    BlockId: "id of a block", 1..=60, SLUG;
}

/// What a problem says about a text of some kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    what: &'static str,
    longest: usize,
}

impl Kind {
    /// A text on one line, without white space around it.
    pub(crate) fn line(self, text: &str) -> Result<String, String> {
        let line = self.sized(text)?;
        if text.chars().any(char::is_control) {
            let what = self.what;
            return Err(format!(
                "the {what} is one line: take out line breaks and control characters"
            ));
        }
        Ok(line)
    }

    /// A text that may have several lines.
    pub(crate) fn prose(self, text: &str) -> Result<String, String> {
        let prose = self.sized(text)?;
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(format!("the {} holds control characters: take them out", self.what));
        }
        Ok(prose)
    }

    /// A name of small letters, digits and hyphens.
    pub(crate) fn slug(self, text: &str) -> Result<String, String> {
        self.sized(text)?;
        match text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
            Some(c) => Err(format!(
                "the {} consists of small letters a to z, digits and hyphens, not {c:?}",
                self.what
            )),
            None => Ok(text.to_owned()),
        }
    }

    /// The length counts white space around the text, as a schema does, which knows no trimming.
    fn sized(self, text: &str) -> Result<String, String> {
        let (what, longest) = (self.what, self.longest);
        let trimmed = text.trim();
        match text.chars().count() {
            _ if trimmed.is_empty() => {
                Err(format!("the {what} is missing: write 1 to {longest} characters"))
            }
            n if n > longest => {
                Err(format!("the {what} has {n} characters: shorten it to {longest}"))
            }
            _ => Ok(trimmed.to_owned()),
        }
    }
}

impl StopReason {
    /// The reason as it is kept, without white space around it.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn check(text: &str) -> Result<String, String> {
        Self::KIND.prose(text)
    }
}

impl IneligibleReason {
    /// The reason as it is kept and counted, without white space around it.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn check(text: &str) -> Result<String, String> {
        Self::KIND.line(text)
    }
}

impl Reference {
    /// The reference without white space around it.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn check(text: &str) -> Result<String, String> {
        Self::KIND.line(text)
    }
}

impl ContactText {
    /// The text without white space around it.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn check(text: &str) -> Result<String, String> {
        Self::KIND.prose(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_a_text_is_not_stored() {
        assert_eq!(Title::KIND.line("  Does it work? ").as_deref(), Ok("Does it work?"));
        assert_eq!(
            Title::KIND.line(" \n ").unwrap_err(),
            "the title is missing: write 1 to 90 characters"
        );
    }

    #[test]
    fn a_limit_counts_characters_not_bytes() {
        assert!(Title::KIND.line(&"é".repeat(90)).is_ok());
        assert_eq!(
            Title::KIND.line(&"é".repeat(91)).unwrap_err(),
            "the title has 91 characters: shorten it to 90"
        );
    }

    #[test]
    fn only_a_hypothesis_may_have_several_lines() {
        assert!(Hypothesis::KIND.prose("one\ntwo").is_ok());
        assert!(Title::KIND.line("one\ntwo").is_err());
        assert!(Hypothesis::KIND.prose("one\u{7}two").is_err());
    }
}
