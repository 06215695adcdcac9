//! The pictures of a forest plot: one for the cell of each row, and the whole of it as a file.

use trial::report::Role;

use super::{Forest, ForestRow};
use crate::fmt;
use crate::results::row::{Cell, PICTURE_HEIGHT as HEIGHT, PICTURE_WIDTH as WIDTH};
use crate::results::svg::Svg;

impl Forest {
    /// The whole plot as a file, with a line of words below it.
    pub fn file(&self, note: &str) -> String {
        let (reach, mut svg) = (self.reach(), Svg::default());
        let label = wide(self.lines.iter().map(|line| line.label.as_str())).max(80.0);
        let shares: Vec<String> =
            self.lines.iter().flat_map(|line| &line.shares).map(Cell::text).collect();
        let heads = self.arms.iter().map(String::as_str);
        let share = wide(shares.iter().map(String::as_str).chain(heads));
        let end = |nth: usize| label + share * (nth as f64 + 1.0) - 10.0;
        let plot = label + share * self.arms.len() as f64;
        svg.words("small", (8.0, 18.0), self.of);
        for (nth, arm) in self.arms.iter().enumerate() {
            svg.words("small end", (end(nth), 18.0), arm);
        }
        for (row, line) in self.lines.iter().enumerate() {
            let top = 28.0 + ROW * row as f64;
            svg.words("", (8.0, top + 15.0), &line.label);
            for (nth, cell) in line.shares.iter().enumerate() {
                svg.words("small end", (end(nth), top + 15.0), &cell.text());
            }
            svg.set((plot, top), &cell_picture(line, reach));
        }
        let foot = 28.0 + ROW * self.lines.len() as f64 + 16.0;
        let ends = fmt::points(reach);
        let compared = format!(
            "{}: left of the line fewer, right of it more, to {}.",
            self.compared,
            ends.trim_start_matches('+')
        );
        let limits = format!("Limits {}. {note}", self.limits);
        svg.words("small", (8.0, foot), &compared);
        svg.words("small", (8.0, foot + 16.0), &limits);
        let width = (plot + WIDTH + 10.0).max(wide([compared.as_str()].into_iter()));
        svg.file(width, foot + 28.0)
    }
}

/// The height of a row in a saved plot, in pixels.
const ROW: f64 = 26.0;

/// Room for the longest of some words, in pixels, as wide as letters usually are.
fn wide<'a>(all: impl Iterator<Item = &'a str>) -> f64 {
    all.map(|words| words.chars().count()).max().unwrap_or(0) as f64 * 6.6 + 20.0
}

/// The picture of a row: the line of no difference, the limits, and the difference as a square for
/// what is in the plan and a circle for what is not; filled where it stands out. A margin is a broken
/// line.
pub(super) fn cell_picture(line: &ForestRow, reach: f64) -> String {
    let middle = HEIGHT / 2.0;
    let x = |share: f64| (share / reach).clamp(-1.0, 1.0).mul_add(WIDTH / 2.0 - 6.0, WIDTH / 2.0);
    let mut svg = Svg::default();
    svg.line("zero", (x(0.0), 2.0), (x(0.0), HEIGHT - 2.0));
    if let Some(margin) = line.margin {
        svg.line("margin", (x(margin), 2.0), (x(margin), HEIGHT - 2.0));
    }
    let (Some(difference), Some(limits)) = (line.difference, line.limits) else {
        return svg.inner();
    };
    let with = |class: &str| {
        if line.stands_out { format!("{class} stands-out") } else { class.to_owned() }
    };
    svg.line(&with("limits"), (x(limits.low), middle), (x(limits.high), middle));
    match line.role {
        Some(Role::Exploratory) | None => svg.circle(&with("point"), (x(difference), middle), 3.5),
        Some(Role::Primary | Role::Guardrail) => {
            svg.square(&with("point"), (x(difference), middle), 3.5);
        }
    }
    svg.inner()
}
