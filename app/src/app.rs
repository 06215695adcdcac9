//! The table of screens: which address shows which one.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route, Router};
use leptos_router::path;

use crate::features::{
    EditingScreen, ListScreen, MessageScreen, PlanningScreen, ResultsScreen, Screen, open,
};
use crate::page::{NotFoundPage, provide_page};
use crate::paths;
use crate::shell::Shell;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Screens/>
        </Router>
    }
}

/// The shell with the screen of the present address in it.
#[component]
fn Screens() -> impl IntoView {
    provide_page();
    view! {
        <Shell>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=|| view! { <Redirect path=paths::TRIALS/> }/>
                <Route path=path!("/trials") view=|| open(Screen::Lists(ListScreen::Trials))/>
                <Route path=path!("/trials/new") view=|| open(Screen::Planning(PlanningScreen::New))/>
                <Route path=path!("/trials/:trial") view=|| open(Screen::Planning(PlanningScreen::Trial))/>
                <Route path=path!("/trials/:trial/results") view=|| open(Screen::Results(ResultsScreen::Trial))/>
                <Route path=path!("/trials/:trial/report") view=|| open(Screen::Results(ResultsScreen::OnePage))/>
                <Route path=path!("/trials/:trial/subjects") view=|| open(Screen::Lists(ListScreen::TrialSubjects))/>
                <Route path=path!("/messages") view=|| open(Screen::Messages(MessageScreen::List))/>
                <Route path=path!("/messages/compare") view=|| open(Screen::Editing(EditingScreen::Compare))/>
                <Route path=path!("/messages/:message/:variant/:channel/:locale") view=|| open(Screen::Editing(EditingScreen::Editor))/>
                <Route path=path!("/subjects") view=|| open(Screen::Lists(ListScreen::FindSubject))/>
                <Route path=path!("/subjects/:subject") view=|| open(Screen::Messages(MessageScreen::Subject))/>
                <Route path=path!("/contacts") view=|| open(Screen::Lists(ListScreen::Contacts))/>
                <Route path=path!("/study") view=|| open(Screen::Results(ResultsScreen::Study))/>
                <Route path=path!("/settings") view=|| open(Screen::Lists(ListScreen::Settings))/>
                <Route path=path!("/settings/rendering") view=|| open(Screen::Messages(MessageScreen::Rendering))/>
            </FlatRoutes>
        </Shell>
    }
}
