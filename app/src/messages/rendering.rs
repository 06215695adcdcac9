//! The proof that previews are what customers get: the browser renders the whole starter library
//! for every persona and compares each SHA-256 with the one that the server computed natively.

mod comparison;

use leptos::prelude::*;
use wire::address::RENDERINGS;
use wire::message::Renderings;

use self::comparison::{Comparison, compare, rendered_here, verdict};
use crate::api;
use crate::page::{IN_SETTINGS, PageHead};
use crate::query::{show, use_query};

/// The comparison.
#[component]
pub fn RenderingPage() -> impl IntoView {
    let query = use_query(|| async { api::get::<Renderings>(&RENDERINGS.to(&[])).await });
    view! {
        <PageHead title="The same bytes here and there" trail=IN_SETTINGS/>
        {show(query, "the server's hashes", |theirs| view! { <Comparisons theirs=theirs/> })}
    }
}

#[component]
fn Comparisons(theirs: Renderings) -> impl IntoView {
    let comparisons = compare(&rendered_here(), &theirs.renderings);
    let row = |comparison: &Comparison| view! { <Row comparison=comparison.clone()/> };
    view! {
        <p role="status"><strong>{verdict(&comparisons)}</strong></p>
        <p>
            "Your browser has just rendered every starter message for every persona, with the same code as the server but compiled to WebAssembly. Each row compares the SHA-256 of its bytes with the server's."
        </p>
        <div class="card table-scroll" role="region" aria-label="Comparisons" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Document"</th>
                        <th scope="col">"Persona"</th>
                        <th scope="col">"Rendered to"</th>
                        <th scope="col">"This browser"</th>
                        <th scope="col">"The server"</th>
                        <th scope="col">"Result"</th>
                    </tr>
                </thead>
                <tbody>{comparisons.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(comparison: Comparison) -> impl IntoView {
    let (class, word) = match comparison.agrees() {
        true => ("badge badge-good", "equal"),
        false => ("badge badge-bad", "differs"),
    };
    let short = |hash: &Option<content::Hash>| {
        hash.as_ref().map_or("not rendered", |hash| hash.short()).to_owned()
    };
    view! {
        <tr>
            <th scope="row">{comparison.id.to_string()}</th>
            <td>{comparison.persona.clone()}</td>
            <td>{comparison.target.name()}</td>
            <td><code>{short(&comparison.here)}</code></td>
            <td><code>{short(&comparison.there)}</code></td>
            <td><span class=class>{word}</span></td>
        </tr>
    }
}
