//! The table of screens: which address shows which one.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route, Router};
use leptos_router::path;

use crate::page::{NotFoundPage, provide_page};
use crate::parts::{Desk, Messages, Plan, Results, Screen, Writing, open};
use crate::place;
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
                <Route path=path!("/") view=|| view! { <Redirect path=place::TRIALS/> }/>
                <Route path=path!("/trials") view=|| open(Screen::Desk(Desk::Trials))/>
                <Route path=path!("/trials/new") view=|| open(Screen::Plan(Plan::New))/>
                <Route path=path!("/trials/:trial") view=|| open(Screen::Plan(Plan::Trial))/>
                <Route path=path!("/trials/:trial/results") view=|| open(Screen::Results(Results::Trial))/>
                <Route path=path!("/trials/:trial/report") view=|| open(Screen::Results(Results::OnePage))/>
                <Route path=path!("/trials/:trial/subjects") view=|| open(Screen::Desk(Desk::TrialSubjects))/>
                <Route path=path!("/messages") view=|| open(Screen::Messages(Messages::List))/>
                <Route path=path!("/messages/compare") view=|| open(Screen::Writing(Writing::Compare))/>
                <Route path=path!("/messages/:message/:variant/:channel/:locale") view=|| open(Screen::Writing(Writing::Editor))/>
                <Route path=path!("/subjects") view=|| open(Screen::Desk(Desk::FindSubject))/>
                <Route path=path!("/subjects/:subject") view=|| open(Screen::Messages(Messages::Subject))/>
                <Route path=path!("/contacts") view=|| open(Screen::Desk(Desk::Contacts))/>
                <Route path=path!("/study") view=|| open(Screen::Results(Results::Study))/>
                <Route path=path!("/settings") view=|| open(Screen::Desk(Desk::Settings))/>
                <Route path=path!("/settings/rendering") view=|| open(Screen::Messages(Messages::Rendering))/>
            </FlatRoutes>
        </Shell>
    }
}
