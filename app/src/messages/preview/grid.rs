//! The chosen devices side by side. The arrow keys move from one to the next.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, NodeList};

use super::device::Device;
use super::device_set::fitting;
use super::frame::DeviceFrame;
use super::full_size::{FullSize, FullSizeDialog};
use super::preview_model::PreviewModel;

/// The chosen devices side by side.
#[component]
pub fn Grid(
    /// What they show.
    model: PreviewModel,
) -> impl IntoView {
    let full_size = FullSize::closed();
    let grid = NodeRef::<Div>::new();
    let devices = move || model.choices.devices.get().devices().to_vec();
    let on_key = move |event: KeyboardEvent| {
        if let Some(grid) = grid.get_untracked()
            && move_focus(&grid, &event.key())
        {
            event.prevent_default();
        }
    };
    view! {
        <div class="frames" role="group" aria-label="Devices; the arrow keys move between them" node_ref=grid on:keydown=on_key>
            <div class="frames-row">
                <For each=devices key=|device| device.id children=move |device| {
                    view! { <Place model=model device=device full_size=full_size/> }
                }/>
            </div>
        </div>
        <FullSizeDialog model=model full_size=full_size/>
    }
}

/// The first of the chosen devices that shows the document's channel.
#[component]
pub fn OneDevice(
    /// What it shows.
    model: PreviewModel,
) -> impl IntoView {
    let full_size = FullSize::closed();
    let channel = model.choices.channel;
    let frame = move || {
        let set = model.choices.devices.get();
        let chosen = set.devices().iter().find(|device| device.target(channel).is_some()).copied();
        let device = chosen.or_else(|| fitting(channel).next());
        device.map(|device| view! { <Place model=model device=device full_size=full_size/> })
    };
    view! {
        {frame}
        <FullSizeDialog model=model full_size=full_size/>
    }
}

#[component]
fn Place(model: PreviewModel, device: &'static Device, full_size: FullSize) -> impl IntoView {
    view! {
        <div class="frame-place">
            <DeviceFrame model=model device=device/>
            <button type="button" class="button button-link" on:click=move |_| full_size.open(device)>
                "Open at full size"
                <span class="visually-hidden">" of "{device.name}</span>
            </button>
        </div>
    }
}

/// Moves the focus from the button of one frame to that of another; whether it did.
fn move_focus(grid: &HtmlElement, key: &str) -> bool {
    let buttons: Option<NodeList> = grid.query_selector_all(".frame-place > button").ok();
    let (Some(buttons), Some(active)) = (buttons, document().active_element()) else {
        return false;
    };
    let button = |place| buttons.item(place).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let is_active = |place: &u32| button(*place).is_some_and(|button| *button == active);
    let here = (0..buttons.length()).find(is_active);
    let to = here.and_then(|here| neighbour(here, buttons.length(), key)).and_then(button);
    // A button that cannot take the focus leaves it where it is.
    to.is_some_and(|to| to.focus().is_ok())
}

/// The frame to which a key leads; it stops at both ends.
fn neighbour(here: u32, n_frames: u32, key: &str) -> Option<u32> {
    let last = n_frames.saturating_sub(1);
    match key {
        "ArrowRight" | "ArrowDown" => Some((here + 1).min(last)),
        "ArrowLeft" | "ArrowUp" => Some(here.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_stop_at_the_first_and_the_last_frame() {
        assert_eq!(neighbour(0, 3, "ArrowRight"), Some(1));
        assert_eq!(neighbour(2, 3, "ArrowDown"), Some(2));
        assert_eq!(neighbour(0, 3, "ArrowLeft"), Some(0));
        assert_eq!(neighbour(1, 3, "End"), Some(2));
        assert_eq!(neighbour(1, 3, "Enter"), None);
    }
}
