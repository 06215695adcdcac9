//! The tags of a rendered page, for the rules that read the bytes which customers get. The renderer
//! escapes every `<`, `>` and `"` that is not its own, so cutting at them is exact.

/// An opening tag.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// In lower case.
    pub name: String,
    /// Names in lower case and values as they stand.
    pub attributes: Vec<(String, String)>,
    /// What stands between it and the next tag.
    pub text: String,
    /// How many labels are open around it.
    pub labels: usize,
}

impl Tag {
    /// The value of an attribute; empty if it has none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has exactly this value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// The opening tags of a page, in order.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut labels = 0_usize;
    for part in html.split('<').skip(1) {
        let (inside, text) = split_tag(part);
        let name_end = inside.find([' ', '/', '\t', '\n']).unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        if inside.starts_with('/') {
            labels -= usize::from(labels > 0 && inside.eq_ignore_ascii_case("/label"));
            continue;
        }
        let attributes = attributes(&inside[name_end..]);
        let is_label = name == "label";
        found.push(Tag { name, attributes, text: text.to_owned(), labels });
        labels += usize::from(is_label);
    }
    found
}

/// What stands inside a tag, and what follows it; a `>` inside quotes ends nothing.
fn split_tag(part: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in part.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&part[..at], &part[at + 1..]),
            _ => {}
        }
    }
    (part, "")
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches([' ', '/', '\t', '\n']);
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\t', '\n']).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let (open, close) = match after.strip_prefix('"') {
                Some(inner) => (inner, inner.find('"')),
                None => (after, after.find([' ', '\t', '\n'])),
            };
            let close = close.unwrap_or(open.len());
            value = &open[..close];
            rest = open[close..].trim_start_matches('"');
        }
        found.push((name, unescaped(value)));
        rest = rest.trim_start_matches([' ', '/', '\t', '\n']);
    }
    found
}

fn unescaped(value: &str) -> String {
    match value.contains('&') {
        true => value.replace("&quot;", "\"").replace("&amp;", "&"),
        false => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_attributes_and_labels() {
        let html = "<p class=\"a > b\">x</p><label>Y<input type=file required></label><br/>";
        let found = tags(html);
        let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["p", "label", "input", "br"]);
        assert_eq!(found[0].get("class"), Some("a > b"));
        assert_eq!(found[0].text, "x");
        assert!(found[2].is("type", "file") && found[2].is("required", ""));
        assert_eq!((found[2].labels, found[3].labels), (1, 0));
    }
}
