//! How hard a text is to read, by the formulas that have numbers behind them. They count letters and
//! syllables, not meaning: a good score proves nothing, a bad one is worth a second look.

use crate::Locale;
use crate::prose::{Line, n_syllables, syllable_language};

/// What the formulas count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub words: u32,
    pub sentences: u32,
    /// Nothing where syllables cannot be told.
    pub syllables: Option<u32>,
    /// Words of more than six letters.
    pub long_words: u32,
    /// Whether most letters are Latin ones.
    pub is_latin: bool,
}

/// The scores of a text, in tenths; nothing where a formula was not made for its language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    /// Flesch in English, Flesch–Douma in Dutch; 100 is easy, 0 is hard.
    pub ease_tenths: Option<i32>,
    /// Flesch–Kincaid in English: years of school.
    pub grade_tenths: Option<i32>,
    /// LIX for Latin letters: under 30 is easy, over 50 is hard.
    pub lix_tenths: Option<i32>,
}

/// Counts the running text of some lines; headings have no full stop and do not count.
pub(crate) fn counts<'l>(lines: impl Iterator<Item = &'l Line>, locale: &Locale) -> Counts {
    let language = syllable_language(locale.language());
    let mut counts = Counts { syllables: language.map(|_| 0), ..Counts::default() };
    let (mut n_letters, mut n_latin) = (0_u32, 0_u32);
    for line in lines.filter(|line| !line.is_heading) {
        counts.sentences += whole(line.sentences.len());
        counts.words += whole(line.words.len());
        for word in &line.words {
            let letters = word.lower.chars().filter(|c| c.is_alphabetic());
            let count = whole(letters.clone().count());
            n_letters += count;
            n_latin += whole(letters.filter(|c| *c < '\u{250}').count());
            counts.long_words += u32::from(count > 6);
            if let (Some(sum), Some(language)) = (&mut counts.syllables, language) {
                *sum += whole(n_syllables(&word.lower, language));
            }
        }
    }
    counts.is_latin = n_letters > 0 && n_latin * 2 > n_letters;
    counts
}

fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The scores of a text in a language. Whole numbers only, so that they are the same everywhere.
pub(crate) fn scores(counts: &Counts, locale: &Locale) -> Scores {
    let Counts { words, sentences, syllables, long_words, is_latin } = *counts;
    let (words, sentences) = (i64::from(words), i64::from(sentences));
    if words == 0 || sentences == 0 {
        return Scores::default();
    }
    // Each formula is constant + a × words per sentence + b × b's count per word, in thousandths.
    let score = |constant: i64, a: i64, b: i64, count: u32| {
        let all = words * sentences;
        let thousandths = constant * all + a * words * words + b * i64::from(count) * sentences;
        tenths(thousandths, all)
    };
    let by_syllables = |constant, a, b| syllables.map(|count| score(constant, a, b, count));
    let mut scores = Scores {
        lix_tenths: is_latin.then(|| score(0, 1_000, 100_000, long_words)),
        ..Scores::default()
    };
    match locale.language() {
        "en" => {
            scores.ease_tenths = by_syllables(206_835, -1_015, -84_600);
            scores.grade_tenths = by_syllables(-15_590, 390, 11_800);
        }
        "nl" => scores.ease_tenths = by_syllables(206_840, -930, -77_000),
        _ => {}
    }
    scores
}

/// Thousandths of something by a count, as rounded tenths of one.
fn tenths(thousandths: i64, all: i64) -> i32 {
    let doubled = 2 * thousandths + 100 * all;
    i32::try_from(doubled.div_euclid(200 * all)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: u32, sentences: u32, syllables: u32, long_words: u32, language: &str) -> Scores {
        let counts =
            Counts { words, sentences, syllables: Some(syllables), long_words, is_latin: true };
        scores(&counts, &language.parse().unwrap())
    }

    #[test]
    fn the_formulas_are_the_published_ones() {
        // 206.835 - 1.015 × 10 - 84.6 × 1.5 = 69.785; 0.39 × 10 + 11.8 × 1.5 - 15.59 = 6.01.
        let english = of(100, 10, 150, 20, "en");
        assert_eq!(english.ease_tenths, Some(698));
        assert_eq!(english.grade_tenths, Some(60));
        // 10 words a sentence and 20 long words of 100.
        assert_eq!(english.lix_tenths, Some(300));
        // 206.84 - 0.77 × 150 - 0.93 × 10 = 82.04.
        assert_eq!(of(100, 10, 150, 20, "nl").ease_tenths, Some(820));
        assert_eq!(of(100, 10, 150, 20, "de").ease_tenths, None);
        assert_eq!(of(0, 0, 0, 0, "en"), Scores::default());
    }

    /// The words, sentences, syllables and long words of a text.
    #[track_caller]
    fn check(text: &str, language: &str, expected: (u32, u32, Option<u32>, u32)) {
        let locale: Locale = language.parse().unwrap();
        let (document, _) = crate::parse(&format!("# A heading does not count\n\n{text}"));
        let lines = crate::prose::lines(&document, crate::lint::WordList::of(&locale));
        let Counts { words, sentences, syllables, long_words, .. } = counts(lines.iter(), &locale);
        assert_eq!((words, sentences, syllables, long_words), expected, "{text}");
    }

    #[test]
    fn what_is_counted_is_what_a_person_counts() {
        check(
            "Pull out the plug. Wait ten seconds. Put the plug back.",
            "en",
            (11, 3, Some(12), 1),
        );
        check("Trek de stekker eruit. Wacht tien seconden.", "nl", (7, 2, Some(11), 2));
        check("Ziehen Sie den Stecker. Warten Sie zehn Sekunden.", "de", (8, 2, None, 2));
        check("Call Dr. Jones at 8.30, e.g. today.", "en", (7, 1, Some(9), 0));
    }

    #[test]
    fn a_score_below_nothing_is_rounded_like_any_other() {
        assert_eq!(tenths(-150, 1), -1);
        assert_eq!(tenths(-151, 1), -2);
        assert_eq!(tenths(150, 1), 2);
    }
}
