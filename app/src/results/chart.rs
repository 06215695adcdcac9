//! The curves of confirmed cleanup as a chart description: a pure function of the report.
//! It knows no element, no screen and no theme; the colours are arguments.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::datatype::{CompositeValue, DataPointItem};
use charming::element::{
    AreaStyle, AxisLabel, AxisLine, AxisLineStyle, AxisTick, AxisType, Formatter, ItemStyle, Label,
    LabelPosition, LineStyle, LineStyleType, NameLocation, SplitLine, Step, Symbol, TextStyle,
    Tooltip, Trigger,
};
use charming::series::{Line, Scatter};
use trial::report::{ArmReport, CurvePoint, Report};

use super::baseline::NO_NOTICE;
use crate::arm_style::{ArmStyle, Marker};

/// The colours of the ground on which the chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inks {
    is_dark: bool,
    words: &'static str,
    line: &'static str,
    surface: &'static str,
}

/// The rates of all arms stand within so many days beyond the end of the curves.
const RATES_WITHIN: f64 = 2.0;

const LIGHT: Inks = Inks { is_dark: false, words: "#55584f", line: "#dedbd3", surface: "#ffffff" };
const DARK: Inks = Inks { is_dark: true, words: "#b6bab0", line: "#343830", surface: "#1e211d" };

impl Inks {
    /// The colours on light or dark ground: those of the style sheet, which a chart cannot read.
    pub fn on(is_dark: bool) -> Inks {
        if is_dark { DARK } else { LIGHT }
    }
}

/// The curve of each arm with its limits and marks, then the rates by the horizon and what cleans up
/// with no notice. Confirmation takes the quiet days, so these stand where the curves have it: at the
/// horizon itself the curves lack everybody who is not confirmed yet.
pub fn cleanup(report: &Report, inks: &Inks) -> Chart {
    let plan = &report.trial.plan;
    let confirmed_by = plan.horizon_days + plan.quiet_days;
    let (step, last_tick) = axis_days(confirmed_by);
    // Room for the rates beyond the end of the curves.
    let last_day = last_tick + step;
    let beside = RATES_WITHIN.min(f64::from(step)) / report.arms.len().max(1) as f64;
    let frame = Chart::new()
        .animation(false)
        .grid(Grid::new().left(46).right(14).top(12).bottom(42))
        .tooltip(tooltip(inks))
        .x_axis(day_axis(step, last_day, inks))
        .y_axis(share_axis(inks));
    let with_arms = report.arms.iter().enumerate().fold(frame, |chart, (place, arm)| {
        let at_day = beside.mul_add(place as f64 + 1.0, f64::from(confirmed_by));
        let style = ArmStyle::of(plan, &arm.arm);
        let colour = style.colour_on(inks.is_dark);
        chart
            .series(limit_floor(arm))
            .series(limit_band(arm, colour))
            .series(curve(arm, style, colour))
            .series(points(arm, style, colour, step))
            .series(rate_limits(arm, at_day, colour))
            .series(rate_point(arm, at_day, style, colour))
    });
    with_arms.series(no_notice(confirmed_by, inks)).series(no_notice_label(confirmed_by, inks))
}

fn curve(arm: &ArmReport, style: ArmStyle, colour: &str) -> Line {
    Line::new()
        .id(format!("{} curve", arm.arm))
        .name(arm.arm.as_str())
        .step(Step::End)
        .symbol(Symbol::None)
        .line_style(LineStyle::new().color(colour).width(style.width).type_(dash(style)))
        .data(arm.curve.iter().map(|point| at(point.day, point.share)).collect())
}

/// The strokes of an arm's line, as near as the engine has them.
fn dash(style: ArmStyle) -> LineStyleType {
    match style.dash.first() {
        None => LineStyleType::Solid,
        Some(..=2) => LineStyleType::Dotted,
        Some(_) => LineStyleType::Dashed,
    }
}

/// The lower limit, invisible: the band stands on it.
fn limit_floor(arm: &ArmReport) -> Line {
    let low = |point: &CurvePoint| point.interval.map_or(point.share, |limits| limits.low);
    let data = arm.curve.iter().map(|point| at(point.day, low(point)));
    unseen(arm, "floor").data(data.collect())
}

/// From the lower limit to the upper one.
fn limit_band(arm: &ArmReport, colour: &str) -> Line {
    let height = |point: &CurvePoint| point.interval.map_or(0.0, |limits| limits.high - limits.low);
    let data = arm.curve.iter().map(|point| at(point.day, height(point)));
    unseen(arm, "band")
        .area_style(AreaStyle::new().color(colour).opacity(0.14))
        .data(data.collect())
}

fn unseen(arm: &ArmReport, part: &str) -> Line {
    Line::new()
        .id(format!("{} {part}", arm.arm))
        .step(Step::End)
        .stack(format!("{} limits", arm.arm))
        .symbol(Symbol::None)
        .silent(true)
        .line_style(LineStyle::new().opacity(0.0))
}

/// A marker every few days, which says its numbers when it is pointed at.
fn points(arm: &ArmReport, style: ArmStyle, colour: &str, every: u32) -> Scatter {
    let points = shares_every(&arm.curve, every).into_iter().map(|(day, point)| {
        let says = format!(
            "{}, day {day}: {:.1} % confirmed clean, {} at risk",
            arm.arm,
            percent(point.share),
            point.at_risk
        );
        DataPointItem::new(vec![f64::from(day), percent(point.share)]).name(says)
    });
    Scatter::new()
        .id(format!("{} points", arm.arm))
        .symbol(symbol(style.marker))
        .symbol_size(8)
        .item_style(ItemStyle::new().color(colour))
        .data(points.collect())
}

/// The limits of the rate by the horizon, upright beside the end of the curves.
fn rate_limits(arm: &ArmReport, day: f64, colour: &str) -> Line {
    let limits = arm.clean_by_horizon.interval;
    let ends = limits.map(|limits| vec![at(day, limits.low), at(day, limits.high)]);
    Line::new()
        .id(format!("{} rate limits", arm.arm))
        .symbol(Symbol::None)
        .silent(true)
        .line_style(LineStyle::new().color(colour).width(1.5))
        .data(ends.unwrap_or_default())
}

/// The rate by the horizon, which says its count when it is pointed at.
fn rate_point(arm: &ArmReport, day: f64, style: ArmStyle, colour: &str) -> Scatter {
    let rate = &arm.clean_by_horizon;
    let point = rate.count.share().map(|share| {
        let says = format!(
            "{}, clean by the horizon: {:.1} % ({} of {})",
            arm.arm,
            percent(share),
            rate.count.x(),
            rate.count.n()
        );
        DataPointItem::new(vec![(day * 100.0).round() / 100.0, percent(share)]).name(says)
    });
    Scatter::new()
        .id(format!("{} rate", arm.arm))
        .symbol(symbol(style.marker))
        .symbol_size(10)
        .item_style(ItemStyle::new().color(colour))
        .data(point.into_iter().collect())
}

fn symbol(marker: Marker) -> Symbol {
    match marker {
        Marker::Square => Symbol::Rect,
        Marker::Circle => Symbol::Circle,
        Marker::Triangle => Symbol::Triangle,
        Marker::Diamond => Symbol::Diamond,
        Marker::Cross => Symbol::Custom(
            "path://M1 0L5 4L9 0L10 1L6 5L10 9L9 10L5 6L1 10L0 9L4 5L0 1Z".to_owned(),
        ),
    }
}

/// What the curve says on every `every`-th day that it reaches, from day `every` on.
pub(super) fn shares_every(curve: &[CurvePoint], every: u32) -> Vec<(u32, CurvePoint)> {
    let end = curve.last().map_or(0.0, |point| point.day);
    let days = (1..).map(|n| n * every.max(1)).take_while(|day| f64::from(*day) <= end);
    days.filter_map(|day| {
        let reached = |point: &&CurvePoint| point.day <= f64::from(day);
        curve.iter().rev().find(reached).map(|point| (day, *point))
    })
    .collect()
}

/// The share that cleans up with no notice: one upright mark with two ends.
fn no_notice(day: u32, inks: &Inks) -> Line {
    let (day, half) = (f64::from(day), 0.25);
    let (low, high) = (NO_NOTICE.low, NO_NOTICE.high);
    let outline = [
        (day - half, high),
        (day + half, high),
        (day, high),
        (day, low),
        (day - half, low),
        (day + half, low),
    ];
    Line::new()
        .id("no notice")
        .symbol(Symbol::None)
        .silent(true)
        .line_style(LineStyle::new().color(inks.words).width(1.5))
        .data(outline.map(|(day, share)| at(day, share)).to_vec())
}

fn no_notice_label(day: u32, inks: &Inks) -> Scatter {
    let label = Label::new()
        .show(true)
        .position(LabelPosition::Left)
        .formatter(Formatter::String(NO_NOTICE.label()))
        .color(inks.words)
        .background_color(inks.surface)
        .padding((2, 3, 2, 3))
        .font_size(11);
    Scatter::new()
        .id("no notice label")
        .symbol_size(1)
        .item_style(ItemStyle::new().color(inks.words))
        .label(label)
        .data(vec![at(f64::from(day), NO_NOTICE.low)])
}

fn day_axis(step: u32, last_day: u32, inks: &Inks) -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .name("days since enrolment")
        .name_location(NameLocation::Middle)
        .name_gap(24)
        .name_text_style(TextStyle::new().color(inks.words).font_size(11))
        .min(0)
        .max(i64::from(last_day))
        .interval(step)
        .split_line(SplitLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_line(axis_line(inks))
        .axis_label(AxisLabel::new().color(inks.words).font_size(11))
}

fn share_axis(inks: &Inks) -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .min(0)
        .max(100)
        .interval(25)
        .split_line(SplitLine::new().line_style(LineStyle::new().color(inks.line)))
        .axis_line(AxisLine::new().show(false))
        .axis_label(
            AxisLabel::new()
                .color(inks.words)
                .font_size(11)
                .formatter(Formatter::String("{value} %".to_owned())),
        )
}

fn axis_line(inks: &Inks) -> AxisLine {
    AxisLine::new().line_style(AxisLineStyle::new().color((1.0, inks.line)))
}

fn tooltip(inks: &Inks) -> Tooltip {
    Tooltip::new()
        .trigger(Trigger::Item)
        .formatter(Formatter::String("{b}".to_owned()))
        .background_color(inks.surface)
        .border_color(inks.line)
}

/// The distance of the ticks and the end of an axis that shows `days`: at most eight ticks, with
/// the last one at the end.
pub(super) fn axis_days(days: u32) -> (u32, u32) {
    let step = [1, 2, 3, 7, 14].into_iter().find(|step| days <= step * 8).unwrap_or(30);
    (step, days.div_ceil(step) * step)
}

/// A point of a line: a day, and a share as percent.
fn at(day: f64, share: f64) -> CompositeValue {
    CompositeValue::from(vec![(day * 100.0).round() / 100.0, percent(share)])
}

/// Percent with two decimals: as fine as a screen can show.
fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    fn json(chart: &Chart) -> serde_json::Value {
        serde_json::to_value(chart).unwrap()
    }

    /// The whole description; after a wanted change, copy what the failure prints.
    #[test]
    fn the_chart_of_the_sample_is_as_recorded() {
        let recorded = include_str!("chart/sample.json");
        let drawn = json(&cleanup(&sample::report(), &Inks::on(false)));
        let recorded = serde_json::from_str::<serde_json::Value>(recorded).unwrap();
        assert_eq!(drawn, recorded, "drawn: {drawn}");
    }

    #[test]
    fn arms_differ_by_colour_and_dash_and_marker() {
        let chart = json(&cleanup(&sample::report(), &Inks::on(true)));
        let series = |id: &str| {
            let all = chart["series"].as_array().unwrap();
            all.iter().find(|series| series["id"] == id).unwrap().clone()
        };
        let (one, other) = (series("standard curve"), series("improved curve"));
        assert_ne!(one["lineStyle"]["color"], other["lineStyle"]["color"]);
        assert_ne!(one["lineStyle"]["type"], other["lineStyle"]["type"]);
        assert_ne!(series("standard points")["symbol"], series("improved points")["symbol"]);
    }

    #[test]
    fn no_notice_and_the_rates_stand_where_the_curves_have_everybody_confirmed() {
        let chart = json(&cleanup(&sample::report(), &Inks::on(false)));
        let all = chart["series"].as_array().unwrap();
        let mark = all.iter().find(|series| series["id"] == "no notice").unwrap();
        assert!(mark.get("areaStyle").is_none() && mark.get("markArea").is_none());
        for point in mark["data"].as_array().unwrap() {
            assert!((point[0].as_f64().unwrap() - 21.0).abs() < 0.5, "{point}");
        }
        let rates: Vec<_> = all
            .iter()
            .filter(|series| series["id"].as_str().is_some_and(|id| id.ends_with(" rate")))
            .collect();
        assert_eq!(rates.len(), 2);
        for rate in rates {
            let day = rate["data"][0]["value"][0].as_f64().unwrap();
            assert!(day > 21.0 && day <= 24.0, "{rate}");
        }
    }

    #[test]
    fn both_grounds_and_an_empty_report_keep_the_series_so_that_one_replaces_the_other() {
        let ids = |chart: &Chart| {
            let chart = json(chart);
            let series = chart["series"].as_array().unwrap().iter();
            series.map(|series| series["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let light = ids(&cleanup(&sample::report(), &Inks::on(false)));
        assert_eq!(light, ids(&cleanup(&sample::report(), &Inks::on(true))));
        assert_eq!(light, ids(&cleanup(&sample::empty(), &Inks::on(false))));
    }

    #[test]
    fn an_axis_ends_at_a_tick_and_has_at_most_nine() {
        for days in 2..=120 {
            let (step, end) = axis_days(days);
            assert!(end >= days && end % step == 0 && end / step <= 8, "{days}: {step}, {end}");
        }
    }
}
