//! Flow of subjects, after CONSORT: seen, eligible, excluded and why, randomised, served, opened,
//! analysed. A pure function of the report.

use trial::report::{ArmFlow, Flow, Report};

use crate::fmt;
use crate::results::row::{Cell, Row};

/// One step of the flow within the arms: its words and its count, where it is known.
type FlowStep = (&'static str, fn(&ArmFlow) -> Option<u64>);

const STEPS: [FlowStep; 5] = [
    ("Randomised", |arm| Some(arm.randomised)),
    ("Served their page", |arm| Some(arm.served)),
    ("Opened their page", |arm| arm.opened),
    ("Follow-up ended early", |arm| Some(arm.ended_early)),
    ("Analysed so far", |arm| Some(arm.analysed)),
];

/// The heads of [`rows`].
pub fn columns(report: &Report) -> Vec<String> {
    let arms = report.health.flow.arms.iter().map(|arm| arm.arm.to_string());
    std::iter::once("Lines".to_owned()).chain(arms).chain(["All".to_owned()]).collect()
}

/// First what happened before the arms were drawn, then a row a step with a cell an arm.
pub fn rows(report: &Report) -> Vec<Row> {
    let flow = &report.health.flow;
    let excluded =
        flow.excluded.iter().map(|one| before(flow, format!("Excluded: {}", one.reason), one.n));
    let steps = STEPS.iter().map(|(words, count)| step(flow, words, *count));
    std::iter::once(before(flow, "Seen infected".to_owned(), flow.seen))
        .chain(excluded)
        .chain([before(flow, "Eligible".to_owned(), flow.eligible)])
        .chain(steps)
        .collect()
}

/// A step before the arms were drawn: it has no part in any.
fn before(flow: &Flow, words: String, n: u64) -> Row {
    let nothing = flow.arms.iter().map(|_| Cell::default());
    Row::of(words, nothing.chain([Cell::plain(n.to_string())]).collect())
}

fn step(flow: &Flow, words: &str, count: fn(&ArmFlow) -> Option<u64>) -> Row {
    let cell = |arm: &ArmFlow| match count(arm) {
        None => Cell::plain("not known"),
        Some(n) if n == arm.randomised => Cell::plain(n.to_string()),
        Some(n) => Cell::with(n.to_string(), fmt::percent(n, arm.randomised)),
    };
    let sum = flow.arms.iter().map(count).sum::<Option<u64>>();
    let all = sum.map_or_else(|| Cell::plain("not known"), |n| Cell::plain(n.to_string()));
    Row::of(words, flow.arms.iter().map(cell).chain([all]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;
    use trial::report::Excluded;

    fn row(report: &Report, head: &str) -> Row {
        rows(report).into_iter().find(|row| row.head == head).unwrap()
    }

    #[test]
    fn a_step_that_not_everybody_reached_shows_its_share() {
        let served = row(&sample::report(), "Served their page");
        assert_eq!(served.cells[0], Cell::plain("4"));
        assert_eq!(served.cells[1], Cell::with("3", "75.0\u{a0}%"));
        assert_eq!(served.cells[2], Cell::plain("7"));
    }

    #[test]
    fn whoever_was_excluded_is_counted_with_the_reason_and_in_no_arm() {
        let mut report = sample::report();
        report.health.flow.excluded.push(Excluded { reason: "business line".to_owned(), n: 29 });
        let excluded = row(&report, "Excluded: business line");
        assert_eq!(excluded.cells, [Cell::default(), Cell::default(), Cell::plain("29")]);
    }

    #[test]
    fn what_nobody_can_know_is_not_nothing() {
        let mut report = sample::report();
        report.health.flow.arms.iter_mut().for_each(|arm| arm.opened = None);
        assert_eq!(row(&report, "Opened their page").cells[2], Cell::plain("not known"));
    }
}
