//! A document as its author would write it, in one spelling. Reading and printing are inverse:
//! what is printed is read as the same tree, and printing that again gives the same text.

use std::fmt::Write;

use crate::Document;
use crate::document::{Block, BlockKind, Element, FrontMatter, Item};

mod inlines;

use inlines::{heading_text, paragraph_text};

/// The canonical source of a document: front matter in a fixed order, one line a paragraph, lists
/// with `-` and `1.`, a mark only where reading needs it. Texts that come out longer than
/// [`SOURCE_LIMIT_BYTES`](crate::SOURCE_LIMIT_BYTES) are cut when they are read again.
pub fn print(document: &Document) -> String {
    let mut out = front_matter(&document.front);
    for block in &document.blocks {
        let head = heading(block);
        if !head.is_empty() {
            push_part(&mut out, &head);
        }
        let content = elements(&block.content);
        if !content.is_empty() {
            push_part(&mut out, &content);
        }
    }
    out
}

/// A part of the body on lines of its own, after an empty one unless it is the first.
fn push_part(out: &mut String, part: &str) {
    if !out.ends_with("+++\n") {
        out.push('\n');
    }
    out.push_str(part);
    out.push('\n');
}

fn front_matter(front: &FrontMatter) -> String {
    let mut out = "+++\n".to_owned();
    let mut entry = |name: &str, value: String| {
        // Writing to memory cannot fail.
        let _ = writeln!(out, "{name} = {value}");
    };
    let names = [("message", &front.message), ("variant", &front.variant)];
    for (name, slug) in names {
        if let Some(slug) = slug {
            entry(name, quoted(slug.as_ref()));
        }
    }
    if let Some(channel) = front.channel {
        entry("channel", quoted(channel.name()));
    }
    if let Some(locale) = &front.locale {
        entry("locale", quoted(locale.as_ref()));
    }
    if let Some(minutes) = front.reading_minutes {
        entry("reading_minutes", minutes.to_string());
    }
    for (name, text) in [("subject", &front.subject), ("preheader", &front.preheader)] {
        if !text.is_empty() {
            entry(name, quoted(text));
        }
    }
    out + "+++\n"
}

/// Text in double quotes with its escapes.
fn quoted(text: &str) -> String {
    let escaped =
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

/// The heading line of a block; nothing for a lead without a title that says something.
fn heading(block: &Block) -> String {
    let title = heading_text(&block.title);
    match block.kind {
        BlockKind::Lead if title.is_empty() && !block.content.is_empty() => String::new(),
        BlockKind::Lead => marked("#", &title),
        kind => {
            let attributes: String =
                block.attributes.iter().map(|(key, value)| format!(" {key}={value}")).collect();
            let braces = format!("{{#{} .{}{attributes}}}", block.id, kind.name());
            marked(&marked("##", &title), &braces)
        }
    }
}

/// A mark and the words after it.
fn marked(mark: &str, words: &str) -> String {
    if words.is_empty() { mark.to_owned() } else { format!("{mark} {words}") }
}

/// Elements with an empty line between them.
fn elements(elements: &[Element]) -> String {
    let mut parts = Vec::new();
    // Two lists in a row stay two by their marks.
    let mut second_mark = false;
    for (place, element) in elements.iter().enumerate() {
        parts.push(match element {
            Element::Paragraph { text, .. } => paragraph_text(text),
            Element::Heading { level, text, .. } => {
                marked(&"#".repeat(usize::from(*level)), &heading_text(text))
            }
            Element::List { ordered, items, .. } => {
                let before = place.checked_sub(1).and_then(|place| elements.get(place));
                let follows = matches!(
                    before,
                    Some(Element::List { ordered: known, .. }) if known == ordered
                );
                second_mark = follows && !second_mark;
                list(*ordered, items, second_mark)
            }
        });
    }
    parts.join("\n\n")
}

fn list(ordered: bool, items: &[Item], second_mark: bool) -> String {
    let short = items.iter().all(|item| item.content.len() == 1);
    let mut lines = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let mark = match (ordered, second_mark) {
            (true, false) => format!("{}. ", place + 1),
            (true, true) => format!("{}) ", place + 1),
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
        };
        lines.push(indented(&mark, &elements(&item.content)));
    }
    lines.join(if short { "\n" } else { "\n\n" })
}

/// Lines of which the first begins with a mark and the others with as many spaces.
fn indented(mark: &str, text: &str) -> String {
    let mut out = mark.to_owned();
    for (place, line) in text.split('\n').enumerate() {
        if place > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&" ".repeat(mark.len()));
            }
        }
        out.push_str(line);
    }
    out
}
