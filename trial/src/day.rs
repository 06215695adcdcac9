//! UTC days as feeds report them, and time counted in whole days of 24 hours.
//! There are no time zones here: a day is the same for every subject.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

const SECONDS_PER_DAY: i64 = 86_400;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A UTC day, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// The day in which a moment lies; midnight belongs to the day that it begins.
    pub fn of(at: Timestamp) -> Self {
        // Analysis seconds are cut towards 1970: before it a fraction belongs to the second before.
        let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
        Self(second.div_euclid(SECONDS_PER_DAY))
    }

    /// The day `days` later, or earlier when `days` is negative.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this one; negative when `earlier` is later.
    pub fn since(self, earlier: Day) -> i64 {
        self.0 - earlier.0
    }

    /// 00:00 UTC of the day.
    pub fn start(self) -> Timestamp {
        let limit = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_second(self.0.saturating_mul(SECONDS_PER_DAY)).unwrap_or(limit)
    }

    /// 24:00 UTC of the day, which is the start of the next one.
    pub fn end(self) -> Timestamp {
        self.plus(1).start()
    }

    /// The day as a calendar date.
    pub fn date(self) -> Date {
        Offset::UTC.to_datetime(self.start()).date()
    }

    /// The day in words, for example `12 Nov`.
    pub fn words(self) -> String {
        let date = self.date();
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        format!("{} {}", date.day(), MONTHS[month % MONTHS.len()])
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let midnight = date.at(0, 0, 0, 0);
        let earliest = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Self::of(Offset::UTC.to_timestamp(midnight).unwrap_or(earliest))
    }
}

/// The moment `days` days of 24 hours after `at`.
pub fn days_after(at: Timestamp, days: u32) -> Timestamp {
    let duration = SignedDuration::from_secs(i64::from(days) * SECONDS_PER_DAY);
    at.checked_add(duration).unwrap_or(Timestamp::MAX)
}

/// Days of 24 hours from `from` to `to`, with their fraction; negative when `to` is earlier.
pub fn days_between(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64() / SECONDS_PER_DAY as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn midnight_belongs_to_the_day_that_it_begins() {
        let day = Day::of(at("2026-11-05T00:00:00Z"));
        assert_eq!(day.date(), jiff::civil::date(2026, 11, 5));
        assert_eq!(Day::of(at("2026-11-04T23:59:59.999Z")), day.plus(-1));
        assert_eq!(day.end(), day.plus(1).start());
        assert_eq!(Day::of(at("1969-12-31T23:59:59.5Z")), Day::of(Timestamp::UNIX_EPOCH).plus(-1));
        assert_eq!(Day::of(at("1969-12-31T00:00:00Z")), Day::of(Timestamp::UNIX_EPOCH).plus(-1));
    }

    #[test]
    fn a_date_and_its_day_are_the_same() {
        for text in ["1969-12-31", "1970-01-01", "2024-02-29", "2026-11-22", "-004713-11-24"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(Day::from(date).date(), date, "{text}");
        }
    }

    #[test]
    fn days_are_read_as_people_say_them() {
        assert_eq!(Day::of(at("2026-11-12T10:00:00+01:00")).words(), "12 Nov");
    }

    #[test]
    fn the_ends_of_time_hold_still() {
        assert_eq!(days_after(Timestamp::MAX, 90), Timestamp::MAX);
        assert!(Day::of(Timestamp::MAX).end() >= Day::of(Timestamp::MAX).start());
    }
}
