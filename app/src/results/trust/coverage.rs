//! Feed coverage in words and cells: a pure function of the report. A missing day is named, for it
//! makes outcomes unknown.

use jiff::civil::Date;
use trial::observation::CoverageState;
use trial::report::{CoverageCell, CoverageStrip, Report};

use crate::fmt;
use crate::results::row::{Cell, Row};

/// How many days a strip shows, the newest last.
pub const SHOWN_DAYS: usize = 28;

/// One feed's days as they are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The feed.
    pub feed: String,
    /// Its newest days, oldest first.
    pub days: Vec<Day>,
    /// The days as a sentence, for those who do not see the cells.
    pub text: String,
}

/// One cell of a strip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// The class of the cell: `delivered`, `empty`, `missing` or `awaited`.
    pub class: &'static str,
    /// The day and what is known about it.
    pub text: String,
    /// Whether outcomes that rest on it may still change.
    pub is_provisional: bool,
}

/// A strip for each required feed.
pub fn strips(report: &Report) -> Vec<Strip> {
    let provisional = &report.health.provisional_days;
    report.coverage.iter().map(|coverage| strip(coverage, provisional)).collect()
}

fn strip(coverage: &CoverageStrip, provisional: &[Date]) -> Strip {
    let first = coverage.days.len().saturating_sub(SHOWN_DAYS);
    let newest = coverage.days.get(first..).unwrap_or_default();
    let day = |cell: &CoverageCell| {
        let (class, words) = words_for(cell.state);
        let is_provisional = provisional.contains(&cell.day);
        let note = if is_provisional { ", provisional" } else { "" };
        Day { class, text: format!("{}: {words}{note}", short_day(cell.day)), is_provisional }
    };
    Strip {
        feed: coverage.feed.to_string(),
        days: newest.iter().map(day).collect(),
        text: strip_text(coverage, newest),
    }
}

/// The heads of [`rows`].
pub fn columns(report: &Report) -> Vec<String> {
    let feeds = report.coverage.iter().map(|strip| strip.feed.to_string());
    std::iter::once("Day".to_owned()).chain(feeds).collect()
}

/// A row for each of the newest days, the newest first, with what each feed reported.
pub fn rows(report: &Report) -> Vec<Row> {
    let Some(days) = report.coverage.first().map(|strip| strip.days.iter().rev()) else {
        return Vec::new();
    };
    let row = |cell: &CoverageCell| {
        let of_feed = |strip: &CoverageStrip| {
            let found = strip.days.iter().find(|other| other.day == cell.day);
            found.map_or_else(Cell::none, |found| Cell::plain(words_for(found.state).1))
        };
        Row::of(fmt::day(cell.day), report.coverage.iter().map(of_feed).collect())
    };
    days.take(SHOWN_DAYS).map(row).collect()
}

fn words_for(state: Option<CoverageState>) -> (&'static str, &'static str) {
    match state {
        Some(CoverageState::Delivered) => ("delivered", "delivered"),
        Some(CoverageState::ConfirmedEmpty) => ("empty", "confirmed empty"),
        Some(CoverageState::Missing) => ("missing", "missing"),
        None => ("awaited", "may still come"),
    }
}

fn strip_text(coverage: &CoverageStrip, days: &[CoverageCell]) -> String {
    let n = |state| days.iter().filter(|cell| cell.state == state).count();
    format!(
        "{}, the newest {}: {} delivered, {} confirmed empty, {} missing, {} may still come.",
        coverage.feed,
        fmt::number_of(days.len() as u64, "day", "days"),
        n(Some(CoverageState::Delivered)),
        n(Some(CoverageState::ConfirmedEmpty)),
        n(Some(CoverageState::Missing)),
        n(None),
    )
}

/// The missing days, by name, and what they cost; `None` while no day is missing.
pub fn missing_sentence(report: &Report) -> Option<String> {
    let missing: Vec<_> = report.coverage.iter().flat_map(missing_runs).collect();
    if missing.is_empty() {
        return None;
    }
    let n_days = report.coverage.iter().flat_map(missing_days).count();
    let (until, them) = if n_days == 1 { ("it arrives", "it") } else { ("they arrive", "them") };
    let cost = match report.n_unknown {
        0 => format!("No outcome is unknown because of {them}."),
        1 => format!("1 outcome is unknown until {until}."),
        n => format!("{n} outcomes are unknown until {until}."),
    };
    Some(format!("{} {cost}", missing.join(" ")))
}

/// From when on numbers may still change; `None` while no day is provisional.
pub fn provisional_sentence(report: &Report) -> Option<String> {
    let first = report.health.provisional_days.first()?;
    Some(format!(
        "Days from {} on are provisional: late reports may still change them.",
        fmt::day(*first)
    ))
}

fn missing_days(strip: &CoverageStrip) -> impl Iterator<Item = Date> {
    let missing = |cell: &&CoverageCell| cell.state == Some(CoverageState::Missing);
    strip.days.iter().filter(missing).map(|cell| cell.day)
}

/// A sentence for each unbroken run of missing days of a feed.
fn missing_runs(strip: &CoverageStrip) -> Vec<String> {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in missing_days(strip) {
        match runs.last_mut() {
            Some((_, last)) if last.tomorrow().is_ok_and(|next| next == day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let sentence = |(first, last): (Date, Date)| match first == last {
        true => format!("{}: {} report missing.", short_day(first), strip.feed),
        false => {
            format!("{} to {}: {} reports missing.", short_day(first), short_day(last), strip.feed)
        }
    };
    runs.into_iter().map(sentence).collect()
}

/// A day without its year, as it stands in a strip of a few weeks: `9 Nov`.
fn short_day(day: Date) -> String {
    let long = fmt::day(day);
    long.rsplit_once(' ').map_or(long.clone(), |(short, _)| short.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    /// The sample with the states of its only feed from the first day on.
    fn with_states(states: &[Option<CoverageState>], n_unknown: u64) -> Report {
        let mut report = sample::report();
        report.n_unknown = n_unknown;
        for (cell, state) in report.coverage[0].days.iter_mut().zip(states) {
            cell.state = *state;
        }
        report.coverage[0].days.truncate(states.len());
        report
    }

    #[test]
    fn a_missing_day_is_named_with_its_feed_and_its_cost() {
        let delivered = Some(CoverageState::Delivered);
        let report = with_states(&[delivered, Some(CoverageState::Missing), delivered], 6);
        assert_eq!(
            missing_sentence(&report).unwrap(),
            "2\u{a0}Oct: darknet report missing. 6 outcomes are unknown until it arrives."
        );
    }

    #[test]
    fn days_in_a_row_are_one_run() {
        let missing = Some(CoverageState::Missing);
        let report = with_states(&[missing, missing, None, missing], 1);
        assert_eq!(
            missing_sentence(&report).unwrap(),
            "1\u{a0}Oct to 2\u{a0}Oct: darknet reports missing. 4\u{a0}Oct: darknet report missing. \
             1 outcome is unknown until they arrive."
        );
    }

    #[test]
    fn a_day_that_may_still_come_is_not_missing() {
        assert_eq!(missing_sentence(&with_states(&[None, None], 0)), None);
        assert_eq!(strips(&with_states(&[None], 0))[0].days[0].class, "awaited");
    }

    #[test]
    fn a_provisional_day_is_shaded_and_says_so() {
        let mut report = with_states(&[None, None], 0);
        report.health.provisional_days = vec![report.coverage[0].days[1].day];
        let days = &strips(&report)[0].days;
        assert!(!days[0].is_provisional && days[1].is_provisional);
        assert!(days[1].text.ends_with(", provisional"), "{}", days[1].text);
        assert!(provisional_sentence(&report).unwrap().starts_with("Days from 2\u{a0}Oct 2026 on"));
    }

    #[test]
    fn the_table_has_the_newest_day_first_and_a_column_for_each_feed() {
        let report = with_states(&[Some(CoverageState::Delivered), None], 0);
        let rows = rows(&report);
        assert_eq!(rows[0], Row::of("2\u{a0}Oct 2026", vec![Cell::plain("may still come")]));
        assert_eq!((rows.len(), columns(&report).len()), (2, 2));
        assert!(super::rows(&sample::empty()).is_empty());
    }

    #[test]
    fn a_strip_says_in_words_what_its_cells_show() {
        let strip = &strips(&sample::report())[0];
        assert_eq!(strip.days.len(), SHOWN_DAYS);
        assert!(strip.text.starts_with("darknet, the newest 28\u{a0}days: "), "{}", strip.text);
    }
}
