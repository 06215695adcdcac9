//! A table of figures whose rows are plain text. When the numbers move, only the words that
//! changed are written again: the table itself stays where it is.

use leptos::prelude::*;

use crate::mark::{Mark, VariantMark};

/// What one cell says: the figure, and a smaller aside such as its count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The figure.
    pub main: String,
    /// Beside it in smaller type; empty where nothing is to be added.
    pub aside: String,
}

/// A row: its head and its cells, one for each column but the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The words at the head of the row.
    pub head: String,
    /// The mark of the arm that the row is about.
    pub mark: Option<Mark>,
    /// The cells.
    pub cells: Vec<Cell>,
}

impl Cell {
    /// A figure without an aside.
    pub fn plain(main: impl Into<String>) -> Cell {
        Cell { main: main.into(), aside: String::new() }
    }

    /// A figure with its aside.
    pub fn with(main: impl Into<String>, aside: impl Into<String>) -> Cell {
        Cell { main: main.into(), aside: aside.into() }
    }

    /// Nothing to show yet.
    pub fn none() -> Cell {
        Cell::plain("–")
    }
}

/// A table in its own scrolling region.
#[component]
pub fn FigureTable(
    /// What the table shows, for the caption.
    #[prop(into)]
    caption: Signal<String>,
    /// The heads of the columns, the first one over the heads of the rows.
    #[prop(into)]
    columns: Signal<Vec<String>>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    let head =
        move |nth: usize| move || columns.with(|all| all.get(nth).cloned().unwrap_or_default());
    view! {
        <div class="figures" role="region" tabindex="0" aria-label=move || caption.get()>
            <table>
                <caption>{move || caption.get()}</caption>
                <thead>
                    <tr>
                        <For each=move || 0..columns.with(Vec::len) key=|nth| *nth let(nth)>
                            <th scope="col">{head(nth)}</th>
                        </For>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || 0..rows.with(Vec::len) key=|nth| *nth let(nth)>
                        <FigureRow rows=rows nth=nth/>
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn FigureRow(rows: Signal<Vec<Row>>, nth: usize) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|all| all.get(nth).cloned().unwrap_or_default()));
    let n_cells = Memo::new(move |_| row.with(|row| row.cells.len()));
    let mark = Memo::new(move |_| row.with(|row| row.mark));
    view! {
        <tr>
            <th scope="row">
                {move || mark.get().map(|mark| view! { <VariantMark mark=mark/> })}
                {move || row.with(|row| row.head.clone())}
            </th>
            <For each=move || 0..n_cells.get() key=|column| *column let(column)>
                <FigureCell row=row column=column/>
            </For>
        </tr>
    }
}

#[component]
fn FigureCell(row: Memo<Row>, column: usize) -> impl IntoView {
    let cell =
        Memo::new(move |_| row.with(|row| row.cells.get(column).cloned().unwrap_or_default()));
    let aside = Memo::new(move |_| cell.with(|cell| cell.aside.clone()));
    view! {
        <td>
            <span>{move || cell.with(|cell| cell.main.clone())}</span>
            {move || (!aside.with(String::is_empty)).then(|| view! { <small>{move || aside.get()}</small> })}
        </td>
    }
}
