//! Reading a chart piece by piece: by arrow keys while it has the focus, or by pointing at it. What
//! is read stands in a line below the chart, which is announced to those who do not see it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The piece of a chart that is being read.
#[derive(Clone, Copy)]
pub struct Reader {
    readings: Signal<Vec<String>>,
    chosen: RwSignal<Option<usize>>,
}

impl Reader {
    /// A reader of pieces that are said in `readings`.
    pub fn of(readings: Signal<Vec<String>>) -> Reader {
        Reader { readings, chosen: RwSignal::new(None) }
    }

    /// Whether the piece with that number is the one that is read; tracks.
    pub fn is_at(self, nth: usize) -> bool {
        self.chosen.get() == Some(nth)
    }

    /// Arrow keys go on and back, Home and End to the ends, Escape leaves.
    pub fn key(self, event: &web_sys::KeyboardEvent) {
        let n = self.readings.with_untracked(Vec::len);
        if n == 0 || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(next) = after_key(&event.key(), self.chosen.get_untracked(), n) {
            event.prevent_default();
            self.chosen.set(next);
        }
    }

    /// Pointing at an element with a `data-nth` reads that piece.
    pub fn point(self, event: &web_sys::PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let piece = target.and_then(|target| target.closest("[data-nth]").ok().flatten());
        let nth = piece.and_then(|piece| piece.get_attribute("data-nth")?.parse().ok());
        if nth.is_some() && nth != self.chosen.get_untracked() {
            self.chosen.set(nth);
        }
    }
}

/// The piece that a key leads to; `None` for a key that means nothing here.
fn after_key(key: &str, chosen: Option<usize>, n: usize) -> Option<Option<usize>> {
    let last = n.saturating_sub(1);
    match key {
        "ArrowRight" | "ArrowDown" => Some(Some(chosen.map_or(0, |nth| (nth + 1).min(last)))),
        "ArrowLeft" | "ArrowUp" => Some(Some(chosen.map_or(last, |nth| nth.saturating_sub(1)))),
        "Home" => Some(Some(0)),
        "End" => Some(Some(last)),
        "Escape" => Some(None),
        _ => None,
    }
}

/// The line that says what is read. It stands directly after the chart.
#[component]
pub fn Reading(
    /// The reader of the chart.
    reader: Reader,
) -> impl IntoView {
    let words = move || {
        let chosen = reader.chosen.get()?;
        reader.readings.with(|all| all.get(chosen).cloned())
    };
    view! { <p class="reading" role="status" translate="no">{words}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_begin_at_an_end_and_stay_inside() {
        assert_eq!(after_key("ArrowDown", None, 3), Some(Some(0)));
        assert_eq!(after_key("ArrowUp", None, 3), Some(Some(2)));
        assert_eq!(after_key("ArrowRight", Some(2), 3), Some(Some(2)));
        assert_eq!(after_key("ArrowLeft", Some(0), 3), Some(Some(0)));
    }

    #[test]
    fn escape_leaves_and_other_keys_are_left_alone() {
        assert_eq!(after_key("Escape", Some(1), 3), Some(None));
        assert_eq!(after_key("Tab", Some(1), 3), None);
    }
}
