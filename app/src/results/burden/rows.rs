//! The tables and the forest plot of the burden board: pure functions of the report.

use trial::report::{ArmReport, BurdenCell, BurdenMetric, Comparison, Metric, Report, Role};
use trial::stats::rate::Count;

use crate::fmt;
use crate::results::forest::{self, Forest, Line};
use crate::results::table::{Cell, Row};

/// Which rows of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What contacts were about.
    Topics,
    /// By which way they came.
    Ways,
}

impl Part {
    fn holds(self, metric: BurdenMetric) -> bool {
        matches!(metric, BurdenMetric::Channel(_)) == (self == Part::Ways)
    }
}

/// How many arms are compared with the control.
pub fn n_compared(report: &Report) -> usize {
    against_control(report).count()
}

/// The forest plot of the `nth` arm that is compared: what holds while one watches.
pub fn forest(report: &Report, nth: usize) -> Forest {
    let Some(arm) = against_control(report).nth(nth) else {
        return Forest::default();
    };
    let control = &report.trial.plan.control;
    let is_row = |row: &&Comparison| row.arm == arm.arm && row.metric != Metric::CleanByHorizon;
    Forest {
        of: "Subjects with at least one",
        arms: vec![arm.arm.to_string(), control.to_string()],
        compared: format!("{} − {control}", arm.arm),
        limits: "valid while you watch".to_owned(),
        p: "adjusted p",
        lines: report.comparisons.iter().filter(is_row).map(line).collect(),
    }
}

/// One comparison as a row of a forest plot.
pub fn line(row: &Comparison) -> Line {
    let share = |count: Count| {
        Cell::with(fmt::percent(count.x(), count.n()), fmt::count(count.x(), count.n()))
    };
    Line {
        label: row.metric.label().to_owned(),
        part: match row.role {
            Role::Primary => forest::Part::Primary,
            Role::Guardrail => forest::Part::Guardrail,
            Role::Exploratory => forest::Part::Exploratory,
        },
        shares: vec![share(row.watched.arm), share(row.watched.control)],
        difference: row.watched.difference,
        limits: row.watched.interval,
        p: Some(row.adjusted.p),
        stands_out: row.adjusted.stands_out,
    }
}

/// The heads of [`rows`].
pub fn columns(report: &Report) -> Vec<String> {
    let arms = report.arms.iter().map(|arm| arm.arm.to_string());
    let differences = against_control(report)
        .map(|arm| format!("{} − {}, single look", arm.arm, report.trial.plan.control));
    std::iter::once("Subjects with at least one".to_owned())
        .chain(arms)
        .chain(differences)
        .collect()
}

/// A row a metric: the rate of each arm, then each arm against the control.
pub fn rows(report: &Report, part: Part) -> Vec<Row> {
    let metrics = report.arms.first().map(|arm| arm.burden.iter().map(|cell| cell.metric));
    metrics
        .into_iter()
        .flatten()
        .filter(|metric| part.holds(*metric))
        .map(|metric| row(report, metric))
        .collect()
}

fn row(report: &Report, metric: BurdenMetric) -> Row {
    let rates = report.arms.iter().map(|arm| {
        arm.burden.iter().find(|cell| cell.metric == metric).map_or_else(Cell::none, rate)
    });
    let differences = against_control(report).map(|arm| {
        let on_it = |c: &&Comparison| c.arm == arm.arm && c.metric == Metric::Burden(metric);
        report.comparisons.iter().find(on_it).map_or_else(Cell::none, difference)
    });
    Row::of(metric.label(), rates.chain(differences).collect())
}

fn against_control(report: &Report) -> impl Iterator<Item = &ArmReport> {
    report.arms.iter().filter(|arm| !arm.is_control)
}

fn rate(cell: &BurdenCell) -> Cell {
    let (x, n) = (cell.rate.count.x(), cell.rate.count.n());
    let pending = match cell.pending {
        0 => String::new(),
        pending => format!(", {pending} pending"),
    };
    Cell::with(fmt::percent(x, n), format!("{}{pending}", fmt::count(x, n)))
}

fn difference(comparison: &Comparison) -> Cell {
    match (comparison.difference, comparison.interval) {
        (Some(difference), Some(limits)) => {
            Cell::with(fmt::points(difference), fmt::points_range(limits.low, limits.high))
        }
        _ => Cell::none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    fn row(part: Part, head: &str) -> Row {
        rows(&sample::report(), part).into_iter().find(|row| row.head == head).unwrap()
    }

    #[test]
    fn a_contact_that_is_not_coded_is_pending_and_not_a_no() {
        let complaint = row(Part::Topics, "Complaint");
        assert_eq!(complaint.cells[0], Cell::with("25.0\u{a0}%", "1 of 4, 1 pending"));
    }

    #[test]
    fn ways_are_told_apart_from_topics() {
        let heads = |part| rows(&sample::report(), part).into_iter().map(|row| row.head);
        assert_eq!(heads(Part::Ways).count(), 3);
        assert_eq!(heads(Part::Topics).count(), 14);
        assert!(heads(Part::Topics).all(|head| head != "Calls the help desk"));
    }

    #[test]
    fn the_plot_has_a_row_for_every_code_and_every_way() {
        let report = sample::report();
        let forest = forest(&report, 0);
        assert_eq!(forest.lines.len(), 17);
        assert_eq!(forest.arms, ["improved", "standard"]);
        let complaint = &forest.lines[0];
        assert_eq!((complaint.label.as_str(), complaint.shares.len()), ("Complaint", 2));
    }

    #[test]
    fn every_row_has_a_cell_for_every_head() {
        let n_cells = columns(&sample::report()).len() - 1;
        for row in rows(&sample::report(), Part::Topics) {
            assert_eq!(row.cells.len(), n_cells, "{}", row.head);
        }
    }
}
