//! The thirteen codes as boxes to tick, the three complaints together.

use leptos::prelude::*;
use trial::observation::Code;

/// The boxes.
#[component]
pub fn CodeBoxes(
    /// The number of the contact, for the ids of the boxes.
    id: u64,
    /// The codes that are ticked.
    chosen: RwSignal<Vec<Code>>,
) -> impl IntoView {
    let group = move |legend: &'static str, are_complaints: bool| {
        let codes = Code::ALL.into_iter().filter(move |code| code.is_complaint() == are_complaints);
        view! {
            <fieldset>
                <legend>{legend}</legend>
                <div class="codes">
                    {codes.map(|code| view! { <CodeBox id=id code=code chosen=chosen/> }).collect_view()}
                </div>
            </fieldset>
        }
    };
    view! {
        <div class="code-groups">
            {group("Complaints", true)}
            {group("What else it was about", false)}
        </div>
    }
}

#[component]
fn CodeBox(id: u64, code: Code, chosen: RwSignal<Vec<Code>>) -> impl IntoView {
    let name = format!("contact-{id}-{code:?}");
    let is_chosen = move || chosen.with(|codes| codes.contains(&code));
    view! {
        <label class="choice" for=name>
            <input
                id=name.clone()
                type="checkbox"
                prop:checked=is_chosen
                on:change=move |event| {
                    let is_ticked = event_target_checked(&event);
                    chosen.update(|codes| tick(codes, code, is_ticked));
                }
            />
            {code.label()}
        </label>
    }
}

/// Adds or removes a code; the codes stay in the order in which boards list them.
fn tick(codes: &mut Vec<Code>, code: Code, is_ticked: bool) {
    let ticked = |other: &Code| if *other == code { is_ticked } else { codes.contains(other) };
    *codes = Code::ALL.into_iter().filter(ticked).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticking_twice_counts_once_and_the_order_is_that_of_the_boards() {
        let mut codes = vec![Code::LooksFake];
        tick(&mut codes, Code::CannotWork, true);
        tick(&mut codes, Code::CannotWork, true);
        assert_eq!(codes, [Code::CannotWork, Code::LooksFake]);
        tick(&mut codes, Code::LooksFake, false);
        assert_eq!(codes, [Code::CannotWork]);
    }
}
