//! Saving what is on the screen as files, made in the browser: tables as CSV, charts as SVG.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// What the names of saved files begin with, for all figures below it; it says what is simulated.
#[derive(Clone, Copy)]
pub struct FilesOf(pub Signal<String>);

/// The beginning of the names of files, from the nearest [`FilesOf`].
pub fn files_of() -> Signal<String> {
    use_context::<FilesOf>()
        .map_or_else(|| Signal::stored("stile".to_owned()), |FilesOf(name)| name)
}

/// The name of a file: the beginning and what it shows, in letters, digits and hyphens.
pub fn file_name(of: &str, shows: &str, ending: &str) -> String {
    let mut name = String::new();
    for part in format!("{of} {shows}").split(|c: char| !c.is_alphanumeric()) {
        if !part.is_empty() {
            name.push_str(if name.is_empty() { "" } else { "-" });
            name.push_str(&part.to_lowercase());
        }
    }
    format!("{name}.{ending}")
}

/// Hands a text to the browser as a file. Where the browser refuses, nothing happens.
pub fn save(name: &str, media_type: &str, text: &str) {
    let _ = offer(name, media_type, text);
}

fn offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let parts = web_sys::js_sys::Array::of1(&JsValue::from_str(text));
    let bag = BlobPropertyBag::new();
    bag.set_type(media_type);
    let address =
        Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &bag)?)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// A quiet button that saves something.
#[component]
pub fn SaveButton(
    /// Its words: `Save as CSV`.
    words: &'static str,
    /// What is saved, for those who hear the button without its surroundings.
    #[prop(into)]
    what: Signal<String>,
    /// Saves it.
    save: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button-link save"
            aria-label=move || format!("{words}: {}", what.get())
            on:click=move |_| save.run(())
        >
            {words}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is_of_and_what_it_shows() {
        assert_eq!(
            file_name("simulated autumn", "Clean by day 14, 95 %", "csv"),
            "simulated-autumn-clean-by-day-14-95.csv"
        );
    }
}
