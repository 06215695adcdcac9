//! The curve of power against subjects: a pure drawing, read by arrow keys and by pointing, with its
//! table; both can be saved.

use leptos::prelude::*;
use trial::planner::PowerPoint;

use crate::fmt;
use crate::results::reader::{Reader, Reading};
use crate::results::row::{Cell, Row};
use crate::results::save::{SaveButton, file_name, files_of, save};
use crate::results::svg::{Point, Svg};
use crate::results::table::FigureTable;

/// What the curve shows, for its table and its files.
const CAPTION: &str = "Power against subjects";

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 190.0;
/// The room beside the axes: left, right, top, bottom.
const ROOM: (f64, f64, f64, f64) = (40.0, 12.0, 8.0, 34.0);

/// The curve with its reading; nothing while there is none.
#[component]
pub fn PowerCurve(
    /// Its points.
    curve: Signal<Vec<PowerPoint>>,
    /// The power that is wanted.
    wanted: Signal<f64>,
) -> impl IntoView {
    let reader = Reader::of(Signal::derive(move || curve.with(|curve| readings(curve))));
    let is_empty = Memo::new(move |_| curve.with(Vec::is_empty));
    let picture =
        move || {
            (!is_empty.get()).then(|| view! {
            <div
                class="readable"
                role="group"
                tabindex="0"
                aria-label="Power against subjects, read by arrow keys"
                on:keydown=move |event| reader.key(&event)
                on:pointerover=move |event| reader.point(&event)
            >
                <svg
                    class="power"
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    role="img"
                    aria-label="Power against subjects: at a planned look, and while watching"
                    inner_html=move || curve.with(|curve| drawn(curve, wanted.get()).inner())
                ></svg>
            </div>
            <Reading reader=reader/>
            <p class="aside power-legend">
                <span class="key-planned"></span>"planned look "
                <span class="key-watching"></span>"while watching "
                <span class="key-wanted"></span>"wanted power"
            </p>
            <Beside curve=curve wanted=wanted/>
        })
        };
    view! { {picture} }
}

/// The table of the curve, and the button that saves the picture.
#[component]
fn Beside(curve: Signal<Vec<PowerPoint>>, wanted: Signal<f64>) -> impl IntoView {
    let of = files_of();
    let as_svg = Callback::new(move |()| {
        let drawn = curve.with_untracked(|curve| drawn(curve, wanted.get_untracked()));
        let name = file_name(&of.get_untracked(), CAPTION, "svg");
        save(&name, "image/svg+xml", &drawn.file(WIDTH, HEIGHT));
    });
    view! {
        <SaveButton words="Save as SVG" what=Signal::stored(CAPTION.to_owned()) save=as_svg/>
        <details class="how">
            <summary>"The curve as a table"</summary>
            <FigureTable
                caption=Signal::stored(CAPTION.to_owned())
                columns=Signal::stored(["Subjects in all arms", "Planned look", "While watching"].map(str::to_owned).into())
                rows=Signal::derive(move || curve.with(|curve| rows(curve)))
            />
        </details>
    }
}

fn rows(curve: &[PowerPoint]) -> Vec<Row> {
    let row = |point: &PowerPoint| {
        let powers = [point.planned, point.watching];
        Row::of(point.n.to_string(), powers.map(|power| Cell::plain(fmt::share(power))).into())
    };
    curve.iter().map(row).collect()
}

fn readings(curve: &[PowerPoint]) -> Vec<String> {
    let sentence = |point: &PowerPoint| {
        format!(
            "{}: power {} at a planned look, {} while watching.",
            fmt::number_of(point.n, "subject", "subjects"),
            fmt::share(point.planned),
            fmt::share(point.watching)
        )
    };
    curve.iter().map(sentence).collect()
}

/// The drawing.
fn drawn(curve: &[PowerPoint], wanted: f64) -> Svg {
    let most = curve.last().map_or(1, |point| point.n.max(1));
    let (left, right, top, bottom) = ROOM;
    let x = |n: u64| left + (WIDTH - left - right) * n as f64 / most as f64;
    let y = |power: f64| top + (HEIGHT - top - bottom) * (1.0 - power);
    let mut svg = Svg::default();
    for percent in [0_u32, 25, 50, 75, 100] {
        let at = y(f64::from(percent) / 100.0);
        svg.line("grid", (left, at), (WIDTH - right, at));
        svg.words("end", (left - 5.0, at + 4.0), &format!("{percent} %"));
    }
    for nth in 0..=4_u64 {
        let n = most * nth / 4;
        svg.words("middle", (x(n), HEIGHT - bottom + 15.0), &n.to_string());
    }
    svg.words("middle", (WIDTH / 2.0, HEIGHT - 4.0), "subjects in all arms");
    svg.line("wanted", (left, y(wanted)), (WIDTH - right, y(wanted)));
    let line = |power: fn(&PowerPoint) -> f64| -> Vec<Point> {
        curve.iter().map(|point| (x(point.n), y(power(point)))).collect()
    };
    svg.path("curve watching", &line(|point| point.watching));
    svg.path("curve planned", &line(|point| point.planned));
    for (nth, point) in curve.iter().enumerate() {
        let half = (WIDTH - left - right) / curve.len().max(1) as f64 / 2.0;
        svg.catch(nth, (x(point.n) - half, x(point.n) + half), HEIGHT);
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve() -> Vec<PowerPoint> {
        [(0, 0.0, 0.0), (100, 0.5, 0.1), (200, 0.8, 0.4)]
            .map(|(n, planned, watching)| PowerPoint { n, planned, watching })
            .into()
    }

    #[test]
    fn the_curve_begins_at_nobody_and_ends_at_the_right_edge() {
        let drawn = drawn(&curve(), 0.8).inner();
        assert!(
            drawn
                .contains(r#"<path class="curve planned" d="M40.0 156.0L194.0 82.0L348.0 37.6"/>"#),
            "{drawn}"
        );
        assert_eq!(drawn.matches("data-nth").count(), 3);
    }

    #[test]
    fn the_table_has_a_row_for_each_point_with_both_chances() {
        let rows = rows(&curve());
        assert_eq!((rows.len(), rows[1].head.as_str()), (3, "100"));
        assert_eq!(rows[1].cells, ["50.0\u{a0}%", "10.0\u{a0}%"].map(Cell::plain));
    }

    #[test]
    fn each_point_reads_as_a_sentence_with_both_chances() {
        assert_eq!(
            readings(&curve())[2],
            "200\u{a0}subjects: power 80.0\u{a0}% at a planned look, 40.0\u{a0}% while watching."
        );
    }
}
