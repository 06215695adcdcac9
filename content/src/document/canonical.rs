//! The tree without places, as JSON from which the revision hash is taken: keys in byte order, text
//! in NFC, no spaces. Written straight into one text, because the editor asks for it at each
//! keystroke.

use super::{Block, Document, Element, Inline, Item};
use crate::canonical::{canonical_json, write_text};

impl Document {
    /// Writes the document.
    pub(crate) fn write_canonical(&self, out: &mut String) {
        let front = &self.front;
        list(out, "{\"blocks\":", &self.blocks, Block::write_canonical);
        text(out, ",\"channel\":", self.channel().name());
        text(out, ",\"locale\":", self.locale().as_ref());
        optional(out, ",\"message\":", front.message.as_ref().map(AsRef::as_ref));
        text(out, ",\"preheader\":", &front.preheader);
        let minutes = front.reading_minutes.map(|minutes| minutes.to_string());
        out.push_str(",\"reading_minutes\":");
        out.push_str(minutes.as_deref().unwrap_or("null"));
        text(out, ",\"subject\":", &front.subject);
        optional(out, ",\"variant\":", front.variant.as_ref().map(AsRef::as_ref));
        out.push('}');
    }
}

impl Block {
    /// The block, written.
    pub(crate) fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out);
        out
    }

    fn write_canonical(&self, out: &mut String) {
        out.push_str("{\"attributes\":");
        match self.attributes.is_empty() {
            true => out.push_str("{}"),
            false => out.push_str(&canonical_json(&self.attributes)),
        }
        list(out, ",\"content\":", &self.content, Element::write_canonical);
        text(out, ",\"id\":", &self.id);
        text(out, ",\"kind\":", self.kind.name());
        inlines(out, ",\"title\":", &self.title);
        out.push('}');
    }
}

impl Element {
    fn write_canonical(&self, out: &mut String) {
        match self {
            Element::Paragraph { text, .. } => inlines(out, "{\"p\":", text),
            Element::Heading { level, text, .. } => {
                out.push_str("{\"h\":");
                out.push_str(&level.to_string());
                inlines(out, ",\"text\":", text);
            }
            Element::List { ordered, items, .. } => {
                let key = if *ordered { "{\"ol\":" } else { "{\"ul\":" };
                let item = |item: &Item, out: &mut String| {
                    list(out, "", &item.content, Element::write_canonical);
                };
                list(out, key, items, item);
            }
        }
        out.push('}');
    }
}

/// Inlines under a key. Neighbouring texts become one, so that wrapping a line does not change the
/// hash.
fn inlines(out: &mut String, key: &str, all: &[Inline]) {
    out.push_str(key);
    out.push('[');
    let begin = out.len();
    let comma = |out: &mut String| {
        if out.len() > begin {
            out.push(',');
        }
    };
    let mut running = String::new();
    for inline in all {
        if let Inline::Text { text, .. } = inline {
            running.push_str(text);
            continue;
        }
        if !running.is_empty() {
            comma(out);
            write_text(&std::mem::take(&mut running), out);
        }
        comma(out);
        node(out, inline);
    }
    if !running.is_empty() {
        comma(out);
        write_text(&running, out);
    }
    out.push(']');
}

/// Everything but text.
fn node(out: &mut String, inline: &Inline) {
    match inline {
        Inline::Text { text, .. } => return write_text(text, out),
        Inline::Strong { text, .. } => inlines(out, "{\"strong\":", text),
        Inline::Link { text: words, target, .. } => {
            text(out, "{\"link\":", target);
            inlines(out, ",\"text\":", words);
        }
        Inline::Break { .. } => out.push_str("{\"break\":true"),
        Inline::Placeholder { name, .. } => text(out, "{\"placeholder\":", name.as_ref()),
        Inline::Optional { name, text: words, .. } => {
            text(out, "{\"if\":", name.as_ref());
            inlines(out, ",\"text\":", words);
        }
    }
    out.push('}');
}

fn list<T>(out: &mut String, key: &str, items: &[T], write: impl Fn(&T, &mut String)) {
    out.push_str(key);
    out.push('[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(']');
}

fn text(out: &mut String, key: &str, words: &str) {
    out.push_str(key);
    write_text(words, out);
}

fn optional(out: &mut String, key: &str, words: Option<&str>) {
    match words {
        Some(words) => text(out, key, words),
        None => {
            out.push_str(key);
            out.push_str("null");
        }
    }
}
