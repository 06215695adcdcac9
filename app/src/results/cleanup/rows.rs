//! The tables of the cleanup board: a pure function of the report.

use trial::report::{ArmReport, Report};

use crate::arm_style::ArmStyle;
use crate::fmt;
use crate::results::burden::rows::rate_cell;
use crate::results::chart::{axis_days, shares_every};
use crate::results::row::{Cell, Row};

/// The heads of [`rates`].
pub fn rate_columns(report: &Report) -> Vec<String> {
    vec![
        "Arm".to_owned(),
        format!("Clean by day {}, 95 % limits", report.trial.plan.horizon_days),
        "Worst and best".to_owned(),
        "Median to confirmed".to_owned(),
        format!(
            "Mean within {} days",
            report.trial.plan.horizon_days + report.trial.plan.quiet_days
        ),
    ]
}

/// A row an arm.
pub fn rates(report: &Report) -> Vec<Row> {
    report.arms.iter().map(|arm| rate(ArmStyle::of(&report.trial.plan, &arm.arm), arm)).collect()
}

fn rate(style: ArmStyle, arm: &ArmReport) -> Row {
    let cells = vec![rate_cell(arm.clean_by_horizon), bounds(arm), median(arm), mean(arm)];
    Row { style: Some(style), ..Row::of(arm.arm.to_string(), cells) }
}

/// The median with its limits, as far as they have been reached.
fn median(arm: &ArmReport) -> Cell {
    let Some(days) = arm.median.time else {
        return Cell::plain("not reached");
    };
    let limit =
        |end: Option<f64>| end.map_or_else(|| "not reached".to_owned(), |end| format!("{end:.1}"));
    Cell::with(fmt::days(days), format!("{} to {}", limit(arm.median.low), limit(arm.median.high)))
}

/// The restricted mean with its 95 % limits.
fn mean(arm: &ArmReport) -> Cell {
    let Some(mean) = arm.restricted_mean else {
        return Cell::none();
    };
    let half = 1.96 * mean.standard_error;
    let limits = format!("{:.1} to {:.1}", mean.mean - half, mean.mean + half);
    let aside = if mean.extended { format!("{limits}, curve held") } else { limits };
    Cell::with(fmt::days(mean.mean), aside)
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
        Row::of(*words, cells.collect())
    };
    ENDINGS.iter().map(row).collect()
}

/// The heads of [`at_risk`]: the days that the axis of the chart marks.
pub fn at_risk_columns(report: &Report) -> Vec<String> {
    std::iter::once("Arm".to_owned())
        .chain(marked_days(report).map(|day| day.to_string()))
        .collect()
}

/// How many subjects of each arm are still followed on those days.
pub fn at_risk(report: &Report) -> Vec<Row> {
    let row = |arm: &ArmReport| {
        let cell = |day: u32| {
            // Beyond the last day that is counted nobody is followed.
            let n = arm.at_risk.get(day as usize).copied().unwrap_or_default();
            Cell::plain(n.to_string())
        };
        let style = ArmStyle::of(&report.trial.plan, &arm.arm);
        Row {
            style: Some(style),
            ..Row::of(arm.arm.to_string(), marked_days(report).map(cell).collect())
        }
    };
    report.arms.iter().map(row).collect()
}

fn marked_days(report: &Report) -> impl Iterator<Item = u32> {
    let plan = &report.trial.plan;
    let (step, last_day) = axis_days(plan.horizon_days + plan.quiet_days);
    (0..=last_day / step).map(move |n| n * step)
}

/// What the curves say, a sentence a marked day.
pub fn curve_readings(report: &Report) -> Vec<String> {
    let sentence = |row: Row| {
        let arm = |(arm, cell): (&ArmReport, &Cell)| match cell.aside.is_empty() {
            true => format!("{} not followed so far", arm.arm),
            false => format!("{} {} ({})", arm.arm, cell.main, cell.aside),
        };
        let arms: Vec<_> = report.arms.iter().zip(&row.cells).map(arm).collect();
        format!("Confirmed clean by day {}: {}.", row.head, arms.join("; "))
    };
    curve(report).into_iter().map(sentence).collect()
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
        Row::of(day.to_string(), cells.collect())
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
        assert_eq!(standard.cells[0], Cell::with("75.0\u{a0}%", "3 of 4, 30.1 to 95.4\u{a0}%"));
    }

    #[test]
    fn numbers_at_risk_stand_below_the_days_of_the_chart() {
        let (columns, rows) = (at_risk_columns(&sample::report()), at_risk(&sample::report()));
        assert_eq!(columns, ["Arm", "0", "3", "6", "9", "12", "15", "18", "21"]);
        assert_eq!(rows[0].cells[0], Cell::plain("4"), "everybody is followed on day 0");
        assert_eq!(rows[0].cells.len(), columns.len() - 1);
    }

    #[test]
    fn a_marked_day_reads_as_a_sentence_with_every_arm() {
        let readings = curve_readings(&sample::report());
        assert!(readings[2].starts_with("Confirmed clean by day 9: standard "), "{}", readings[2]);
        assert!(readings[2].contains("; improved "), "{}", readings[2]);
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
