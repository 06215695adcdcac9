//! Tables of the looks: pure functions of the report.

use trial::looks::{Claim, ComparisonLooks, Look, OnceLook, Reading, Tally};
use trial::plan::Looking;
use trial::report::Report;
use trial::stats::rate::Interval;

use crate::fmt;
use crate::results::row::{Cell, Row};

/// The heads of [`subjects`].
pub fn subject_columns() -> Vec<String> {
    ["Arm", "Mature, as known now", "Enrolled", "Planned"].map(str::to_owned).into()
}

/// Mature, enrolled and planned subjects of the control and of each arm that is compared with it.
pub fn subjects(report: &Report) -> Vec<Row> {
    let comparisons = report.looks.as_ref().map(|looks| looks.comparisons.as_slice());
    let comparisons = comparisons.unwrap_or_default();
    let row = |name: &str, one: &ComparisonLooks, side: usize| {
        let cells = [one.afterwards[side].n, one.enrolled[side], one.planned[side]];
        Row::of(name, cells.map(|n| Cell::plain(n.to_string())).into())
    };
    let control = comparisons.first().map(|one| row(one.control.as_str(), one, 1));
    let arms = comparisons.iter().map(|one| row(one.arm.as_str(), one, 0));
    control.into_iter().chain(arms).collect()
}

/// How many looks there have been.
pub fn n_looks(one: &ComparisonLooks) -> usize {
    one.looks.len() + usize::from(one.once.is_some())
}

/// How far the looks have come, in a sentence.
pub fn sentence(one: &ComparisonLooks, looking: Looking) -> String {
    let pair = format!("{} against {}", one.arm, one.control);
    let last = one.looks.last().map(|look| fmt::day(look.day));
    match (last, &one.once, one.decision) {
        (_, Some(once), _) => format!("{pair}: the one look was that of {}.", fmt::day(once.day)),
        (None, None, _) => {
            let when = match looking {
                Looking::Daily => "The first is made when each arm has 10 mature subjects.",
                Looking::Once => {
                    "It is made once, when each arm has all its planned subjects mature."
                }
            };
            format!("{pair}: no look yet. {when} Until then nothing is tested.")
        }
        (Some(last), None, decision) => {
            let deciding = decision.and_then(|decision| one.looks.get(decision.look));
            let decides = deciding
                .map(|look| format!("; the one of {} decides", fmt::day(look.day)))
                .unwrap_or_default();
            let n = fmt::number_of(one.looks.len() as u64, "look", "looks");
            format!("{pair}: {n} so far, the last of {last}{decides}.")
        }
    }
}

/// The heads of [`newest`] and [`earlier`].
pub fn columns(one: &ComparisonLooks) -> Vec<String> {
    [
        "At the look of",
        one.arm.as_str(),
        one.control.as_str(),
        "Information",
        "z",
        if one.once.is_some() { "p" } else { "Boundary" },
        "Difference, repeated interval",
        "z, the garden as clean",
        "Says",
    ]
    .map(str::to_owned)
    .into()
}

/// The last `n` looks, the newest first.
pub fn newest(one: &ComparisonLooks, n: usize) -> Vec<Row> {
    let looks = one.looks.iter().rev().take(n).map(look);
    one.once.iter().map(once).chain(looks).collect()
}

/// The looks before those, the newest first.
pub fn earlier(one: &ComparisonLooks, n: usize) -> Vec<Row> {
    one.looks.iter().rev().skip(n).map(look).collect()
}

fn look(look: &Look) -> Row {
    let readings = [look.against_arm, look.against_control];
    let cells = vec![
        counted(look.arm),
        counted(look.control),
        Cell::plain(format!("{:.0}\u{a0}%", look.t * 100.0)),
        z(readings),
        Cell::plain(format!("{:.2}", look.critical)),
        difference([look.arm, look.control], readings, look.is_shown),
        Cell::plain(two_decimals(look.sensitivity[0])),
        Cell::plain(claim_words(look.claim)),
    ];
    Row::of(fmt::day(look.day), cells)
}

fn once(look: &OnceLook) -> Row {
    let readings = [look.against_arm, look.against_control];
    let cells = vec![
        counted(look.arm),
        counted(look.control),
        Cell::plain("100\u{a0}%"),
        z(readings),
        // What is said holds under both codings, so the larger p counts.
        Cell::with(
            fmt::p_value(look.p[0].max(look.p[1])),
            format!("at most {}", (look.alpha * 1e4).round() / 1e4),
        ),
        difference([look.arm, look.control], readings, true),
        Cell::plain(two_decimals(look.sensitivity[0])),
        Cell::plain(claim_words(look.claim)),
    ];
    Row::of(fmt::day(look.day), cells)
}

/// The share with its count, and the contacts that are to be coded.
fn counted(tally: Tally) -> Cell {
    let count = fmt::count(tally.x, tally.n);
    let aside = match tally.n_to_code {
        0 => count,
        n => format!("{count}, {n} to code"),
    };
    Cell::with(fmt::percent(tally.x, tally.n), aside)
}

/// z, or both of them while contacts are to be coded.
fn z([one, other]: [Reading; 2]) -> Cell {
    if one.z == other.z {
        return Cell::plain(two_decimals(one.z));
    }
    let (low, high) = (one.z.min(other.z), one.z.max(other.z));
    Cell::with(
        format!("{} to {}", two_decimals(low), two_decimals(high)),
        "by how contacts are coded",
    )
}

/// The difference with limits that hold under both codings; without them while they are too wide.
fn difference([arm, control]: [Tally; 2], readings: [Reading; 2], is_shown: bool) -> Cell {
    if arm.n == 0 || control.n == 0 {
        return Cell::none();
    }
    let share = |tally: Tally| tally.x as f64 / tally.n as f64;
    let points = fmt::points(share(arm) - share(control));
    let limits = is_shown.then(|| widest(readings)).flatten();
    let limits = limits.map(|limits| fmt::points_range(limits.low, limits.high));
    Cell::with(points, limits.unwrap_or_else(|| "too early for limits".to_owned()))
}

fn widest([one, other]: [Reading; 2]) -> Option<Interval> {
    let (one, other) = (one.interval?, other.interval?);
    Some(Interval { low: one.low.min(other.low), high: one.high.max(other.high) })
}

fn two_decimals(z: f64) -> String {
    let sign = if z <= -0.005 { "−" } else { "" };
    format!("{sign}{:.2}", z.abs())
}

const fn claim_words(claim: Option<Claim>) -> &'static str {
    match claim {
        Some(Claim::Better) => "better",
        Some(Claim::Worse) => "worse",
        Some(Claim::NoWorse) => "no worse",
        Some(Claim::NoDifference) => "no difference worth having",
        None => "nothing yet",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(z: f64) -> Reading {
        Reading { z, interval: Some(Interval { low: 0.021, high: 0.25 }) }
    }

    fn tally(x: u64, n: u64) -> Tally {
        Tally { x, n, ..Tally::default() }
    }

    fn sample() -> Look {
        Look {
            day: jiff::civil::date(2026, 11, 12),
            arm: tally(36, 40),
            control: tally(30, 40),
            t: 0.613,
            critical: 2.984,
            against_arm: reading(1.76),
            against_control: reading(1.76),
            sensitivity: [-1.2, 0.0, 0.0],
            claim: None,
            is_shown: true,
        }
    }

    fn mains(row: &Row) -> Vec<&str> {
        row.cells.iter().map(|cell| cell.main.as_str()).collect()
    }

    #[test]
    fn a_look_says_what_it_counted_and_how_far_it_was_from_deciding() {
        let row = look(&sample());
        assert_eq!(row.head, "12\u{a0}Nov 2026");
        assert_eq!(
            mains(&row),
            [
                "90.0\u{a0}%",
                "75.0\u{a0}%",
                "61\u{a0}%",
                "1.76",
                "2.98",
                "+15.0\u{a0}points",
                "−1.20",
                "nothing yet"
            ]
        );
        assert_eq!(
            (row.cells[0].aside.as_str(), row.cells[5].aside.as_str()),
            ("36 of 40", "+2.1 to +25.0")
        );
    }

    #[test]
    fn while_contacts_are_to_be_coded_both_codings_are_shown() {
        let mut pending = sample();
        pending.against_control = reading(2.4);
        pending.arm.n_to_code = 3;
        let row = look(&pending);
        assert_eq!(row.cells[3].main, "1.76 to 2.40");
        assert_eq!(row.cells[0].aside, "36 of 40, 3 to code");
    }

    #[test]
    fn limits_that_are_too_wide_are_not_shown() {
        let row = look(&Look { is_shown: false, ..sample() });
        assert_eq!(row.cells[5].aside, "too early for limits");
    }
}
