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

/// The colours of a theme, as the style sheet has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inks {
    /// Words on the axes.
    pub words: String,
    /// Lines of the grid.
    pub line: String,
    /// The ground of the card.
    pub surface: String,
    /// One colour a variant, in the order of the marks.
    pub variants: [String; 4],
}

/// The curve of each arm with its limits and marks, and what cleans up with no notice.
pub fn cleanup(report: &Report, inks: &Inks) -> Chart {
    let plan = &report.trial.plan;
    let (step, last_day) = axis_days(plan.horizon_days + plan.quiet_days);
    let frame = Chart::new()
        .animation(false)
        .grid(Grid::new().left(46).right(14).top(12).bottom(42))
        .tooltip(tooltip(inks))
        .x_axis(day_axis(step, last_day, inks))
        .y_axis(share_axis(inks));
    let with_arms = report.arms.iter().enumerate().fold(frame, |chart, (nth, arm)| {
        let look = Look::of(nth, inks);
        chart
            .series(limit_floor(arm))
            .series(limit_band(arm, &look))
            .series(curve(arm, &look))
            .series(marks(arm, &look, step))
    });
    with_arms
        .series(no_notice(plan.horizon_days, inks))
        .series(no_notice_label(plan.horizon_days, inks))
}

/// How one variant is told from the others: colour, dash and marker together.
struct Look<'a> {
    colour: &'a str,
    dash: LineStyleType,
    width: f64,
    marker: Symbol,
}

impl<'a> Look<'a> {
    /// The look of the `nth` arm of the plan; the fifth begins again at the first.
    fn of(nth: usize, inks: &'a Inks) -> Look<'a> {
        let slot = nth % inks.variants.len();
        let (dash, width, marker) = match slot {
            0 => (LineStyleType::Dashed, 2.0, Symbol::Rect),
            1 => (LineStyleType::Solid, 2.0, Symbol::Circle),
            2 => (LineStyleType::Dotted, 2.0, Symbol::Triangle),
            _ => (LineStyleType::Solid, 1.0, Symbol::Diamond),
        };
        Look { colour: &inks.variants[slot], dash, width, marker }
    }
}

fn curve(arm: &ArmReport, look: &Look) -> Line {
    Line::new()
        .name(arm.arm.as_str())
        .step(Step::End)
        .symbol(Symbol::None)
        .line_style(LineStyle::new().color(look.colour).width(look.width).type_(look.dash))
        .data(arm.curve.iter().map(|point| at(point.day, percent(point.share))).collect())
}

/// The lower limit, invisible: the band stands on it.
fn limit_floor(arm: &ArmReport) -> Line {
    let low = |point: &CurvePoint| point.interval.map_or(point.share, |limits| limits.low);
    unseen(arm).data(arm.curve.iter().map(|point| at(point.day, percent(low(point)))).collect())
}

/// From the lower limit to the upper one.
fn limit_band(arm: &ArmReport, look: &Look) -> Line {
    let height = |point: &CurvePoint| point.interval.map_or(0.0, |limits| limits.high - limits.low);
    unseen(arm)
        .area_style(AreaStyle::new().color(look.colour).opacity(0.14))
        .data(arm.curve.iter().map(|point| at(point.day, percent(height(point)))).collect())
}

fn unseen(arm: &ArmReport) -> Line {
    Line::new()
        .step(Step::End)
        .stack(format!("limits of {}", arm.arm))
        .symbol(Symbol::None)
        .silent(true)
        .line_style(LineStyle::new().opacity(0.0))
}

/// A marker every few days, which says its numbers when it is pointed at.
fn marks(arm: &ArmReport, look: &Look, every: u32) -> Scatter {
    let points = shares_every(&arm.curve, every).into_iter().map(|(day, point)| {
        let says = format!(
            "{}, day {day}: {:.1} % confirmed clean, {} still followed",
            arm.arm,
            percent(point.share),
            point.at_risk
        );
        DataPointItem::new(vec![f64::from(day), percent(point.share)]).name(says)
    });
    Scatter::new()
        .name(arm.arm.as_str())
        .symbol(look.marker.clone())
        .symbol_size(8)
        .item_style(ItemStyle::new().color(look.colour))
        .data(points.collect())
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

/// The share that cleans up with no notice: one upright mark with two ends at the horizon.
fn no_notice(horizon_days: u32, inks: &Inks) -> Line {
    let (day, half) = (f64::from(horizon_days), 0.25);
    let (low, high) = (percent(NO_NOTICE.low), percent(NO_NOTICE.high));
    let outline = [
        (day - half, high),
        (day + half, high),
        (day, high),
        (day, low),
        (day - half, low),
        (day + half, low),
    ];
    Line::new()
        .name("no notice")
        .symbol(Symbol::None)
        .silent(true)
        .line_style(LineStyle::new().color(inks.words.as_str()).width(1.5))
        .data(outline.map(|(day, share)| at(day, share)).to_vec())
}

fn no_notice_label(horizon_days: u32, inks: &Inks) -> Scatter {
    let label = Label::new()
        .show(true)
        .position(LabelPosition::Bottom)
        .formatter(Formatter::String(NO_NOTICE.label()))
        .color(inks.words.as_str())
        .background_color(inks.surface.as_str())
        .padding((2, 3, 2, 3))
        .font_size(11);
    Scatter::new()
        .symbol_size(1)
        .item_style(ItemStyle::new().color(inks.words.as_str()))
        .label(label)
        .data(vec![at(f64::from(horizon_days), percent(NO_NOTICE.low))])
}

fn day_axis(step: u32, last_day: u32, inks: &Inks) -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .name("days since enrolment")
        .name_location(NameLocation::Middle)
        .name_gap(24)
        .name_text_style(TextStyle::new().color(inks.words.as_str()).font_size(11))
        .min(0)
        .max(i64::from(last_day))
        .interval(step)
        .split_line(SplitLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_line(axis_line(inks))
        .axis_label(AxisLabel::new().color(inks.words.as_str()).font_size(11))
}

fn share_axis(inks: &Inks) -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .min(0)
        .max(100)
        .interval(25)
        .split_line(SplitLine::new().line_style(LineStyle::new().color(inks.line.as_str())))
        .axis_line(AxisLine::new().show(false))
        .axis_label(
            AxisLabel::new()
                .color(inks.words.as_str())
                .font_size(11)
                .formatter(Formatter::String("{value} %".to_owned())),
        )
}

fn axis_line(inks: &Inks) -> AxisLine {
    AxisLine::new().line_style(AxisLineStyle::new().color((1.0, inks.line.as_str())))
}

fn tooltip(inks: &Inks) -> Tooltip {
    Tooltip::new()
        .trigger(Trigger::Item)
        .formatter(Formatter::String("{b}".to_owned()))
        .background_color(inks.surface.as_str())
        .border_color(inks.line.as_str())
}

/// The distance of the ticks and the end of an axis that shows `days`: at most eight ticks, with
/// the last one at the end.
pub(super) fn axis_days(days: u32) -> (u32, u32) {
    let step = [1, 2, 3, 7, 14].into_iter().find(|step| days <= step * 8).unwrap_or(30);
    (step, days.div_ceil(step) * step)
}

/// A point of a line: a day, and a share in percent.
fn at(day: f64, share: f64) -> CompositeValue {
    CompositeValue::from(vec![day, share])
}

/// Percent with two decimals: as fine as a screen can show.
fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}
