//! Verdicts that rest on looks: the answer for each arm and its sentence, with what was counted
//! and when, what it rests on, and what has happened since.

use super::words::{metric, range, signed_points};
use super::{Answer, ArmVerdict, Basis};
use crate::day::Day;
use crate::looks::{
    Claim, ComparisonLooks, Decision, Doubt, FUTILE, GuardState, GuardrailLooks, Looks, Reading,
    Tally, is_uneven,
};
use crate::plan::Plan;
use crate::stats::rate::{Interval, difference};

/// The answer for each arm that is compared. `is_over` once the trial is stopped, or its last look
/// taken, so that nothing more will be looked at.
pub fn by_arm(plan: &Plan, looks: &Looks, is_over: bool) -> Vec<ArmVerdict> {
    looks.comparisons.iter().map(|one| of_arm(plan, looks, one, is_over)).collect()
}

fn of_arm(plan: &Plan, looks: &Looks, one: &ComparisonLooks, is_over: bool) -> ArmVerdict {
    let has_ended = is_over || one.looks.last().is_some_and(|look| look.t >= 1.0 - 1e-9);
    let answer = match one.decision.map(|decision| decision.claim) {
        Some(Claim::Better) => Answer::Better,
        Some(Claim::Worse) => Answer::Worse,
        Some(Claim::NoWorse) => Answer::NoWorse,
        Some(Claim::NoDifference) => Answer::NoDifference,
        None if has_ended => Answer::NotShown,
        None => Answer::CannotTellYet,
    };
    let sentence = match one.decision {
        Some(decision) => decided(plan, one, decision),
        None if has_ended => not_shown(plan, one),
        None => open(one),
    };
    let harm: Vec<String> =
        looks.guardrails.iter().filter(|rail| rail.arm == one.arm).filter_map(harm).collect();
    let harm: Vec<String> = harm.into_iter().chain(undelivered(one)).collect();
    let sentence = if harm.is_empty() {
        sentence
    } else {
        format!("{}, but {}.", sentence.trim_end_matches('.'), harm.join(" and "))
    };
    let basis = one.decision.map(|_| Basis::Look);
    ArmVerdict { arm: one.arm.clone(), answer, basis, sentence }
}

fn decided(plan: &Plan, one: &ComparisonLooks, decision: Decision) -> String {
    let (arm, control) = (&one.arm, &one.control);
    let on = metric(plan, one.metric);
    let claim = match decision.claim {
        Claim::Better => format!("{arm} is better than {control} on {on}"),
        Claim::Worse => format!("{arm} is worse than {control} on {on}"),
        Claim::NoWorse => {
            let margin = plan.primary.margin.unwrap_or_default() * 100.0;
            format!("{arm} is no worse than {control} on {on} by the margin of {margin:.1} points")
        }
        Claim::NoDifference => format!(
            "No difference worth having between {arm} and {control} on {on}, less than {:.1} \
             points either way",
            plan.design.smallest_difference * 100.0
        ),
    };
    let rests = decision
        .rests_on_not_confirmed
        .map(|n| format!("; rests on counting {} still in the garden as not clean", lines(n)));
    let figures = figures(one, decision.look);
    format!("{}{claim}: {figures}{}.", doubt(decision.doubt), rests.unwrap_or_default())
}

/// `+14.0 points (+2.1 to +25.0) at the look of 12 Nov, 36 of 40 against 30 of 40; +9.0 with
/// everyone mature`.
fn figures(one: &ComparisonLooks, place: usize) -> String {
    let (day, arm, control, readings) = match (&one.once, one.looks.get(place)) {
        (Some(once), _) => {
            (once.day, once.arm, once.control, [once.against_arm, once.against_control])
        }
        (None, Some(look)) => {
            (look.day, look.arm, look.control, [look.against_arm, look.against_control])
        }
        (None, None) => return "no look yet".to_owned(),
    };
    let limits = widest(readings).map(|limits| format!(" ({})", range(limits)));
    let at_look = difference(arm.coded(false), control.coded(false)).unwrap_or_default();
    let [arm_now, control_now] = one.afterwards;
    let is_further = arm_now.n > arm.n || control_now.n > control.n;
    let now = difference(arm_now.coded(false), control_now.coded(false)).filter(|_| is_further);
    let now = now.map(|now| format!("; {} with everyone mature by now", signed_points(now)));
    format!(
        "{}{} at the look of {}, {} against {}{}",
        signed_points(at_look),
        limits.unwrap_or_default(),
        Day::from(day).words(),
        of(arm),
        of(control),
        now.unwrap_or_default()
    )
}

/// Limits that hold under both codings.
fn widest(readings: [Reading; 2]) -> Option<Interval> {
    let [one, other] = readings.map(|reading| reading.interval);
    let (one, other) = (one?, other?);
    Some(Interval { low: one.low.min(other.low), high: one.high.max(other.high) })
}

fn of(tally: Tally) -> String {
    let to_code = match tally.n_to_code {
        0 => String::new(),
        n => format!(" ({n} to code)"),
    };
    format!("{} of {}{to_code}", tally.x, tally.n)
}

fn not_shown(plan: &Plan, one: &ComparisonLooks) -> String {
    let [arm, control] = one.afterwards;
    format!(
        "Not shown: the looks have ended, and whether {} is better than {} on {} is open, {} \
         against {}.",
        one.arm,
        one.control,
        metric(plan, one.metric),
        of(arm),
        of(control)
    )
}

/// `Can't tell yet: 134 of 398 planned subjects are mature, about 27 days to go.`
fn open(one: &ComparisonLooks) -> String {
    let days = match one.pace.days {
        Some(1) => ", about 1 day to go".to_owned(),
        Some(days) => format!(", about {days} days to go"),
        None => String::new(),
    };
    let futility = one.futility.filter(|chance| *chance < FUTILE).map(|chance| {
        let percent = (chance * 100.0).round();
        format!("; the chance of still showing a difference is {percent} %")
    });
    let pace = one.pace;
    format!(
        "Can't tell yet: {} of {} planned subjects are mature{days}{}.",
        pace.n_mature,
        pace.n_planned,
        futility.unwrap_or_default()
    )
}

/// What a guardrail adds, if it is not kept.
fn harm(rail: &GuardrailLooks) -> Option<String> {
    let label = rail.metric.label().to_lowercase();
    let margin = rail.margin * 100.0;
    let words = match rail.state {
        GuardState::Breached { .. } => {
            format!(
                "“{label}” is worse in {} by more than the margin of {margin:.1} points",
                rail.arm
            )
        }
        GuardState::Worse => format!("“{label}” is worse in {}", rail.arm),
        GuardState::Open { n_to_code: 1 } => {
            format!("“{label}” is open in {} (1 contact to code)", rail.arm)
        }
        GuardState::Open { n_to_code } => {
            format!("“{label}” is open in {} ({n_to_code} contacts to code)", rail.arm)
        }
        GuardState::Kept { .. } | GuardState::NotSettled => return None,
    };
    let doubt = rail.doubt.map(|doubt| format!(" ({} since)", outcomes(doubt)));
    Some(format!("{words}{}", doubt.unwrap_or_default()))
}

/// `nothing reached 12 of 40 in page and 0 of 40 in control`, where the shares differ.
fn undelivered(one: &ComparisonLooks) -> Option<String> {
    is_uneven(one.not_delivered, one.afterwards).then(|| {
        let [arm, control] = one.not_delivered;
        let [n_arm, n_control] = one.afterwards.map(|tally| tally.n);
        format!(
            "nothing reached {arm} of {n_arm} in {} and {control} of {n_control} in {}",
            one.arm, one.control
        )
    })
}

fn doubt(doubt: Option<Doubt>) -> String {
    doubt.map(|doubt| format!("In doubt: {} since. ", outcomes(doubt))).unwrap_or_default()
}

fn outcomes(doubt: Doubt) -> String {
    match doubt.n_changed {
        1 => "1 outcome changed".to_owned(),
        n => format!("{n} outcomes changed"),
    }
}

fn lines(n: u64) -> String {
    if n == 1 { "1 line".to_owned() } else { format!("{n} lines") }
}
