//! The study's tables as text: counts with computed shares and limits, and a footnote where a
//! printed number does not follow from its count.

use trial::published::{self, NOT_RANDOMISED, Study, Table};

use crate::fmt;
use crate::results::table::{Cell, Row};

/// The heads of [`rows`].
pub fn columns(study: &Study) -> Vec<String> {
    let groups = study.groups.iter().map(|group| group.label.clone());
    let compared = format!("Improved − standard, {NOT_RANDOMISED}");
    std::iter::once("Customers".to_owned()).chain(groups).chain([compared]).collect()
}

/// The rows, and the footnotes that they refer to by letter.
pub fn rows(study: &Study, table: &Table) -> (Vec<Row>, Vec<String>) {
    let mut footnotes = Vec::new();
    let rows = table.rows.iter().map(|row| {
        let mut cells: Vec<Cell> =
            row.cells.iter().map(|cell| group_cell(cell, &mut footnotes)).collect();
        cells.push(compared(study, table, row));
        Row::of(row.label.clone(), cells)
    });
    (rows.collect(), footnotes)
}

fn group_cell(cell: &published::Cell, footnotes: &mut Vec<String>) -> Cell {
    let Some(rate) = cell.rate else {
        return Cell::plain(cell.instead.clone().unwrap_or_else(|| "–".to_owned()));
    };
    let (x, n) = (rate.count.x(), rate.count.n());
    let mut aside = vec![fmt::count(x, n)];
    aside.extend(rate.interval.map(|limits| fmt::share_range(limits.low, limits.high)));
    if let Some(oddity) = &cell.oddity {
        footnotes.push(fmt::sentence(oddity));
        aside.push(format!("note {}", letter(footnotes.len())));
    }
    Cell::with(fmt::percent(x, n), aside.join(", "))
}

/// The letter of the `nth` footnote, from 1.
fn letter(nth: usize) -> char {
    ('a'..='z').nth(nth.saturating_sub(1)).unwrap_or('z')
}

fn compared(study: &Study, table: &Table, row: &published::Row) -> Cell {
    let on_it = study.comparisons.iter().find(|c| c.table == table.name && c.row == row.name);
    on_it.map_or_else(Cell::none, |c| {
        let limits = fmt::points_range(c.interval.low, c.interval.high);
        Cell::with(fmt::points(c.difference), limits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> (Vec<Row>, Vec<String>) {
        let study = published::study().unwrap();
        rows(study, study.table(name).unwrap())
    }

    fn row(name: &str, head: &str) -> Row {
        table(name).0.into_iter().find(|row| row.head == head).unwrap()
    }

    #[test]
    fn a_share_is_computed_and_stands_beside_its_count() {
        let help = row("communication_logs", "Asked for more help");
        assert_eq!(help.cells[0].main, "42.3\u{a0}%");
        assert!(help.cells[0].aside.starts_with("41 of 97, "), "{:?}", help.cells[0]);
        assert_eq!(help.cells[1].main, "20.0\u{a0}%");
        assert_eq!(help.cells[3].main, "−22.3\u{a0}points");
    }

    #[test]
    fn a_printed_slip_is_footnoted_where_it_occurs() {
        let (_, footnotes) = table("interviews");
        let distrust = row("interviews", "Did not trust the message");
        let letter = distrust.cells[0].aside.chars().last().unwrap();
        let nth = ('a'..='z').position(|c| c == letter).unwrap();
        assert!(footnotes[nth].contains("14.80"), "{footnotes:?}");
    }

    #[test]
    fn a_row_without_a_count_says_why_and_is_not_compared() {
        let form = row("communication_logs", "Used the contact form");
        assert_eq!(form.cells[2].main, "not offered");
        let email = row("remediation", "Cleaned up");
        assert_eq!(email.cells[2].main, "no observable impact above natural remediation");
    }
}
