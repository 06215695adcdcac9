//! Moments and days as RFC 3339 text, a moment always with its offset from UTC.
//!
//! For `#[serde(with)]`. Reading is done here and not by the date library, whose parsers take
//! 200 kB in the browser for forms that never travel; a test compares the two.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What is said of a moment that cannot be read.
pub const INVALID_MOMENT: &str = "a time needs its offset from UTC, for example \
                                  2026-03-01T08:00:00+01:00 or 2026-03-01T07:00:00Z; one without \
                                  is never guessed";
/// What is said of a day that cannot be read.
pub const INVALID_DAY: &str = "a day is needed, such as 2026-03-01";

/// What is said of a moment or day in the right form that the calendar does not have.
pub const NO_SUCH_DAY: &str = "there is no such day in the calendar: months have 28 to 31 days, and \
                               only leap years a 29 February";
/// What is said of a moment beyond the last one that can be stored.
pub const TOO_LATE: &str = "a time lies before 9999-12-30: leave out a time that stands for ever";

/// What is wrong with a text that is no moment.
pub fn moment_problem(text: &str) -> &'static str {
    let day = text.get(..10).unwrap_or_default();
    let ends_the_calendar = day >= "9999-12-30" && read_day(day).is_some();
    if is_no_day(day) {
        NO_SUCH_DAY
    } else if ends_the_calendar && read_moment(&text.replacen(day, "9998-12-31", 1)).is_some() {
        TOO_LATE
    } else {
        INVALID_MOMENT
    }
}

/// What is wrong with a text that is no day.
pub fn day_problem(text: &str) -> &'static str {
    if is_no_day(text) { NO_SUCH_DAY } else { INVALID_DAY }
}

/// Whether a text has the form of a day that the calendar does not have.
fn is_no_day(text: &str) -> bool {
    numbers(text, '-', [4, 2, 2]).is_some() && read_day(text).is_none()
}

/// Reads `2026-03-01T09:00:00.5+01:00` (RFC 3339, section 5.6): seconds are needed, up to nine
/// digits of a fraction are kept, and the leap second 60 counts as 59. `None` for anything else.
pub fn read_moment(text: &str) -> Option<Timestamp> {
    let day = read_day(text.get(..10)?)?;
    let (time, offset) = split_offset(text.get(10..)?.strip_prefix(['T', 't', ' '])?)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let nanosecond = nanoseconds(fraction)?;
    let (year, month, day) = (day.year(), day.month(), day.day());
    let [hour, minute] = [i8::try_from(hour).ok()?, i8::try_from(minute).ok()?];
    let second = i8::try_from(if second == 60 { 59 } else { second }).ok()?;
    let at = DateTime::new(year, month, day, hour, minute, second, nanosecond).ok()?;
    offset.to_timestamp(at).ok()
}

/// Reads `2026-03-01`; `None` for anything else.
pub fn read_day(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The time of day, and the offset that ends it: `Z` or `+01:00`.
fn split_offset(text: &str) -> Option<(&str, Offset)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time, Offset::UTC));
    }
    let at = text.rfind(['+', '-'])?;
    let (time, offset) = text.split_at(at);
    let [hours, minutes] = numbers(&offset[1..], ':', [2, 2])?;
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    let seconds = if offset.starts_with('-') { -seconds } else { seconds };
    Some((time, Offset::from_seconds(seconds).ok()?))
}

/// Exactly `N` numbers with exactly so many digits each.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[i32; N]> {
    let mut parts = text.split(between);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next().filter(|part| part.len() == digits && is_digits(part))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// A fraction of a second in nanoseconds, from one to nine digits.
fn nanoseconds(fraction: &str) -> Option<i32> {
    if !(1..=9).contains(&fraction.len()) || !is_digits(fraction) {
        return None;
    }
    format!("{fraction:0<9}").parse().ok()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A moment of its own field.
pub mod moment {
    use super::*;

    /// Writes the moment in UTC.
    ///
    /// # Errors
    /// Whatever the serialiser says.
    pub fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        at.serialize(to)
    }

    /// Reads a moment with any offset.
    ///
    /// # Errors
    /// [`INVALID_MOMENT`] for anything else, a time without an offset among it.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(from)?;
        read_moment(&text).ok_or_else(|| Error::custom(moment_problem(&text)))
    }
}

/// A moment that may be absent.
pub mod optional_moment {
    use super::*;

    /// Writes the moment in UTC, or null.
    ///
    /// # Errors
    /// Whatever the serialiser says.
    pub fn serialize<S: Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        at.serialize(to)
    }

    /// Reads a moment with any offset, or null. The field needs `default` beside this.
    ///
    /// # Errors
    /// [`INVALID_MOMENT`] for anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| read_moment(&text).ok_or_else(|| Error::custom(moment_problem(&text))))
            .transpose()
    }
}

/// A day of its own field.
pub mod day {
    use super::*;

    /// Writes the day.
    ///
    /// # Errors
    /// Whatever the serialiser says.
    pub fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        day.serialize(to)
    }

    /// Reads a day.
    ///
    /// # Errors
    /// [`INVALID_DAY`] for anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        read_day(&text).ok_or_else(|| Error::custom(day_problem(&text)))
    }
}

/// A day that may be absent.
pub mod optional_day {
    use super::*;

    /// Writes the day, or null.
    ///
    /// # Errors
    /// Whatever the serialiser says.
    pub fn serialize<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        day.serialize(to)
    }

    /// Reads a day, or null. The field needs `default` beside this.
    ///
    /// # Errors
    /// [`INVALID_DAY`] for anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| read_day(&text).ok_or_else(|| Error::custom(day_problem(&text))))
            .transpose()
    }
}

/// Days in a row.
pub mod days {
    use super::*;

    /// Writes the days.
    ///
    /// # Errors
    /// Whatever the serialiser says.
    pub fn serialize<S: Serializer>(days: &[Date], to: S) -> Result<S::Ok, S::Error> {
        days.serialize(to)
    }

    /// Reads days.
    ///
    /// # Errors
    /// [`INVALID_DAY`] if one is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        let day = |text: String| read_day(&text).ok_or_else(|| Error::custom(day_problem(&text)));
        texts.into_iter().map(day).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Seen {
        #[serde(with = "super::moment")]
        at: Timestamp,
        #[serde(with = "super::optional_moment", default)]
        until: Option<Timestamp>,
        #[serde(with = "super::days")]
        days: Vec<Date>,
    }

    fn read(json: &str) -> Result<Seen, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn what_was_written_is_read_again() {
        let json = r#"{"at":"2026-03-01T09:00:00+01:00","until":null,"days":["2026-03-01"]}"#;
        let seen = read(json).unwrap();
        assert_eq!(seen.at.to_string(), "2026-03-01T08:00:00Z");
        assert_eq!(read(&serde_json::to_string(&seen).unwrap()), Ok(seen));
    }

    #[test]
    fn an_absent_moment_is_none() {
        assert_eq!(read(r#"{"at":"2026-03-01T09:00:00Z","days":[]}"#).unwrap().until, None);
    }

    proptest! {
        #[test]
        fn every_moment_is_read_as_the_date_library_reads_it(
            second in -62_135_596_800_i64..253_402_207_200,
            nanosecond in 0..1_000_000_000_i32,
            offset in -1439..1440_i32,
        ) {
            let at = Timestamp::new(second, nanosecond).unwrap();
            let offset = Offset::from_seconds(offset * 60).unwrap();
            let text = at.display_with_offset(offset).to_string();
            if !text.starts_with('-') && !text.starts_with("0000") {
                prop_assert_eq!(read_moment(&text), text.parse().ok(), "{}", text);
                prop_assert_eq!(read_moment(&text), Some(at), "{}", text);
            }
        }

        #[test]
        fn nothing_is_read_that_the_date_library_refuses(text in "[0-9TZ:+. -]{8,26}") {
            prop_assert!(read_moment(&text).is_none() || text.parse::<Timestamp>().is_ok());
            prop_assert!(read_day(&text).is_none() || text.parse::<Date>().is_ok());
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2026-02-30", "2026-13-01", "2026-3-1", "26-03-01", "2026-03-01Z", ""] {
            assert_eq!(read_day(text), None, "{text}");
        }
        for text in ["2026-03-01T24:00:00Z", "2026-03-01T08:00Z", "2026-03-01T08:00:00+24:00"] {
            assert_eq!(read_moment(text), None, "{text}");
        }
        assert!(read_moment("2026-12-31T23:59:60Z").is_some(), "a leap second");
    }

    #[test]
    fn a_time_without_an_offset_is_refused_with_an_example() {
        for at in ["2026-03-01T09:00:00", "2026-03-01", "yesterday", ""] {
            let refused = read(&format!(r#"{{"at":"{at}","days":[]}}"#)).unwrap_err();
            assert!(refused.contains(INVALID_MOMENT), "{at}: {refused}");
        }
        let refused = read(r#"{"at":"2026-03-01T09:00:00Z","days":["1 March"]}"#).unwrap_err();
        assert!(refused.contains(INVALID_DAY), "{refused}");
    }

    #[test]
    fn days_that_do_not_exist_and_the_end_of_time_have_words_of_their_own() {
        assert_eq!(moment_problem("2026-02-31T08:00:00Z"), NO_SUCH_DAY);
        assert_eq!(day_problem("2026-02-31"), NO_SUCH_DAY);
        assert_eq!(moment_problem("9999-12-31T23:59:59Z"), TOO_LATE);
        assert_eq!(moment_problem("2026-03-01T08:00:00"), INVALID_MOMENT);
        assert_eq!(moment_problem("9999-12-31"), INVALID_MOMENT);
        assert_eq!(day_problem("1 March"), INVALID_DAY);
        assert_eq!(moment_problem("ä"), INVALID_MOMENT);
    }
}
