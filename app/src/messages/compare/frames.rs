//! Both texts side by side on one device.

use std::sync::Arc;

use leptos::prelude::*;

use super::side::Text;
use crate::messages::preview::{Choices, Effects, OneDevice, PreviewModel, SingleSwitches};

/// Both texts side by side on one device.
#[component]
pub fn Frames(
    /// The first and the second text.
    texts: [Text; 2],
) -> impl IntoView {
    let choices = Choices::in_address(texts[0].id.channel);
    let frame = move |text: Text| {
        let (document, _) = content::parse(&text.source);
        let tree = Arc::new(document);
        let choices = choices.on(text.id.channel);
        let model = PreviewModel::of(
            choices,
            StoredValue::new(text.brand),
            Memo::new(move |_| tree.clone()),
        );
        view! {
            <div>
                <h3>{text.title}</h3>
                <OneDevice model=model/>
            </div>
        }
    };
    view! {
        <section class="card compare-frames" aria-label="Side by side">
            <div class="buttons"><SingleSwitches choices=choices/></div>
            <div class="compare-pair">{texts.map(frame).into_iter().collect_view()}</div>
            <Effects choices=choices/>
        </section>
    }
}
