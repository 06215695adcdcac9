//! Everything that happened to a subject, oldest first, with what its outcomes rest on among it.

mod words;

use leptos::prelude::*;
use wire::subject::SubjectView;

use self::words::Moment;
use crate::fmt;

/// The timeline.
#[component]
pub fn Timeline(
    /// The subject.
    view: SubjectView,
) -> impl IntoView {
    let moments = words::moments(&view);
    let n = fmt::number_of(moments.len() as u64, "entry", "entries");
    view! {
        <section class="card" aria-labelledby="timeline">
            <h2 id="timeline">"Timeline"</h2>
            <p class="aside">{n} ", oldest first. What is marked “outcome” is computed from the rows above it and below it, as known now."</p>
            <ol class="timeline">{moments.into_iter().map(entry).collect_view()}</ol>
        </section>
    }
}

fn entry(moment: Moment) -> impl IntoView {
    let Moment { at, kind, words, link } = moment;
    let words = match link {
        None => view! { <span>{words}</span> }.into_any(),
        Some((place, label)) => {
            view! { <span>{words} " " <a href=place>{label}</a></span> }.into_any()
        }
    };
    view! {
        <li>
            <time datetime=at.to_string()>{fmt::time(at)}</time>
            <span class=format!("badge {}", kind.class())>{kind.word()}</span>
            {words}
        </li>
    }
}
