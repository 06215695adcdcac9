//! Readability in words: the index that is usual for the language, with the band that it falls in.

use content::{Locale, Measures};

/// The least index of each band, after Flesch; Douma's bands for Dutch are the same.
const FLESCH: [(i32, &str); 7] = [
    (90, "very easy"),
    (80, "easy"),
    (70, "fairly easy"),
    (60, "plain"),
    (50, "fairly hard"),
    (30, "hard"),
    (i32::MIN, "very hard"),
];
/// The least index of each band of LIX, after Björnsson.
const LIX: [(i32, &str); 5] = [
    (60, "very hard"),
    (50, "hard"),
    (40, "of middling ease"),
    (30, "easy"),
    (i32::MIN, "very easy"),
];

/// `Flesch 84, easy`; nothing for scripts that have no index, or without a sentence.
pub fn readability_words(measures: &Measures, locale: &Locale) -> Option<String> {
    let flesch = if locale.as_ref().starts_with("nl") { "Flesch–Douma" } else { "Flesch" };
    let (name, tenths, bands) = match (measures.ease_tenths, measures.lix_tenths) {
        (Some(tenths), _) => (flesch, tenths, &FLESCH[..]),
        (None, Some(tenths)) => ("LIX", tenths, &LIX[..]),
        (None, None) => return None,
    };
    let index = tenths.div_euclid(10);
    let band = bands.iter().find(|(least, _)| index >= *least)?.1;
    let grade = measures.grade_tenths.map(|tenths| format!(", grade {}", tenths.div_euclid(10)));
    Some(format!("{name}\u{a0}{index}, {band}{}", grade.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(
        ease: Option<i32>,
        grade: Option<i32>,
        lix: Option<i32>,
        locale: &str,
    ) -> Option<String> {
        let measures = Measures {
            ease_tenths: ease,
            grade_tenths: grade,
            lix_tenths: lix,
            ..content::measure(&content::parse("# A\n").0)
        };
        readability_words(&measures, &locale.parse().unwrap())
    }

    #[test]
    fn each_language_has_its_own_index() {
        let said = |ease, grade, lix, locale| words(ease, grade, lix, locale).unwrap();
        assert_eq!(said(Some(849), Some(31), Some(231), "en"), "Flesch\u{a0}84, easy, grade 3");
        assert_eq!(said(Some(700), None, Some(300), "nl"), "Flesch–Douma\u{a0}70, fairly easy");
        assert_eq!(said(None, None, Some(399), "de"), "LIX\u{a0}39, easy");
        assert_eq!(words(None, None, None, "ar"), None);
    }

    #[test]
    fn a_text_below_every_band_is_very_hard() {
        assert_eq!(words(Some(-55), None, None, "nl").unwrap(), "Flesch–Douma\u{a0}-6, very hard");
    }
}
