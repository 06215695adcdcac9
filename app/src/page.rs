//! The head of a screen: document title, trail, first heading, and where the focus goes when
//! somebody moves to another screen.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::paths;

/// The path whose heading had the focus last; `None` until the first screen is there.
#[derive(Clone, Copy)]
struct LastPath(StoredValue<Option<String>>);

/// Lets the screens know whether somebody has moved.
pub fn provide_page() {
    provide_context(LastPath(StoredValue::new(None)));
}

/// A step of the trail above the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The words.
    pub label: &'static str,
    /// Where they lead.
    pub path: &'static str,
}

/// The trail that begins with the list of trials.
pub const IN_TRIALS: &[Crumb] = &[Crumb { label: "Trials", path: paths::TRIALS }];
/// The trail that begins with the list of messages.
pub const IN_MESSAGES: &[Crumb] = &[Crumb { label: "Messages", path: paths::MESSAGES }];
/// The trail that begins with finding a subject.
pub const IN_SUBJECTS: &[Crumb] = &[Crumb { label: "Subjects", path: paths::SUBJECTS }];
/// The trail that begins with the settings.
pub const IN_SETTINGS: &[Crumb] = &[Crumb { label: "Settings", path: paths::SETTINGS }];

/// The head of a screen; its children are badges and actions beside the heading. Keep it outside of
/// what is shown anew when data arrive.
#[component]
pub fn PageHead(
    /// The first heading and the document's title.
    #[prop(into)]
    title: Signal<String>,
    /// What is above the screen.
    #[prop(optional)]
    trail: &'static [Crumb],
    /// Badges and actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H1>::new();
    focus_on_arrival(heading);
    Effect::new(move |_| document().set_title(&format!("{} · Stile", title.get())));
    view! {
        <header class="page-head">
            {(!trail.is_empty()).then(|| view! { <Trail trail=trail/> })}
            <div class="page-head-row">
                <h1 node_ref=heading tabindex="-1">{move || title.get()}</h1>
                {children.map(|children| children())}
            </div>
        </header>
    }
}

#[component]
fn Trail(trail: &'static [Crumb]) -> impl IntoView {
    let step = |crumb: &'static Crumb| view! { <li><A href=crumb.path>{crumb.label}</A></li> };
    view! {
        <nav class="trail" aria-label="Where you are">
            <ol>{trail.iter().map(step).collect_view()}</ol>
        </nav>
    }
}

fn focus_on_arrival(heading: NodeRef<leptos::html::H1>) {
    let last = use_context::<LastPath>();
    let here = use_location().pathname;
    Effect::new(move |_| {
        let (Some(LastPath(last)), Some(heading)) = (last, heading.get()) else {
            return;
        };
        let here = here.get_untracked();
        let before = last.get_value();
        if before.as_ref().is_some_and(|before| *before != here) {
            // A screen whose part was just fetched is in the document only after this turn. A
            // heading that cannot take the focus leaves it where it is, which is no harm.
            request_animation_frame(move || drop(heading.focus()));
        }
        last.set_value(Some(here));
    });
}

/// What an address without a screen shows.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PageHead title="Nothing is here"/>
        <p>"No screen has this address. It may have been typed or copied incompletely."</p>
        <p><A href=paths::TRIALS>"Go to the trials"</A></p>
    }
}

/// A table that scrolls sideways where it is wider than the screen, by keyboard too.
#[component]
pub fn WideTable(
    /// What it holds, for those who reach it by keyboard.
    label: &'static str,
    /// The table.
    children: Children,
) -> impl IntoView {
    view! { <div class="table-scroll" role="group" aria-label=label tabindex="0">{children()}</div> }
}

/// Says that subjects are made up. It stands wherever such numbers do.
#[component]
pub fn SimulatedBadge() -> impl IntoView {
    view! { <span class="badge badge-warning">"Simulated"</span> }
}
