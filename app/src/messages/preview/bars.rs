//! Bars that a device draws above and below a page: decoration for those who see it, as the frame's name
//! says the same to those who do not.

use leptos::prelude::*;

use super::device::Surround;
use super::preview_model::PreviewModel;

/// What is drawn above the page.
#[component]
pub fn TopBar(
    /// What is shown.
    model: PreviewModel,
    /// What the device draws.
    surround: Surround,
) -> impl IntoView {
    let host = model.host();
    let inside = match surround {
        Surround::CaptiveSheet => view! {
            <span class="device-action">"Cancel"</span>
            <span class="device-title"><b>"Log In"</b><span>{host}</span></span>
            <span class="device-action"></span>
        }
        .into_any(),
        Surround::SignInScreen => view! {
            <span class="device-title"><b>"Sign in to network"</b><span>"https://"{host}</span></span>
            <span class="device-action">"⋮"</span>
        }
        .into_any(),
        Surround::CaptiveWindow => view! {
            <span class="device-title"><b>"Join the network"</b></span>
            <span class="device-action">"Cancel"</span>
        }
        .into_any(),
        Surround::Browser { .. } => view! { <span class="device-address">{host}</span> }.into_any(),
        Surround::Handheld { top, .. } => {
            (top > 24).then(|| view! { <span class="device-address">{host}</span> }).into_any()
        }
        Surround::Mail(_) => view! { <MailHead model=model/> }.into_any(),
        Surround::Bare | Surround::Television { .. } | Surround::Text => return ().into_any(),
    };
    view! { <div class="device-bar device-top" aria-hidden="true">{inside}</div> }.into_any()
}

/// Subject, sender and the line after the subject.
#[component]
fn MailHead(model: PreviewModel) -> impl IntoView {
    let sender = model.brand.with_value(|brand| brand.name.clone());
    let subject = Memo::new(move |_| model.subject());
    view! {
        <span class="device-title">
            <b>{move || subject.get().0}</b>
            <span>{sender}</span>
            <span class="device-preheader">{move || subject.get().1}</span>
        </span>
    }
}

/// What is drawn below the page.
#[component]
pub fn BottomBar(
    /// What the device draws.
    surround: Surround,
) -> impl IntoView {
    let inside = match surround {
        Surround::CaptiveSheet => "‹   ›   ↻",
        Surround::SignInScreen | Surround::Handheld { bottom: 1.., .. } => "",
        _ => return ().into_any(),
    };
    view! {
        <div class="device-bar device-bottom" aria-hidden="true">
            <span>{inside}</span>
            <i></i>
        </div>
    }
    .into_any()
}
