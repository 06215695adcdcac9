//! Crashes: a panic ends the WebAssembly, and with it everything that Leptos shows. `crash.js` then
//! takes over, as it needs neither; here a panic tells it what has happened.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `crash.js` may be missing, as under a test.
    #[wasm_bindgen(catch, js_name = stileCrashed)]
    fn crashed(what: &str) -> Result<(), JsValue>;
}

/// Hands every panic to `crash.js`, and to the console once.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let what = panic.to_string();
        web_sys::console::error_1(&JsValue::from_str(&what));
        // What has no banner has at least its line in the console.
        let _ = crashed(&what);
    }));
}
