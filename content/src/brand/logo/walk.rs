//! A walk over the tags of a drawing. It takes a small part of XML and refuses the rest, so that no
//! two readers of the same text, such as XML and HTML, see different things in it.

use super::InvalidLogo;
use super::lists::{
    ATTRIBUTES, ELEMENTS, FUNCTIONS, NAMESPACES, PAINTS, REFERENCES, REFERRING, SIGNS, WORDS,
};

/// The most characters of a name that a message repeats.
const TOLD_CHARS: usize = 40;

/// Whether a text is one drawing that a page may hold.
pub(super) fn check(svg: &str) -> Result<(), InvalidLogo> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(tag_start) = rest.strip_prefix('<') {
        let end = tag_start.find('>').ok_or(InvalidLogo::Shape)?;
        let (tag, after) = (&tag_start[..end], &tag_start[end + 1..]);
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim_end()) {
                return Err(InvalidLogo::Shape);
            }
        } else {
            let name = opening(tag, open.last().copied())?;
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = match open.last() {
            Some(name) => after_words(name, after)?,
            None => after.trim_start(),
        };
        if open.is_empty() {
            break;
        }
    }
    if rest.is_empty() && open.is_empty() && !svg.is_empty() {
        Ok(())
    } else {
        Err(InvalidLogo::Shape)
    }
}

/// What follows the words of an element, which only some have.
fn after_words<'s>(element: &str, text: &'s str) -> Result<&'s str, InvalidLogo> {
    let end = text.find('<').unwrap_or(text.len());
    let (words, rest) = text.split_at(end);
    let refused = |found: &str| Err(InvalidLogo::Words(told(found), element.to_owned()));
    if !WORDS.contains(&element) {
        let words = words.trim();
        return if words.is_empty() { Ok(rest) } else { refused(words) };
    }
    for entity in words.split('&').skip(1) {
        if !SIGNS.iter().any(|sign| entity.starts_with(sign)) {
            return refused(&format!(
                "&{}",
                entity.split_inclusive(';').next().unwrap_or_default()
            ));
        }
    }
    Ok(rest)
}

/// The name of an opening tag inside another one, if all of it is on the lists.
fn opening<'s>(tag: &'s str, outer: Option<&str>) -> Result<&'s str, InvalidLogo> {
    let body = tag.strip_suffix('/').unwrap_or(tag);
    let (name, attributes) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    // The outermost element is the drawing; in words there are no others.
    let is_here = outer.map_or(name == "svg", |outer| !WORDS.contains(&outer));
    if !ELEMENTS.contains(&name) || !is_here {
        // A comment ends at the first space or at its marks.
        let name = if name.starts_with("!--") { "!--" } else { name };
        return Err(InvalidLogo::Element(told(name)));
    }
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let (attribute, after) = rest.split_once('=').ok_or(InvalidLogo::Shape)?;
        let inside = after.strip_prefix('"').ok_or(InvalidLogo::Shape)?;
        let (value, after) = inside.split_once('"').ok_or(InvalidLogo::Shape)?;
        check_attribute(name, attribute.trim_end(), value)?;
        rest = after.trim_start();
    }
    Ok(name)
}

fn check_attribute(element: &str, attribute: &str, value: &str) -> Result<(), InvalidLogo> {
    let refers = REFERENCES.contains(&attribute) && REFERRING.contains(&element);
    if !refers && !ATTRIBUTES.contains(&attribute) {
        let (attribute, element) = (told(attribute), element.to_owned());
        return Err(InvalidLogo::Attribute { attribute, element });
    }
    let found = match attribute {
        _ if refers => not_local(value),
        "id" => (!is_name(value)).then(|| "a name with other signs than letters".to_owned()),
        "aria-label" => value.contains(['<', '&']).then(|| "a sign of markup".to_owned()),
        _ => match NAMESPACES.iter().find(|(name, _)| *name == attribute) {
            Some((_, right)) => (value != *right).then(|| told(value)),
            None => hidden(attribute, value),
        },
    };
    let (attribute, element) = (attribute.to_owned(), element.to_owned());
    found.map_or(Ok(()), |found| Err(InvalidLogo::Value { attribute, element, found }))
}

/// What is wrong with a reference, unless it is to a part of the logo.
fn not_local(value: &str) -> Option<String> {
    let local = value.strip_prefix('#').is_some_and(is_name);
    (!local).then(|| format!("“{}” and not #name", told(value)))
}

/// What a value has that could load something, or hide that it does.
fn hidden(attribute: &str, value: &str) -> Option<String> {
    if PAINTS.contains(&attribute) && is_local_paint(value) {
        return None;
    }
    // A backslash spells any letter, a comment cuts a name in two, an entity is read before.
    let marks = ['\\', '&', '<', '@', ':', '*'];
    if let Some(mark) = value.chars().find(|c| marks.contains(c) || c.is_control() && *c != '\n') {
        return Some(format!("“{}”", mark.escape_debug()));
    }
    let lower = value.to_ascii_lowercase();
    let calls = lower.split('(').rev().skip(1);
    let name = |before: &str| {
        let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
        before[start.map_or(0, |at| at + 1)..].to_owned()
    };
    let mut unknown = calls.map(name).filter(|name| !FUNCTIONS.contains(&name.as_str()));
    unknown.next().map(|name| format!("{}()", told(&name)))
}

/// Whether a paint is `url(#name)` and nothing else.
fn is_local_paint(value: &str) -> bool {
    let inside = value.trim().strip_prefix("url(").and_then(|rest| rest.strip_suffix(')'));
    let inside = inside.map(str::trim).unwrap_or_default();
    let bare = inside.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(inside);
    bare.strip_prefix('#').is_some_and(is_name)
}

/// Whether a text is the name of a part: 1 to 60 letters, digits, dashes and underscores.
fn is_name(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    (1..=60).contains(&text.len()) && text.bytes().all(allowed)
}

/// So much of a text as a message repeats.
fn told(text: &str) -> String {
    text.chars().take(TOLD_CHARS).collect()
}
