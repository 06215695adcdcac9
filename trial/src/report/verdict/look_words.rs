//! Sentences of a verdict that rests on looks: what was counted and when, what it rests on, what has
//! happened since, and what speaks against it. Every estimate stands with its own counts, and says
//! whether it is as counted at a look or as known now.

use super::Answer;
use super::looks::{LookEvidence, Phase};
use super::words::{metric, range, signed_points};
use crate::day::Day;
use crate::looks::{
    ComparisonLooks, Decision, Doubt, FUTILE, GuardState, GuardrailLooks, Reading, Tally, is_uneven,
};
use crate::plan::Plan;
use crate::report::{SampleRatio, Stage};
use crate::stats::rate::{Interval, difference};

/// The sentence about one arm, with what became of the guardrails, the shares and the delivery.
pub fn sentence(evidence: &LookEvidence<'_>, one: &ComparisonLooks, answer: Answer) -> String {
    let LookEvidence { plan, looks, phase, ratios } = *evidence;
    let sentence = match one.decision {
        Some(decision) => decided(plan, one, decision, answer, phase),
        None if answer == Answer::NotShown => not_shown(plan, one, phase),
        None => open(one),
    };
    let of_arm = looks.guardrails.iter().filter(|rail| rail.arm == one.arm);
    let harm = of_arm.filter_map(harm).chain(ratios.iter().filter_map(|ratio| shares(ratio, one)));
    let harm: Vec<String> = harm.chain(undelivered(one)).collect();
    if harm.is_empty() {
        return sentence;
    }
    format!("{}, but {}.", sentence.trim_end_matches('.'), harm.join(" and "))
}

fn decided(
    plan: &Plan,
    one: &ComparisonLooks,
    decision: Decision,
    answer: Answer,
    phase: Phase,
) -> String {
    let (arm, control) = (&one.arm, &one.control);
    let on = metric(plan, one.metric);
    let claim = match answer {
        Answer::Better => format!("{arm} is better than {control} on {on}"),
        Answer::Worse => format!("{arm} is worse than {control} on {on}"),
        Answer::NoWorse => {
            let margin = plan.primary.margin.unwrap_or_default() * 100.0;
            format!("{arm} is no worse than {control} on {on} by the margin of {margin:.1} points")
        }
        Answer::NoDifference | Answer::NotShown | Answer::CannotTellYet => format!(
            "No difference worth having between {arm} and {control} on {on}, less than {:.1} \
             points either way",
            plan.design.smallest_difference * 100.0
        ),
    };
    let rests = decision
        .rests_on_not_confirmed
        .map(|n| format!("; rests on counting {} still in the garden as not clean", lines(n)));
    let figures = figures(one, decision.look, phase);
    format!("{}{claim}: {figures}{}.", doubt(decision.doubt), rests.unwrap_or_default())
}

/// `+14.0 points (+2.1 to +25.0) at the look of 12 Nov, 36 of 40 against 30 of 40; +9.0 points with
/// everybody enrolled, 70 of 80 against 63 of 80`. Everybody leads once nobody more can come.
fn figures(one: &ComparisonLooks, place: usize, phase: Phase) -> String {
    let Some((at_look, [arm, control])) = at_look(one, place) else {
        return mature(one);
    };
    let [arm_now, control_now] = one.afterwards;
    if arm_now.n == arm.n && control_now.n == control.n {
        return at_look;
    }
    if phase != Phase::Enrolling && one.is_complete() {
        format!("{}; {at_look}", mature(one))
    } else {
        format!("{at_look}; {}", mature(one))
    }
}

/// The estimate at a look and its sums of arm and control.
fn at_look(one: &ComparisonLooks, place: usize) -> Option<(String, [Tally; 2])> {
    let (day, sums, readings) = match (&one.once, one.looks.get(place)) {
        (Some(once), _) => {
            (once.day, [once.arm, once.control], Some([once.against_arm, once.against_control]))
        }
        (None, Some(look)) => {
            let readings = look.is_shown.then_some([look.against_arm, look.against_control]);
            (look.day, [look.arm, look.control], readings)
        }
        (None, None) => return None,
    };
    let limits = readings.and_then(widest).map(|limits| format!(" ({})", range(limits)));
    let words = format!(
        "{}{} at the look of {}, {}",
        points(sums),
        limits.unwrap_or_default(),
        Day::from(day).words(),
        against(sums)
    );
    Some((words, sums))
}

/// `+9.0 points with everybody enrolled, 70 of 80 against 63 of 80`: everyone mature, with the
/// outcomes kept for looks.
fn mature(one: &ComparisonLooks) -> String {
    let sums = one.afterwards;
    let whom = if one.is_complete() { "everybody enrolled" } else { "everyone mature by now" };
    if sums.iter().any(|sum| sum.n == 0) {
        return format!("{} {whom}", against(sums));
    }
    format!("{} with {whom}, {}", points(sums), against(sums))
}

fn points([arm, control]: [Tally; 2]) -> String {
    signed_points(difference(arm.coded(false), control.coded(false)).unwrap_or_default())
}

/// `36 of 40 against 30 of 40`.
pub fn against([arm, control]: [Tally; 2]) -> String {
    format!("{} against {}", of(arm), of(control))
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

fn not_shown(plan: &Plan, one: &ComparisonLooks, phase: Phase) -> String {
    let why = if one.is_over() { "the looks have ended" } else { "the trial was stopped" };
    let figures = figures(one, one.looks.len().saturating_sub(1), phase);
    format!(
        "Not shown: {why}, and whether {} is better than {} on {} is open: {figures}.",
        one.arm,
        one.control,
        metric(plan, one.metric)
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
        let chance = if percent < 1.0 { "below 1 %".to_owned() } else { format!("{percent} %") };
        format!("; the chance of still showing a difference is {chance}")
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
        GuardState::Kept { .. } if rail.doubt.is_some() => {
            format!("that “{label}” is kept in {} is in doubt", rail.arm)
        }
        GuardState::Kept { .. } | GuardState::NotSettled => return None,
    };
    let doubt = rail.doubt.map(|doubt| format!(" ({} since)", outcomes(doubt)));
    Some(format!("{words}{}", doubt.unwrap_or_default()))
}

/// `kept since the look of 12 Nov`.
pub fn state(rail: &GuardrailLooks) -> String {
    let day = |since| Day::from(since).words();
    match rail.state {
        GuardState::Breached { since } => format!("breached since {}", day(since)),
        GuardState::Kept { since } => format!("kept since the look of {}", day(since)),
        GuardState::Open { n_to_code } => format!("open ({n_to_code} to code)"),
        GuardState::Worse => "worse, by how much is not settled".to_owned(),
        GuardState::NotSettled => "not settled yet".to_owned(),
    }
}

/// `the shares of subjects served their page are not as the weights say`.
pub fn shares(ratio: &SampleRatio, one: &ComparisonLooks) -> Option<String> {
    let concerns = ratio.arms.contains(&one.arm) || ratio.arms.contains(&one.control);
    let stage = match ratio.stage {
        Stage::Enrolled => "enrolled",
        Stage::Served => "served their page",
        Stage::Analysed => "in the rates",
    };
    let words = format!("the shares of subjects {stage} are not as the weights say");
    (ratio.alarm && concerns).then_some(words)
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
