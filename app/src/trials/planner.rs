//! The planner beside the form: both sizes, the days they take, what can be seen with the subjects
//! in hand, and the curve of power. It asks `trial` anew whenever a number moves.

mod curve;

use leptos::prelude::*;
use trial::PlanDraft;
use trial::method::Method;
use trial::plan::ArmDraft;
use trial::planner::{Planning, Question};
use trial::report::Metric;

use self::curve::PowerCurve;
use crate::field::{Control, FieldInput, FieldKind};
use crate::fmt;
use crate::results::method::HowComputed;

/// Days for late reports, after which a subject counts.
const LATE_DAYS: u32 = trial::coverage::GRACE_DAYS;

/// The answer to what a draft asks.
#[component]
pub fn Planner(
    /// The draft.
    draft: RwSignal<PlanDraft>,
) -> impl IntoView {
    let question = Memo::new(move |_| draft.with(question_of));
    let planning = Memo::new(move |_| question.with(Question::answer));
    let power = Signal::derive(move || question.with(|question| question.design.power));
    view! {
        <div class="planning">
            <p class="planning-answer" role="status" translate="no">
                {move || planning.with(|planning| answer_words(planning.as_ref()))}
            </p>
            {move || planning.get().map(|planning| view! { <Sizes planning=planning/> })}
            <PowerCurve
                curve=Signal::derive(move || planning.with(|p| p.as_ref().map(|p| p.curve.clone()).unwrap_or_default()))
                wanted=power
            />
            <InHand question=question/>
            <HowComputed methods=Signal::stored(vec![Method::Planner])/>
        </div>
    }
}

/// The question that a draft asks, whatever else is wrong with it.
fn question_of(draft: &PlanDraft) -> Question {
    // Without a control among the arms, the first one stands for it.
    let is_control = |arm: &ArmDraft| !arm.name.is_empty() && arm.name == draft.control;
    let control = draft.arms.iter().position(is_control).unwrap_or(0);
    let others = draft.arms.iter().enumerate().filter(|(index, _)| *index != control);
    let weights = others.map(|(_, arm)| arm.weight).filter(|weight| *weight > 0);
    let maturity_days = match draft.primary.metric {
        Metric::CleanByHorizon => draft.horizon_days + draft.quiet_days + LATE_DAYS,
        Metric::Burden(_) => draft.burden_days + LATE_DAYS,
    };
    Question {
        design: draft.design,
        metric: draft.primary.metric,
        test: draft.primary.test,
        control_weight: draft.arms.get(control).map_or(1, |arm| arm.weight),
        weights: weights.collect(),
        maturity_days,
    }
}

/// The answer in a sentence.
fn answer_words(planning: Option<&Planning>) -> String {
    planning.map_or_else(
        || {
            "No size answers this: the shares have to stay between 0 and 100 %, and the power above \
             the error rate."
                .to_owned()
        },
        |planning| {
            format!(
                "{} for the planned look, in about {}; {} while watching, in about {}.",
                fmt::number_of(planning.n_planned, "subject", "subjects"),
                fmt::number_of(planning.days_planned.into(), "day", "days"),
                planning.n_watching,
                fmt::number_of(planning.days_watching.into(), "day", "days"),
            )
        },
    )
}

/// Both sizes, arm by arm.
#[component]
fn Sizes(planning: Planning) -> impl IntoView {
    let control = std::iter::once(("Control".to_owned(), planning.control));
    let several = planning.arms.len() > 1;
    let name = |nth: usize| if several { format!("Arm {}", nth + 1) } else { "Arm".to_owned() };
    let arms = planning.arms.iter().enumerate().map(|(nth, size)| (name(nth), *size));
    let row = |(name, size): (String, trial::planner::ArmSize)| {
        view! {
            <tr><th scope="row">{name}</th><td class="number">{size.planned}</td><td class="number">{size.watching}</td></tr>
        }
    };
    view! {
        <table>
            <thead>
                <tr><th scope="col">"Subjects"</th><th scope="col" class="number">"Planned look"</th><th scope="col" class="number">"While watching"</th></tr>
            </thead>
            <tbody>
                {control.chain(arms).map(row).collect_view()}
            </tbody>
        </table>
    }
}

/// What could be seen with the subjects that one has.
#[component]
fn InHand(question: Memo<Question>) -> impl IntoView {
    let text = RwSignal::new("200".to_owned());
    let error = Signal::derive(move || {
        let is_number = text.with(|text| text.trim().parse::<u64>().is_ok());
        (!is_number).then(|| "Give a whole number of subjects.".to_owned())
    });
    let words = move || {
        let n: Option<u64> = text.with(|text| text.trim().parse().ok());
        n.map(|n| in_hand_words(n, question.with(|question| question.detectable_difference(n))))
    };
    view! {
        <Control entry=FieldInput::over("planner-in-hand", text, error) kind=FieldKind::Count(1_000_000) label="Subjects in hand"/>
        <p role="status" translate="no">{words}</p>
    }
}

fn in_hand_words(n: u64, smallest: Option<f64>) -> String {
    let who = fmt::number_of(n, "subject", "subjects");
    match smallest {
        Some(difference) => {
            let points = fmt::points(difference);
            format!(
                "With {who}, a planned look sees differences of {} and more.",
                points.trim_start_matches('+')
            )
        }
        None => format!("With {who}, no difference can be seen with that power."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trials::plan_draft::{another_arm, empty, rename_arm};

    fn named() -> PlanDraft {
        let mut draft = empty();
        rename_arm(&mut draft, 0, "standard".to_owned());
        rename_arm(&mut draft, 1, "improved".to_owned());
        draft.control = "standard".to_owned();
        draft
    }

    #[test]
    fn a_draft_asks_about_every_arm_but_the_control() {
        let mut draft = named();
        draft.arms.push(ArmDraft { name: "third".to_owned(), weight: 2, ..another_arm() });
        let question = question_of(&draft);
        assert_eq!((question.control_weight, question.weights), (1, vec![1, 2]));
        assert_eq!(question.maturity_days, 14 + 7 + 2);
    }

    #[test]
    fn a_draft_without_a_control_yet_is_answered_all_the_same() {
        assert_eq!(question_of(&empty()).weights, [1]);
        let planning = question_of(&empty()).answer();
        assert_eq!(planning, question_of(&named()).answer());
        assert!(answer_words(planning.as_ref()).contains("for the planned look, in about"));
    }

    #[test]
    fn watching_needs_more_than_the_planned_look() {
        let planning = question_of(&named()).answer().unwrap();
        assert!(planning.n_watching > 2 * planning.n_planned, "{planning:?}");
    }

    #[test]
    fn a_question_without_an_answer_says_what_has_to_change() {
        let mut draft = named();
        draft.design.smallest_difference = 0.3;
        assert!(
            answer_words(question_of(&draft).answer().as_ref()).starts_with("No size answers this")
        );
    }
}
