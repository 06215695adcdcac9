//! Features that are loaded when a screen of theirs is first opened, so that nobody waits for the editor
//! who only wants the list of trials.
//!
//! With the Cargo feature `split`, which the released app is built with, each function marked here ends
//! up in a WebAssembly file of its own, and calling it fetches that file. Without, for `trunk
//! serve` and for tests, they are plain functions in the one file. `cargo xtask split` does the
//! cutting; ARCHITECTURE.md says how.

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
#[cfg(feature = "split")]
use leptos::wasm_split::wasm_split;
use send_wrapper::SendWrapper;

use crate::contacts::ContactsPage;
use crate::messages::{ComparePage, EditorPage, MessagesPage, RenderingPage};
use crate::query::{Failure, Waiting};
use crate::results::{OnePageReport, ResultsPage};
use crate::settings::SettingsPage;
use crate::study::StudyPage;
use crate::subjects::{FindSubjectPage, SubjectPage, TrialSubjectsPage};
use crate::tab;
use crate::trials::{NewTrialPage, TrialPage, TrialsPage};

/// A screen, by the feature that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The lists that a working day begins with, and the settings.
    Lists(ListScreen),
    /// The plan of a trial, and starting and stopping it.
    Planning(PlanningScreen),
    /// Results and the published study.
    Results(ResultsScreen),
    /// Everything that renders a message.
    Messages(MessageScreen),
    /// The editor and the comparison, with the lint and the previews.
    Editing(EditingScreen),
}

/// The lists of daily work, and the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListScreen {
    /// The list of trials.
    Trials,
    /// The subjects of a trial.
    TrialSubjects,
    /// Finding a subject by case code.
    FindSubject,
    /// Contacts to be coded.
    Contacts,
    /// The settings.
    Settings,
}

/// The screens on which a trial is planned and led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanningScreen {
    /// A new plan.
    New,
    /// One trial.
    Trial,
}

/// The screens with numbers and charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsScreen {
    /// The results of a trial.
    Trial,
    /// The results of a trial on one page, to be printed.
    OnePage,
    /// The published study.
    Study,
}

/// The screens that parse and render messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageScreen {
    /// What is written.
    List,
    /// The same bytes here and there.
    Rendering,
    /// One subject, with what was shown rendered again.
    Subject,
}

/// The screens on which a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditingScreen {
    /// The editor.
    Editor,
    /// Two texts side by side.
    Compare,
}

type Loaded = Result<AnyView, SplitLoaderError>;

/// Declares a feature: the function that makes its screens, which the Cargo feature `split` cuts off.
macro_rules! feature {
    ($name:ident($screen:ident: $screens:ty) $body:block) => {
        #[cfg(feature = "split")]
        #[wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $name($screen: $screens) -> Loaded {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $name($screen: $screens) -> Loaded {
            Ok($body)
        }
    };
}

feature!(lists(screen: ListScreen) {
    match screen {
        ListScreen::Trials => view! { <TrialsPage/> }.into_any(),
        ListScreen::TrialSubjects => view! { <TrialSubjectsPage/> }.into_any(),
        ListScreen::FindSubject => view! { <FindSubjectPage/> }.into_any(),
        ListScreen::Contacts => view! { <ContactsPage/> }.into_any(),
        ListScreen::Settings => view! { <SettingsPage/> }.into_any(),
    }
});

feature!(planning(screen: PlanningScreen) {
    match screen {
        PlanningScreen::New => view! { <NewTrialPage/> }.into_any(),
        PlanningScreen::Trial => view! { <TrialPage/> }.into_any(),
    }
});

feature!(results(screen: ResultsScreen) {
    match screen {
        ResultsScreen::Trial => view! { <ResultsPage/> }.into_any(),
        ResultsScreen::OnePage => view! { <OnePageReport/> }.into_any(),
        ResultsScreen::Study => view! { <StudyPage/> }.into_any(),
    }
});

feature!(messages(screen: MessageScreen) {
    match screen {
        MessageScreen::List => view! { <MessagesPage/> }.into_any(),
        MessageScreen::Rendering => view! { <RenderingPage/> }.into_any(),
        MessageScreen::Subject => view! { <SubjectPage/> }.into_any(),
    }
});

feature!(editing(screen: EditingScreen) {
    match screen {
        EditingScreen::Editor => view! { <EditorPage/> }.into_any(),
        EditingScreen::Compare => view! { <ComparePage/> }.into_any(),
    }
});

/// Shows a screen as soon as its feature is loaded; one that cannot be loaded says so and is asked
/// for again on demand.
pub fn open(screen: Screen) -> impl IntoView {
    let attempt = RwSignal::new(0_u32);
    let fetch = move || {
        attempt.track();
        Suspend::new(async move {
            // Suspense may wait in any thread; the browser has one.
            SendWrapper::new(tab::look_around()).await;
            let fetched = match screen {
                Screen::Lists(screen) => lists(screen).await,
                Screen::Planning(screen) => planning(screen).await,
                Screen::Results(screen) => results(screen).await,
                Screen::Messages(screen) => messages(screen).await,
                Screen::Editing(screen) => editing(screen).await,
            };
            fetched.unwrap_or_else(|_| view! { <Missing attempt=attempt/> }.into_any())
        })
    };
    view! { <Suspense fallback=|| view! { <Waiting what="the screen"/> }>{fetch}</Suspense> }
}

#[component]
fn Missing(attempt: RwSignal<u32>) -> impl IntoView {
    let again = move || attempt.update(|attempt| *attempt += 1);
    view! {
        <Failure
            sentence="This part of Stile could not be fetched. Nothing you have written is lost."
            again=again
        />
    }
}
