//! Results of the checks, what is not resolved, and under which plan the trial ran: pure functions of
//! the report.

use trial::report::{Period, Report, SampleRatio, Stage};

use crate::fmt;
use crate::results::row::{Cell, Row};

/// The heads of [`rows`].
pub fn columns() -> Vec<String> {
    ["Check", "Result"].map(str::to_owned).into()
}

/// A row a check; what is not as it should be says so in words.
pub fn rows(report: &Report) -> Vec<Row> {
    let health = &report.health;
    let open = &health.unresolved;
    let counts = [
        ("Seen in two arms", health.n_in_two_arms, two_arms(report)),
        ("Rows for unknown subjects, set aside", open.set_aside, String::new()),
        ("Contacts not coded, by subject", open.uncoded, String::new()),
        ("Unknown, reports are missing", open.unknown, String::new()),
        ("Not confirmed, count as not clean", open.not_confirmed, String::new()),
        ("Outcomes changed by late rows", health.late.n_outcomes, health.late.sentence.clone()),
    ];
    let ratios = health.sample_ratio.iter().map(ratio);
    ratios
        .chain(
            counts
                .into_iter()
                .map(|(words, n, detail)| Row::of(words, vec![Cell::with(n.to_string(), detail)])),
        )
        .collect()
}

/// The first few subjects who were enrolled twice, by name.
fn two_arms(report: &Report) -> String {
    let names: Vec<_> = report.health.in_two_arms.iter().map(ToString::to_string).collect();
    names.join(", ")
}

/// Whether the arms fill as planned at one stage: `p 0.860 · as planned`.
fn ratio(check: &SampleRatio) -> Row {
    let stage = match check.stage {
        Stage::Enrolled => "enrolled",
        Stage::Served => "served",
        Stage::Analysed => "analysed",
    };
    let joined = |numbers: Vec<String>| numbers.join(" : ");
    let counts = joined(check.counts.iter().map(u64::to_string).collect());
    let weights = joined(check.weights.iter().map(u32::to_string).collect());
    let words = if check.alarm { "not as planned" } else { "as planned" };
    let single = check.chi_square.map(|test| format!(", single look {}", fmt::p_value(test.p)));
    let detail = format!(
        "{counts} for {weights}; p {} while you watch{}",
        fmt::p_value(check.p),
        single.unwrap_or_default()
    );
    Row::of(format!("Arms as planned, {stage}"), vec![Cell::with(words, detail)])
}

/// The heads of [`periods`].
pub fn period_columns(report: &Report) -> Vec<String> {
    let arms: Vec<_> = report.trial.plan.arms.iter().map(|arm| arm.name.to_string()).collect();
    vec![
        "From".to_owned(),
        "To".to_owned(),
        format!("Weights, {}", arms.join(" : ")),
        "Plan".to_owned(),
    ]
}

/// A row for each time within which the trial ran under one plan.
pub fn periods(report: &Report) -> Vec<Row> {
    let row = |period: &Period| {
        let weights: Vec<_> = period.weights.iter().map(u32::to_string).collect();
        let to = period.to.map_or_else(|| "now".to_owned(), fmt::time);
        let cells = [to, weights.join(" : "), fmt::short_hash(&period.plan_hash)];
        Row::of(fmt::time(period.from), cells.map(Cell::plain).into())
    };
    report.health.periods.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    fn value(report: &Report, head: &str) -> Cell {
        let row = rows(report).into_iter().find(|row| row.head == head);
        row.unwrap_or_else(|| panic!("no row {head}: {:?}", rows(report))).cells[0].clone()
    }

    #[test]
    fn arms_that_fill_as_their_weights_say_are_as_planned_with_their_counts() {
        let cell = value(&sample::report(), "Arms as planned, enrolled");
        assert_eq!(cell.main, "as planned");
        assert!(cell.aside.starts_with("4 : 4 for 1 : 1; p "), "{}", cell.aside);
    }

    #[test]
    fn what_late_rows_changed_stands_in_words_beside_its_count() {
        let mut report = sample::report();
        report.health.late.n_outcomes = 3;
        report.health.late.sentence =
            "3 outcomes changed by 5 late sightings of darknet.".to_owned();
        let cell = value(&report, "Outcomes changed by late rows");
        assert_eq!(
            (cell.main.as_str(), cell.aside.as_str()),
            ("3", "3 outcomes changed by 5 late sightings of darknet.")
        );
    }

    #[test]
    fn a_running_trial_has_one_period_that_lasts() {
        let rows = periods(&sample::report());
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].cells[0], Cell::plain("now"));
        assert_eq!(rows[0].cells.len(), period_columns(&sample::report()).len() - 1);
    }
}
