//! Running text as it has to be written so that it is read as the same words.

use crate::document::Inline;

/// A paragraph; it has as many lines as it has breaks, and one more.
pub(super) fn paragraph_text(inlines: &[Inline]) -> String {
    let mut writer = Writer { in_heading: false, ..Writer::default() };
    writer.inlines(inlines);
    writer.out
}

/// The words of a heading, on one line.
pub(super) fn heading_text(inlines: &[Inline]) -> String {
    let mut writer = Writer { in_heading: true, ..Writer::default() };
    writer.inlines(inlines);
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    in_heading: bool,
    /// What is written stands inside strong words or a link, so not at the start of a line.
    is_inner: bool,
    /// Strong words end here in a mark; a letter right after it would keep them from ending.
    guarded: bool,
}

impl Writer {
    fn inlines(&mut self, inlines: &[Inline]) {
        let mut running = String::new();
        for inline in inlines {
            if let Inline::Text { text, .. } = inline {
                running.push_str(text);
                continue;
            }
            self.words(&std::mem::take(&mut running));
            match inline {
                Inline::Text { .. } => {}
                Inline::Strong { text, .. } => self.strong(text),
                Inline::Link { text, target, .. } => self.link(text, target),
                Inline::Break { .. } => self.out.push_str("\\\n"),
                Inline::Placeholder { name, .. } => self.out.push_str(&format!("(({name}))")),
                Inline::Optional { name, text, .. } => {
                    self.out.push_str(&format!("(({name}??"));
                    self.inlines(text);
                    self.out.push_str("))");
                }
            }
            self.guarded &= matches!(inline, Inline::Strong { .. });
        }
        self.words(&running);
    }

    /// What is written inside strong words or a link.
    fn inner(&self, inlines: &[Inline]) -> String {
        let mut writer =
            Writer { in_heading: self.in_heading, is_inner: true, ..Writer::default() };
        writer.inlines(inlines);
        writer.out
    }

    /// The stars count as marks of strong words only where Markdown sees that words begin and end:
    /// a white space inside, or a letter outside beside a mark inside, is written as its number.
    fn strong(&mut self, text: &[Inline]) {
        let mut inner = self.inner(text);
        if let Some(first) = inner.chars().next().filter(|c| c.is_whitespace()) {
            inner.replace_range(..first.len_utf8(), &number(first));
        }
        if let Some(last) = inner.chars().next_back().filter(|c| c.is_whitespace()) {
            inner.truncate(inner.len() - last.len_utf8());
            inner.push_str(&number(last));
        }
        if !inner.starts_with(char::is_alphanumeric)
            && let Some(before) = self.out.chars().next_back().filter(|c| !is_open(*c))
        {
            self.out.truncate(self.out.len() - before.len_utf8());
            self.out.push_str(&number(before));
        }
        self.out.push_str("**");
        self.out.push_str(&inner);
        self.out.push_str("**");
        self.guarded = !inner.ends_with(char::is_alphanumeric);
    }

    fn link(&mut self, text: &[Inline], target: &str) {
        if self.out.ends_with('!') && !self.out.ends_with("\\!") {
            // Together they would be a picture.
            self.out.truncate(self.out.len() - 1);
            self.out.push_str("\\!");
        }
        let inner = self.inner(text);
        self.out.push('[');
        self.out.push_str(&inner);
        self.out.push_str("](");
        target.chars().for_each(|c| self.address_char(c));
        self.out.push(')');
    }

    fn address_char(&mut self, c: char) {
        let plain = c.is_ascii_alphanumeric() || "-._~:/?#@!$'*+,;=%".contains(c);
        if plain || (!c.is_ascii() && c.is_alphanumeric()) {
            self.out.push(c);
        } else {
            self.out.push_str(&number(c));
        }
    }

    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at_start = self.is_at_line_start();
            let after = &rest[c.len_utf8()..];
            if std::mem::take(&mut self.guarded) && !is_open(c) {
                self.out.push_str(&number(c));
            } else if at_start && let Some(n) = list_number(rest) {
                self.out.push_str(&rest[..n]);
                self.out.push('\\');
                rest = &rest[n..];
                self.out.push_str(&rest[..1]);
                rest = &rest[1..];
                continue;
            } else {
                self.character(c, after, at_start);
            }
            rest = after;
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.out.ends_with('\n') || (self.out.is_empty() && !self.is_inner)
    }

    fn character(&mut self, c: char, after: &str, at_start: bool) {
        let edge = at_start || after.is_empty();
        match c {
            '{' | '}' if self.in_heading => return self.out.push_str(&number(c)),
            c if c != ' ' && c.is_whitespace() && edge => return self.out.push_str(&number(c)),
            '\\' | '*' | '_' | '[' | ']' | '<' | '`' => self.out.push('\\'),
            '#' if self.in_heading || at_start => self.out.push('\\'),
            '>' | '-' | '+' | '=' | '~' | '|' | ':' if at_start => self.out.push('\\'),
            '&' if after.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric()) => {
                self.out.push('\\');
            }
            _ => {}
        }
        self.out.push(c);
    }
}

/// A character as a reference by its number, which is never read as a mark.
fn number(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// Whether stars beside the character may begin or end strong words whatever they enclose.
const fn is_open(c: char) -> bool {
    c.is_ascii_punctuation() || c.is_ascii_whitespace()
}

/// The number of digits with which a line would begin a list.
fn list_number(line: &str) -> Option<usize> {
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line.as_bytes().get(n_digits)?;
    ((1..=9).contains(&n_digits) && matches!(mark, b'.' | b')')).then_some(n_digits)
}
