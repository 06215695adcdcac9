//! A document on a device: what the device draws around it, the page, and below it the size, what
//! the reader cannot do there and what a frame cannot show. Neutral shapes, no maker's marks.

use content::Target;
use leptos::prelude::*;

use super::bars::{BottomBar, TopBar};
use super::device::{Device, MailProgram, Surround};
use super::page_frame::PageFrame;
use super::preview_model::PreviewModel;
use super::restyle::{FORCED_COLOURS, LIKE_WORD};
use super::view_settings::{Colours, PreviewTheme, Switch, ViewSettings};

/// A document on a device.
#[component]
pub fn DeviceFrame(
    /// What is shown.
    model: PreviewModel,
    /// On which device.
    device: &'static Device,
    /// Whether it has its own size; else it is drawn small.
    #[prop(optional)]
    is_full_size: bool,
) -> impl IntoView {
    let settings = model.choices.view_settings;
    let (wide, narrow) = if is_full_size { (1000, 1000) } else { device.drawn_permille() };
    let (top, bottom) = device.surround.heights();
    let zoom = move || permille(settings.get().text.percent() * 10);
    view! {
        <figure
            class="device"
            data-surround=device.surround.name()
            style:--page-width=device.page.width.to_string()
            style:--page-height=device.page.height.to_string()
            style:--top=top.to_string()
            style:--bottom=bottom.to_string()
            style:--scale-wide=permille(wide)
            style:--scale-narrow=permille(narrow)
            style:--zoom=zoom
        >
            <div class="device-screen" style:color-scheme=move || theme_of(device, settings.get()).word()>
                <TopBar model=model surround=device.surround/>
                <Screen model=model device=device is_full_size=is_full_size/>
                <BottomBar surround=device.surround/>
            </div>
            <Caption device=device/>
        </figure>
    }
}

/// What the device shows between its bars: a page, or plain text.
#[component]
fn Screen(model: PreviewModel, device: &'static Device, is_full_size: bool) -> impl IntoView {
    let settings = model.choices.view_settings;
    let name = Signal::derive(move || {
        format!("Preview: {}, {}, {}", device.name, model.language.get(), settings.get().words())
    });
    let page = model.page(device.target(model.choices.channel).unwrap_or(Target::GardenHtml));
    let tab_stop = if is_full_size { "0" } else { "-1" };
    let inside = if device.surround == Surround::Text {
        view! {
            <pre class="page-text" role="region" aria-label=move || name.get() tabindex=tab_stop>
                {move || page.get()}
            </pre>
        }
        .into_any()
    } else {
        let theme = Memo::new(move |_| theme_of(device, settings.get()));
        let rules = Memo::new(move |_| rules_of(device, settings.get()));
        view! { <PageFrame name=name page=page theme=theme rules=rules tab_stop=tab_stop/> }
            .into_any()
    };
    let edge = match device.surround {
        Surround::Television { edge_x, edge_y } => Some(view! {
            <div class="device-edge" style:--edge-x=edge_x.to_string() style:--edge-y=edge_y.to_string()></div>
        }),
        _ => None,
    };
    view! {
        <div class="page-window" data-colours=move || filter_of(device, settings.get())>
            {inside}
            {edge}
        </div>
    }
}

#[component]
fn Caption(device: &'static Device) -> impl IntoView {
    let density = device.density;
    view! {
        <figcaption>
            <strong>{device.name}</strong>
            " · "
            {device.size()}
            {(density != 1.0).then(|| format!(" · density {density}"))}
            <span class="aside">{device.limits.join(" · ")}</span>
            <span class="aside">"Not shown: " {device.not_shown}</span>
        </figcaption>
    }
}

/// The colours that the page is asked for. A program that turns colours around asks for light ones.
fn theme_of(device: &Device, settings: ViewSettings) -> PreviewTheme {
    if turns_colours(device) { PreviewTheme::Light } else { settings.theme }
}

fn turns_colours(device: &Device) -> bool {
    device.surround == Surround::Mail(MailProgram::ForcesDark)
}

/// Which filter lies over the page, as a word for the style sheet.
fn filter_of(device: &Device, settings: ViewSettings) -> &'static str {
    match (settings.colours, settings.theme) {
        (Colours::Grey, _) => "grey",
        (Colours::Page, PreviewTheme::Dark) if turns_colours(device) => "turned",
        (Colours::Page | Colours::Forced, _) => "page",
    }
}

/// What the device lays over the styles of the page.
fn rules_of(device: &Device, settings: ViewSettings) -> String {
    let word = (device.surround == Surround::Mail(MailProgram::LikeWord)).then_some(LIKE_WORD);
    let forced = (settings.colours == Colours::Forced).then_some(FORCED_COLOURS);
    [word, forced].into_iter().flatten().collect()
}

/// A number of thousandths as CSS writes it.
fn permille(thousandths: u32) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

#[cfg(test)]
mod tests {
    use super::super::devices::DEVICES;
    use super::*;

    fn device(id: &str) -> &'static Device {
        DEVICES.iter().find(|device| device.id == id).unwrap()
    }

    #[test]
    fn a_program_that_turns_colours_around_is_given_light_ones() {
        let dark = ViewSettings { theme: PreviewTheme::Dark, ..ViewSettings::default() };
        assert_eq!(theme_of(device("m2"), dark), PreviewTheme::Light);
        assert_eq!(filter_of(device("m2"), dark), "turned");
        assert_eq!(filter_of(device("m2"), ViewSettings::default()), "page");
        assert_eq!(theme_of(device("m1"), dark), PreviewTheme::Dark);
    }

    #[test]
    fn a_number_is_written_as_css_reads_it() {
        assert_eq!(permille(56), "0.056");
        assert_eq!(permille(1000), "1.000");
        assert_eq!(permille(1500), "1.500");
    }
}
