//! Days and times of day as text, and their words: a small table instead of a library of locales.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::chrome::Chrome;
use words::text_value;

/// A day of the years 1900 to 2199, written `2026-11-30`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "2026-11-30")]
pub struct Date(String);

/// The text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written 2026-11-30")]
pub struct InvalidDate;

/// A day and a time of day with its offset, after RFC 3339: `2026-11-30T14:05:00+01:00`. It is
/// written out as the clock showed there, not as it is where the page is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "2026-11-30T14:05:00+01:00")]
pub struct DateTime(String);

/// The text is not a day and a time of day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written 2026-11-30T14:05:00+01:00, with its offset")]
pub struct InvalidDateTime;

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, month, day) = parts(text).ok_or(InvalidDate)?;
        let right = (1900..=2199).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of(year, month)).contains(&day);
        right.then(|| Date(text.to_owned())).ok_or(InvalidDate)
    }
}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (day, rest) = text.split_once('T').ok_or(InvalidDateTime)?;
        day.parse::<Date>().map_err(|_| InvalidDateTime)?;
        let zone = rest.find(['Z', '+', '-']).ok_or(InvalidDateTime)?;
        let (clock, offset) = rest.split_at(zone);
        let seconds = clock.get(5..).unwrap_or_default();
        let right = is_clock(clock.get(..5).unwrap_or_default(), 24)
            && (seconds.strip_prefix(':').is_some_and(|s| two_digits(s).is_some_and(|s| s < 60)))
            && (offset == "Z" || is_clock(&offset[1..], 24));
        right.then(|| DateTime(text.to_owned())).ok_or(InvalidDateTime)
    }
}

text_value!(Date, InvalidDate);
text_value!(DateTime, InvalidDateTime);

impl Date {
    /// The day in words, with its weekday.
    pub(crate) fn words(&self, chrome: Chrome) -> String {
        let (year, month, day) = parts(&self.0).unwrap_or_default();
        let weekday = chrome.text(&format!("weekdays.{}", weekday(year, month, day)));
        chrome
            .text("dates.day")
            .replace("{weekday}", weekday)
            .replace("{day}", &day.to_string())
            .replace("{month}", chrome.text(&format!("months.{month}")))
            .replace("{year}", &year.to_string())
    }
}

impl DateTime {
    /// The day in words and the time of day.
    pub(crate) fn words(&self, chrome: Chrome) -> String {
        let (day, clock) = self.0.split_once('T').unwrap_or_default();
        chrome
            .text("dates.day_and_time")
            .replace("{date}", &Date(day.to_owned()).words(chrome))
            .replace("{hour}", clock.get(..2).unwrap_or_default())
            .replace("{minute}", clock.get(3..5).unwrap_or_default())
    }
}

/// Year, month and day of `2026-11-30`.
fn parts(text: &str) -> Option<(u32, u32, u32)> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    shape.then_some(())?;
    Some((number(0..4)?, number(5..7)?, number(8..10)?))
}

const fn days_of(year: u32, month: u32) -> u32 {
    let century = year.is_multiple_of(100);
    let leap = year.is_multiple_of(4) && (!century || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The weekday from 1, Monday, to 7: days since Monday 1 January 1900, counted up.
fn weekday(year: u32, month: u32, day: u32) -> u32 {
    let years: u32 = (1900..year).map(|year| 337 + days_of(year, 2)).sum();
    let months: u32 = (1..month).map(|month| days_of(year, month)).sum();
    (years + months + day - 1) % 7 + 1
}

/// Hours below `limit` and minutes, as `14:05`.
fn is_clock(text: &str, limit: u32) -> bool {
    let Some((hour, minute)) = text.split_once(':') else { return false };
    two_digits(hour).is_some_and(|h| h < limit) && two_digits(minute).is_some_and(|m| m < 60)
}

fn two_digits(text: &str) -> Option<u32> {
    let right = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;

    #[test]
    fn a_day_that_no_calendar_has_is_refused() {
        for right in ["2026-11-30", "2024-02-29", "2000-02-29"] {
            assert!(right.parse::<Date>().is_ok(), "{right}");
        }
        for wrong in
            ["", "2026-1-30", "2026-13-01", "2026-02-29", "2100-02-29", "30-11-2026", "2026-11-3é"]
        {
            assert_eq!(wrong.parse::<Date>(), Err(InvalidDate), "{wrong}");
        }
    }

    #[test]
    fn a_time_without_its_offset_is_refused() {
        for right in ["2026-11-30T14:05:00+01:00", "2026-11-30T00:00:59Z"] {
            assert!(right.parse::<DateTime>().is_ok(), "{right}");
        }
        for wrong in [
            "2026-11-30T14:05:00",
            "2026-11-30",
            "2026-11-30T24:00:00Z",
            "2026-11-30T14:05Z",
            "2026-11-30T14:05:00+1",
        ] {
            assert_eq!(wrong.parse::<DateTime>(), Err(InvalidDateTime), "{wrong}");
        }
    }

    #[test]
    fn the_weekday_is_the_one_of_the_calendar() {
        assert_eq!(weekday(1900, 1, 1), 1);
        assert_eq!(weekday(2000, 1, 1), 6, "a Saturday");
        assert_eq!(weekday(2024, 2, 29), 4, "a Thursday");
        assert_eq!(weekday(2026, 11, 30), 1, "a Monday");
    }

    #[test]
    fn a_day_is_written_as_people_of_the_language_say_it() {
        let written = |language: &str| {
            let chrome = Chrome::of(&language.parse::<Locale>().unwrap());
            let moment: DateTime = "2026-11-30T14:05:00+01:00".parse().unwrap();
            ("2026-05-01".parse::<Date>().unwrap().words(chrome), moment.words(chrome))
        };
        let (day, moment) = written("en");
        assert_eq!((&*day, &*moment), ("Friday 1 May 2026", "Monday 30 November 2026, 14:05"));
        let (day, moment) = written("nl");
        assert_eq!(
            (&*day, &*moment),
            ("vrijdag 1 mei 2026", "maandag 30 november 2026, 14.05 uur")
        );
    }
}
