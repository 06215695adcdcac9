//! The forest plot: an arm against the control on each row, as a picture in the row's last cell, and
//! the whole of it as one picture to save. Pure functions of plain rows; the table is the plot.

use trial::stats::rate::Interval;

use super::pen::Pen;
use super::table::{Cell, Row};
use crate::fmt;

/// The size of the picture in a cell, in pixels.
pub const WIDTH: f64 = 132.0;
/// See [`WIDTH`].
pub const HEIGHT: f64 = 22.0;

/// What a row is in the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What the verdict is about.
    Primary,
    /// What must not get worse.
    Guardrail,
    /// Not in the plan.
    #[default]
    Exploratory,
}

impl Part {
    /// The word beside the row's name; empty for what is not in the plan.
    pub const fn word(self) -> &'static str {
        match self {
            Part::Primary => "primary",
            Part::Guardrail => "guardrail",
            Part::Exploratory => "",
        }
    }
}

/// One row: what is counted, in how many of each arm, and the difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What is counted.
    pub label: String,
    /// What it is in the plan.
    pub part: Part,
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
    /// The rows.
    pub lines: Vec<Line>,
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
            .chain([format!("fewer ◂ ▸ more, to {}", reach.trim_start_matches('+'))])
            .collect()
    }

    /// The rows of the table, each with its picture and its reading.
    pub fn rows(&self) -> Vec<Row> {
        let reach = self.reach();
        self.lines.iter().map(|line| self.row(line, reach)).collect()
    }

    fn row(&self, line: &Line, reach: f64) -> Row {
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
            badge: line.part.word(),
            cells: line
                .shares
                .iter()
                .cloned()
                .chain([difference])
                .chain(p)
                .chain([picture])
                .collect(),
            reading: self.reading(line),
            ..Row::default()
        }
    }

    /// The row as a sentence.
    fn reading(&self, line: &Line) -> String {
        let share = |(arm, cell): (&String, &Cell)| format!("{arm} {}", words(cell));
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
        format!("{}: {}; {difference}{standing}.", line.label, shares.join(", "))
    }

    /// How far the axis reaches to each side: the furthest limit, rounded up.
    fn reach(&self) -> f64 {
        let limits = self.lines.iter().filter_map(|line| line.limits);
        let furthest = limits.fold(0.0_f64, |far, l| far.max(l.low.abs()).max(l.high.abs()));
        let steps = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75];
        steps.into_iter().find(|step| furthest <= *step).unwrap_or(1.0)
    }

    /// The whole plot as a file, with a line of words below it.
    pub fn file(&self, note: &str) -> String {
        let (reach, mut pen) = (self.reach(), Pen::default());
        let label = wide(self.lines.iter().map(|line| line.label.as_str())).max(80.0);
        let shares: Vec<String> =
            self.lines.iter().flat_map(|line| &line.shares).map(words).collect();
        let heads = self.arms.iter().map(String::as_str);
        let share = wide(shares.iter().map(String::as_str).chain(heads));
        let end = |nth: usize| label + share * (nth as f64 + 1.0) - 10.0;
        let plot = label + share * self.arms.len() as f64;
        pen.words("small", (8.0, 18.0), self.of);
        for (nth, arm) in self.arms.iter().enumerate() {
            pen.words("small end", (end(nth), 18.0), arm);
        }
        for (row, line) in self.lines.iter().enumerate() {
            let top = 28.0 + ROW * row as f64;
            pen.words("", (8.0, top + 15.0), &line.label);
            for (nth, cell) in line.shares.iter().enumerate() {
                pen.words("small end", (end(nth), top + 15.0), &words(cell));
            }
            pen.set((plot, top), &cell_picture(line, reach));
        }
        let foot = 28.0 + ROW * self.lines.len() as f64 + 16.0;
        let ends = fmt::points(reach);
        let compared = format!(
            "{}: left of the line fewer, right of it more, to {}.",
            self.compared,
            ends.trim_start_matches('+')
        );
        let limits = format!("Limits {}. {note}", self.limits);
        pen.words("small", (8.0, foot), &compared);
        pen.words("small", (8.0, foot + 16.0), &limits);
        let width = (plot + WIDTH + 10.0).max(wide([compared.as_str()].into_iter()));
        pen.file(width, foot + 28.0)
    }
}

/// The height of a row in a saved plot, in pixels.
const ROW: f64 = 26.0;

/// Room for the longest of some words, in pixels, as wide as letters usually are.
fn wide<'a>(all: impl Iterator<Item = &'a str>) -> f64 {
    all.map(|words| words.chars().count()).max().unwrap_or(0) as f64 * 6.6 + 20.0
}

/// A share with its count: `17.6 % (12 of 68)`.
fn words(cell: &Cell) -> String {
    match cell.aside.is_empty() {
        true => cell.main.clone(),
        false => format!("{} ({})", cell.main, cell.aside),
    }
}

fn p_cell(p: f64) -> Cell {
    Cell::plain(fmt::p_value(p))
}

/// The picture of a row: the line of no difference, the limits, and the difference as a square for
/// what is in the plan and a circle for what is not; filled where it stands out.
fn cell_picture(line: &Line, reach: f64) -> String {
    let middle = HEIGHT / 2.0;
    let x = |share: f64| (share / reach).clamp(-1.0, 1.0).mul_add(WIDTH / 2.0 - 6.0, WIDTH / 2.0);
    let mut pen = Pen::default();
    pen.line("zero", (x(0.0), 2.0), (x(0.0), HEIGHT - 2.0));
    let (Some(difference), Some(limits)) = (line.difference, line.limits) else {
        return pen.inner();
    };
    let with = |class: &str| {
        if line.stands_out { format!("{class} stands-out") } else { class.to_owned() }
    };
    pen.line(&with("limits"), (x(limits.low), middle), (x(limits.high), middle));
    match line.part {
        Part::Exploratory => pen.circle(&with("point"), (x(difference), middle), 3.5),
        Part::Primary | Part::Guardrail => pen.square(&with("point"), (x(difference), middle), 3.5),
    }
    pen.inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(low: f64, difference: f64, high: f64) -> Line {
        Line {
            label: "Asks for more help".to_owned(),
            shares: vec![
                Cell::with("17.6\u{a0}%", "12 of 68"),
                Cell::with("36.4\u{a0}%", "24 of 66"),
            ],
            difference: Some(difference),
            limits: Some(Interval { low, high }),
            p: Some(0.03),
            stands_out: true,
            ..Line::default()
        }
    }

    fn forest(lines: Vec<Line>) -> Forest {
        Forest {
            of: "Subjects with at least one",
            arms: vec!["improved".to_owned(), "standard".to_owned()],
            compared: "improved − standard".to_owned(),
            limits: "valid while you watch".to_owned(),
            p: "p, Holm",
            lines,
        }
    }

    #[test]
    fn every_row_has_a_cell_for_every_head_and_the_last_is_the_picture() {
        let forest = forest(vec![line(-0.33, -0.19, -0.03), Line::default()]);
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
        planned.part = Part::Primary;
        assert!(cell_picture(&planned, 0.2).contains("<rect class=\"point stands-out\""));
        planned.stands_out = false;
        assert!(cell_picture(&planned, 0.2).contains("<rect class=\"point\""));
    }

    #[test]
    fn a_row_without_numbers_draws_no_interval_and_says_so() {
        let empty = Line { label: "Cannot work".to_owned(), ..Line::default() };
        assert!(!cell_picture(&empty, 1.0).contains("limits"));
        assert!(forest(vec![empty]).rows()[0].reading.contains("nothing to compare yet"));
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
