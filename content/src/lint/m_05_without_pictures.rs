//! ## What it finds
//! An e-mail with a picture that has no words in its place, or whose colours break when a mail
//! program makes it dark: words with a colour and no ground, or a ground and words without a
//! colour.
//! ## Why it matters
//! Most mail programs hide pictures at first, and many turn a light e-mail dark without asking.
//! ## Instead
//! Leave the frame of the e-mail as it is: it has no pictures, and fixes both colours or none.

#[cfg(test)]
use super::Samples;
use super::markup::Tag;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "M-05",
    name: "without pictures",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: EMAIL,
    why: "many programs hide pictures at first and turn a light e-mail dark",
    source: "tests of mail programs by a vendor (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "email:<!DOCTYPE html><meta name=\"color-scheme\" content=\"light dark\"><body><p style=\"color:#111111\">x</p>",
        good: "email:# A\n\nText.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let tags = page.tags();
    if tags.is_empty() {
        return;
    }
    let nameless = |tag: &Tag| {
        let picture = tag.name == "img" || tag.name == "svg";
        let named = tag.get("alt").or(tag.get("aria-label")).is_some_and(|alt| !alt.is_empty());
        picture && !named && tag.get("aria-hidden").is_none()
    };
    if tags.iter().any(nameless) {
        flags.add(page.top(), "a picture has no words in its place");
    }
    if !tags.iter().any(|tag| tag.is("name", "color-scheme")) {
        flags.add(page.top(), "does not say that it can be shown dark");
    }
    let ground = tags.iter().any(|tag| fixes(tag, "background-color"));
    let words = |tag: &&Tag| ["p", "h1", "h2", "h3", "ol", "ul"].contains(&tag.name.as_str());
    let coloured = tags.iter().filter(words).filter(|tag| fixes(tag, "color")).count();
    let told = match (ground, coloured, tags.iter().filter(words).count()) {
        (false, 1.., _) => "words have a colour of their own, their ground has none",
        (true, coloured, n_words) if coloured < n_words => {
            "the ground has a colour of its own, some words have none"
        }
        _ => return,
    };
    flags.add(page.top(), told);
}

/// Whether a tag's own style sets a property.
fn fixes(tag: &Tag, property: &str) -> bool {
    let style = tag.get("style").unwrap_or_default();
    style
        .split(';')
        .any(|part| part.split_once(':').is_some_and(|(name, _)| name.trim() == property))
}
