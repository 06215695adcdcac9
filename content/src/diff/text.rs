//! A block as its author would write it, and the tokens in which it is compared.

use crate::document::{Block, BlockKind, Element, FrontMatter, Inline};
use crate::prose::word_ranges;

/// The entries of the front matter, one a line.
pub(super) fn front_text(front: &FrontMatter) -> String {
    let mut entries = vec![
        ("message", front.message.as_ref().map(ToString::to_string)),
        ("variant", front.variant.as_ref().map(ToString::to_string)),
        ("channel", front.channel.as_ref().map(ToString::to_string)),
        ("locale", front.locale.as_ref().map(ToString::to_string)),
        ("reading_minutes", front.reading_minutes.map(|n| n.to_string())),
    ];
    for (name, text) in [("subject", &front.subject), ("preheader", &front.preheader)] {
        entries.push((name, (!text.is_empty()).then(|| text.clone())));
    }
    let line = |(name, value): (&str, Option<String>)| Some(format!("{name} = {}\n", value?));
    entries.into_iter().filter_map(line).collect()
}

/// A block with its heading, braces and Markdown marks; for reading, not for parsing again.
pub(super) fn block_text(block: &Block) -> String {
    let mut out = String::new();
    let braces: String =
        block.attributes.iter().map(|(key, value)| format!(" {key}={value}")).collect();
    let title = inline_text(&block.title);
    match block.kind {
        BlockKind::Lead if title.is_empty() => {}
        BlockKind::Lead => push_line(&mut out, "# ", &title),
        kind => {
            let braces = format!("{{#{} .{}{braces}}}", block.id, kind.name());
            push_line(&mut out, "## ", &format!("{title} {braces}"));
        }
    }
    push_elements(&mut out, &block.content, "");
    out
}

/// Words, and what stands between them, one after the other.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in word_ranges(text) {
        if at < word.start {
            tokens.push(&text[at..word.start]);
        }
        at = word.end;
        tokens.push(&text[word]);
    }
    if at < text.len() {
        tokens.push(&text[at..]);
    }
    tokens
}

fn push_line(out: &mut String, before: &str, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(before);
    out.push_str(text);
    out.push('\n');
}

fn push_elements(out: &mut String, elements: &[Element], indent: &str) {
    for element in elements {
        match element {
            Element::Paragraph { text, .. } => push_line(out, indent, &inline_text(text)),
            Element::Heading { level, text, .. } => {
                let marks = "#".repeat(usize::from(*level));
                push_line(out, indent, &format!("{marks} {}", inline_text(text)));
            }
            Element::List { ordered, items, .. } => {
                for (place, item) in items.iter().enumerate() {
                    let mark = if *ordered { format!("{}. ", place + 1) } else { "- ".to_owned() };
                    let mut inner = String::new();
                    push_elements(&mut inner, &item.content, "   ");
                    out.push_str(if place == 0 { "\n" } else { "" });
                    out.push_str(indent);
                    out.push_str(&mark);
                    out.push_str(inner.trim_start());
                }
            }
        }
    }
}

fn inline_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(&mut out, inlines);
    out
}

fn push_inlines(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::Strong { text, .. } => push_between(out, "**", text, "**"),
            Inline::Link { text, target, .. } => {
                push_between(out, "[", text, "](");
                out.push_str(target);
                out.push(')');
            }
            Inline::Break { .. } => out.push('\n'),
            Inline::Placeholder { name, .. } => {
                out.push_str("((");
                out.push_str(name.as_ref());
                out.push_str("))");
            }
            Inline::Optional { name, text, .. } => {
                out.push_str("((");
                out.push_str(name.as_ref());
                push_between(out, "??", text, "))");
            }
        }
    }
}

fn push_between(out: &mut String, begin: &str, text: &[Inline], end: &str) {
    out.push_str(begin);
    push_inlines(out, text);
    out.push_str(end);
}
