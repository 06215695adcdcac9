//! A page on a device: what the device draws around it, the page, and below it the size and what
//! the reader cannot do there. Neutral shapes, no maker's marks.

use leptos::prelude::*;

use super::desk::Desk;
use super::devices::{Device, Surround};
use super::page_frame::PageFrame;
use super::preview::Preview;
use crate::messages::naming::language_name;

/// A page on a device.
#[component]
pub fn DeviceFrame(
    /// The document.
    desk: Desk,
    /// What is shown.
    preview: Preview,
    /// On which device.
    device: &'static Device,
    /// How large it is drawn, in per cent.
    scale_percent: u32,
) -> impl IntoView {
    let name = Signal::derive(move || {
        let locale = desk.assessment.with(|text| language_name(&text.document.locale()));
        format!("Preview: {}, {locale}, {}", device.name, preview.theme.get())
    });
    let scale = format!("{}", f64::from(scale_percent) / 100.0);
    view! {
        <figure
            class="device"
            data-surround=surround_name(device.surround)
            style:--page-width=device.width.to_string()
            style:--page-height=device.height.to_string()
            style:--scale=scale
        >
            <div class="device-screen" style:color-scheme=move || preview.theme.get().name()>
                <Bar desk=desk surround=device.surround/>
                <PageFrame name=name preview=preview is_tab_stop=scale_percent == 100/>
            </div>
            <figcaption>
                <strong>{device.name}</strong>
                " · "
                {device.size()}
                <span class="aside">{device.limits.join(" · ")}</span>
            </figcaption>
        </figure>
    }
}

/// What the device draws above the page; decoration for those who see it.
#[component]
fn Bar(desk: Desk, surround: Surround) -> impl IntoView {
    let host = desk
        .brand
        .with_value(|brand| brand.allowed_hosts.first().map(ToString::to_string))
        .unwrap_or_default();
    match surround {
        Surround::CaptiveSheet => view! {
            <div class="device-bar" aria-hidden="true">
                <span class="device-action">"Cancel"</span>
                <span class="device-title"><b>"Log In"</b><span>{host}</span></span>
                <span class="device-action"></span>
            </div>
        }
        .into_any(),
        Surround::SignInScreen => view! {
            <div class="device-bar" aria-hidden="true">
                <span class="device-title"><b>"Sign in to network"</b><span>"https://"{host}</span></span>
            </div>
        }
        .into_any(),
        Surround::Browser => view! {
            <div class="device-bar" aria-hidden="true"><span class="device-address">{host}</span></div>
        }
        .into_any(),
    }
}

const fn surround_name(surround: Surround) -> &'static str {
    match surround {
        Surround::CaptiveSheet => "sheet",
        Surround::SignInScreen => "sign-in",
        Surround::Browser => "browser",
    }
}
