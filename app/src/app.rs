//! The table of screens: which address shows which one.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route, Router};
use leptos_router::path;

use crate::contacts::ContactsPage;
use crate::messages::{EditorPage, MessagesPage, RenderingPage};
use crate::page::{NotFoundPage, provide_page};
use crate::place;
use crate::results::ResultsPage;
use crate::settings::SettingsPage;
use crate::shell::Shell;
use crate::study::StudyPage;
use crate::subjects::{FindSubjectPage, SubjectPage, TrialSubjectsPage};
use crate::trials::{NewTrialPage, TrialPage, TrialsPage};

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
                <Route path=path!("/trials") view=TrialsPage/>
                <Route path=path!("/trials/new") view=NewTrialPage/>
                <Route path=path!("/trials/:trial") view=TrialPage/>
                <Route path=path!("/trials/:trial/results") view=ResultsPage/>
                <Route path=path!("/trials/:trial/subjects") view=TrialSubjectsPage/>
                <Route path=path!("/messages") view=MessagesPage/>
                <Route path=path!("/messages/:message/:variant/:channel/:locale") view=EditorPage/>
                <Route path=path!("/subjects") view=FindSubjectPage/>
                <Route path=path!("/subjects/:subject") view=SubjectPage/>
                <Route path=path!("/contacts") view=ContactsPage/>
                <Route path=path!("/study") view=StudyPage/>
                <Route path=path!("/settings") view=SettingsPage/>
                <Route path=path!("/settings/rendering") view=RenderingPage/>
            </FlatRoutes>
        </Shell>
    }
}
