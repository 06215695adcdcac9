//! The text: a plain text field over the same lines in colour. Both are laid out alike, so that
//! numbers, colours and underlines stand where the characters are.

use content::Weight;
use leptos::prelude::*;

use super::desk::Desk;
use super::paint::{Line, Piece, Role, paint};
use super::toolbar::Toolbar;

/// The pane with the text.
#[component]
pub fn SourcePane(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let opened = desk.manuscript.with_untracked(|manuscript| manuscript.text.clone());
    view! {
        <section class="pane source-pane" id="pane-text" aria-label="Text">
            <Toolbar desk=desk/>
            <div class="source-scroll">
                <div class="source">
                    <Backdrop desk=desk/>
                    <textarea
                        node_ref=desk.field
                        class="source-field"
                        aria-label="Message"
                        aria-describedby="findings-count"
                        spellcheck="true"
                        autocomplete="off"
                        lang=move || desk.assessment.with(|text| text.document.locale().to_string())
                        prop:value=opened
                        readonly=move || desk.is_locked.get()
                        on:input=move |event| desk.type_in(event_target_value(&event))
                    ></textarea>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Backdrop(desk: Desk) -> impl IntoView {
    let lines =
        Memo::new(move |_| desk.assessment.with(|text| paint(&text.source, &text.findings)));
    view! {
        <div class="source-backdrop" aria-hidden="true" node_ref=desk.backdrop>
            <For each=move || lines.get() key=|line| line.name children=|line: Line| {
                let pieces = line.pieces.into_iter().map(|piece| view! { <Painted piece=piece/> });
                view! { <div class="source-line">{pieces.collect_view()}</div> }
            }/>
        </div>
    }
}

#[component]
fn Painted(piece: Piece) -> impl IntoView {
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
