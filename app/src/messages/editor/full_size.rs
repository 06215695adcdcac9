//! One device at its own size, over everything else.

use leptos::prelude::*;

use super::desk::Desk;
use super::device_frame::DeviceFrame;
use super::devices::Device;
use super::preview::Preview;
use crate::dialog::Dialog;

/// Which device is shown at full size, if one is.
#[derive(Clone, Copy)]
pub struct FullSize {
    is_open: RwSignal<bool>,
    device: RwSignal<Option<&'static Device>>,
}

impl FullSize {
    /// No device yet.
    pub fn closed() -> FullSize {
        FullSize { is_open: RwSignal::new(false), device: RwSignal::new(None) }
    }

    /// Shows a device.
    pub fn open(self, device: &'static Device) {
        self.device.set(Some(device));
        self.is_open.set(true);
    }
}

/// The dialog with the device; it holds a frame only while it is open.
#[component]
pub fn FullSizeDialog(
    /// The document.
    desk: Desk,
    /// What the frame shows.
    preview: Preview,
    /// Which device.
    full_size: FullSize,
) -> impl IntoView {
    let frame = move || {
        let device = full_size.is_open.get().then(|| full_size.device.get()).flatten();
        device.map(|device| view! { <DeviceFrame desk=desk preview=preview device=device scale_percent=100/> })
    };
    view! {
        <div class="full-size">
            <Dialog open=full_size.is_open title="At full size">
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| full_size.is_open.set(false)>
                        "Close"
                    </button>
                </div>
                {frame}
            </Dialog>
        </div>
    }
}
