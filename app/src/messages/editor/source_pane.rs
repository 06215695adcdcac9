//! The text: a plain text field over the same lines in colour. Both are laid out alike, so that
//! numbers, colours and underlines stand where the characters are.

use content::Weight;
use leptos::prelude::*;

use super::highlight::{HighlightedLine, Piece, Role, highlight};
use super::state::EditorState;
use super::toolbar::Toolbar;

/// The pane with the text.
#[component]
pub fn SourcePane(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let opened = editor.buffer.with_untracked(|buffer| buffer.text.clone());
    view! {
        <section class="pane source-pane" id="pane-text" aria-label="Text">
            <Toolbar editor=editor/>
            <div class="source-scroll">
                <div class="source">
                    <Backdrop editor=editor/>
                    <textarea
                        node_ref=editor.field
                        class="source-field"
                        aria-label="Message"
                        aria-describedby="findings-count"
                        spellcheck="true"
                        autocomplete="off"
                        lang=move || editor.assessment.with(|text| text.document.locale().to_string())
                        prop:value=opened
                        readonly=move || editor.is_locked.get()
                        on:input=move |event| editor.type_in(event_target_value(&event))
                    ></textarea>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Backdrop(editor: EditorState) -> impl IntoView {
    let lines =
        Memo::new(move |_| editor.assessment.with(|text| highlight(&text.source, &text.findings)));
    view! {
        <div class="source-backdrop" aria-hidden="true" node_ref=editor.backdrop>
            <For each=move || lines.get() key=|line| line.name children=|line: HighlightedLine| {
                let pieces = line.pieces.into_iter().map(|piece| view! { <Highlighted piece=piece/> });
                view! { <div class="source-line">{pieces.collect_view()}</div> }
            }/>
        </div>
    }
}

#[component]
fn Highlighted(piece: Piece) -> impl IntoView {
    let class = format!("{} {}", role_class(piece.role), underline_class(piece.weight));
    view! { <span class=class>{piece.text}</span> }
}

const fn role_class(role: Role) -> &'static str {
    match role {
        Role::Plain => "",
        Role::Front => "source-front",
        Role::Heading => "source-heading",
        Role::Attributes => "source-attributes",
        Role::Placeholder => "source-placeholder",
    }
}

const fn underline_class(weight: Option<Weight>) -> &'static str {
    match weight {
        None => "",
        Some(Weight::Error) => "has-error",
        Some(Weight::Warning) => "has-warning",
        Some(Weight::Information) => "has-information",
    }
}
