//! Each arm against the control on cleanup: what holds while one watches leads, the single look
//! stands behind it. A pure function of the report.

use trial::report::{Comparison, Metric, Report, TimeComparison};

use crate::fmt;
use crate::results::table::{Cell, Row};

/// The heads of [`rows`].
pub fn columns(report: &Report) -> Vec<String> {
    let plan = &report.trial.plan;
    vec![
        "Difference".to_owned(),
        format!("Clean by day {}, valid while you watch", plan.horizon_days),
        "p while you watch".to_owned(),
        "Speed, p while you watch".to_owned(),
        "Single look, 95 %".to_owned(),
        "Median".to_owned(),
        format!("Mean within {} days, single look", plan.horizon_days + plan.quiet_days),
    ]
}

/// A row for each arm that is compared.
pub fn rows(report: &Report) -> Vec<Row> {
    let on_cleanup = report.comparisons.iter().filter(|c| c.metric == Metric::CleanByHorizon);
    on_cleanup.map(|row| compared(report, row)).collect()
}

fn compared(report: &Report, row: &Comparison) -> Row {
    let times = report.times.iter().find(|times| times.arm == row.arm);
    let log_rank = report.watch.iter().find(|watch| watch.arm == row.arm);
    let speed = log_rank.filter(|watch| !watch.log_rank.days.is_empty());
    let cells = vec![
        watched(row),
        row.watched
            .difference
            .map_or_else(Cell::none, |_| Cell::plain(fmt::p_value(row.watched.p))),
        speed.map_or_else(Cell::none, |watch| Cell::plain(fmt::p_value(watch.log_rank.p))),
        single_look(row),
        times
            .and_then(|times| times.median_difference)
            .map_or_else(Cell::none, |d| Cell::plain(days(d))),
        times.map_or_else(Cell::none, mean),
    ];
    Row::of(format!("{} − {}", row.arm, row.control), cells)
}

/// The difference with limits that hold at all times at once, and how sure they are.
fn watched(row: &Comparison) -> Cell {
    match (row.watched.difference, row.watched.interval) {
        (Some(difference), Some(limits)) => {
            let sure = (1.0 - row.watched.alpha) * 100.0;
            let limits = fmt::points_range(limits.low, limits.high);
            Cell::with(fmt::points(difference), format!("{limits} ({sure:.1}\u{a0}%)"))
        }
        _ => Cell::none(),
    }
}

fn single_look(row: &Comparison) -> Cell {
    match (row.difference, row.interval) {
        (Some(difference), Some(limits)) => {
            Cell::with(fmt::points(difference), fmt::points_range(limits.low, limits.high))
        }
        _ => Cell::none(),
    }
}

fn mean(times: &TimeComparison) -> Cell {
    times.restricted_mean.map_or_else(Cell::none, |mean| {
        let limits = mean.interval;
        let range = format!("{} to {}", fmt::signed(limits.low), fmt::signed(limits.high));
        Cell::with(days(mean.difference), range)
    })
}

fn days(difference: f64) -> String {
    format!("{}\u{a0}days", fmt::signed(difference))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    #[test]
    fn what_holds_while_watching_leads_and_the_single_look_follows() {
        let rows = rows(&sample::report());
        assert_eq!(rows[0].head, "improved − standard");
        assert_eq!(rows[0].cells[0].main, "+25.0\u{a0}points");
        assert!(rows[0].cells[0].aside.ends_with("(99.0\u{a0}%)"), "{:?}", rows[0].cells[0]);
        assert_eq!(rows[0].cells[3].main, "+25.0\u{a0}points");
        assert_eq!(rows[0].cells.len(), columns(&sample::report()).len() - 1);
    }

    #[test]
    fn nobody_gives_dashes_and_no_number() {
        for cell in rows(&sample::empty()).iter().flat_map(|row| &row.cells) {
            assert_eq!(cell.main, "–");
        }
    }
}
