//! The only place that writes markup: tags from the code, text and values always escaped.

use crate::canonical::nfc;

/// HTML under construction.
#[derive(Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// An opening tag. Names come from the code, values are escaped; an empty value is left out.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
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
        self.out.push('>');
    }

    /// A closing tag.
    pub fn close(&mut self, tag: &'static str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Words between an opening and a closing tag.
    pub fn element(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Words between tags that may run the other way than the page and turn nothing around them.
    pub fn isolated(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
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

    /// What was written so far.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.out
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
pub(super) fn allowed_target<'t>(target: &'t str, brand: &crate::Brand) -> Option<&'t str> {
    if target.starts_with("tel:") || target.starts_with("sms:") {
        return Some(target);
    }
    let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    (!authority.contains('@') && brand.allows_host(host)).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    #[test]
    fn text_and_values_are_escaped() {
        let mut html = Html::default();
        html.element("a", &[("href", "\"><b>")], "<b>&\u{301}");
        assert_eq!(html.finish(), "<a href=\"&quot;&gt;&lt;b&gt;\">&lt;b&gt;&amp;\u{301}</a>");
    }

    #[test]
    fn only_telephones_and_allowed_hosts_are_linked() {
        let brand = library::brand();
        for right in
            ["https://my.northwire.example/a", "http://northwire.example:80", "tel:+44800555010"]
        {
            assert_eq!(allowed_target(right, &brand), Some(right));
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
            assert_eq!(allowed_target(wrong, &brand), None, "{wrong}");
        }
    }
}
