//! From text to a tree, together with what is wrong. Never fails: whatever cannot be read is left
//! out of the tree and becomes a finding at its place; the caller keeps the source.

use pulldown_cmark::{Options, Parser};

use crate::{Document, Finding, Span};

mod blocks;
mod characters;
mod front_matter;
mod heading;
mod inlines;
mod placeholder;
mod report;
mod shape;
mod tidy;

use blocks::Builder;
pub(crate) use characters::is_forbidden;
use report::{Report, rule};

/// The longest source that is read, in bytes. The rest stays with the author and is flagged.
pub const SOURCE_LIMIT_BYTES: usize = 256 * 1024;

/// Reads a document and says what is wrong with its form.
pub fn parse(source: &str) -> (Document, Vec<Finding>) {
    let mut report = Report::default();
    let read = within_limit(source, &mut report);
    characters::check(read, &mut report);
    let (front, body_start) = front_matter::parse(read, &mut report);
    let blocks = {
        let mut builder = Builder::new(read, body_start, &mut report);
        let body = &read[body_start..];
        let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
        for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
            builder.take(event, Span::new(body_start + range.start, body_start + range.end));
        }
        builder.finish()
    };
    let source_len = u32::try_from(source.len()).unwrap_or(u32::MAX);
    (Document { front, blocks, source_len }, report.into_findings())
}

/// The part of the source that is read.
fn within_limit<'s>(source: &'s str, report: &mut Report) -> &'s str {
    if source.len() <= SOURCE_LIMIT_BYTES {
        return source;
    }
    let mut end = SOURCE_LIMIT_BYTES;
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let message = "the text is longer than 256 KiB; what follows here is not read";
    report.add(&rule::TOO_LONG, Span::new(end, source.len()), message);
    &source[..end]
}
