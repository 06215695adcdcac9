//! The verdict in one sentence, how far the trial has come, and the reasons.

use leptos::prelude::*;
use trial::looks::ComparisonLooks;
use trial::method::Method;
use trial::report::{Progress, Report};
use trial::verdict::Answer;

use super::method::HowComputed;
use super::newest::Newest;
use crate::fmt;

/// The card on top of the results.
#[component]
pub fn VerdictCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let sentence = newest.derive(|report| report.verdict.sentence.clone());
    let tone = newest.derive(|report| tone(report.verdict.answer));
    let known_at = newest.derive(|report| format!("Data up to {}", fmt::time(report.as_known_at)));
    view! {
        <section class=move || format!("card verdict {}", tone.get()) aria-labelledby="verdict">
            <div>
                <h2 id="verdict">{move || sentence.get()}</h2>
                <Reasons newest=newest/>
                <p class="known-at">{move || known_at.get()}</p>
                <HowComputed methods=newest.derive(methods)/>
            </div>
            <ProgressPart newest=newest/>
        </section>
    }
}

/// How the numbers of the sentence and of the way to the planned look are computed.
fn methods(report: &Report) -> Vec<Method> {
    if report.looks.is_some() {
        return vec![Method::Looks, Method::Guardrail];
    }
    let tests = report.planned_look.tests.iter().map(|test| test.computed);
    [Method::Sequence, Method::Guardrail]
        .into_iter()
        .chain(tests)
        .chain([Method::Planner])
        .collect()
}

/// The class that colours the edge of the card; the sentence says the same in words.
fn tone(answer: Answer) -> &'static str {
    match answer {
        Answer::Better => "is-better",
        Answer::Worse => "is-worse",
        Answer::NoWorse | Answer::NoDifference | Answer::NotShown | Answer::CannotTellYet => "",
    }
}

/// The reasons, one below the other.
#[component]
pub fn Reasons(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let reasons = newest.derive(|report| report.verdict.reasons.clone());
    let reason =
        move |nth: usize| move || reasons.with(|all| all.get(nth).cloned().unwrap_or_default());
    view! {
        <ul>
            <For each=move || 0..reasons.with(Vec::len) key=|nth| *nth let(nth)>
                <li>{reason(nth)}</li>
            </For>
        </ul>
    }
}

/// How far the trial is on its way to its last look.
#[component]
fn ProgressPart(newest: Newest) -> impl IntoView {
    let words = newest.derive(|report| match slowest(report) {
        Some(looks) => looks_words(looks, &report.progress),
        None => progress_words(&report.progress),
    });
    let done = newest.derive(|report| {
        slowest(report).map_or(report.progress.n_mature, |looks| looks.pace.n_mature)
    });
    let all = newest.derive(|report| {
        slowest(report).map_or(report.progress.n_planned, |looks| looks.pace.n_planned).max(1)
    });
    let label = newest.derive(|report| {
        let end = if report.looks.is_some() { "last" } else { "planned" };
        format!("On the way to the {end} look")
    });
    let line =
        move |nth: usize| move || words.with(|all| all.get(nth).cloned().unwrap_or_default());
    view! {
        <div class="progress">
            <p><strong>{line(0)}</strong></p>
            <progress aria-label=move || label.get() value=move || done.get() max=move || all.get()></progress>
            <p class="aside">{line(1)}</p>
            <p class="aside">{line(2)}</p>
        </div>
    }
}

/// The comparison that has the furthest to go.
fn slowest(report: &Report) -> Option<&ComparisonLooks> {
    let share = |one: &ComparisonLooks| one.pace.n_mature as f64 / one.pace.n_planned.max(1) as f64;
    let all = report.looks.iter().flat_map(|looks| &looks.comparisons);
    all.min_by(|one, other| share(one).total_cmp(&share(other)))
}

/// Three lines for a trial with looks: how many of how many, when the last look is, and how fast.
fn looks_words(looks: &ComparisonLooks, progress: &Progress) -> Vec<String> {
    let counted =
        format!("{} of {} planned subjects count", looks.pace.n_mature, looks.pace.n_planned);
    let when = match looks.pace.days {
        _ if looks.is_over() || looks.once.is_some() => "The last look has been made.".to_owned(),
        Some(days) => {
            format!("The last look in about {}.", fmt::number_of(days.into(), "day", "days"))
        }
        None => "Too few were enrolled lately to say when the last look is.".to_owned(),
    };
    let rate = progress.per_week.map(|rate| format!(", {rate:.1} a week")).unwrap_or_default();
    let enrolled = fmt::number_of(progress.n_enrolled, "subject", "subjects");
    vec![counted, when, format!("{enrolled} enrolled{rate}.")]
}

/// Three lines: how many of how many, when, and how fast.
fn progress_words(progress: &Progress) -> Vec<String> {
    let Progress { n_mature, n_planned, n_enrolled, n_watching, .. } = *progress;
    let counted = format!("{n_mature} of {n_planned} planned subjects count");
    let when = match (progress.days_left, progress.expected_on) {
        (Some(0), _) => "The planned look has been reached.".to_owned(),
        (Some(days), Some(day)) => {
            let days = fmt::number_of(days.into(), "day", "days");
            format!("Planned look in about {days}, on {}.", fmt::day(day))
        }
        _ => "Too few are enrolled for the planned look, and no more will be.".to_owned(),
    };
    let rate = progress.per_week.map(|rate| format!(", {rate:.1} a week"));
    let enrolled = fmt::number_of(n_enrolled, "subject", "subjects");
    let how_fast = format!(
        "{enrolled} enrolled{}; watching alone would need {n_watching}.",
        rate.unwrap_or_default()
    );
    vec![counted, when, how_fast]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(days_left: Option<u32>) -> Progress {
        Progress {
            n_enrolled: 134,
            n_mature: 80,
            n_planned: 220,
            n_watching: 640,
            per_week: Some(14.8),
            days_left,
            expected_on: days_left.map(|_| jiff::civil::date(2026, 12, 19)),
        }
    }

    #[test]
    fn progress_says_how_many_when_and_how_fast() {
        assert_eq!(
            progress_words(&progress(Some(27))),
            [
                "80 of 220 planned subjects count",
                "Planned look in about 27\u{a0}days, on 19\u{a0}Dec 2026.",
                "134\u{a0}subjects enrolled, 14.8 a week; watching alone would need 640.",
            ]
        );
    }

    #[test]
    fn a_trial_that_will_never_be_large_enough_says_so() {
        assert!(progress_words(&progress(None))[1].starts_with("Too few"));
        assert_eq!(progress_words(&progress(Some(0)))[1], "The planned look has been reached.");
    }
}
