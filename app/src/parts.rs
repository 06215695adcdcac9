//! The parts of the app that are fetched when a screen of theirs is first opened, so that nobody
//! waits for the editor who reads the list of trials.
//!
//! With the feature `split`, which the released app is built with, each function marked here ends
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
use crate::remote::{Failure, Waiting};
use crate::results::{OnePageReport, ResultsPage};
use crate::settings::SettingsPage;
use crate::study::StudyPage;
use crate::subjects::{FindSubjectPage, SubjectPage, TrialSubjectsPage};
use crate::tab;
use crate::trials::{NewTrialPage, TrialPage, TrialsPage};

/// A screen, by the part that it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The lists that a working day begins with, and the settings.
    Desk(Desk),
    /// The plan of a trial, and starting and stopping it.
    Plan(Plan),
    /// Results and the published study.
    Results(Results),
    /// Everything that renders a message.
    Messages(Messages),
    /// The editor and the comparison, with the lint and the previews.
    Writing(Writing),
}

/// The lists of daily work, and the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
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
pub enum Plan {
    /// A new plan.
    New,
    /// One trial.
    Trial,
}

/// The screens with numbers and charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Results {
    /// The results of a trial.
    Trial,
    /// The results of a trial on one page, to be printed.
    OnePage,
    /// The published study.
    Study,
}

/// The screens that parse and render messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    /// What is written.
    List,
    /// The same bytes here and there.
    Rendering,
    /// One subject, with what was shown rendered again.
    Subject,
}

/// The screens on which a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// The editor.
    Editor,
    /// Two texts side by side.
    Compare,
}

type Fetched = Result<AnyView, SplitLoaderError>;

/// One part: the function that makes its screens, cut off where the feature says so.
macro_rules! part {
    ($name:ident($screen:ident: $screens:ty) $body:block) => {
        #[cfg(feature = "split")]
        #[wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $name($screen: $screens) -> Fetched {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $name($screen: $screens) -> Fetched {
            Ok($body)
        }
    };
}

part!(desk(screen: Desk) {
    match screen {
        Desk::Trials => view! { <TrialsPage/> }.into_any(),
        Desk::TrialSubjects => view! { <TrialSubjectsPage/> }.into_any(),
        Desk::FindSubject => view! { <FindSubjectPage/> }.into_any(),
        Desk::Contacts => view! { <ContactsPage/> }.into_any(),
        Desk::Settings => view! { <SettingsPage/> }.into_any(),
    }
});

part!(plan(screen: Plan) {
    match screen {
        Plan::New => view! { <NewTrialPage/> }.into_any(),
        Plan::Trial => view! { <TrialPage/> }.into_any(),
    }
});

part!(results(screen: Results) {
    match screen {
        Results::Trial => view! { <ResultsPage/> }.into_any(),
        Results::OnePage => view! { <OnePageReport/> }.into_any(),
        Results::Study => view! { <StudyPage/> }.into_any(),
    }
});

part!(messages(screen: Messages) {
    match screen {
        Messages::List => view! { <MessagesPage/> }.into_any(),
        Messages::Rendering => view! { <RenderingPage/> }.into_any(),
        Messages::Subject => view! { <SubjectPage/> }.into_any(),
    }
});

part!(writing(screen: Writing) {
    match screen {
        Writing::Editor => view! { <EditorPage/> }.into_any(),
        Writing::Compare => view! { <ComparePage/> }.into_any(),
    }
});

/// Shows a screen as soon as its part is here; a part that cannot be fetched says so and is asked
/// for again on demand.
pub fn open(screen: Screen) -> impl IntoView {
    let attempt = RwSignal::new(0_u32);
    let fetch = move || {
        attempt.track();
        Suspend::new(async move {
            // Suspense may wait in any thread; the browser has one.
            SendWrapper::new(tab::look_around()).await;
            let fetched = match screen {
                Screen::Desk(screen) => desk(screen).await,
                Screen::Plan(screen) => plan(screen).await,
                Screen::Results(screen) => results(screen).await,
                Screen::Messages(screen) => messages(screen).await,
                Screen::Writing(screen) => writing(screen).await,
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
