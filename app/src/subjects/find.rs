//! Search for a subject by its case code, in whatever case and spacing it was read out.

use content::CaseCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use wire::subject::SubjectSummary;
use wire::{Page, address};

use crate::api::{self, ApiError};
use crate::field::{Control, FieldInput, FieldKind};
use crate::page::PageHead;
use crate::query::Waiting;
use crate::{fmt, paths};

/// How the search stands.
#[derive(Clone, Debug, PartialEq)]
enum Search {
    /// Nothing was asked.
    Idle,
    /// The server is asked.
    Asking,
    /// The text is no code, or the code is nobody's: what to say about it.
    NotFound(String),
    /// The server could not answer.
    Failed(ApiError),
}

/// The form that finds a subject.
#[component]
pub fn FindSubjectPage() -> impl IntoView {
    let text = RwSignal::new(String::new());
    let search = RwSignal::new(Search::Idle);
    let navigate = use_navigate();
    let find = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        look_up(text.get_untracked(), search, move |to| navigate(&to, Default::default()));
    };
    let error = Signal::derive(move || match search.get() {
        Search::NotFound(sentence) => Some(sentence),
        Search::Failed(error) => Some(error.sentence()),
        Search::Idle | Search::Asking => None,
    });
    view! {
        <PageHead title="Find a subject"/>
        <form class="card find-subject" on:submit=find>
            <Control
                entry=FieldInput::over("case-code", text, error)
                kind=FieldKind::Line
                label="Case code"
                hint="The customer reads it out: six letters and digits, for example 7K4-92R. Spaces, the dash and small letters do not matter."
            />
            <div class="buttons">
                <button type="submit" class="button button-primary">"Find"</button>
            </div>
            <div role="status" translate="no">
                {move || (search.get() == Search::Asking).then(|| view! { <Waiting what="the subject"/> })}
                <span class="visually-hidden">{move || error.get()}</span>
            </div>
        </form>
        <p class="aside">"Subjects have pseudonyms. Stile holds no names and no addresses; the case code is all that links a call to a line."</p>
    }
}

/// Looks the code up and goes to its subject.
fn look_up(text: String, search: RwSignal<Search>, go: impl Fn(String) + 'static) {
    let code: CaseCode = match text.parse() {
        Ok(code) => code,
        Err(error) => return search.set(Search::NotFound(no_code(&error))),
    };
    search.set(Search::Asking);
    spawn_local(async move {
        let path = format!("{}?case_code={code}", address::SUBJECTS.to(&[]));
        let now = match api::get::<Page<SubjectSummary>>(&path).await {
            Ok(page) => match page.items.first() {
                Some(found) => return go(paths::subject(&found.subject)),
                None => Search::NotFound(nobody(&code)),
            },
            Err(error) => Search::Failed(error),
        };
        search.try_set(now);
    });
}

fn no_code(error: &content::InvalidCaseCode) -> String {
    fmt::sentence(&format!("this is no case code: {error}"))
}

fn nobody(code: &CaseCode) -> String {
    format!("No subject has the code {code}. Ask the customer to read it out again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_no_code_is_answered_with_what_would_be_one() {
        let error = "7K4".parse::<CaseCode>().unwrap_err();
        let sentence = no_code(&error);
        assert_eq!(
            sentence,
            "This is no case code: a case code has 6 symbols, for example 7K4-92R."
        );
    }
}
