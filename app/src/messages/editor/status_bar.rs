//! Status bar of the editor: length, readability, weight, and whether the text is saved.

use std::time::Duration;

use content::gzip_bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::buffer::{Buffer, SaveState};
use super::readability::readability_words;
use super::state::EditorState;
use crate::fmt::{clock, now, number_of, time};
use crate::messages::preview::PreviewModel;

/// The tooltip of a score.
const DOUBT: &str = "Scores count words and syllables; they do not know whether a text is clear";
/// What a page should weigh at most, in kB of gzip.
const TYPICAL_KILOBYTES: u32 = 5;
/// Packing a page is too slow for every keystroke; it waits until the author pauses this long.
const PAUSE: Duration = Duration::from_millis(300);

/// The status bar.
#[component]
pub fn StatusBar(
    /// The document.
    editor: EditorState,
    /// What the previews show.
    model: PreviewModel,
) -> impl IntoView {
    let measures = Memo::new(move |_| editor.assessment.with(|text| text.measures));
    let ease = Memo::new(move |_| {
        editor.assessment.with(|text| readability_words(&text.measures, &text.document.locale()))
    });
    let weight = weight_of(model.heaviest());
    view! {
        <footer class="editor-foot">
            <ul aria-label="Measures">
                <li>{move || number_of(measures.get().words.into(), "word", "words")}</li>
                <li>{move || format!("reads in {} min", measures.get().reading_seconds.div_ceil(60))}</li>
                <li>
                    {move || {
                        let words = measures.get().longest_sentence_words.into();
                        format!("longest sentence {}", number_of(words, "word", "words"))
                    }}
                </li>
                {move || ease.get().map(|words| view! { <li title=DOUBT>{words}</li> })}
                <li>{move || weight.get().map(weight_words)}</li>
            </ul>
            <SaveStatus editor=editor/>
        </footer>
    }
}

#[component]
fn SaveStatus(editor: EditorState) -> impl IntoView {
    let words =
        move || editor.buffer.with(|buffer| saving_words(buffer, editor.is_kept.get(), now()));
    let is_offline = Memo::new(move |_| editor.buffer.with(|m| m.saving == SaveState::Offline));
    let retry = move || {
        view! {
            <button type="button" class="button button-link" on:click=move |_| editor.save()>"Try again"</button>
        }
    };
    view! {
        <div class="saving-state">
            <span aria-live="polite">{words}</span>
            {move || is_offline.get().then(retry)}
        </div>
    }
}

/// The gzip size of a page in bytes, once the author pauses.
fn weight_of(page: Memo<String>) -> RwSignal<Option<u64>> {
    let weight = RwSignal::new(None);
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        page.track();
        if let Some(handle) = waiting.flatten() {
            handle.clear();
        }
        let weigh = move || {
            let bytes = page.try_with_untracked(|page| gzip_bytes(page));
            weight.try_set(bytes);
        };
        set_timeout_with_handle(weigh, PAUSE).ok()
    });
    weight
}

fn weight_words(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}\u{a0}kB of {TYPICAL_KILOBYTES}", tenths / 10, tenths % 10)
}

fn saving_words(buffer: &Buffer, is_kept: bool, now: Timestamp) -> String {
    match (&buffer.saving, is_kept) {
        (SaveState::Sent, _) => "Saving…".to_owned(),
        (SaveState::Refused(sentence), _) => sentence.clone(),
        (SaveState::Offline, true) => "Offline: kept in this browser".to_owned(),
        (SaveState::Offline, false) => {
            "Offline: copy your text, this browser keeps nothing".to_owned()
        }
        (SaveState::Resting | SaveState::Overtaken(_), _) if !buffer.is_saved() => {
            "Unsaved changes".to_owned()
        }
        (SaveState::Resting | SaveState::Overtaken(_), _) => saved_words(buffer.stored.at, now),
    }
}

/// `Saved 09:41 UTC`, with the day unless it is today.
fn saved_words(at: Timestamp, now: Timestamp) -> String {
    let day = |moment: Timestamp| moment.to_zoned(TimeZone::UTC).date();
    let at = if day(at) == day(now) { clock(at) } else { time(at) };
    format!("Saved {at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_rounded_up_to_a_tenth() {
        assert_eq!(weight_words(2_301), "2.4\u{a0}kB of 5");
        assert_eq!(weight_words(0), "0.0\u{a0}kB of 5");
    }

    #[test]
    fn the_day_of_a_save_is_named_unless_it_is_today() {
        let at: Timestamp = "2026-11-22T09:41:00Z".parse().unwrap();
        let tomorrow: Timestamp = "2026-11-23T00:00:00Z".parse().unwrap();
        assert_eq!(saved_words(at, at), "Saved 09:41\u{a0}UTC");
        assert_eq!(saved_words(at, tomorrow), "Saved 22\u{a0}Nov 2026, 09:41\u{a0}UTC");
    }
}
