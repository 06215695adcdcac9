//! The chart engine: one script, loaded when the first chart is shown.

use charming::Echarts;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlScriptElement};

const SCRIPT: &str = "/public/echarts.js";
const SCRIPT_ID: &str = "chart-engine";

/// Whether charts can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The script is on its way.
    Loading,
    /// Charts can be drawn.
    Ready,
    /// The script did not come.
    Failed,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = echarts)]
    static ENGINE: Option<JsValue>;

    #[wasm_bindgen(js_namespace = echarts, js_name = dispose)]
    fn dispose_chart(chart: &JsValue);
}

/// Takes a chart out of its element; the renderer has no way to do it.
pub fn dispose(chart: &Echarts) {
    dispose_chart(chart.as_ref());
}

/// Loads the engine unless it is here, and says how that goes.
pub fn load() -> ReadSignal<Engine> {
    let (engine, set_engine) = signal(Engine::Loading);
    if is_here() {
        set_engine.set(Engine::Ready);
        return engine;
    }
    let Some(script) = script() else {
        set_engine.set(Engine::Failed);
        return engine;
    };
    tell(&script, "load", set_engine, Engine::Ready);
    tell(&script, "error", set_engine, Engine::Failed);
    engine
}

fn is_here() -> bool {
    ENGINE.with(Option::is_some)
}

/// The script element: the one that is there, or a new one.
fn script() -> Option<HtmlScriptElement> {
    if let Some(script) = document().get_element_by_id(SCRIPT_ID) {
        return script.dyn_into().ok();
    }
    let script: HtmlScriptElement = document().create_element("script").ok()?.dyn_into().ok()?;
    script.set_id(SCRIPT_ID);
    script.set_src(SCRIPT);
    document().head()?.append_child(&script).ok()?;
    Some(script)
}

fn tell(script: &HtmlScriptElement, event: &str, engine: WriteSignal<Engine>, then: Engine) {
    let listener = Closure::once_into_js(move |_: Event| {
        engine.try_set(then);
    });
    // Adding a listener to an element cannot fail.
    let _ = script.add_event_listener_with_callback(event, listener.unchecked_ref());
}
