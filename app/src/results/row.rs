//! Rows of figures as plain text. They are data, so that a board and its forest plot can be tested
//! without a browser; `table` shows them.

use crate::arm_style::ArmStyle;

/// The width of the picture in a cell, in pixels.
pub const PICTURE_WIDTH: f64 = 132.0;
/// The height of the picture in a cell, in pixels.
pub const PICTURE_HEIGHT: f64 = 22.0;

/// A cell: the figure, and a smaller aside such as its count; or a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The figure.
    pub main: String,
    /// Beside it in smaller type; empty where nothing is to be added.
    pub aside: String,
    /// A picture of a row of a forest plot, as SVG without its outer tag; usually empty.
    pub picture: String,
}

/// A row: its head and its cells, one for each column but the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The words at the head of the row.
    pub head: String,
    /// The style of the arm that the row is about.
    pub style: Option<ArmStyle>,
    /// A word beside the head; usually empty.
    pub badge: &'static str,
    /// The cells.
    pub cells: Vec<Cell>,
    /// The row as a sentence, where rows are read one by one; else empty.
    pub reading: String,
}

impl Cell {
    /// A figure without an aside.
    pub fn plain(main: impl Into<String>) -> Cell {
        Cell { main: main.into(), ..Cell::default() }
    }

    /// A figure with its aside.
    pub fn with(main: impl Into<String>, aside: impl Into<String>) -> Cell {
        Cell { main: main.into(), aside: aside.into(), ..Cell::default() }
    }

    /// Both as one text: `17.6 % (12 of 68)`.
    pub fn text(&self) -> String {
        match self.aside.is_empty() {
            true => self.main.clone(),
            false => format!("{} ({})", self.main, self.aside),
        }
    }

    /// Nothing to show yet.
    pub fn none() -> Cell {
        Cell::plain("–")
    }
}

impl Row {
    /// A row of cells below a head.
    pub fn of(head: impl Into<String>, cells: Vec<Cell>) -> Row {
        Row { head: head.into(), cells, ..Row::default() }
    }
}
