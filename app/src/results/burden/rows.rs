//! The tables and the forest plot of the burden board: pure functions of the report.

use trial::report::{
    Adjusted, ArmReport, BurdenCell, BurdenMetric, Comparison, Metric, Rate, Report,
    SurveyComparison, SurveyQuestion, Watched,
};
use trial::stats::rate::{Count, Interval};

use crate::fmt;
use crate::results::forest::{Forest, ForestRow};
use crate::results::row::{Cell, Row};

/// The two groups of rows on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BurdenRows {
    /// What contacts were about.
    Topics,
    /// The channels through which they came.
    Channels,
}

impl BurdenRows {
    fn holds(self, metric: BurdenMetric) -> bool {
        matches!(metric, BurdenMetric::Channel(_)) == (self == BurdenRows::Channels)
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
        ..Forest::default()
    }
}

/// The survey of the `nth` arm that is compared: what holds while one watches.
pub fn survey_forest(report: &Report, nth: usize) -> Forest {
    let Some(arm) = against_control(report).nth(nth) else {
        return Forest::default();
    };
    let rows = report.surveys.iter().filter(|row| row.arm == arm.arm);
    Forest {
        of: "Of those who answered",
        lines: rows.map(survey_line).collect(),
        ..forest(report, nth)
    }
}

/// One comparison as a row of a forest plot.
pub fn line(row: &Comparison) -> ForestRow {
    ForestRow {
        role: Some(row.role),
        ..watched_line(row.metric.label(), &row.watched, row.adjusted)
    }
}

fn survey_line(row: &SurveyComparison) -> ForestRow {
    watched_line(row.question.label(), &row.watched, row.adjusted)
}

fn watched_line(label: &str, watched: &Watched, adjusted: Adjusted) -> ForestRow {
    let share = |count: Count| {
        Cell::with(fmt::percent(count.x(), count.n()), fmt::count(count.x(), count.n()))
    };
    ForestRow {
        label: label.to_owned(),
        shares: vec![share(watched.arm), share(watched.control)],
        difference: watched.difference,
        limits: watched.interval,
        p: Some(adjusted.p),
        stands_out: adjusted.stands_out,
        ..ForestRow::default()
    }
}

/// The heads of [`rows`], or of [`survey`].
pub fn columns(of: &str, report: &Report) -> Vec<String> {
    let arms = report.arms.iter().map(|arm| arm.arm.to_string());
    let differences = against_control(report)
        .map(|arm| format!("{} − {}, single look", arm.arm, report.trial.plan.control));
    std::iter::once(of.to_owned()).chain(arms).chain(differences).collect()
}

/// A row a metric: the rate of each arm, then each arm against the control.
pub fn rows(report: &Report, part: BurdenRows) -> Vec<Row> {
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
        let found = report.comparisons.iter().find(on_it);
        found.map_or_else(Cell::none, |c| single_look(c.difference, c.interval))
    });
    Row::of(metric.label(), rates.chain(differences).collect())
}

/// A row a question: the rate of each arm among those who answered, then each arm against the
/// control.
pub fn survey(report: &Report) -> Vec<Row> {
    SurveyQuestion::ALL.into_iter().map(|question| survey_row(report, question)).collect()
}

fn survey_row(report: &Report, question: SurveyQuestion) -> Row {
    let rates = report.arms.iter().map(|arm| {
        let cell = arm.survey.iter().find(|cell| cell.question == question);
        cell.map_or_else(Cell::none, |cell| rate_cell(cell.rate))
    });
    let differences = against_control(report).map(|arm| {
        let on_it = |row: &&SurveyComparison| row.arm == arm.arm && row.question == question;
        let found = report.surveys.iter().find(on_it);
        found.map_or_else(Cell::none, |row| single_look(row.difference, row.interval))
    });
    Row::of(question.label(), rates.chain(differences).collect())
}

/// Whether anybody has answered any question.
pub fn has_survey(report: &Report) -> bool {
    report.arms.iter().flat_map(|arm| &arm.survey).any(|cell| cell.rate.count.n() > 0)
}

fn against_control(report: &Report) -> impl Iterator<Item = &ArmReport> {
    report.arms.iter().filter(|arm| !arm.is_control)
}

fn rate(cell: &BurdenCell) -> Cell {
    let shown = rate_cell(cell.rate);
    match cell.pending {
        0 => shown,
        pending => Cell { aside: format!("{}, {pending} pending", shown.aside), ..shown },
    }
}

/// A rate with its count and its limits of a single look.
pub fn rate_cell(rate: Rate) -> Cell {
    let (x, n) = (rate.count.x(), rate.count.n());
    let limits = rate.interval.map(|limits| fmt::share_range(limits.low, limits.high));
    let aside = [Some(fmt::count(x, n)), limits].into_iter().flatten().collect::<Vec<_>>();
    Cell::with(fmt::percent(x, n), aside.join(", "))
}

/// A difference with its limits of a single look.
fn single_look(difference: Option<f64>, limits: Option<Interval>) -> Cell {
    match (difference, limits) {
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

    fn row(part: BurdenRows, head: &str) -> Row {
        rows(&sample::report(), part).into_iter().find(|row| row.head == head).unwrap()
    }

    #[test]
    fn a_contact_that_is_not_coded_is_pending_and_not_a_no() {
        let complaint = row(BurdenRows::Topics, "Complaint");
        assert_eq!(
            complaint.cells[0],
            Cell::with("25.0\u{a0}%", "1 of 4, 4.6 to 69.9\u{a0}%, 1 pending")
        );
    }

    #[test]
    fn ways_are_told_apart_from_topics() {
        let heads = |part| rows(&sample::report(), part).into_iter().map(|row| row.head);
        assert_eq!(heads(BurdenRows::Channels).count(), 3);
        assert_eq!(heads(BurdenRows::Topics).count(), 14);
        assert!(heads(BurdenRows::Topics).all(|head| head != "Calls the help desk"));
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
    fn the_survey_counts_those_who_answered_and_draws_a_row_for_each_question() {
        let report = sample::report();
        let received = survey(&report).swap_remove(0);
        assert_eq!(received.head, "Received the message");
        assert_eq!(received.cells[0], Cell::with("100.0\u{a0}%", "2 of 2, 34.2 to 100.0\u{a0}%"));
        let plot = survey_forest(&report, 0);
        assert_eq!((plot.of, plot.lines.len()), ("Of those who answered", 3));
        assert_eq!(plot.lines[1].shares[1], Cell::with("50.0\u{a0}%", "1 of 2"));
        assert!(has_survey(&report) && !has_survey(&sample::empty()));
    }

    #[test]
    fn every_row_has_a_cell_for_every_head() {
        let n_cells = columns("", &sample::report()).len() - 1;
        let topics = rows(&sample::report(), BurdenRows::Topics).into_iter();
        for row in topics.chain(survey(&sample::report())) {
            assert_eq!(row.cells.len(), n_cells, "{}", row.head);
        }
    }
}
