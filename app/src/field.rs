//! A labelled control with its hint and its error, tied together for those who cannot see them.

use leptos::prelude::*;

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

/// A labelled control. `control` makes the input, the select or the text area from its ties.
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
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let ties = Ties {
        id: id.clone(),
        described_by: described_by(
            (!hint.is_empty()).then(|| hint_id.clone()),
            error_id.clone(),
            error,
        ),
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
