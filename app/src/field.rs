//! Labelled controls with their hint and their error, tied together for those who cannot see them.
//! One component makes them all; what differs is the kind.

use leptos::prelude::*;

/// One value as the text of its control.
#[derive(Clone)]
pub struct Entry {
    /// The control's id, unique on the screen.
    pub id: String,
    /// The text.
    pub value: Signal<String>,
    /// Takes a new text.
    pub change: Callback<String>,
    /// What is wrong and what would be right, while something is.
    pub error: Signal<Option<String>>,
}

impl Entry {
    /// The entry of a text that a signal holds.
    pub fn over(id: &str, text: RwSignal<String>, error: Signal<Option<String>>) -> Entry {
        Entry {
            id: id.to_owned(),
            value: text.into(),
            change: Callback::new(move |new| text.set(new)),
            error,
        }
    }
}

/// What is offered: a value and its words.
pub type Offered = Signal<Vec<(String, String)>>;

/// Which control.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A text on one line.
    Line,
    /// A text of several lines.
    Prose,
    /// A whole number from 1 to the highest that makes sense.
    Count(u32),
    /// A number, decimals allowed.
    Number,
    /// A number to type or to drag: lowest, highest and step of the drag.
    Drag(f64, f64, f64),
    /// One of several; a value that is not among them is offered as well.
    Choice(Offered),
}

/// A labelled control.
#[component]
pub fn Control(
    /// Its value.
    entry: Entry,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is expected, below the name; empty for nothing.
    #[prop(optional, into)]
    hint: String,
    /// Which control.
    kind: Kind,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{}-hint", entry.id), format!("{}-error", entry.id));
    let ties = Ties {
        described_by: described_by(
            (!hint.is_empty()).then(|| hint_id.clone()),
            error_id.clone(),
            entry.error,
        ),
        invalid: Signal::derive(move || entry.error.with(Option::is_some).then_some("true")),
    };
    let error = entry.error;
    let shown_error = move || {
        let id = error_id.clone();
        error.get().map(|error| view! { <p class="field-error" id=id>{error}</p> })
    };
    let drag = match kind {
        Kind::Drag(low, high, step) => Some(dragged(&entry, &label, [low, high, step])),
        _ => None,
    };
    view! {
        <div class="field">
            <label for=entry.id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {drag}
            {control(entry, kind, ties)}
            {shown_error}
        </div>
    }
}

/// What ties a control to its hint and error.
#[derive(Clone, Copy)]
struct Ties {
    /// The ids that describe it; `None` when nothing does.
    described_by: Signal<Option<String>>,
    /// `"true"` while there is an error.
    invalid: Signal<Option<&'static str>>,
}

fn described_by(
    hint: Option<String>,
    error_id: String,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let error = error.with(Option::is_some).then(|| error_id.clone());
        match (hint.clone(), error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    })
}

/// The control itself.
fn control(entry: Entry, kind: Kind, ties: Ties) -> AnyView {
    let Entry { id, value, change, .. } = entry;
    let Ties { described_by, invalid } = ties;
    let input = move |event| change.run(event_target_value(&event));
    match kind {
        Kind::Prose => view! {
            <textarea id=id rows="3" aria-describedby=described_by aria-invalid=invalid prop:value=value on:input=input></textarea>
        }
        .into_any(),
        Kind::Choice(offered) => view! {
            <select id=id aria-describedby=described_by aria-invalid=invalid on:change=input>
                {move || options(&value.get(), offered.get())}
            </select>
        }
        .into_any(),
        Kind::Count(highest) => view! {
            <input type="number" id=id min="1" max=highest step="1" aria-describedby=described_by aria-invalid=invalid prop:value=value on:input=input/>
        }
        .into_any(),
        Kind::Line | Kind::Number | Kind::Drag(..) => {
            let is_number = !matches!(kind, Kind::Line);
            view! {
                <input
                    type="text"
                    id=id
                    class:is-number=is_number
                    inputmode=is_number.then_some("decimal")
                    autocomplete="off"
                    aria-describedby=described_by
                    aria-invalid=invalid
                    prop:value=value
                    on:input=input
                />
            }
            .into_any()
        }
    }
}

/// The options of a choice, with the chosen value among them.
fn options(chosen: &str, mut offered: Vec<(String, String)>) -> AnyView {
    if !offered.iter().any(|(value, _)| value == chosen) {
        let words = if chosen.is_empty() { "Choose one" } else { chosen };
        offered.insert(0, (chosen.to_owned(), words.to_owned()));
    }
    let option = |(value, words): (String, String)| {
        let is_chosen = value == chosen;
        view! { <option value=value prop:selected=is_chosen>{words}</option> }
    };
    offered.into_iter().map(option).collect_view().into_any()
}

/// The part of a number that is dragged.
fn dragged(entry: &Entry, label: &str, [low, high, step]: [f64; 3]) -> AnyView {
    let Entry { id, value, change, .. } = entry.clone();
    let name = format!("{label}, drag");
    view! {
        <input
            type="range"
            id=format!("{id}-drag")
            min=low
            max=high
            step=step
            aria-label=name
            prop:value=value
            on:input=move |event| change.run(event_target_value(&event))
        />
    }
    .into_any()
}
