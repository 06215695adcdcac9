//! A subject's part in one trial: the arm, the outcome and why.

use leptos::prelude::*;
use leptos_router::components::A;
use trial::outcome::{CleanByHorizon, Outcome};
use wire::subject::SubjectTrial;

use crate::{fmt, paths};

/// The card of one trial.
#[component]
pub fn TrialPart(
    /// The subject's part in it.
    part: SubjectTrial,
) -> impl IntoView {
    let id = format!("trial-{}", part.trial);
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id.clone()><A href=paths::results(&part.trial)>{part.title.clone()}</A></h2>
            <p class="outcome">{part.outcome.explanation.clone()}</p>
            <dl class="facts">
                <dt>"Arm"</dt>
                <dd>{part.arm.to_string()}</dd>
                <dt>"Enrolled"</dt>
                <dd>{fmt::time(part.enrolled_at)}</dd>
                {why(&part.outcome).into_iter().map(|(term, words)| view! {
                    <dt>{term}</dt>
                    <dd>{words}</dd>
                }).collect_view()}
                <dt>"As known at"</dt>
                <dd>{fmt::time(part.as_known_at)}</dd>
            </dl>
        </section>
    }
}

/// What the outcome rests on, as terms and their words.
fn why(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let confirmed = outcome.confirmed.iter().flat_map(|confirmation| {
        [
            ("Quiet since", fmt::time(confirmation.quiet_since)),
            ("Confirmed at", fmt::time(confirmation.at)),
        ]
    });
    let again = outcome.reinfected_at.map(|at| ("Seen again", fmt::time(at)));
    let rates = [("In the rates", in_the_rates(&outcome.clean_by_horizon))];
    let followed = [("Followed for", fmt::days(outcome.followed_days))];
    confirmed.chain(again).chain(rates).chain(followed).collect()
}

/// The outcome in a few words, for a list.
pub fn in_short(outcome: &Outcome) -> String {
    match (&outcome.confirmed, outcome.reinfected_at) {
        (Some(confirmed), None) => format!("Confirmed clean {}", fmt::time(confirmed.at)),
        (Some(_), Some(again)) => format!("Confirmed clean, seen again {}", fmt::time(again)),
        (None, _) => match &outcome.clean_by_horizon {
            CleanByHorizon::TooEarly { .. } => "Too early to say".to_owned(),
            CleanByHorizon::Unknown { .. } => "Unknown, reports are missing".to_owned(),
            other => fmt::sentence(&in_the_rates(other)).trim_end_matches('.').to_owned(),
        },
    }
}

/// How the subject counts in the share that is clean by the horizon.
fn in_the_rates(answer: &CleanByHorizon) -> String {
    match answer {
        CleanByHorizon::TooEarly { until } => format!("not before {}", fmt::time(*until)),
        CleanByHorizon::Clean => "clean by the horizon".to_owned(),
        CleanByHorizon::NotClean { last_sighting } => {
            format!("not clean by the horizon, seen {}", fmt::time(*last_sighting))
        }
        CleanByHorizon::NotConfirmed { in_quarantine, n_observable } => {
            let place = if *in_quarantine { ", still in quarantine" } else { "" };
            let days =
                fmt::number_of(u64::from(*n_observable), "observable day", "observable days");
            format!("not confirmed: {days}{place}")
        }
        CleanByHorizon::Unknown { missing } => {
            let days: Vec<_> = missing.iter().map(|day| fmt::day(*day)).collect();
            format!("unknown: no report for {}", days.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_who_is_not_confirmed_says_how_far_it_has_come() {
        let answer = CleanByHorizon::NotConfirmed { in_quarantine: true, n_observable: 1 };
        assert_eq!(
            in_the_rates(&answer),
            "not confirmed: 1\u{a0}observable day, still in quarantine"
        );
    }

    #[test]
    fn an_unknown_subject_names_the_days_without_a_report() {
        let answer = CleanByHorizon::Unknown { missing: vec![jiff::civil::date(2026, 11, 9)] };
        assert_eq!(in_the_rates(&answer), "unknown: no report for 9\u{a0}Nov 2026");
    }
}
