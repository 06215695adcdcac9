//! Checklist before a trial starts, item by item, each with the reason where it is not.
//! The reasons are those with which the server would refuse.

use leptos::prelude::*;
use trial::trial::NOT_COMPARABLE;
use trial::{Arm, Refusal, Trial};
use wire::trials::TrialView;

use crate::fmt;
use crate::trials::channel::channel_label;

/// One item: what has to be true, and why it is not; nothing speaks against it when it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    what: String,
    why_not: Vec<String>,
}

/// The list of a trial that has not started.
#[component]
pub fn Checklist(
    /// The trial.
    view: TrialView,
) -> impl IntoView {
    let items = items(&view.trial, &view.cannot_start);
    let verdict = match items.iter().filter(|item| !item.why_not.is_empty()).count() {
        0 => "Everything that the plan needs is there.".to_owned(),
        _ => "The trial cannot start yet:".to_owned(),
    };
    view! {
        <p>{verdict}</p>
        <ul class="checklist">
            {items.into_iter().map(shown).collect_view()}
            {view.worth_knowing.iter().map(worth_knowing).collect_view()}
        </ul>
    }
}

/// Something that does not stand in the way.
fn worth_knowing(told: &Refusal) -> impl IntoView + use<> {
    let words = fmt::sentence(&told.message);
    view! { <li><span class="badge badge-warning">"Know"</span><span>{words}</span></li> }
}

fn shown(item: Item) -> impl IntoView {
    let (badge, word) = match item.why_not.is_empty() {
        true => ("badge badge-good", "Ready"),
        false => ("badge badge-bad", "Missing"),
    };
    let why = |why: String| view! { <br/> <span class="why-not">{why}</span> };
    view! {
        <li>
            <span class=badge>{word}</span>
            <span>{item.what} {item.why_not.into_iter().map(why).collect_view()}</span>
        </li>
    }
}

/// The items in the order of the plan; a refusal that belongs to none of them becomes one.
fn items(trial: &Trial, refusals: &[Refusal]) -> Vec<Item> {
    let mut left: Vec<&Refusal> = refusals.iter().collect();
    let mut item = |what: String, field: &str, names: &str| {
        let is_it = |refusal: &&Refusal| {
            refusal.field.as_deref() == Some(field) && refusal.message.contains(names)
        };
        let place = left.iter().position(is_it);
        let why_not = place.map(|place| fmt::sentence(&left.remove(place).message));
        Item { what, why_not: why_not.into_iter().collect() }
    };
    let mut items = Vec::new();
    for (index, arm) in trial.plan.arms.iter().enumerate() {
        let field = format!("arms[{index}].variant");
        for channel in &arm.channels {
            let what = format!(
                "{}, {}: written and without a blocking finding",
                arm.name,
                channel_label(*channel).to_lowercase()
            );
            items.push(item(what, &field, &format!("/ {} /", channel.name())));
        }
    }
    if trial.plan.arms.iter().any(Arm::tells_little) {
        items.push(item("Why some subjects are told little".to_owned(), "ethics_note", ""));
    }
    let (arms, others): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|refusal| refusal.code == NOT_COMPARABLE);
    let why_not = arms.iter().map(|refusal| fmt::sentence(&refusal.message)).collect();
    items.push(Item { what: comparable(trial), why_not });
    items.push(size_item(trial));
    items.extend(others.iter().map(|refusal| Item {
        what: "Another reason".to_owned(),
        why_not: vec![fmt::sentence(&refusal.message)],
    }));
    items
}

/// What the arms have to be to each other.
fn comparable(trial: &Trial) -> String {
    match trial.plan.may_differ.join(", ") {
        blocks if blocks.is_empty() => "The arms can be compared; any block may differ".to_owned(),
        blocks => format!("The arms can be compared; they differ only in {blocks}"),
    }
}

/// How large the plan wants the trial; it is told, not demanded.
fn size_item(trial: &Trial) -> Item {
    let planning = trial::planner::Question::of(&trial.plan).answer();
    let what = planning.map_or_else(
        || "Size: the planner has no answer, so there will be no planned look".to_owned(),
        |planning| {
            let days = fmt::number_of(planning.days_planned.into(), "day", "days");
            format!("Size: {} subjects, about {days} until the planned look", planning.n_planned)
        },
    );
    Item { what, why_not: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;
    use trial::trial::DocumentFact;
    use trial::{Channel, TrialState};

    fn planned() -> Trial {
        let mut trial = sample::report().trial;
        trial.state = TrialState::Planned;
        trial
    }

    fn fact(arm: &str, n_blocking: u32) -> DocumentFact {
        DocumentFact {
            arm: arm.parse().unwrap(),
            channel: Channel::Garden,
            exists: true,
            n_blocking,
            objections: Vec::new(),
        }
    }

    #[test]
    fn every_refusal_stands_at_the_item_that_it_is_about() {
        let trial = planned();
        let refusals = trial.can_start(&[fact("standard", 0), fact("improved", 2)]);
        let items = items(&trial, &refusals);
        assert_eq!(items.len(), 4, "two texts, the arms and the size: {items:?}");
        assert!(items[0].why_not.is_empty(), "{items:?}");
        assert!(items[1].why_not[0].contains("2 blocking findings"), "{items:?}");
    }

    #[test]
    fn everything_that_speaks_against_comparing_the_arms_stands_at_one_item() {
        let refusal = |message: &str| Refusal {
            code: NOT_COMPARABLE.to_owned(),
            message: message.to_owned(),
            field: Some("may_differ".to_owned()),
        };
        let items = items(&planned(), &[refusal("one"), refusal("two")]);
        let against: Vec<_> = items.iter().filter(|item| !item.why_not.is_empty()).collect();
        assert_eq!(against.len(), 1, "{items:?}");
        assert_eq!(against[0].why_not, ["One.", "Two."]);
    }

    #[test]
    fn a_refusal_that_no_item_stands_for_is_told_all_the_same() {
        let refusal =
            Refusal { code: "x".to_owned(), message: "the moon is full".to_owned(), field: None };
        let items = items(&planned(), &[refusal]);
        assert_eq!(items.last().unwrap().why_not, ["The moon is full."]);
    }
}
