//! The planned look: the fixed test of the primary metric, once. Before it is reached this card says
//! what is missing, and shows no p-value.

use leptos::prelude::*;
use trial::method::Method;
use trial::report::{PlannedArm, PlannedTest, Report};

use super::method::HowComputed;
use super::newest::Newest;
use super::row::{Cell, Row};
use super::table::FigureTable;
use crate::fmt;

/// The card of the planned look.
#[component]
pub fn PlannedLookCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let sentence = newest.derive(sentence);
    let is_reached = newest.derive(|report| report.planned_look.reached);
    let is_former = newest.derive(|report| report.trial.has_former_rule());
    let has_test = move || is_reached.get();
    view! {
        <section class="card" aria-labelledby="planned-look">
            <h2 id="planned-look">"Planned look"</h2>
            {move || is_former.get().then(|| view! {
                <p><span class="badge">"Former rule"</span>" This trial was started before there were daily looks, and keeps the rule of its start."</p>
            })}
            <p>{move || sentence.get()}</p>
            <div class="trust-parts">
                <div>
                    <FigureTable caption="Subjects whose days are over" columns=Signal::stored(arm_columns()) rows=newest.derive(arms)/>
                </div>
                {move || has_test().then(|| view! {
                    <div>
                        <FigureTable caption="The fixed test, on the first subjects" columns=Signal::stored(test_columns()) rows=newest.derive(tests)/>
                    </div>
                })}
            </div>
            {move || has_test().then(|| view! { <HowComputed methods=newest.derive(methods)/> })}
        </section>
    }
}

fn sentence(report: &Report) -> String {
    let look = &report.planned_look;
    let what = look.metric.label().to_lowercase();
    match look.reached {
        _ if look.arms.len() < 2 => {
            "There is no second arm to compare with, so there is no planned look.".to_owned()
        }
        true => format!(
            "The planned number of subjects has been reached. The fixed test of “{what}” is made once, on the first of them."
        ),
        false => format!(
            "The fixed test of “{what}” is made once, when every arm has its planned number of subjects. Until then only what holds while one watches is shown."
        ),
    }
}

fn arm_columns() -> Vec<String> {
    ["Arm", "Count", "Planned"].map(str::to_owned).into()
}

fn arms(report: &Report) -> Vec<Row> {
    let row = |arm: &PlannedArm| {
        // The planner has no answer for such a plan.
        let planned =
            if arm.planned == u64::MAX { "–".to_owned() } else { arm.planned.to_string() };
        Row::of(
            arm.arm.to_string(),
            vec![Cell::plain(arm.mature.to_string()), Cell::plain(planned)],
        )
    };
    report.planned_look.arms.iter().map(row).collect()
}

fn test_columns() -> Vec<String> {
    ["Compared", "Arm", "Control", "Difference", "p", "At most, to count"].map(str::to_owned).into()
}

fn tests(report: &Report) -> Vec<Row> {
    report.planned_look.tests.iter().map(test).collect()
}

fn test(test: &PlannedTest) -> Row {
    let share = |count: trial::stats::rate::Count| {
        Cell::with(fmt::percent(count.x(), count.n()), fmt::count(count.x(), count.n()))
    };
    let limits = test.interval.map(|limits| fmt::points_range(limits.low, limits.high));
    let difference = test.difference.map_or_else(Cell::none, |difference| {
        Cell::with(fmt::points(difference), limits.unwrap_or_default())
    });
    let cells = vec![
        share(test.arm_count),
        share(test.control_count),
        difference,
        Cell::with(fmt::p_value(test.p), test.computed.explain().name),
        Cell::plain(format!("{:.3}", test.alpha)),
    ];
    Row::of(format!("{} − {}", test.arm, test.control), cells)
}

fn methods(report: &Report) -> Vec<Method> {
    report
        .planned_look
        .tests
        .iter()
        .flat_map(|test| [test.computed, test.interval_computed])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    #[test]
    fn no_p_value_is_shown_before_the_planned_look() {
        let report = sample::report();
        assert!(super::tests(&report).is_empty());
        assert!(sentence(&report).contains("Until then"), "{}", sentence(&report));
    }

    #[test]
    fn with_one_arm_there_is_no_look() {
        let mut report = sample::report();
        report.planned_look.arms.truncate(1);
        assert!(sentence(&report).contains("no second arm"), "{}", sentence(&report));
    }

    #[test]
    fn each_arm_says_how_many_count_and_how_many_were_planned() {
        let rows = arms(&sample::report());
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].cells[0], Cell::plain("4"));
        assert!(rows[0].cells[1].main.parse::<u64>().unwrap() > 4);
    }
}
