//! Messages as files: one archive a message on the way out, and back.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address::MESSAGE_IMPORT;
use wire::package::{ImportAnswer, MEDIA_TYPE};

use crate::api;
use crate::fmt::number_of;

/// Takes an archive back that an export made.
#[component]
pub fn Import(
    /// Reads the list again.
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let file = NodeRef::<Input>::new();
    let overwrites = RwSignal::new(false);
    let answer = RwSignal::new(None::<Result<String, String>>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen =
            file.get_untracked().and_then(|input| input.files()).and_then(|all| all.get(0));
        let Some(chosen) = chosen else {
            return answer.set(Some(Err("Choose the file of an export first.".to_owned())));
        };
        let path = format!("{}?overwrite={}", MESSAGE_IMPORT.to(&[]), overwrites.get_untracked());
        spawn_local(async move {
            let sent = api::upload::<ImportAnswer>(&path, MEDIA_TYPE, &chosen).await;
            if sent.is_ok() {
                again();
            }
            let told = sent.map(|done| told(&done)).map_err(|error| error.sentence());
            answer.try_set(Some(told));
        });
    };
    let words = move || {
        answer.get().map(|answer| match answer {
            Ok(words) => view! { <p role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="field-error" role="alert">{words}</p> }.into_any(),
        })
    };
    view! {
        <details class="card">
            <summary>"Import a message"</summary>
            <form class="import" on:submit=send>
                <label class="field">
                    "The archive of an export"
                    <input type="file" accept=".zip,application/zip" node_ref=file/>
                </label>
                <label class="choice">
                    <input type="checkbox" prop:checked=overwrites on:change=move |event| overwrites.set(event_target_checked(&event))/>
                    "Write over what is stored with another text"
                </label>
                <div class="buttons"><button type="submit" class="button">"Import"</button></div>
                {words}
            </form>
        </details>
    }
}

/// `iot-infection: 2 documents new, 1 replaced, 5 unchanged.`
fn told(answer: &ImportAnswer) -> String {
    let done = &answer.imported;
    let new = number_of(done.created.len() as u64, "document", "documents");
    let (replaced, unchanged) = (done.replaced.len(), done.unchanged.len());
    format!("{}: {new} new, {replaced} replaced, {unchanged} unchanged.", answer.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_tells_what_became_of_every_document() {
        let id = |text: &str| text.parse().unwrap();
        let mut answer = ImportAnswer {
            message: "iot-infection".parse().unwrap(),
            imported: Default::default(),
        };
        answer.imported.created.push(id("iot-infection/improved/garden/en"));
        answer.imported.unchanged.push(id("iot-infection/improved/garden/nl"));
        assert_eq!(told(&answer), "iot-infection: 1\u{a0}document new, 0 replaced, 1 unchanged.");
    }
}
