//! ## What it finds
//! A word that no longer fits on one line of the smallest screen when a translation makes it 40 %
//! longer.
//! ## Why it matters
//! A word that is cut anywhere is hard to read, in the headline most of all. Other languages need
//! the room.
//! ## Instead
//! Use a shorter word, or write a long one with a hyphen.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::prose::Line;
use crate::{Channel, Weight};

pub(super) const RULE: Rule = Rule {
    id: "P-06",
    name: "room for translations",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "a word that is cut anywhere is hard to read, and other languages are longer",
    source: "common practice with pseudo-locales: 40 % more (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A device has a misconfiguration",
        good: "# A device has a virus\n\nIt is probably a self-installed televisionrecorder.",
    },
    check,
};

/// How much longer a translation may be, in per cent.
const LONGER_PERCENT: usize = 40;

/// How many characters fit on one line of the smallest required frame: in the headline, in other
/// headings, in running text. A letter is 0.58 of the size wide in bold and 0.52 in running text.
struct Room {
    headline: usize,
    heading: usize,
    text: usize,
}

/// 320 pixels less the margins are 288, of a list 266; sizes are 24, 18 and 17 pixels.
const GARDEN_ROOM: Room = Room { headline: 20, heading: 27, text: 30 };

/// A mail program on a phone of 360 pixels has 328, of a list 304; sizes are 21, 21 and 17 pixels.
const EMAIL_ROOM: Room = Room { headline: 27, heading: 27, text: 34 };

fn check(page: &Page<'_>, flags: &mut Flags) {
    let room = match page.document.channel() {
        Channel::Email => &EMAIL_ROOM,
        _ => &GARDEN_ROOM,
    };
    for (place, section) in page.sections.iter().enumerate() {
        for line in &section.lines {
            let fits = match (line.is_heading, place) {
                (true, 0) => room.headline,
                (true, _) => room.heading,
                (false, _) => room.text,
            };
            too_long(line, fits, flags);
        }
    }
}

fn too_long(line: &Line, fits: usize, flags: &mut Flags) {
    // Hosts, codes and numbers stay as they are in every language.
    let long =
        line.words.iter().filter(|word| word.lower.len() * (100 + LONGER_PERCENT) > fits * 100);
    let plain = long.filter(|word| !word.lower.contains(is_fixed));
    for word in plain {
        let pieces = word.lower.split(['-', '/', '\u{ad}']);
        let longest = pieces.map(|piece| piece.chars().count()).max().unwrap_or_default();
        let translated = (longest * (100 + LONGER_PERCENT)).div_ceil(100);
        if translated > fits {
            let message = format!(
                "“{}” has no room for a translation: 40 % more are {translated} letters, a line of a small screen has {fits}",
                &line.prose.text[word.range.clone()]
            );
            flags.add(line.span(word.range.clone()), message);
        }
    }
}

fn is_fixed(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | ':' | '@' | '_')
}
