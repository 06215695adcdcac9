//! The three panes as tabs, for narrow screens. On wide ones the style sheet shows all panes and
//! hides the tabs.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A pane of the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The text field.
    #[default]
    Text,
    /// What the lint says.
    Findings,
    /// The devices.
    Preview,
}

impl Pane {
    /// In the order of the tabs.
    pub const ALL: [Pane; 3] = [Pane::Text, Pane::Findings, Pane::Preview];

    /// The word in `data-pane`, in the ids of the panes, and for the eye.
    pub const fn name(self) -> &'static str {
        match self {
            Pane::Text => "text",
            Pane::Findings => "findings",
            Pane::Preview => "preview",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Pane::Text => "Text",
            Pane::Findings => "Findings",
            Pane::Preview => "Preview",
        }
    }

    /// The tab that an arrow key leads to; round at both ends.
    fn neighbour(self, key: &str) -> Option<Pane> {
        let step = match key {
            "ArrowRight" => 1,
            "ArrowLeft" => Pane::ALL.len() - 1,
            _ => return None,
        };
        Some(Pane::ALL[(self as usize + step) % Pane::ALL.len()])
    }
}

/// The tabs.
#[component]
pub fn PaneTabs(
    /// Which pane is shown.
    shown: RwSignal<Pane>,
) -> impl IntoView {
    let refs = Pane::ALL.map(|_| NodeRef::<leptos::html::Button>::new());
    let on_key = move |event: KeyboardEvent| {
        let Some(next) = shown.get_untracked().neighbour(&event.key()) else { return };
        shown.set(next);
        if let Some(button) = refs[next as usize].get_untracked() {
            // A tab that cannot take the focus leaves it where it is.
            let _ = button.focus();
        }
    };
    let tab = move |pane: Pane| {
        let is_shown = move || shown.get() == pane;
        view! {
            <button
                type="button"
                role="tab"
                node_ref=refs[pane as usize]
                aria-controls=format!("pane-{}", pane.name())
                aria-selected=move || is_shown().to_string()
                tabindex=move || if is_shown() { "0" } else { "-1" }
                on:click=move |_| shown.set(pane)
            >
                {pane.label()}
            </button>
        }
    };
    view! {
        <div class="pane-tabs" role="tablist" aria-label="Panes" on:keydown=on_key>
            {Pane::ALL.map(tab).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_round() {
        assert_eq!(Pane::Preview.neighbour("ArrowRight"), Some(Pane::Text));
        assert_eq!(Pane::Text.neighbour("ArrowLeft"), Some(Pane::Preview));
        assert_eq!(Pane::Text.neighbour("Enter"), None);
    }

    #[test]
    fn a_pane_stands_at_its_own_place() {
        for (place, pane) in Pane::ALL.into_iter().enumerate() {
            assert_eq!(pane as usize, place);
        }
    }
}
