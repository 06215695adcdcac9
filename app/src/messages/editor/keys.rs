//! Keyboard shortcuts of the editor: one table says which key does what, to the listener and to the
//! list that authors can look at.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::state::EditorState;
use crate::dialog::Dialog;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
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
struct Shortcut {
    keys: &'static str,
    words: &'static str,
    modifiers: Modifiers,
    key: &'static str,
    command: Command,
}

/// Which modifier keys are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Modifiers {
    control: bool,
    shift: bool,
    alt: bool,
}

const PLAIN: Modifiers = Modifiers { control: false, shift: false, alt: false };
const CONTROL: Modifiers = Modifiers { control: true, ..PLAIN };
const SHIFT: Modifiers = Modifiers { shift: true, ..PLAIN };
const ALT: Modifiers = Modifiers { alt: true, ..PLAIN };

const fn shortcut(
    keys: &'static str,
    words: &'static str,
    modifiers: Modifiers,
    key: &'static str,
    command: Command,
) -> Shortcut {
    Shortcut { keys, words, modifiers, key, command }
}

const SHORTCUTS: [Shortcut; 9] = [
    shortcut("Ctrl+S", "save", CONTROL, "s", Command::Save),
    shortcut("Ctrl+B", "make the chosen words bold", CONTROL, "b", Command::Embolden),
    shortcut("Ctrl+K", "make the chosen words a link", CONTROL, "k", Command::Link),
    shortcut("Ctrl+.", "fix the finding where you are", CONTROL, ".", Command::Fix),
    shortcut("F8", "go to the next finding", PLAIN, "F8", Command::NextFinding),
    shortcut("Shift+F8", "go to the finding before", SHIFT, "F8", Command::PreviousFinding),
    shortcut("Alt+↓", "go to the next block", ALT, "ArrowDown", Command::NextBlock),
    shortcut("Alt+↑", "go to the block before", ALT, "ArrowUp", Command::PreviousBlock),
    shortcut("Ctrl+/", "show this list", CONTROL, "/", Command::ShowKeys),
];

/// What the browser and the parts of the screen do by themselves.
const BY_THEMSELVES: [(&str, &str); 4] = [
    ("Ctrl+Z, Ctrl+Shift+Z", "undo and redo, also what menus and fixes did"),
    ("Tab, Shift+Tab", "go on to the next part, and back"),
    ("Escape", "close a menu or a dialog"),
    ("Arrow keys", "on “Open at full size”, go to the next device"),
];

/// Listens to the keys for as long as the editor is shown.
pub fn listen(editor: EditorState) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if let Some(command) = command_of(modifiers(&event), &event.key()) {
            event.prevent_default();
            run(editor, command);
        }
    });
    on_cleanup(move || listener.remove());
}

fn modifiers(event: &KeyboardEvent) -> Modifiers {
    Modifiers {
        control: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

fn command_of(modifiers: Modifiers, key: &str) -> Option<Command> {
    let shortcut =
        SHORTCUTS.iter().find(|shortcut| shortcut.modifiers == modifiers && shortcut.key == key);
    shortcut.map(|shortcut| shortcut.command)
}

fn run(editor: EditorState, command: Command) {
    match command {
        Command::Save => editor.save(),
        Command::Embolden => editor.embolden(),
        Command::Link => editor.link(),
        Command::Fix => editor.fix_here(),
        Command::NextFinding => editor.go_to_finding(true),
        Command::PreviousFinding => editor.go_to_finding(false),
        Command::NextBlock => editor.go_to_block(true),
        Command::PreviousBlock => editor.go_to_block(false),
        Command::ShowKeys => editor.shows_keys.set(true),
    }
}

/// The button that shows the list of keys.
#[component]
pub fn KeysButton(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let row = |(keys, words): (&'static str, &'static str)| {
        view! { <tr><th scope="row"><kbd>{keys}</kbd></th><td>{words}</td></tr> }
    };
    let own = SHORTCUTS.iter().map(|shortcut| (shortcut.keys, shortcut.words));
    let rows = own.chain(BY_THEMSELVES).map(row).collect_view();
    view! {
        <button type="button" class="button" on:click=move |_| editor.shows_keys.set(true)>"Keys"</button>
        <Dialog open=editor.shows_keys title="Keys">
            <table>
                <thead>
                    <tr><th scope="col">"Key"</th><th scope="col">"What it does"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="aside">"On a Mac, Cmd takes the place of Ctrl."</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| editor.shows_keys.set(false)>"Close"</button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_key_does_what_its_line_says() {
        for shortcut in &SHORTCUTS {
            assert_eq!(
                command_of(shortcut.modifiers, shortcut.key),
                Some(shortcut.command),
                "{}",
                shortcut.keys
            );
        }
    }

    #[test]
    fn a_key_alone_or_with_more_keys_than_listed_is_left_to_the_browser() {
        assert_eq!(command_of(PLAIN, "s"), None);
        assert_eq!(command_of(Modifiers { shift: true, ..CONTROL }, "s"), None);
        assert_eq!(command_of(ALT, "s"), None);
    }
}
