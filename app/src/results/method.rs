//! Methods behind the numbers: a panel that opens beside them, from the table of methods in `trial`.

use leptos::prelude::*;
use trial::method::Method;

/// The panel for the numbers around it: each method with what it does and where it comes from.
#[component]
pub fn HowComputed(
    /// The methods, in the order of the numbers.
    #[prop(into)]
    methods: Signal<Vec<Method>>,
) -> impl IntoView {
    let shown = move || {
        let mut told: Vec<Method> = Vec::new();
        for method in methods.get() {
            if !told.contains(&method) {
                told.push(method);
            }
        }
        told.into_iter().map(|method| view! { <Told method=method/> }).collect_view()
    };
    view! {
        <details class="how">
            <summary>"How is this computed?"</summary>
            <dl>{shown}</dl>
        </details>
    }
}

#[component]
fn Told(method: Method) -> impl IntoView {
    let told = method.explain();
    view! {
        <dt>{told.name}</dt>
        <dd>{told.sentence} " " <cite>{told.source}</cite></dd>
    }
}
