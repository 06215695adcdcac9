//! Two texts against each other: what differs block by block, what that means for a trial, how both
//! look on one device, and what a trial has found so far.

mod against;
mod blocks;
mod chooser;
mod factors;
mod frames;
mod offered;
mod passages;
mod rates;
mod side;

use content::{diff, parse};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use self::against::{SpeaksAgainst, against};
use self::blocks::Blocks;
use self::chooser::{Choice, Chooser, choices, counterpart};
use self::factors::{Factors, factors};
use self::frames::Frames;
use self::offered::offered;
use self::rates::TrialRates;
use self::side::{Side, Text};
use crate::api::ApiError;
use crate::page::{IN_MESSAGES, PageHead};
use crate::query::{show, use_query};

/// The comparison of the two texts that the address names.
#[component]
pub fn ComparePage() -> impl IntoView {
    let query = use_query(choices);
    view! {
        <PageHead title="Compare" trail=IN_MESSAGES/>
        {show(query, "the texts", |choices| view! { <Compare choices=choices/> })}
    }
}

#[component]
fn Compare(choices: Vec<Choice>) -> impl IntoView {
    let in_place = || NavigateOptions { replace: true, scroll: false, ..Default::default() };
    let (first_asked, set_first) = query_signal_with_options::<String>("first", in_place());
    let (second_asked, set_second) = query_signal_with_options::<String>("second", in_place());
    let second = Memo::new(move |_| second_asked.get()?.parse::<Side>().ok());
    let known = StoredValue::new(choices.clone());
    let first = Memo::new(move |_| {
        let asked = first_asked.get().and_then(|text| text.parse::<Side>().ok());
        asked.or_else(|| match second.get()? {
            Side::Saved(id) => known.with_value(|choices| counterpart(choices, &id)),
            Side::Frozen(_) => None,
        })
    });
    let offered = offered(choices, first, second);
    let pair = move || Some([first.get()?, second.get()?]);
    view! {
        <div class="compare-choices">
            <Chooser label="First" choices=offered chosen=first choose=set_first/>
            <Chooser label="Second" choices=offered chosen=second choose=set_second/>
        </div>
        {move || match pair() {
            Some(pair) => view! { <Read pair=pair/> }.into_any(),
            None => view! { <p>"Choose two texts: variants, a draft and what a trial froze of it, or two revisions."</p> }.into_any(),
        }}
    }
}

#[component]
fn Read(pair: [Side; 2]) -> impl IntoView {
    let query = use_query(move || read(pair.clone()));
    show(query, "both texts", |texts| view! { <Comparison texts=texts/> })
}

async fn read([first, second]: [Side; 2]) -> Result<[Text; 2], ApiError> {
    Ok([first.read().await?, second.read().await?])
}

#[component]
fn Comparison(texts: [Text; 2]) -> impl IntoView {
    let [(first, _), (second, _)] = [parse(&texts[0].source), parse(&texts[1].source)];
    let diffs = diff(&first, &second);
    let factors = factors(&first, &second, &diffs);
    let sides = [(&first, texts[0].source.as_str()), (&second, texts[1].source.as_str())];
    let against = against(sides, &factors, &texts[1].brand);
    let ids = [texts[0].id.clone(), texts[1].id.clone()];
    view! {
        <TrialRates ids=ids factors=factors.clone()/>
        <Factors factors=factors/>
        <SpeaksAgainst against=against/>
        <div class="compare-sides">
            <Blocks diffs=diffs/>
            <Frames texts=texts/>
        </div>
    }
}
