//! ## What it finds
//! Telephone numbers, opening hours, dates, times and amounts that are typed by hand.
//! ## Why it matters
//! They change. The brand and the variables hold them once for all messages.
//! ## Instead
//! Use ((help phone)), ((help hours)), ((paused on)) and the like.

#[cfg(test)]
use super::Samples;
use super::c_05_technician::TECHNICIAN;
use super::{ALL, Flags, Page, Rule};
use crate::chrome::Chrome;
use crate::prose::{Line, Word};
use crate::{Fix, Weight};

/// Fewer digits in a row are no telephone number.
const MIN_PHONE_DIGITS: usize = 8;

pub(super) const RULE: Rule = Rule {
    id: "P-04",
    name: "typed by hand",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "numbers, dates and hours change; they are held once for all messages",
    source: "practice with templates (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nCall 0800 555 010, Monday to Saturday, 8:00 to 20:00.",
        good: "# A\n\nCall ((help phone)), ((help hours)). Wait 10 seconds. It takes 30 days.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let help = &page.brand.help;
    let locale = page.document.locale();
    let chrome = Chrome::of(&locale);
    let months: Vec<String> =
        (1..=12).map(|month| chrome.text(&format!("months.{month}")).to_lowercase()).collect();
    let hours = help.hours.get(&locale);
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    // All but some opening hours have a digit; most lines have none.
    for line in page.lines().filter(|line| !digits(hours) || digits(&line.prose.text)) {
        let told = flags.0.len();
        flag(line, &help.phone.national, "help phone", flags);
        flag(line, hours, "help hours", flags);
        // What the brand has is told once, with the name of its placeholder.
        if flags.0.len() == told {
            // What a technician costs has no placeholder.
            let visit = page.words.has(TECHNICIAN, &line.words);
            flag_shapes(line, &months, !visit, flags);
        }
    }
}

/// Flags each place where the brand's own words are typed.
fn flag(line: &Line, words: &str, name: &str, flags: &mut Flags) {
    if words.is_empty() {
        return;
    }
    for (at, found) in line.prose.typed(words) {
        let span = line.span(at..at + found);
        let fix =
            Fix { label: format!("Use (({name}))"), span, replacement: format!("(({name}))") };
        flags.add_with_fix(span, format!("the {name} is typed by hand"), Some(fix));
    }
}

/// Flags what looks like a telephone number, a date, a time or an amount.
fn flag_shapes(line: &Line, months: &[String], amounts: bool, flags: &mut Flags) {
    for (place, word) in line.words.iter().enumerate() {
        let text = &line.prose.text[word.range.clone()];
        let next = line.words.get(place + 1);
        let what = if is_time(text) {
            "a time"
        } else if is_date(text) || next.is_some_and(|next| is_day_and_month(word, next, months)) {
            "a date"
        } else if amounts && has_amount(line, word) {
            "an amount"
        } else if is_phone(line, place) {
            "a telephone number"
        } else {
            continue;
        };
        if !line.prose.is_typed(word.range.start) {
            continue;
        }
        flags.add(
            line.span(word.range.clone()),
            format!("{what} is typed by hand; use a placeholder"),
        );
    }
}

/// `8:00` or `20.30`.
fn is_time(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once([':', '.']) else { return false };
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| is_digits(text));
    minute.len() == 2
        && number(hour).is_some_and(|h| h < 24)
        && number(minute).is_some_and(|m| m < 60)
}

/// `2026-11-30`, `30/11/2026` or `30-11-26`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, middle, last] = parts[..] else { return false };
    let short = |part: &str| (1..=2).contains(&part.len()) && is_digits(part);
    let year = |part: &str| (part.len() == 4 || part.len() == 2) && is_digits(part);
    short(middle)
        && ((short(first) && year(last)) || (first.len() == 4 && is_digits(first) && short(last)))
}

/// `30 November` or `November 30`.
fn is_day_and_month(word: &Word, next: &Word, months: &[String]) -> bool {
    let day = |word: &Word| word.lower.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    let month = |word: &Word| months.contains(&word.lower);
    (day(word) && month(next)) || (month(word) && day(next))
}

fn has_amount(line: &Line, word: &Word) -> bool {
    let sign = |c: char| matches!(c, '€' | '£' | '$');
    let text = &line.prose.text;
    let number = word.lower.starts_with(|c: char| c.is_ascii_digit());
    let before = text[..word.range.start].trim_end().ends_with(sign);
    number && (before || text[word.range.end..].trim_start().starts_with(sign))
}

/// Whether a number begins here that has enough digits, in groups or not.
fn is_phone(line: &Line, place: usize) -> bool {
    let digits_of = |word: &Word| {
        let plain = word.lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/'));
        plain.then(|| word.lower.chars().filter(char::is_ascii_digit).count())
    };
    let goes_on = place > 0 && digits_of(&line.words[place - 1]).is_some();
    // Only at its beginning a row of numbers is added up, however long it is.
    !goes_on && line.words[place..].iter().map_while(digits_of).sum::<usize>() >= MIN_PHONE_DIGITS
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::{Context, library, lint, parse};

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let (document, _) = parse(body);
        let findings = lint(&document, &Context::of(&library::brand()));
        let places: Vec<&str> = findings
            .iter()
            .filter(|finding| finding.rule == "P-04")
            .map(|finding| finding.span.text(body))
            .collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn what_changes_is_flagged_where_it_is_typed() {
        check("We come at 8:30 or 20.15.", &["8:30", "20.15"]);
        check("Since 2026-11-30, 30/11/2026 or 30 November.", &["2026-11-30", "30/11/2026", "30"]);
        check("It costs € 10 or 5 £ or £3.50.", &["10", "5", "3.50"]);
        check("Call 0900 123 45 67.", &["0900"]);
        check("Call +31201234567 now.", &["31201234567"]);
    }

    #[test]
    fn what_is_filled_in_or_only_a_number_is_not() {
        check("Your code is ((case code)). Call ((help phone)), ((help hours)).", &[]);
        check("Since ((seen at)) we saw 12 of 40. Wait 10 seconds or 30 days.", &[]);
        check("A technician costs € 49.", &[]);
        check("Version 2.0 of 192.0.2.7 has 3 steps.", &[]);
    }
}
