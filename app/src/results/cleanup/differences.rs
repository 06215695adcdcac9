//! Each arm against the control on cleanup: what holds while one watches leads, the single look
//! stands behind it. A pure function of the report.

use trial::report::{Comparison, Metric, Report, TimeComparison};

use crate::fmt;
use crate::results::row::{Cell, Row};

/// The heads of [`rows`]: each comparison has a column, as there are few of them and many numbers.
pub fn columns(report: &Report) -> Vec<String> {
    let compared = on_cleanup(report).map(|row| format!("{} − {}", row.arm, row.control));
    std::iter::once("Difference".to_owned()).chain(compared).collect()
}

/// A number of a comparison: its words, and its cell.
type Number = (String, fn(&Report, &Comparison) -> Cell);

/// A row a number, with a cell for each arm that is compared.
pub fn rows(report: &Report) -> Vec<Row> {
    let plan = &report.trial.plan;
    let (h, longest) = (plan.horizon_days, plan.horizon_days + plan.quiet_days);
    let numbers: [Number; 6] = [
        (format!("Clean by day {h}, valid while you watch"), |_, row| watched(row)),
        ("p while you watch".to_owned(), |_, row| watched_p(row)),
        ("Speed, p while you watch".to_owned(), speed),
        (format!("Clean by day {h}, single look, 95 %"), |_, row| single_look(row)),
        ("Median time, single look".to_owned(), median),
        (format!("Mean within {longest} days, single look"), mean),
    ];
    let row = |(head, cell): Number| {
        Row::of(head, on_cleanup(report).map(|compared| cell(report, compared)).collect())
    };
    numbers.map(row).into()
}

fn on_cleanup(report: &Report) -> impl Iterator<Item = &Comparison> {
    report.comparisons.iter().filter(|row| row.metric == Metric::CleanByHorizon)
}

fn times<'r>(report: &'r Report, row: &Comparison) -> Option<&'r TimeComparison> {
    report.times.iter().find(|times| times.arm == row.arm)
}

fn watched_p(row: &Comparison) -> Cell {
    let p = row.watched.difference.map(|_| Cell::plain(fmt::p_value(row.watched.p)));
    p.unwrap_or_else(Cell::none)
}

/// The log-rank test, as far as it has been watched.
fn speed(report: &Report, row: &Comparison) -> Cell {
    let watch = report.watch.iter().find(|watch| watch.arm == row.arm);
    let begun = watch.filter(|watch| !watch.log_rank.days.is_empty());
    begun.map_or_else(Cell::none, |watch| Cell::plain(fmt::p_value(watch.log_rank.p)))
}

fn median(report: &Report, row: &Comparison) -> Cell {
    let difference = times(report, row).and_then(|times| times.median_difference);
    difference.map_or_else(Cell::none, |difference| Cell::plain(days(difference)))
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

fn mean(report: &Report, row: &Comparison) -> Cell {
    let mean = times(report, row).and_then(|times| times.restricted_mean);
    mean.map_or_else(Cell::none, |mean| {
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
        assert_eq!(columns(&sample::report()), ["Difference", "improved − standard"]);
        assert_eq!(rows[0].head, "Clean by day 14, valid while you watch");
        assert_eq!(rows[0].cells[0].main, "+25.0\u{a0}points");
        assert!(rows[0].cells[0].aside.ends_with("(99.0\u{a0}%)"), "{:?}", rows[0].cells[0]);
        assert_eq!(
            rows[3].cells,
            [Cell::with("+25.0\u{a0}points", rows[3].cells[0].aside.clone())]
        );
        assert!(rows.iter().all(|row| row.cells.len() == 1));
    }

    #[test]
    fn nobody_gives_dashes_and_no_number() {
        for cell in rows(&sample::empty()).iter().flat_map(|row| &row.cells) {
            assert_eq!(cell.main, "–");
        }
    }
}
