//! The keyboard paths of the editor: one table says which key does what, to the listener and to the
//! list that authors can look at.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::desk::Desk;
use crate::dialog::Dialog;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Save,
    Embolden,
    Link,
    Fix,
    NextFinding,
    PreviousFinding,
    NextBlock,
    PreviousBlock,
    ShowKeys,
}

/// A key with Ctrl (on a Mac Cmd), Shift or Alt, and what it does.
struct Path {
    keys: &'static str,
    words: &'static str,
    held: Held,
    key: &'static str,
    step: Step,
}

/// Which of the keys are held that change others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Held {
    control: bool,
    shift: bool,
    alt: bool,
}

const PLAIN: Held = Held { control: false, shift: false, alt: false };
const CONTROL: Held = Held { control: true, ..PLAIN };
const SHIFT: Held = Held { shift: true, ..PLAIN };
const ALT: Held = Held { alt: true, ..PLAIN };

const fn path(
    keys: &'static str,
    words: &'static str,
    held: Held,
    key: &'static str,
    step: Step,
) -> Path {
    Path { keys, words, held, key, step }
}

const PATHS: [Path; 9] = [
    path("Ctrl+S", "save", CONTROL, "s", Step::Save),
    path("Ctrl+B", "make the chosen words bold", CONTROL, "b", Step::Embolden),
    path("Ctrl+K", "make the chosen words a link", CONTROL, "k", Step::Link),
    path("Ctrl+.", "mend the finding where you are", CONTROL, ".", Step::Fix),
    path("F8", "go to the next finding", PLAIN, "F8", Step::NextFinding),
    path("Shift+F8", "go to the finding before", SHIFT, "F8", Step::PreviousFinding),
    path("Alt+↓", "go to the next block", ALT, "ArrowDown", Step::NextBlock),
    path("Alt+↑", "go to the block before", ALT, "ArrowUp", Step::PreviousBlock),
    path("Ctrl+/", "show this list", CONTROL, "/", Step::ShowKeys),
];

/// What the browser and the parts of the screen do by themselves.
const BY_THEMSELVES: [(&str, &str); 4] = [
    ("Ctrl+Z, Ctrl+Shift+Z", "undo and redo, also what menus and fixes did"),
    ("Tab, Shift+Tab", "go on to the next part, and back"),
    ("Escape", "close a menu or a dialog"),
    ("Arrow keys", "on “Open at full size”, go to the next device"),
];

/// Listens to the keys for as long as the editor is shown.
pub fn listen(desk: Desk) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if let Some(step) = step_of(held(&event), &event.key()) {
            event.prevent_default();
            take(desk, step);
        }
    });
    on_cleanup(move || listener.remove());
}

fn held(event: &KeyboardEvent) -> Held {
    Held {
        control: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

fn step_of(held: Held, key: &str) -> Option<Step> {
    let path = PATHS.iter().find(|path| path.held == held && path.key == key);
    path.map(|path| path.step)
}

fn take(desk: Desk, step: Step) {
    match step {
        Step::Save => desk.save(),
        Step::Embolden => desk.embolden(),
        Step::Link => desk.link(),
        Step::Fix => desk.mend_here(),
        Step::NextFinding => desk.go_to_finding(true),
        Step::PreviousFinding => desk.go_to_finding(false),
        Step::NextBlock => desk.go_to_block(true),
        Step::PreviousBlock => desk.go_to_block(false),
        Step::ShowKeys => desk.shows_keys.set(true),
    }
}

/// The button that shows the list of keys.
#[component]
pub fn KeysButton(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let row = |(keys, words): (&'static str, &'static str)| {
        view! { <tr><th scope="row"><kbd>{keys}</kbd></th><td>{words}</td></tr> }
    };
    let own = PATHS.iter().map(|path| (path.keys, path.words));
    let rows = own.chain(BY_THEMSELVES).map(row).collect_view();
    view! {
        <button type="button" class="button" on:click=move |_| desk.shows_keys.set(true)>"Keys"</button>
        <Dialog open=desk.shows_keys title="Keys">
            <table>
                <thead>
                    <tr><th scope="col">"Key"</th><th scope="col">"What it does"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="aside">"On a Mac, Cmd takes the place of Ctrl."</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| desk.shows_keys.set(false)>"Close"</button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_key_does_what_its_line_says() {
        for path in &PATHS {
            assert_eq!(step_of(path.held, path.key), Some(path.step), "{}", path.keys);
        }
    }

    #[test]
    fn a_key_alone_or_with_more_keys_than_listed_is_left_to_the_browser() {
        assert_eq!(step_of(PLAIN, "s"), None);
        assert_eq!(step_of(Held { shift: true, ..CONTROL }, "s"), None);
        assert_eq!(step_of(ALT, "s"), None);
    }
}
