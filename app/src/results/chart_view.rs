//! The one component that touches the chart renderer. It loads the engine where a chart is, draws
//! when the element is in the document, draws again when the numbers or the theme change, and
//! disposes of the chart when the component goes. Arrow keys read the chart; a button saves it.

mod engine;

use std::sync::atomic::{AtomicU32, Ordering};

use charming::{Chart, Echarts, WasmRenderer};
use leptos::html;
use leptos::prelude::*;

use self::engine::Engine;
use super::reader::{Reader, Reading};
use super::save::{SaveButton, file_name, files_of, save};
use crate::theme::use_theme;

/// A chart with its name for those who do not see it. Put its numbers into a table nearby.
#[component]
pub fn ChartView<D>(
    /// What the chart shows, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What it says, piece by piece, for the arrow keys.
    readings: Signal<Vec<String>>,
    /// Describes the chart on dark or light ground; `None` while there is nothing to draw. Reads of
    /// signals in it are followed.
    draw: D,
) -> impl IntoView
where
    D: Fn(bool) -> Option<Chart> + Send + Sync + 'static,
{
    let element = NodeRef::<html::Div>::new();
    let id = next_id();
    let engine = engine::load();
    let theme = use_theme();
    let canvas = Canvas::new(id.clone());
    Effect::new(move |_| {
        let is_ready = engine.get() == Engine::Ready && element.get().is_some();
        if let Some(chart) = draw(theme.is_dark()).filter(|_| is_ready) {
            canvas.paint_soon(chart);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| canvas.fit());
    on_cleanup(move || {
        resized.remove();
        canvas.dispose();
    });
    let failed = move || engine.get() == Engine::Failed;
    let reader = Reader::of(readings);
    view! {
        <div class="readable" role="group" tabindex="0" aria-label="Chart, read by arrow keys" on:keydown=move |event| reader.key(&event)>
            <div id=id.clone() class="chart" role="img" aria-label=move || label.get() node_ref=element></div>
        </div>
        <Reading reader=reader/>
        <SaveChart id=id/>
        {move || failed().then(|| view! {
            <p class="aside">"The chart could not be loaded. Its numbers are in the table."</p>
        })}
    }
}

/// Saves the chart as it is drawn now, with a word about whose numbers it shows.
#[component]
fn SaveChart(id: String) -> impl IntoView {
    let of = files_of();
    let as_svg = Callback::new(move |()| {
        let drawn = document().query_selector(&format!("#{id} svg")).ok().flatten();
        if let Some(drawn) = drawn {
            let of = of.get_untracked();
            let text = with_note(&drawn.outer_html(), &of);
            save(&file_name(&of, "curves", "svg"), "image/svg+xml", &text);
        }
    });
    view! { <SaveButton words="Save as SVG" what=Signal::stored("the chart".to_owned()) save=as_svg/> }
}

/// A picture with a line of words in its upper left corner.
fn with_note(picture: &str, note: &str) -> String {
    let words =
        format!(r##"<text x="52" y="11" font-size="10" fill="#8b8779">{note}</text></svg>"##);
    match picture.strip_suffix("</svg>") {
        Some(open) => format!("{open}{words}"),
        None => picture.to_owned(),
    }
}

/// An id that no other chart of this document has.
fn next_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("chart-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What is drawn into one element.
#[derive(Clone, Copy)]
struct Canvas {
    id: StoredValue<String>,
    drawn: StoredValue<Option<Echarts>, LocalStorage>,
}

impl Canvas {
    fn new(id: String) -> Self {
        Self { id: StoredValue::new(id), drawn: StoredValue::new_local(None) }
    }

    /// Draws before the next repaint, when the element is in the document.
    fn paint_soon(self, chart: Chart) {
        request_animation_frame(move || self.paint(&chart));
    }

    fn paint(self, chart: &Chart) {
        let Some(id) = self.id.try_get_value() else {
            return;
        };
        let was_drawn = self.drawn.try_with_value(|drawn| {
            // The series keep their ids, so a new description replaces the old one.
            drawn.as_ref().map(|drawn| WasmRenderer::update(drawn, chart)).is_some()
        });
        if was_drawn == Some(false) {
            // It fails only when the element has left the document, where nobody misses it.
            let drawn = WasmRenderer::new_opt(None, None).render(&id, chart).ok();
            self.drawn.try_set_value(drawn);
        }
    }

    fn fit(self) {
        self.drawn.try_with_value(|drawn| {
            if let Some(drawn) = drawn {
                drawn.resize(wasm_bindgen::JsValue::UNDEFINED);
            }
        });
    }

    fn dispose(self) {
        if let Some(Some(drawn)) = self.drawn.try_update_value(Option::take) {
            engine::dispose(&drawn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_chart_says_whose_numbers_it_shows() {
        let saved = with_note("<svg><path/></svg>", "simulated autumn");
        assert!(saved.starts_with("<svg><path/><text "), "{saved}");
        assert!(saved.ends_with(">simulated autumn</text></svg>"), "{saved}");
    }
}
