//! The study's tables as forest plots: counts with computed shares and limits, the improved against
//! the standard page, and a footnote where a printed number does not follow from its count.

use trial::published::{self, NOT_RANDOMISED, Study, Table};

use crate::fmt;
use crate::results::forest::{Forest, ForestRow};
use crate::results::row::Cell;

/// A table, and the footnotes that its cells refer to by letter.
pub fn forest(study: &Study, table: &Table) -> (Forest, Vec<String>) {
    let mut footnotes = Vec::new();
    let lines = table.rows.iter().map(|row| line(study, table, row, &mut footnotes)).collect();
    let forest = Forest {
        of: "Customers",
        arms: study.groups.iter().map(|group| group.label.clone()).collect(),
        compared: format!("Improved − standard, {NOT_RANDOMISED}"),
        limits: "95 %, single look".to_owned(),
        p: "p after Holm",
        lines,
        ..Forest::default()
    };
    (forest, footnotes)
}

fn line(
    study: &Study,
    table: &Table,
    row: &published::Row,
    footnotes: &mut Vec<String>,
) -> ForestRow {
    let on_it = study.comparisons.iter().find(|c| c.table == table.name && c.row == row.name);
    ForestRow {
        label: row.label.clone(),
        shares: row.cells.iter().map(|cell| share(cell, footnotes)).collect(),
        difference: on_it.map(|c| c.difference),
        limits: on_it.map(|c| c.interval),
        p: on_it.map(|c| c.adjusted.p),
        stands_out: on_it.is_some_and(|c| c.adjusted.stands_out),
        ..ForestRow::default()
    }
}

fn share(cell: &published::Cell, footnotes: &mut Vec<String>) -> Cell {
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

/// Among how many rows the p-values of a table are adjusted, and that each is a look afterwards.
pub fn adjusted_among(study: &Study, table: &Table) -> Option<String> {
    let mut families: Vec<u64> =
        study.comparisons.iter().filter(|c| c.table == table.name).map(|c| c.n_rows).collect();
    families.dedup();
    let words: Vec<String> = families.iter().map(|n| fmt::number_of(*n, "row", "rows")).collect();
    (!words.is_empty()).then(|| {
        format!(
            "Fisher’s test on each row, two-sided, p raised after Holm among {} of its kind. The rows \
             were looked at afterwards: exploratory.",
            words.join(" and ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> (Forest, Vec<String>) {
        let study = published::study().unwrap();
        forest(study, study.table(name).unwrap())
    }

    fn line(name: &str, label: &str) -> ForestRow {
        table(name).0.lines.into_iter().find(|line| line.label == label).unwrap()
    }

    #[test]
    fn a_share_is_computed_and_stands_beside_its_count() {
        let help = line("communication_logs", "Asked for more help");
        assert_eq!(help.shares[0].main, "42.3\u{a0}%");
        assert!(help.shares[0].aside.starts_with("41 of 97, "), "{:?}", help.shares[0]);
        assert_eq!(help.shares[1].main, "20.0\u{a0}%");
        assert_eq!(fmt::points(help.difference.unwrap()), "−22.3\u{a0}points");
    }

    #[test]
    fn no_row_of_the_contacts_stands_out_once_there_are_several() {
        let help = line("communication_logs", "Asked for more help");
        assert!(help.p.unwrap() > 0.05 && !help.stands_out, "{help:?}");
    }

    #[test]
    fn a_printed_slip_is_footnoted_where_it_occurs() {
        let (_, footnotes) = table("interviews");
        let distrust = line("interviews", "Did not trust the message");
        let letter = distrust.shares[0].aside.chars().last().unwrap();
        let nth = ('a'..='z').position(|c| c == letter).unwrap();
        assert!(footnotes[nth].contains("14.80"), "{footnotes:?}");
    }

    #[test]
    fn a_row_without_a_count_says_why_and_is_not_compared() {
        let form = line("communication_logs", "Used the contact form");
        assert_eq!(form.shares[2].main, "not offered");
        let email = line("remediation", "Cleaned up");
        assert_eq!(email.shares[2].main, "no observable impact above natural remediation");
    }

    #[test]
    fn every_comparison_says_that_the_groups_were_not_randomised() {
        for table in &published::study().unwrap().tables {
            let forest = forest(published::study().unwrap(), table).0;
            assert!(forest.compared.contains(NOT_RANDOMISED));
            for row in forest.rows() {
                assert!(row.reading.contains(NOT_RANDOMISED), "{}", row.reading);
            }
        }
    }
}
