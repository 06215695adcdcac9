//! A forest plot on the screen: its table with a picture in each row, and a button that saves the
//! whole of it as one picture.

use leptos::prelude::*;

use super::forest::Forest;
use super::save::{SaveButton, file_name, files_of, save};
use super::table::FigureTable;

/// The plot.
#[component]
pub fn ForestTable(
    /// What is plotted.
    #[prop(into)]
    forest: Signal<Forest>,
    /// What it shows, for the caption.
    #[prop(into)]
    caption: Signal<String>,
) -> impl IntoView {
    let of = files_of();
    let as_svg = Callback::new(move |()| {
        let of = of.get_untracked();
        let drawn = forest.with_untracked(|forest| forest.file(&of));
        save(&file_name(&of, &caption.get_untracked(), "svg"), "image/svg+xml", &drawn);
    });
    view! {
        <div class="forest">
            <FigureTable
                caption=caption
                columns=Signal::derive(move || forest.with(Forest::columns))
                rows=Signal::derive(move || forest.with(Forest::rows))
            />
            <SaveButton words="Save as SVG" what=caption save=as_svg/>
        </div>
    }
}
