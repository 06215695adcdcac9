//! Who got where: enrolled, served, sighted, in contact. A pure function of the report.

use trial::report::{ArmReport, Report};

use crate::fmt;
use crate::results::table::{Cell, Row};

/// One step of the flow: its words and its count in an arm.
type Step = (&'static str, fn(&ArmReport) -> u64);

const STEPS: [Step; 5] = [
    ("Enrolled", |arm| arm.enrolled),
    ("Served their page", |arm| arm.served),
    ("Seen infected after enrolment", |arm| arm.sighted),
    ("In contact", |arm| arm.in_contact),
    ("Confirmed clean so far", |arm| arm.confirmed),
];

/// The heads of [`rows`].
pub fn columns(report: &Report) -> Vec<String> {
    let arms = report.arms.iter().map(|arm| arm.arm.to_string());
    std::iter::once("Subjects".to_owned()).chain(arms).chain(["All".to_owned()]).collect()
}

/// A row a step, a cell an arm, and the sum.
pub fn rows(report: &Report) -> Vec<Row> {
    let row = |(words, count): &Step| {
        let sum: u64 = report.arms.iter().map(count).sum();
        let arms = report.arms.iter().map(|arm| step_cell(count(arm), arm.enrolled));
        let cells = arms.chain([Cell::plain(sum.to_string())]).collect();
        Row::of(*words, cells)
    };
    STEPS.iter().map(row).collect()
}

fn step_cell(count: u64, enrolled: u64) -> Cell {
    match count == enrolled {
        true => Cell::plain(count.to_string()),
        false => Cell::with(count.to_string(), fmt::percent(count, enrolled)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    #[test]
    fn a_step_that_not_everybody_reached_shows_its_share() {
        let rows = rows(&sample::report());
        let served = rows.iter().find(|row| row.head == "Served their page").unwrap();
        assert_eq!(served.cells[0], Cell::plain("4"));
        assert_eq!(served.cells[1], Cell::with("3", "75.0\u{a0}%"));
        assert_eq!(served.cells[2], Cell::plain("7"));
    }
}
