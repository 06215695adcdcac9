//! The checks of the plan's texts. Each gives the text as it will be stored, or what is wrong.

/// A text on one line, without white space around it.
pub fn line(text: &str, what: &str, limit: usize) -> Result<String, String> {
    let text = sized(text, what, limit)?;
    if text.chars().any(char::is_control) {
        return Err(format!("the {what} is one line: take out line breaks and control characters"));
    }
    Ok(text)
}

/// A text that may have several lines.
pub fn prose(text: &str, what: &str, limit: usize) -> Result<String, String> {
    let text = sized(text, what, limit)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(format!("the {what} holds control characters: take them out"));
    }
    Ok(text)
}

/// A name of small letters, digits and hyphens.
pub fn slug(text: &str, what: &str, limit: usize) -> Result<String, String> {
    let text = sized(text, what, limit)?;
    match text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        Some(c) => Err(format!(
            "the {what} consists of small letters a to z, digits and hyphens, not {c:?}"
        )),
        None => Ok(text),
    }
}

/// A language tag in the form of BCP 47; whether the language exists is not checked.
pub fn locale(text: &str) -> Result<String, String> {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language =
        (2..=8).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphabetic());
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let ends_well = text.rsplit('-').next().is_some_and(|part| part.len() > 1);
    if text.len() <= 35 && is_language && ends_well && parts.all(is_subtag) {
        Ok(text.to_owned())
    } else {
        Err(format!("the locale is a language tag like en, nl or pt-BR, not {text:?}"))
    }
}

fn sized(text: &str, what: &str, limit: usize) -> Result<String, String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(format!("the {what} is missing: write 1 to {limit} characters")),
        n if n > limit => Err(format!("the {what} has {n} characters: shorten it to {limit}")),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_look_like_language_tags() {
        for good in ["en", "nl", "pt-BR", "zh-Hant-TW", "de-CH-1996", "yue"] {
            assert_eq!(locale(good).as_deref(), Ok(good));
        }
        for bad in ["", "e", "EN_gb", "en-", "-en", "en--gb", "english language", "12", "en-x"] {
            assert!(locale(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn white_space_around_a_text_is_not_stored() {
        assert_eq!(line("  Does it work? ", "title", 90).as_deref(), Ok("Does it work?"));
        assert_eq!(
            line(" \n ", "title", 90).unwrap_err(),
            "the title is missing: write 1 to 90 characters"
        );
    }

    #[test]
    fn a_limit_counts_characters_not_bytes() {
        assert!(line(&"é".repeat(90), "title", 90).is_ok());
        assert_eq!(
            line(&"é".repeat(91), "title", 90).unwrap_err(),
            "the title has 91 characters: shorten it to 90"
        );
    }

    #[test]
    fn only_a_hypothesis_may_have_several_lines() {
        assert!(prose("one\ntwo", "hypothesis", 500).is_ok());
        assert!(line("one\ntwo", "title", 90).is_err());
        assert!(prose("one\u{7}two", "hypothesis", 500).is_err());
    }
}
