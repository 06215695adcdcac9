//! Labelled controls with their hint and their error, tied together for those who cannot see them.
//! One component makes the usual kinds over an entry.

use leptos::prelude::*;

/// One value as the text of its control.
#[derive(Clone)]
pub struct FieldInput {
    /// The control's id, unique on the screen.
    pub id: String,
    /// The text.
    pub value: Signal<String>,
    /// Takes a new text.
    pub change: Callback<String>,
    /// What is wrong and what would be right, while something is.
    pub error: Signal<Option<String>>,
}

impl FieldInput {
    /// The entry of a text that a signal holds.
    pub fn over(id: &str, text: RwSignal<String>, error: Signal<Option<String>>) -> FieldInput {
        FieldInput {
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
pub enum FieldKind {
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

/// A labelled control of one of the usual kinds.
#[component]
pub fn Control(
    /// Its value.
    entry: FieldInput,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is expected, below the name; empty for nothing.
    #[prop(optional, into)]
    hint: String,
    /// Which control.
    kind: FieldKind,
) -> impl IntoView {
    let drag = match kind {
        FieldKind::Drag(low, high, step) => Some(dragged(&entry, &label, [low, high, step])),
        _ => None,
    };
    let (id, error) = (entry.id.clone(), entry.error);
    view! { <Field id=id label=label hint=hint error=error control=move |ties| (drag, control(entry, kind, ties))/> }
}

/// What ties a control to its label, hint and error.
#[derive(Clone)]
pub struct Ties {
    /// The control's id.
    pub id: String,
    /// The ids that describe it, for `aria-describedby`; `None` when nothing does.
    pub described_by: Signal<Option<String>>,
    /// `aria-invalid`: `"true"` while there is an error.
    pub invalid: Signal<Option<&'static str>>,
}

/// A labelled control of another kind, which `control` makes from its ties.
#[component]
pub fn Field<C, V>(
    /// The control's id, unique on the screen.
    #[prop(into)]
    id: String,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is expected, below the name; empty for nothing.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong and what would be right, while something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Makes the control.
    control: C,
) -> impl IntoView
where
    C: FnOnce(Ties) -> V,
    V: IntoView,
{
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let told = (!hint.is_empty()).then(|| hint_id.clone());
    let ties = Ties {
        id: id.clone(),
        described_by: described_by(told, error_id.clone(), error),
        invalid: Signal::derive(move || error.with(Option::is_some).then_some("true")),
    };
    let shown_error = move || {
        let id = error_id.clone();
        error.get().map(|error| view! { <p class="field-error" id=id>{error}</p> })
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {control(ties)}
            {shown_error}
        </div>
    }
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
fn control(entry: FieldInput, kind: FieldKind, ties: Ties) -> AnyView {
    let FieldInput { value, change, .. } = entry;
    let Ties { id, described_by, invalid } = ties;
    let input = move |event| change.run(event_target_value(&event));
    match kind {
        FieldKind::Prose => view! {
            <textarea id=id rows="3" aria-describedby=described_by aria-invalid=invalid prop:value=value on:input=input></textarea>
        }
        .into_any(),
        FieldKind::Choice(offered) => view! {
            <select id=id aria-describedby=described_by aria-invalid=invalid on:change=input>
                {move || options(&value.get(), offered.get())}
            </select>
        }
        .into_any(),
        FieldKind::Count(highest) => view! {
            <input type="number" id=id min="1" max=highest step="1" aria-describedby=described_by aria-invalid=invalid prop:value=value on:input=input/>
        }
        .into_any(),
        FieldKind::Line | FieldKind::Number | FieldKind::Drag(..) => {
            let is_number = !matches!(kind, FieldKind::Line);
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
fn dragged(entry: &FieldInput, label: &str, [low, high, step]: [f64; 3]) -> AnyView {
    let FieldInput { id, value, change, .. } = entry.clone();
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
