//! A table of figures whose rows are plain text. When the numbers move, only the words that
//! changed are written again: the table itself stays where it is.

mod csv;

use leptos::prelude::*;

use super::reader::{Reader, Reading};
use super::row::{PICTURE_HEIGHT, PICTURE_WIDTH, Row};
use super::save::{SaveButton, file_name, files_of, save};
use crate::arm_style::ArmMark;

/// A table in its own scrolling region, with a button that saves it.
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
    let reader = Reader::of(Signal::derive(move || rows.with(|rows| readings(rows))));
    view! {
        <div
            class="figures"
            role="region"
            tabindex="0"
            aria-label=move || caption.get()
            on:keydown=move |event| reader.key(&event)
            on:pointerover=move |event| reader.point(&event)
        >
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
                        <FigureRow rows=rows nth=nth reader=reader/>
                    </For>
                </tbody>
            </table>
        </div>
        <Reading reader=reader/>
        <SaveTable caption=caption columns=columns rows=rows/>
    }
}

/// The sentences of the rows; none where rows are not read one by one.
fn readings(rows: &[Row]) -> Vec<String> {
    let is_read = rows.iter().any(|row| !row.reading.is_empty());
    let all = rows.iter().map(|row| row.reading.clone());
    if is_read { all.collect() } else { Vec::new() }
}

#[component]
fn SaveTable(
    caption: Signal<String>,
    columns: Signal<Vec<String>>,
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    let of = files_of();
    let as_csv = Callback::new(move |()| {
        let text =
            columns.with_untracked(|columns| rows.with_untracked(|rows| csv::text(columns, rows)));
        let name = file_name(&of.get_untracked(), &caption.get_untracked(), "csv");
        save(&name, "text/csv;charset=utf-8", &text);
    });
    view! { <SaveButton words="Save as CSV" what=caption save=as_csv/> }
}

#[component]
fn FigureRow(rows: Signal<Vec<Row>>, nth: usize, reader: Reader) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|all| all.get(nth).cloned().unwrap_or_default()));
    let n_cells = Memo::new(move |_| row.with(|row| row.cells.len()));
    let style = Memo::new(move |_| row.with(|row| row.style));
    let badge = Memo::new(move |_| row.with(|row| row.badge));
    view! {
        <tr data-nth=nth class:is-read=move || reader.is_at(nth)>
            <th scope="row">
                {move || style.get().map(|style| view! { <ArmMark style=style/> })}
                {move || row.with(|row| row.head.clone())}
                {move || (!badge.get().is_empty()).then(|| view! { " " <span class="badge">{badge.get()}</span> })}
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
    let picture = Memo::new(move |_| cell.with(|cell| cell.picture.clone()));
    let size = format!("0 0 {} {}", PICTURE_WIDTH, PICTURE_HEIGHT);
    let drawn = move || {
        let size = size.clone();
        (!picture.with(String::is_empty)).then(|| view! {
            // The row's numbers stand in the cells before it.
            <svg class="drawn" viewBox=size width=PICTURE_WIDTH height=PICTURE_HEIGHT aria-hidden="true" inner_html=move || picture.get()></svg>
        })
    };
    view! {
        <td>
            <span>{move || cell.with(|cell| cell.main.clone())}</span>
            {move || (!aside.with(String::is_empty)).then(|| view! { <small>{move || aside.get()}</small> })}
            {drawn}
        </td>
    }
}
