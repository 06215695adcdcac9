//! The language of a document, as a BCP 47 tag.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text_value;

/// Scripts that run from right to left.
const RTL_SCRIPTS: [&str; 11] =
    ["Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"];

/// Languages written from right to left when the tag names no script.
const RTL_LANGUAGES: [&str; 12] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "prs", "ps", "sd", "ur", "yi"];

text_value! {
    /// A BCP 47 tag in its usual letter case, such as `en`, `nl-BE` or `az-Arab`; 2 to 35 characters.
    #[schema(example = "en")]
    pub struct Locale(2..=35, "^[A-Za-z]{2,3}((-[A-Za-z0-9]{1,8})*-[A-Za-z0-9]{2,8})?$") or InvalidLocale;
}

/// The text is not a BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a locale is a BCP 47 tag such as en, nl-BE or ar")]
pub struct InvalidLocale;

/// The way lines run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

impl Locale {
    /// English, in which every starter exists.
    pub fn english() -> Locale {
        Locale("en".to_owned())
    }

    /// The way lines run, from the script if the tag names one, else from the language.
    pub fn direction(&self) -> Direction {
        let script = self.0.split('-').skip(1).find(|part| is_script(part));
        let rtl = match script {
            Some(script) => RTL_SCRIPTS.contains(&script),
            None => RTL_LANGUAGES.contains(&self.language()) || self.0 == "xx-bidi",
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// The language alone, in lower case: `nl` of `nl-BE`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl FromStr for Locale {
    type Err = InvalidLocale;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !Locale::has_length(text) {
            return Err(InvalidLocale);
        }
        let mut tag = String::with_capacity(text.len());
        let mut private = false;
        for (place, part) in text.split('-').enumerate() {
            if place == 0 {
                let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
                if !(2..=3).contains(&part.len()) || !letters {
                    return Err(InvalidLocale);
                }
                tag.push_str(&part.to_ascii_lowercase());
                continue;
            }
            let plain = part.bytes().all(|b| b.is_ascii_alphanumeric());
            if part.is_empty() || part.len() > 8 || !plain {
                return Err(InvalidLocale);
            }
            tag.push('-');
            tag.push_str(&cased(part, private));
            private |= part.len() == 1;
        }
        if private && tag.rsplit('-').next().is_some_and(|last| last.len() == 1) {
            return Err(InvalidLocale);
        }
        Ok(Locale(tag))
    }
}

/// A later part in its usual case: `Arab` for a script, `BE` for a region, else lower case.
fn cased(part: &str, private: bool) -> String {
    let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
    let lower = part.to_ascii_lowercase();
    // `bidi` has the shape of a script but is the pseudo-locale of Fluent's tools.
    match part.len() {
        2 if !private => part.to_ascii_uppercase(),
        4 if letters && !private && lower != "bidi" => {
            lower[..1].to_ascii_uppercase() + &lower[1..]
        }
        _ => lower,
    }
}

fn is_script(part: &str) -> bool {
    part.len() == 4 && part.starts_with(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, tag: &str, direction: Direction) {
        let locale = text.parse::<Locale>().unwrap();
        assert_eq!(locale.to_string(), tag);
        assert_eq!(locale.direction(), direction);
    }

    #[test]
    fn a_tag_is_brought_into_its_usual_case() {
        check("EN", "en", Direction::Ltr);
        check("nl-be", "nl-BE", Direction::Ltr);
        check("zh-hant-tw", "zh-Hant-TW", Direction::Ltr);
        check("xx-accent", "xx-accent", Direction::Ltr);
    }

    #[test]
    fn the_script_decides_the_direction_before_the_language() {
        check("ar", "ar", Direction::Rtl);
        check("ar-latn", "ar-Latn", Direction::Ltr);
        check("az-arab", "az-Arab", Direction::Rtl);
        check("xx-bidi", "xx-bidi", Direction::Rtl);
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for wrong in ["", "e", "english", "en_GB", "en-", "en-abcdefghi", "12", "nl-x", "n l"] {
            assert_eq!(wrong.parse::<Locale>(), Err(InvalidLocale), "{wrong:?}");
        }
    }
}
