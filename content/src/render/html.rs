//! The only place that writes markup: tags from the code, text and values always escaped.

use crate::brand::{Host, allows};
use crate::canonical::nfc;
use crate::template::Part;

/// HTML under construction: bytes, and the places of values.
#[derive(Default)]
pub(crate) struct Html {
    done: Vec<Part>,
    out: String,
}

impl Html {
    /// The parts that `write` writes.
    pub fn parts(write: impl FnOnce(&mut Html)) -> Vec<Part> {
        // Mostly one row of bytes, for each optional text.
        let mut html = Html { done: Vec::with_capacity(1), out: String::new() };
        write(&mut html);
        html.finish()
    }

    /// An opening tag. Names come from the code, values are escaped; an empty value is left out.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.begin(tag, attributes);
        self.out.push('>');
    }

    /// An opening tag with an address that has the subject's token in it.
    pub fn open_to(
        &mut self,
        tag: &str,
        attributes: &[(&str, &str)],
        (name, before, after): (&str, &str, &str),
    ) {
        self.begin(tag, attributes);
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.escaped(before);
        self.part(Part::Token);
        self.escaped(after);
        self.out.push_str("\">");
    }

    fn begin(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            if !value.is_empty() {
                self.out.push_str("=\"");
                self.escaped(value);
                self.out.push('"');
            }
        }
    }

    /// A closing tag.
    pub fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Words between an opening and a closing tag.
    pub fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// An address that is a link to itself, dressed by an attribute if that has a value.
    pub fn address(&mut self, url: &str, dress: (&str, &str)) {
        let mut attributes = vec![("href", url), ("dir", "ltr")];
        if !dress.1.is_empty() {
            attributes.push(dress);
        }
        self.element("a", &attributes, url);
    }

    /// Words between tags that may run the other way than the page and turn nothing around them.
    pub fn isolated(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.element("bdi", &[], text);
        self.close(tag);
    }

    /// Text in NFC; nothing in it can become markup.
    pub fn text(&mut self, text: &str) {
        self.escaped(text);
    }

    /// What this crate made itself: the style, a checked logo, other HTML.
    pub fn trusted(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// What is not known before a page is filled in.
    pub fn part(&mut self, part: Part) {
        self.flush();
        self.done.push(part);
    }

    /// Parts that were written elsewhere.
    pub fn append(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Static(bytes) => self.out.push_str(&bytes),
                part => self.part(part),
            }
        }
    }

    /// Everything that was written, in order.
    pub fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.done
    }

    /// What was written where nothing is left to be filled in.
    pub fn into_text(self) -> String {
        self.out
    }

    fn flush(&mut self) {
        if !self.out.is_empty() {
            self.done.push(Part::Static(std::mem::take(&mut self.out)));
        }
    }

    fn escaped(&mut self, text: &str) {
        nfc(text).chars().for_each(|c| self.push(c));
    }

    fn push(&mut self, c: char) {
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '"' => self.out.push_str("&quot;"),
            _ => self.out.push(c),
        }
    }
}

/// The target of a link that a page may have: a telephone, or an address on an allowed host.
pub(crate) fn allowed_target<'t>(target: &'t str, hosts: &[Host]) -> Option<&'t str> {
    if target.starts_with("tel:") || target.starts_with("sms:") {
        return Some(target);
    }
    let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    (!authority.contains('@') && allows(hosts, host)).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    #[test]
    fn text_and_values_are_escaped() {
        let mut html = Html::default();
        html.element("a", &[("href", "\"><b>")], "<b>&\u{301}");
        assert_eq!(html.into_text(), "<a href=\"&quot;&gt;&lt;b&gt;\">&lt;b&gt;&amp;\u{301}</a>");
    }

    #[test]
    fn only_telephones_and_allowed_hosts_are_linked() {
        let brand = library::brand();
        for right in
            ["https://my.northwire.example/a", "http://northwire.example:80", "tel:+44800555010"]
        {
            assert_eq!(allowed_target(right, &brand.allowed_hosts), Some(right));
        }
        for wrong in [
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "mailto:a@northwire.example",
            "https://northwire.example@evil.example/",
            "https://evil.example\\.northwire.example/",
            "https://evilnorthwire.example/",
            "//northwire.example/",
            "/g/other",
        ] {
            assert_eq!(allowed_target(wrong, &brand.allowed_hosts), None, "{wrong}");
        }
    }
}
