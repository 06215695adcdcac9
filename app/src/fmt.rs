//! Numbers and times as people read them. Times are in UTC and say so.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A space at which no line breaks.
const FIRM: char = '\u{a0}';
const MINUS: char = '\u{2212}';
const DASH: &str = "–";
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `59 of 68`.
pub fn count(x: u64, n: u64) -> String {
    format!("{x} of {n}")
}

/// The share x of n as `86.8 %`, or a dash while n is 0.
pub fn percent(x: u64, n: u64) -> String {
    match n {
        0 => DASH.to_owned(),
        n => share(x as f64 / n as f64),
    }
}

/// A share of 0 to 1 as `86.8 %`.
pub fn share(share: f64) -> String {
    format!("{:.1}{FIRM}%", share * 100.0)
}

/// An interval of shares as `77.9 to 94.0 %`.
pub fn share_range(low: f64, high: f64) -> String {
    format!("{:.1} to {:.1}{FIRM}%", low * 100.0, high * 100.0)
}

/// A number with its sign and one decimal: `+8.5`, `−12.3`, `0.0`.
pub fn signed(value: f64) -> String {
    let digits = format!("{:.1}", value.abs());
    match value {
        _ if digits == "0.0" => digits,
        v if v > 0.0 => format!("+{digits}"),
        v if v < 0.0 => format!("{MINUS}{digits}"),
        _ => DASH.to_owned(),
    }
}

/// A difference of shares (−1 to 1) in points: `+8.5 points`.
pub fn points(difference: f64) -> String {
    format!("{}{FIRM}points", signed(difference * 100.0))
}

/// An interval of differences of shares, in points: `−7.9 to +24.6`.
pub fn points_range(low: f64, high: f64) -> String {
    format!("{} to {}", signed(low * 100.0), signed(high * 100.0))
}

/// A p-value: `0.030`, or `below 0.001`.
pub fn p_value(p: f64) -> String {
    match p {
        p if p < 0.001 => "below 0.001".to_owned(),
        p if p.is_nan() => DASH.to_owned(),
        p => format!("{p:.3}"),
    }
}

/// Days with one decimal and their unit: `9.4 days`.
pub fn days(days: f64) -> String {
    format!("{days:.1}{FIRM}days")
}

/// A number of things, with the right word: `1 subject`, `2 subjects`.
pub fn number_of(n: u64, one: &str, many: &str) -> String {
    format!("{n}{FIRM}{}", if n == 1 { one } else { many })
}

/// A day: `22 Nov 2026`.
pub fn day(day: Date) -> String {
    let month =
        usize::from(day.month().unsigned_abs()).checked_sub(1).and_then(|index| MONTHS.get(index));
    format!("{}{FIRM}{} {}", day.day(), month.copied().unwrap_or_default(), day.year())
}

/// A time with its zone: `22 Nov 2026, 09:40 UTC`.
pub fn time(at: Timestamp) -> String {
    format!("{}, {}", day(at.to_zoned(TimeZone::UTC).date()), clock(at))
}

/// A time of day with its zone: `09:40 UTC`.
pub fn clock(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    format!("{:02}:{:02}{FIRM}UTC", at.hour(), at.minute())
}

/// What time the browser takes it to be.
pub fn now() -> Timestamp {
    Timestamp::from_millisecond(web_sys::js_sys::Date::now() as i64).unwrap_or_default()
}

/// The first eight digits of a hash, as it is shown where space is short.
pub fn short_hash(hash: &str) -> String {
    hash.chars().take(8).collect()
}

/// A sentence for people from one without a full stop: `a share is missing` becomes
/// `A share is missing.`
pub fn sentence(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    match chars.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), chars.as_str()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_shown_with_one_decimal_and_none_of_none_with_a_dash() {
        assert_eq!(percent(59, 68), "86.8\u{a0}%");
        assert_eq!(percent(0, 0), "–");
        assert_eq!(count(59, 68), "59 of 68");
    }

    #[test]
    fn a_difference_carries_its_sign_with_a_true_minus() {
        assert_eq!(points(0.085), "+8.5\u{a0}points");
        assert_eq!(points_range(-0.079, 0.246), "−7.9 to +24.6");
        assert_eq!(signed(-0.04), "0.0", "nothing that rounds to zero has a sign");
        assert_eq!(signed(f64::NAN), "–");
    }

    #[test]
    fn a_p_value_is_never_shown_as_nothing() {
        assert_eq!(p_value(0.0299), "0.030");
        assert_eq!(p_value(0.000_2), "below 0.001");
        assert_eq!(p_value(1.0), "1.000");
    }

    #[test]
    fn a_time_names_its_zone() {
        let at: Timestamp = "2026-11-22T11:40:30+02:00".parse().unwrap();
        assert_eq!(time(at), "22\u{a0}Nov 2026, 09:40\u{a0}UTC");
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!(number_of(1, "subject", "subjects"), "1\u{a0}subject");
        assert_eq!(number_of(0, "subject", "subjects"), "0\u{a0}subjects");
    }

    #[test]
    fn an_error_text_becomes_a_sentence() {
        assert_eq!(sentence("give the trial a title"), "Give the trial a title.");
        assert_eq!(sentence(""), "");
    }
}
