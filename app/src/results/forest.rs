//! The forest plot: an arm against the control on each row, as a picture in the row's last cell, and
//! the whole of it as one picture to save. Pure functions of plain rows; the table is the plot.

mod drawing;

use trial::report::Role;
use trial::stats::rate::Interval;

use super::row::{Cell, Row};
use crate::fmt;
use drawing::cell_picture;

/// One row: what is counted, in how many of each arm, and the difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForestRow {
    /// What is counted.
    pub label: String,
    /// What it is in the plan; none for what is not in it.
    pub role: Option<Role>,
    /// The share in each arm with its count, in the order of the columns.
    pub shares: Vec<Cell>,
    /// The difference, −1 to 1.
    pub difference: Option<f64>,
    /// Its limits.
    pub limits: Option<Interval>,
    /// The adjusted p-value.
    pub p: Option<f64>,
    /// Whether the row stands out after the adjustment.
    pub stands_out: bool,
    /// A difference that must not be gone beyond, drawn as a line of its own.
    pub margin: Option<f64>,
    /// Further cells, one for each of the plot's further heads.
    pub more: Vec<Cell>,
}

/// The rows with the heads that they share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// What the first column holds.
    pub of: &'static str,
    /// The arms, one for each share.
    pub arms: Vec<String>,
    /// What is compared: `improved − standard`.
    pub compared: String,
    /// What the limits hold for: `valid while you watch`.
    pub limits: String,
    /// What the p-value is: `p, Holm`; empty where there is none.
    pub p: &'static str,
    /// Further heads, between the difference and its picture.
    pub more: Vec<String>,
    /// The rows.
    pub lines: Vec<ForestRow>,
}

impl Forest {
    /// The heads of [`Forest::rows`].
    pub fn columns(&self) -> Vec<String> {
        let arms = self.arms.iter().cloned();
        let p = (!self.p.is_empty()).then(|| self.p.to_owned());
        let reach = fmt::points(self.reach());
        std::iter::once(self.of.to_owned())
            .chain(arms)
            .chain([format!("{}, {}", self.compared, self.limits)])
            .chain(p)
            .chain(self.more.iter().cloned())
            .chain([format!("fewer ◂ ▸ more, to {}", reach.trim_start_matches('+'))])
            .collect()
    }

    /// The rows of the table, each with its picture and its reading.
    pub fn rows(&self) -> Vec<Row> {
        let reach = self.reach();
        self.lines.iter().map(|line| self.row(line, reach)).collect()
    }

    fn row(&self, line: &ForestRow, reach: f64) -> Row {
        let difference = match (line.difference, line.limits) {
            (Some(difference), Some(limits)) => {
                Cell::with(fmt::points(difference), fmt::points_range(limits.low, limits.high))
            }
            (Some(difference), None) => Cell::plain(fmt::points(difference)),
            _ => Cell::none(),
        };
        let p = (!self.p.is_empty()).then(|| line.p.map_or_else(Cell::none, p_cell));
        let picture = Cell { picture: cell_picture(line, reach), ..Cell::default() };
        Row {
            head: line.label.clone(),
            badge: role_word(line.role),
            cells: line
                .shares
                .iter()
                .cloned()
                .chain([difference])
                .chain(p)
                .chain(line.more.iter().cloned())
                .chain([picture])
                .collect(),
            reading: self.reading(line),
            ..Row::default()
        }
    }

    /// The row as a sentence.
    fn reading(&self, line: &ForestRow) -> String {
        let share = |(arm, cell): (&String, &Cell)| format!("{arm} {}", cell.text());
        let shares: Vec<_> = self.arms.iter().zip(&line.shares).map(share).collect();
        let difference = match (line.difference, line.limits) {
            (Some(difference), Some(limits)) => format!(
                "{}: {}, {} {}",
                self.compared,
                fmt::points(difference),
                fmt::points_range(limits.low, limits.high),
                self.limits
            ),
            _ => format!("{}: nothing to compare yet", self.compared),
        };
        let standing = match (line.p, line.stands_out) {
            (Some(p), true) => format!("; stands out ({} {})", self.p, fmt::p_value(p)),
            (Some(p), false) => format!("; does not stand out ({} {})", self.p, fmt::p_value(p)),
            (None, _) => String::new(),
        };
        let more = self.more.iter().zip(&line.more);
        let more: String = more
            .map(|(head, cell)| format!("; {}: {}", head.to_lowercase(), cell.text()))
            .collect();
        format!("{}: {}; {difference}{standing}{more}.", line.label, shares.join(", "))
    }

    /// How far the axis reaches to each side: the furthest limit, rounded up.
    fn reach(&self) -> f64 {
        let limits = self.lines.iter().filter_map(|line| line.limits);
        let ends = limits.flat_map(|limits| [limits.low, limits.high]);
        let ends = ends.chain(self.lines.iter().filter_map(|line| line.margin));
        let furthest = ends.fold(0.0_f64, |far, end| far.max(end.abs()));
        let steps = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75];
        steps.into_iter().find(|step| furthest <= *step).unwrap_or(1.0)
    }
}

/// The word beside a row's name; empty for what is not in the plan.
const fn role_word(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Primary) => "primary",
        Some(Role::Guardrail) => "guardrail",
        Some(Role::Exploratory) | None => "",
    }
}

fn p_cell(p: f64) -> Cell {
    Cell::plain(fmt::p_value(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(low: f64, difference: f64, high: f64) -> ForestRow {
        ForestRow {
            label: "Asks for more help".to_owned(),
            shares: vec![
                Cell::with("17.6\u{a0}%", "12 of 68"),
                Cell::with("36.4\u{a0}%", "24 of 66"),
            ],
            difference: Some(difference),
            limits: Some(Interval { low, high }),
            p: Some(0.03),
            stands_out: true,
            ..ForestRow::default()
        }
    }

    fn forest(lines: Vec<ForestRow>) -> Forest {
        Forest {
            of: "Subjects with at least one",
            arms: vec!["improved".to_owned(), "standard".to_owned()],
            compared: "improved − standard".to_owned(),
            limits: "valid while you watch".to_owned(),
            p: "p, Holm",
            lines,
            ..Forest::default()
        }
    }

    #[test]
    fn every_row_has_a_cell_for_every_head_and_the_last_is_the_picture() {
        let forest = forest(vec![line(-0.33, -0.19, -0.03), ForestRow::default()]);
        let rows = forest.rows();
        assert_eq!(rows[0].cells.len() + 1, forest.columns().len());
        assert!(rows[0].cells[4].picture.contains("circle"), "{:?}", rows[0].cells[4]);
    }

    #[test]
    fn a_row_reads_as_a_sentence_with_counts_limits_and_its_mark() {
        let rows = forest(vec![line(-0.33, -0.187, -0.033)]).rows();
        assert_eq!(
            rows[0].reading,
            "Asks for more help: improved 17.6\u{a0}% (12 of 68), standard 36.4\u{a0}% (24 of 66); \
             improved − standard: −18.7\u{a0}points, −33.0 to −3.3 valid while you watch; stands out \
             (p, Holm 0.030)."
        );
    }

    #[test]
    fn limits_end_inside_the_picture_and_no_difference_is_in_the_middle() {
        let drawn = cell_picture(&line(-0.2, 0.0, 0.2), 0.2);
        assert!(drawn.contains(r#"x1="6.0" y1="11.0" x2="126.0""#), "{drawn}");
        assert!(drawn.contains(r#"cx="66.0""#), "{drawn}");
    }

    #[test]
    fn the_plan_is_told_by_shape_and_what_stands_out_by_filling() {
        let mut planned = line(-0.2, -0.1, -0.01);
        planned.role = Some(Role::Primary);
        assert!(cell_picture(&planned, 0.2).contains("<rect class=\"point stands-out\""));
        planned.stands_out = false;
        assert!(cell_picture(&planned, 0.2).contains("<rect class=\"point\""));
    }

    #[test]
    fn a_row_without_numbers_draws_no_interval_and_says_so() {
        let empty = ForestRow { label: "Cannot work".to_owned(), ..ForestRow::default() };
        assert!(!cell_picture(&empty, 1.0).contains("limits"));
        assert!(forest(vec![empty]).rows()[0].reading.contains("nothing to compare yet"));
    }

    #[test]
    fn a_margin_is_drawn_and_what_else_is_told_is_read_with_the_row() {
        let mut guarded = line(-0.02, 0.01, 0.04);
        (guarded.margin, guarded.more) = (Some(0.05), vec![Cell::plain("kept")]);
        let forest = Forest { more: vec!["State".to_owned()], ..forest(vec![guarded]) };
        let row = forest.rows().swap_remove(0);
        assert!(row.reading.ends_with("; state: kept."), "{}", row.reading);
        assert_eq!(row.cells.len() + 1, forest.columns().len());
        let picture = &row.cells.last().unwrap().picture;
        assert!(picture.contains(r#"class="margin" x1="126.0""#), "{picture}");
    }

    #[test]
    fn the_axis_reaches_as_far_as_the_furthest_limit() {
        assert_eq!(forest(vec![line(-0.33, -0.19, -0.03)]).reach(), 0.4);
        assert_eq!(forest(vec![line(-0.99, -0.19, 0.03)]).reach(), 1.0);
        assert_eq!(forest(vec![]).reach(), 0.05);
    }

    #[test]
    fn the_saved_plot_holds_every_row() {
        let file = forest(vec![line(-0.3, -0.1, 0.1), line(-0.2, 0.0, 0.1)]).file("Simulated.");
        assert_eq!(file.matches("Asks for more help").count(), 2);
        assert!(file.contains("Simulated.") && file.ends_with("</svg>"), "{file}");
    }
}
