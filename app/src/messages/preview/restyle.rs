//! Rules that a device lays over the styles of a page. The bytes of the page stay as they are: the rules
//! are handed to the loaded document, where the page's own content policy does not forbid them.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlIFrameElement;
use web_sys::js_sys::{Array, Function, Reflect};

/// Black, white and yellow in the place of every colour, much as a high-contrast theme does.
pub const FORCED_COLOURS: &str = "*{color:#fff!important;background:#000!important;\
    border-color:#fff!important;outline-color:#ff0!important;box-shadow:none!important;\
    text-shadow:none!important}a,a *{color:#ff0!important}";

/// What a layout engine made for paper leaves out.
pub const LIKE_WORD: &str = "*{border-radius:0!important;max-width:none!important}";

/// Lays rules over the document in a frame, in the place of those before; none takes them off.
pub fn restyle(frame: &HtmlIFrameElement, rules: &str) {
    // It fails only where the browser has no sheets to adopt; the frame then looks as usual.
    let _ = adopt(frame, rules);
}

fn adopt(frame: &HtmlIFrameElement, rules: &str) -> Result<(), JsValue> {
    let (Some(window), Some(document)) = (frame.content_window(), frame.content_document()) else {
        return Ok(());
    };
    let sheets = Array::new();
    if !rules.is_empty() {
        // A sheet belongs to the document whose window made it.
        let make: Function = Reflect::get(&window, &"CSSStyleSheet".into())?.dyn_into()?;
        let sheet = Reflect::construct(&make, &Array::new())?;
        let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.unchecked_into();
        replace.call1(&sheet, &rules.into())?;
        sheets.push(&sheet);
    }
    Reflect::set(&document, &"adoptedStyleSheets".into(), &sheets)?;
    Ok(())
}
