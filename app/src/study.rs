//! The published study, read only: its printed counts with computed shares, what has to be known
//! before anything is concluded, and where it comes from. No curve, for there are no timelines.

use leptos::prelude::*;
use trial::method::Method;
use trial::published::{self, NOT_RANDOMISED, Study, Table};

use crate::page::{IN_TRIALS, PageHead};
use crate::results::forest_table::ForestTable;
use crate::results::method::HowComputed;
use crate::results::save::FilesOf;

mod caveats;
mod rows;

/// The study.
#[component]
pub fn StudyPage() -> impl IntoView {
    provide_context(FilesOf(Signal::stored("published study".to_owned())));
    view! {
        <PageHead title="The published study" trail=IN_TRIALS>
            <span class="badge">"Read only"</span>
        </PageHead>
        {match published::study() {
            Ok(study) => view! { <StudyBody study=study/> }.into_any(),
            Err(damaged) => view! { <p class="failure" role="alert">{damaged.to_string()}</p> }.into_any(),
        }}
    }
}

#[component]
fn StudyBody(study: &'static Study) -> impl IntoView {
    view! {
        <section class="note note-warning caveats" aria-labelledby="study-caveats">
            <h2 id="study-caveats">"Before you conclude anything"</h2>
            <ul>{caveats::sentences(study).into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </section>
        <Source study=study/>
        {study.tables.iter().map(|table| view! { <TableCard study=study table=table/> }).collect_view()}
        <Siblings study=study/>
    }
}

#[component]
fn Source(study: &'static Study) -> impl IntoView {
    let address = format!("https://doi.org/{}", study.doi);
    view! {
        <section class="card" aria-labelledby="study-source">
            <h2 id="study-source">"What this is"</h2>
            <p>{study.title.clone()}</p>
            <p>
                {study.n_customers.to_string()} " customers of one provider with infected devices, in three groups. "
                "The shares and limits below are computed here from the counts on the authors' slides. "
                "Limits are 95 %, after Wilson for a share and Newcombe for a difference."
            </p>
            <ul class="study-groups">
                {study.groups.iter().map(|group| view! {
                    <li>
                        {format!("{}: the contacts of {} were read, {} were interviewed.", group.label, group.n_logs, group.n_interviews)}
                    </li>
                }).collect_view()}
            </ul>
            <p>"DOI " <a href=address rel="noreferrer">{study.doi.clone()}</a></p>
        </section>
    }
}

#[component]
fn TableCard(study: &'static Study, table: &'static Table) -> impl IntoView {
    let id = format!("study-{}", table.name);
    let (forest, footnotes) = rows::forest(study, table);
    let caption = format!("{}, by group", table.title);
    view! {
        <section class="card study" aria-labelledby=id>
            <h2 id=id.clone()>{table.title.clone()}</h2>
            <p class="note note-warning">"Improved and standard were " {NOT_RANDOMISED} "."</p>
            <ForestTable forest=Signal::stored(forest) caption=Signal::stored(caption)/>
            {(!footnotes.is_empty()).then(|| view! {
                <ol class="footnotes">
                    {footnotes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
                </ol>
            })}
            {rows::adjusted_among(study, table).map(|words| view! { <p class="aside">{words}</p> })}
            {table.notes.iter().map(|note| view! { <p class="aside">{note.clone()}</p> }).collect_view()}
            <HowComputed methods=Signal::stored(METHODS.to_vec())/>
        </section>
    }
}

/// How the numbers of a table are computed.
const METHODS: [Method; 4] = [Method::Wilson, Method::Newcombe, Method::Fisher, Method::Holm];

#[component]
fn Siblings(study: &'static Study) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="study-siblings">
            <h2 id="study-siblings">"Studies of the same kind"</h2>
            <dl class="siblings">
                {study.siblings.iter().map(|sibling| view! {
                    <dt>{sibling.study.clone()}</dt>
                    <dd>{sibling.fact.clone()}</dd>
                }).collect_view()}
            </dl>
        </section>
    }
}
