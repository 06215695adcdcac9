//! The tables of the cleanup board: a pure function of the report.

use trial::report::{ArmReport, Comparison, Metric, Report};

use crate::fmt;
use crate::mark::Mark;
use crate::results::chart::{axis_days, shares_every};
use crate::results::table::{Cell, Row};

/// The heads of [`rates`].
pub fn rate_columns(report: &Report) -> Vec<String> {
    vec![
        "Arm".to_owned(),
        format!("Clean by day {}", report.trial.plan.horizon_days),
        "95 % limits, single look".to_owned(),
        "Worst and best".to_owned(),
        "Median to confirmed".to_owned(),
    ]
}

/// A row an arm, then a row for each arm against the control.
pub fn rates(report: &Report) -> Vec<Row> {
    let arms = report.arms.iter().map(|arm| rate(Mark::of(&report.trial.plan, &arm.arm), arm));
    let differences = report.comparisons.iter().filter(|c| c.metric == Metric::CleanByHorizon);
    arms.chain(differences.map(|comparison| difference(report, comparison))).collect()
}

fn rate(mark: Mark, arm: &ArmReport) -> Row {
    let rate = arm.clean_by_horizon;
    let (x, n) = (rate.count.x(), rate.count.n());
    let limits =
        rate.interval.map_or_else(Cell::none, |l| Cell::plain(fmt::share_range(l.low, l.high)));
    let cells = vec![
        Cell::with(fmt::percent(x, n), fmt::count(x, n)),
        limits,
        bounds(arm),
        arm.median
            .time
            .map_or_else(|| Cell::plain("not reached"), |days| Cell::plain(fmt::days(days))),
    ];
    Row { head: arm.arm.to_string(), mark: Some(mark), cells }
}

/// Where the rate ends up if all or none of those without an answer are clean.
fn bounds(arm: &ArmReport) -> Cell {
    let n_open = arm.tally.not_confirmed + arm.tally.unknown;
    match (arm.worst, arm.best) {
        (Some(worst), Some(best)) if n_open > 0 => {
            let without = format!("{n_open} without an answer");
            Cell::with(fmt::share_range(worst, best), without)
        }
        (Some(_), Some(_)) => Cell::with("–", "all answered"),
        _ => Cell::none(),
    }
}

fn difference(report: &Report, comparison: &Comparison) -> Row {
    let median = |name: &trial::ArmName| {
        report.arms.iter().find(|arm| arm.arm == *name).and_then(|arm| arm.median.time)
    };
    let median_difference = median(&comparison.arm)
        .zip(median(&comparison.control))
        .map(|(arm, control)| Cell::plain(format!("{}\u{a0}days", fmt::signed(arm - control))));
    let limits = comparison.interval.map(|l| Cell::plain(fmt::points_range(l.low, l.high)));
    let cells = vec![
        comparison.difference.map_or_else(Cell::none, |d| Cell::plain(fmt::points(d))),
        limits.unwrap_or_else(Cell::none),
        Cell::default(),
        median_difference.unwrap_or_else(Cell::none),
    ];
    let head = format!("Difference, {} − {}", comparison.arm, comparison.control);
    Row { head, mark: None, cells }
}

/// One way in which subjects end: its words and its count in an arm.
type Ending = (&'static str, fn(&ArmReport) -> u64);

const ENDINGS: [Ending; 6] = [
    ("Clean", |arm| arm.tally.clean),
    ("Not clean", |arm| arm.tally.not_clean),
    ("Not confirmed", |arm| arm.tally.not_confirmed),
    ("Unknown", |arm| arm.tally.unknown),
    ("Too early", |arm| arm.tally.too_early),
    ("Reinfected after it", |arm| arm.reinfected),
];

/// The heads of [`endings`].
pub fn ending_columns(report: &Report) -> Vec<String> {
    let arms = report.arms.iter().map(|arm| arm.arm.to_string());
    std::iter::once("Subjects".to_owned()).chain(arms).collect()
}

/// How the subjects of each arm ended so far: a row a way, a cell an arm.
pub fn endings(report: &Report) -> Vec<Row> {
    let row = |(words, count): &Ending| {
        let cells = report.arms.iter().map(|arm| Cell::plain(count(arm).to_string()));
        Row { head: (*words).to_owned(), mark: None, cells: cells.collect() }
    };
    ENDINGS.iter().map(row).collect()
}

/// The heads of [`curve`].
pub fn curve_columns(report: &Report) -> Vec<String> {
    let arms = report.arms.iter().map(|arm| format!("{}, confirmed clean", arm.arm));
    std::iter::once("Day".to_owned()).chain(arms).collect()
}

/// What the curves say on the days that the axis of the chart marks.
pub fn curve(report: &Report) -> Vec<Row> {
    let plan = &report.trial.plan;
    let (step, last_day) = axis_days(plan.horizon_days + plan.quiet_days);
    let by_arm: Vec<_> = report.arms.iter().map(|arm| shares_every(&arm.curve, step)).collect();
    let row = |day: u32| {
        let cells = by_arm.iter().map(|points| {
            points.iter().find(|(at, _)| *at == day).map_or_else(Cell::none, |(_, point)| {
                Cell::with(fmt::share(point.share), curve_aside(point))
            })
        });
        Row { head: day.to_string(), mark: None, cells: cells.collect() }
    };
    (1..=last_day / step).map(|n| row(n * step)).collect()
}

fn curve_aside(point: &trial::report::CurvePoint) -> String {
    let followed = format!("{} at risk", point.at_risk);
    match point.interval {
        Some(limits) => format!("{}, {followed}", fmt::share_range(limits.low, limits.high)),
        None => followed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    fn row(rows: Vec<Row>, head: &str) -> Row {
        rows.into_iter().find(|row| row.head == head).unwrap()
    }

    #[test]
    fn a_rate_stands_beside_its_count_and_its_limits() {
        let standard = row(rates(&sample::report()), "standard");
        assert_eq!(standard.cells[0], Cell::with("75.0\u{a0}%", "3 of 4"));
        assert_eq!(standard.cells[1], Cell::plain("30.1 to 95.4\u{a0}%"));
    }

    #[test]
    fn a_difference_names_its_arms_and_is_in_points() {
        let difference = row(rates(&sample::report()), "Difference, improved − standard");
        assert_eq!(difference.cells[0].main, "+25.0\u{a0}points");
        assert_eq!(difference.cells.len(), rate_columns(&sample::report()).len() - 1);
    }

    #[test]
    fn nobody_gives_dashes_and_no_number() {
        for row in rates(&sample::empty()) {
            assert!(row.cells[0].main.starts_with('–'), "{row:?}");
        }
    }

    #[test]
    fn endings_add_up_to_the_enrolled() {
        let report = sample::report();
        for (nth, arm) in report.arms.iter().enumerate() {
            let ends = endings(&report);
            let counts = ends.iter().take(5).map(|row| row.cells[nth].main.parse::<u64>().unwrap());
            assert_eq!(counts.sum::<u64>(), arm.enrolled);
        }
    }

    #[test]
    fn the_table_of_the_curve_has_the_days_of_the_axis() {
        let days: Vec<_> = curve(&sample::report()).into_iter().map(|row| row.head).collect();
        assert_eq!(days, ["3", "6", "9", "12", "15", "18", "21"]);
    }
}
