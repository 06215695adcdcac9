//! Styles of the arms: colour, dash and marker, the same in every chart and beside an arm's name. No two
//! differ by colour alone, so that a chart survives greyscale and colour blindness.

use leptos::prelude::*;
use trial::{ArmName, Plan};

/// The shape at the points of an arm's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A filled square.
    Square,
    /// A filled circle.
    Circle,
    /// A filled triangle.
    Triangle,
    /// Two crossing strokes.
    Cross,
    /// A filled diamond.
    Diamond,
}

/// The colour, dash and marker of one arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArmStyle {
    /// 1 to 8: the colour is the custom property `--variant-{number}`.
    pub number: u8,
    /// The strokes of its line, as in SVG's `stroke-dasharray`; empty for a solid line.
    pub dash: &'static [u8],
    /// The thickness of its line, in pixels.
    pub width: f64,
    /// The shape at its points.
    pub marker: Marker,
    /// The colour on light and on dark ground, for what cannot use custom properties.
    pub colours: (&'static str, &'static str),
}

const fn style(
    number: u8,
    dash: &'static [u8],
    marker: Marker,
    colours: (&'static str, &'static str),
) -> ArmStyle {
    ArmStyle { number, dash, width: 2.0, marker, colours }
}

/// The control's style, then those of no message and of the other arms in the order of the plan.
const CONTROL: ArmStyle = style(1, &[5, 3], Marker::Square, ("#4a5f8a", "#9db3e0"));
const SILENT: ArmStyle =
    ArmStyle { width: 1.0, ..style(4, &[], Marker::Cross, ("#6d7067", "#a3a89b")) };
const OTHERS: [ArmStyle; 6] = [
    style(2, &[], Marker::Circle, ("#0b7a68", "#5cc7b2")),
    style(3, &[2, 2], Marker::Triangle, ("#a35c00", "#e6ac5c")),
    style(5, &[8, 3, 2, 3], Marker::Diamond, ("#7a4a8f", "#cba3dd")),
    style(6, &[8, 3], Marker::Circle, ("#a23b5c", "#eb9ab4")),
    style(7, &[1, 3], Marker::Square, ("#54702a", "#a9c77c")),
    style(8, &[5, 2, 1, 2], Marker::Triangle, ("#2c6a8f", "#8cc4e6")),
];

impl ArmStyle {
    /// The style of an arm within its plan: the control and no message have their own, the others
    /// take theirs in the order of the plan.
    pub fn of(plan: &Plan, arm: &ArmName) -> ArmStyle {
        let is_silent = |name: &ArmName| plan.arm(name).is_some_and(|arm| arm.variant.is_none());
        if is_silent(arm) {
            return SILENT;
        }
        if *arm == plan.control {
            return CONTROL;
        }
        let position = plan
            .treatments()
            .filter(|other| other.variant.is_some())
            .position(|other| other.name == *arm);
        OTHERS[position.unwrap_or_default() % OTHERS.len()]
    }

    /// The strokes of its line for SVG.
    pub fn dash_array(self) -> String {
        self.dash.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Its colour on the present ground.
    pub fn colour_on(self, is_dark: bool) -> &'static str {
        if is_dark { self.colours.1 } else { self.colours.0 }
    }
}

/// A piece of an arm's line with its marker; decoration beside the name.
#[component]
pub fn ArmMark(
    /// Of which arm.
    style: ArmStyle,
) -> impl IntoView {
    let class = format!("variant-mark mark-{}", style.number);
    view! {
        <svg class=class viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
            <line x1="1" y1="6" x2="27" y2="6" stroke-width=style.width stroke-dasharray=style.dash_array()/>
            <path d=outline(style.marker) stroke-width="1.5"/>
        </svg>
    }
}

/// The outline of a marker around the point (14, 6).
fn outline(marker: Marker) -> &'static str {
    match marker {
        Marker::Square => "M11 3h6v6h-6z",
        Marker::Circle => "M11 6a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
        Marker::Triangle => "M14 2.5l3.5 6.5h-7z",
        Marker::Cross => "M11 3l6 6M17 3l-6 6",
        Marker::Diamond => "M14 2l4 4l-4 4l-4 -4z",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let arm = |name: &str, variant: &str| trial::Arm {
            name: name.parse().unwrap(),
            variant: variant.parse().ok(),
            channels: Vec::new(),
            quarantined: true,
            weight: 1,
        };
        Plan {
            title: "t".to_owned(),
            hypothesis: "h".to_owned(),
            message: "m".parse().unwrap(),
            locale: "en".parse().unwrap(),
            arms: vec![
                arm("nothing", ""),
                arm("improved", "improved"),
                arm("standard", "standard"),
                arm("short", "short"),
            ],
            control: "standard".parse().unwrap(),
            horizon_days: 14,
            quiet_days: 7,
            burden_days: 14,
            required_feeds: Vec::new(),
            sources: trial::plan::Sources::default(),
            looks: None,
            may_differ: Vec::new(),
            primary: trial::plan::Primary::default(),
            guardrails: Vec::new(),
            strata: trial::plan::Strata::None,
            design: trial::plan::Design::default(),
            smallest_count: 5,
            ethics_note: None,
        }
    }

    #[test]
    fn every_arm_of_a_plan_looks_different() {
        let plan = plan();
        let numbers: Vec<u8> =
            plan.arms.iter().map(|arm| ArmStyle::of(&plan, &arm.name).number).collect();
        assert_eq!(numbers, [4, 2, 1, 3]);
    }

    #[test]
    fn no_two_marks_differ_by_colour_alone() {
        let all = [CONTROL, SILENT].into_iter().chain(OTHERS);
        let mut looks: Vec<_> = all
            .map(|style| (style.dash, format!("{:?}", style.marker), style.width.to_bits()))
            .collect();
        let n = looks.len();
        looks.sort();
        looks.dedup();
        assert_eq!(looks.len(), n);
    }
}
