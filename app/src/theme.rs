//! Light, dark, or as the system has it. `?theme=` in the address wins over what is remembered, so
//! that a link shows a colleague the same thing.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use wasm_bindgen::JsCast;

use crate::storage;

const REMEMBERED_AS: &str = "stile.theme";
const PARAMETER: &str = "theme";
const DARK_QUERY: &str = "(prefers-color-scheme: dark)";

/// How the app is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// In the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The name in addresses and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The words that are shown for it.
    pub const fn label(self) -> &'static str {
        match self {
            Theme::System => "As the system",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        }
    }
}

/// The text names no theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTheme;

impl FromStr for Theme {
    type Err = UnknownTheme;

    fn from_str(text: &str) -> Result<Self, UnknownTheme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == text).ok_or(UnknownTheme)
    }
}

/// The theme of this tab.
#[derive(Clone, Copy)]
pub struct ThemeChoice {
    remembered: RwSignal<Theme>,
    in_force: Memo<Theme>,
    system_is_dark: RwSignal<bool>,
}

impl ThemeChoice {
    /// The theme in force; tracks.
    pub fn get(self) -> Theme {
        self.in_force.get()
    }

    /// Whether the screen is dark now; tracks. For what cannot take its colours from the style
    /// sheet, such as a chart.
    pub fn is_dark(self) -> bool {
        match self.in_force.get() {
            Theme::Dark => true,
            Theme::Light => false,
            Theme::System => self.system_is_dark.get(),
        }
    }

    fn remember(self, theme: Theme) {
        self.remembered.set(theme);
        // Without storage the choice lasts as long as the tab.
        let _ = storage::write(REMEMBERED_AS, theme.name());
    }
}

/// Puts the theme on the document and keeps it there. Call it inside the router.
pub fn provide_theme() {
    let stored = storage::read::<String>(REMEMBERED_AS);
    let remembered =
        RwSignal::new(stored.and_then(|name| name.parse().ok()).unwrap_or(Theme::System));
    let query = use_query_map();
    let asked_for =
        move || query.with(|query| query.get_str(PARAMETER).and_then(|name| name.parse().ok()));
    let in_force = Memo::new(move |_| asked_for().unwrap_or_else(|| remembered.get()));
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // Setting an attribute of that name cannot fail.
            let _ = root.set_attribute("data-theme", in_force.get().name());
        }
    });
    provide_context(ThemeChoice { remembered, in_force, system_is_dark: follow_system() });
}

/// The theme that the shell has provided; the system's where there is no shell.
pub fn use_theme() -> ThemeChoice {
    use_context().unwrap_or_else(|| ThemeChoice {
        remembered: RwSignal::new(Theme::System),
        in_force: Memo::new(|_| Theme::System),
        system_is_dark: follow_system(),
    })
}

fn follow_system() -> RwSignal<bool> {
    let query = window().match_media(DARK_QUERY).ok().flatten();
    let is_dark = RwSignal::new(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(query) = query {
        let listener =
            wasm_bindgen::closure::Closure::<dyn FnMut(web_sys::MediaQueryListEvent)>::new(
                move |event: web_sys::MediaQueryListEvent| {
                    is_dark.try_set(event.matches());
                },
            );
        query.set_onchange(Some(listener.as_ref().unchecked_ref()));
        // The theme is followed for as long as the document lives.
        listener.forget();
    }
    is_dark
}

/// The switch between the themes.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = use_theme();
    let choose = use_choose(theme);
    let option = move |offered: Theme| {
        view! {
            <option value=offered.name() prop:selected=move || theme.get() == offered>{offered.label()}</option>
        }
    };
    view! {
        <label class="theme-switch">
            <span>"Theme"</span>
            <select on:change=move |event| choose(&event_target_value(&event))>
                {Theme::ALL.map(option).collect_view()}
            </select>
        </label>
    }
}

/// Remembers a theme by its name; an address that asks for another one is changed as well.
fn use_choose(theme: ThemeChoice) -> impl Fn(&str) + Clone {
    let navigate = use_navigate();
    let location = use_location();
    move |name: &str| {
        let Ok(chosen) = name.parse::<Theme>() else {
            return;
        };
        theme.remember(chosen);
        let mut query = location.query.get_untracked();
        if query.get_str(PARAMETER).is_some() {
            query.replace(PARAMETER, chosen.name().to_owned());
            let to = format!("{}{}", location.pathname.get_untracked(), query.to_query_string());
            navigate(&to, NavigateOptions { replace: true, scroll: false, ..Default::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_found_by_the_name_that_addresses_use() {
        for theme in Theme::ALL {
            assert_eq!(theme.name().parse(), Ok(theme));
        }
        assert_eq!("sepia".parse::<Theme>(), Err(UnknownTheme));
    }
}
