//! Queries: values that come from the server, each loading, failed or here. One type and one view for all
//! screens, so that no screen invents its own spinner or its own words for a failure.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;

/// A value that has to be fetched first.
#[derive(Clone, Debug, PartialEq)]
pub enum Remote<T> {
    /// The answer has not come yet.
    Loading,
    /// The server was not reached, or refused.
    Failed(ApiError),
    /// The newest answer.
    Here(T),
}

/// A value that comes from the server, and can be fetched again.
pub struct Query<T: Send + Sync + 'static> {
    state: RwSignal<Remote<T>>,
    attempt: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

impl<T: Clone + Send + Sync + 'static> Query<T> {
    /// What is known now; tracks.
    pub fn get(self) -> Remote<T> {
        self.state.get()
    }

    /// The value, if it is here; tracks.
    pub fn here(self) -> Option<T> {
        self.state.with(|remote| match remote {
            Remote::Here(value) => Some(value.clone()),
            Remote::Loading | Remote::Failed(_) => None,
        })
    }

    /// Puts a newer value in place, such as the answer to a save.
    pub fn put(self, value: T) {
        self.state.set(Remote::Here(value));
    }

    /// Fetches again; what is here stays until the answer comes.
    pub fn again(self) {
        self.attempt.update(|attempt| *attempt += 1);
    }
}

/// Fetches a value, and again whenever a signal changes that `read` uses before its first await.
/// Only the newest answer counts.
pub fn use_query<T, F, Fut>(read: F) -> Query<T>
where
    T: Clone + Send + Sync + 'static,
    F: Fn() -> Fut + 'static,
    Fut: Future<Output = Result<T, ApiError>> + 'static,
{
    let state = RwSignal::new(Remote::Loading);
    let attempt = RwSignal::new(0_u32);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |before: Option<u32>| {
        let now = attempt.get();
        let future = read();
        let asked_again = before.is_some_and(|before| before != now);
        if !asked_again || state.with_untracked(|remote| matches!(remote, Remote::Failed(_))) {
            state.set(Remote::Loading);
        }
        asked.update_value(|number| *number += 1);
        let number = asked.get_value();
        spawn_local(async move {
            let answer = future.await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            state.try_set(match answer {
                Ok(value) => Remote::Here(value),
                Err(error) => Remote::Failed(error),
            });
        });
        now
    });
    Query { state, attempt }
}

/// Shows a query: a calm line while it loads, a sentence and *Try again* when it failed, and else
/// what `view` makes of it. `what` completes "Loading …", for example "the trials".
pub fn show<T, V, N>(query: Query<T>, what: &'static str, view: V) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: Fn(T) -> N + Send + Sync + 'static,
    N: IntoView + 'static,
{
    move || match query.get() {
        Remote::Loading => view! { <Waiting what=what/> }.into_any(),
        Remote::Failed(error) => {
            view! { <Failure sentence=error.sentence() again=move || query.again()/> }.into_any()
        }
        Remote::Here(value) => view(value).into_any(),
    }
}

/// The calm line while something loads.
#[component]
pub fn Waiting(
    /// Completes "Loading …".
    what: &'static str,
) -> impl IntoView {
    view! { <p class="waiting" role="status" aria-busy="true">"Loading " {what} "…"</p> }
}

/// What went wrong, with the way to try again.
#[component]
pub fn Failure(
    /// What went wrong, and what is not lost.
    #[prop(into)]
    sentence: String,
    /// Tries again.
    again: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <div class="failure" role="alert">
            <p>{sentence}</p>
            <button type="button" class="button" on:click=move |_| again()>"Try again"</button>
        </div>
    }
}
