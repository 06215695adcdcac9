//! Lists that are fetched page by page, with a button for more. Only the answer to the newest request
//! counts, so that a filter that changes quickly never shows the items of an older one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use wire::Page;

use crate::api::{self, ApiError};
use crate::query::{Failure, Waiting};

/// What is known about the rest of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// A page was asked for.
    Loading,
    /// The page after this cursor could not be read; `None` is the first page.
    Failed(ApiError, Option<String>),
    /// There is more after this cursor.
    More(String),
    /// The list is complete.
    End,
}

/// A list that grows page by page.
pub struct Paged<T: Send + Sync + 'static> {
    /// What is here.
    pub items: RwSignal<Vec<T>>,
    rest: RwSignal<Rest>,
    path: Signal<String>,
    /// Counts the requests; only the answer to the newest one counts.
    request: StoredValue<u64>,
}

impl<T: Send + Sync + 'static> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Paged<T> {}

/// Reads the list at `path`, which carries a query, from its first page; anew when the path changes.
pub fn use_paged<T>(path: Signal<String>) -> Paged<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let paged = Paged {
        items: RwSignal::new(Vec::new()),
        rest: RwSignal::new(Rest::Loading),
        path,
        request: StoredValue::new(0),
    };
    Effect::new(move |_| {
        path.track();
        paged.items.set(Vec::new());
        paged.read(None);
    });
    paged
}

impl<T: DeserializeOwned + Send + Sync + 'static> Paged<T> {
    /// Whether the whole list is here and holds nothing; tracks.
    pub fn is_empty(self) -> bool {
        self.rest.get() == Rest::End && self.items.with(Vec::is_empty)
    }

    /// Whether everything is here; tracks.
    pub fn is_whole(self) -> bool {
        self.rest.get() == Rest::End
    }

    /// Puts a newer state of an item in its place.
    pub fn replace(self, newer: T, is_same: impl Fn(&T, &T) -> bool) {
        self.items.try_update(|items| {
            if let Some(item) = items.iter_mut().find(|item| is_same(item, &newer)) {
                *item = newer;
            }
        });
    }

    fn read(self, after: Option<String>) {
        self.rest.set(Rest::Loading);
        let asked = self.path.get_untracked();
        let path = match &after {
            Some(after) => format!("{asked}&after={after}"),
            None => asked,
        };
        let number = self.request.get_value() + 1;
        self.request.set_value(number);
        spawn_local(async move {
            let answer = api::get::<Page<T>>(&path).await;
            // The answer to a question that nobody asks any more.
            if self.request.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.items.update(|items| items.extend(page.items));
                    self.rest.set(page.next.map_or(Rest::End, Rest::More));
                }
                Err(error) => self.rest.set(Rest::Failed(error, after)),
            }
        });
    }
}

/// The button for the next page, or what became of the last one.
#[component]
pub fn More<T>(
    /// The list.
    paged: Paged<T>,
    /// Completes "Loading …".
    what: &'static str,
) -> impl IntoView
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    move || {
        match paged.rest.get() {
        Rest::End => ().into_any(),
        Rest::Loading => view! { <Waiting what=what/> }.into_any(),
        Rest::Failed(error, after) => {
            view! { <Failure sentence=error.sentence() again=move || paged.read(after.clone())/> }.into_any()
        }
        Rest::More(after) => view! {
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| paged.read(Some(after.clone()))>"More"</button>
            </div>
        }
        .into_any(),
    }
    }
}
