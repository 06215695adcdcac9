//! One device at its own size, over everything else.

use leptos::prelude::*;

use super::device::Device;
use super::frame::DeviceFrame;
use super::preview_model::PreviewModel;
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
    /// What the frame shows.
    model: PreviewModel,
    /// Which device.
    full_size: FullSize,
) -> impl IntoView {
    let frame = move || {
        let device = full_size.is_open.get().then(|| full_size.device.get()).flatten();
        device.map(|device| {
            view! {
                <DeviceFrame model=model device=device is_full_size=true/>
                <About device=device/>
            }
        })
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

/// What is known about the device besides its looks.
#[component]
fn About(device: &'static Device) -> impl IntoView {
    let agent = (!device.agent.is_empty()).then(|| {
        view! { <dt>"Says that it is"</dt><dd><code>{device.agent}</code></dd> }
    });
    let screen = format!("{}\u{a0}×\u{a0}{}", device.screen.width, device.screen.height);
    view! {
        <dl class="facts">
            <dt>"Screen"</dt>
            <dd>{screen}</dd>
            {agent}
            <dt>"Sizes after"</dt>
            <dd>{device.source}</dd>
        </dl>
    }
}
