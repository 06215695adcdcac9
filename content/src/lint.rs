//! The lint: what research and practice say is wrong with a document, rule by rule.
//! Deterministic and local; each rule is one file whose opening comment is its help text.

use crate::{Brand, Document, Finding};

/// What the rules may know besides the document.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The provider in whose name the document speaks.
    pub brand: &'a Brand,
}

/// Every finding of every rule, in the order of the source.
pub fn lint(_document: &Document, _context: &Context) -> Vec<Finding> {
    Vec::new()
}
