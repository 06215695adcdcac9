//! The primary metric with its test, and the guardrails.

use leptos::prelude::*;
use trial::PlanDraft;
use trial::metric::Metric;
use trial::plan::{Guardrail, Looking, Test};

use super::state::{Form, field_id, focus};
use crate::field::{Control, FieldInput, FieldKind, Offered};
use crate::trials::percent::{percent_text, share_of_text};
use crate::trials::plan_draft;

/// The margin that a new guardrail has until somebody chooses another.
const USUAL_MARGIN: f64 = 0.05;

const TESTS: [(Test, &str, &str); 3] = [
    (Test::Fisher, "fisher", "Fisher’s exact test"),
    (Test::Boschloo, "boschloo", "Boschloo’s exact test, more powerful and slower"),
    (Test::ChiSquare, "chi_square", "Chi-square test, for large arms"),
];

/// The primary metric with its test and margin, and the guardrails.
#[component]
pub fn MeasureFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let primary = metric_entry(
        form,
        "primary.metric",
        |draft| Some(draft.primary.metric),
        plan_draft::choose_primary,
    );
    let margin = form.entry(
        "primary.margin",
        |draft| draft.primary.margin.map(percent_text).unwrap_or_default(),
        |draft, text| {
            let is_empty = text.trim().is_empty();
            draft.primary.margin = (!is_empty).then(|| share_of_text(&text));
        },
    );
    view! {
        <fieldset class="card">
            <legend>"What is measured"</legend>
            <div class="plan-fields">
                <Control entry=primary kind=FieldKind::Choice(metrics()) label="Primary metric" hint="The verdict is about this one only."/>
                <Control entry=looks_entry(form) kind=FieldKind::Choice(looks()) label="Looks" hint="Every day against a boundary, or once when all are mature. Either is wrong in at most 5 % of cases."/>
                <Control entry=test_entry(form) kind=FieldKind::Choice(tests()) label="Test at the one look" hint="For a plan that looks once. It is part of the plan because the choice can decide."/>
                <Control entry=margin kind=FieldKind::Number label="Margin, in points" hint="How much worse still counts as no worse. Leave it empty to ask for better only."/>
            </div>
            <Guardrails form=form/>
        </fieldset>
    }
}

#[component]
fn Guardrails(form: Form) -> impl IntoView {
    let n_guardrails = Memo::new(move |_| form.draft.with(|draft| draft.guardrails.len()));
    let add = move |_| {
        let metric = Metric::all().find(|metric| {
            let is_free = form.draft.with_untracked(|draft| {
                draft.primary.metric != *metric
                    && draft.guardrails.iter().all(|g| g.metric != *metric)
            });
            is_free && metric.wanted().is_some()
        });
        let Some(metric) = metric else {
            return;
        };
        form.draft
            .update(|draft| draft.guardrails.push(Guardrail { metric, margin: USUAL_MARGIN }));
        let last = n_guardrails.get_untracked().saturating_sub(1);
        request_animation_frame(move || focus(&field_id(&format!("guardrails[{last}].metric"))));
    };
    view! {
        <fieldset class="plan-guardrails" id=field_id("guardrails") tabindex="-1">
            <legend>"Guardrails"</legend>
            <p class="field-hint">"What must not get worse, by more than its margin, while the primary metric improves."</p>
            <For each=move || 0..n_guardrails.get() key=|index| *index children=move |index| view! { <GuardrailField form=form index=index/> }/>
            <button type="button" class="button" id="plan-add-guardrail" on:click=add>"Add a guardrail"</button>
        </fieldset>
    }
}

#[component]
fn GuardrailField(form: Form, index: usize) -> impl IntoView {
    let number = index + 1;
    let field = format!("guardrails[{index}].metric");
    let metric = metric_entry(
        form,
        &field,
        move |draft| draft.guardrails.get(index).map(|guardrail| guardrail.metric),
        move |draft, metric| {
            if let Some(guardrail) = draft.guardrails.get_mut(index) {
                guardrail.metric = metric;
            }
        },
    );
    let margin = form.share(&format!("guardrails[{index}].margin"), move |draft| {
        draft.guardrails.get_mut(index).map(|guardrail| &mut guardrail.margin)
    });
    let remove = move |_| {
        form.draft.update(|draft| {
            if index < draft.guardrails.len() {
                draft.guardrails.remove(index);
            }
        });
        focus("plan-add-guardrail");
    };
    view! {
        <div class="plan-row">
            <Control entry=metric kind=FieldKind::Choice(metrics()) label=format!("Guardrail {number}")/>
            <Control entry=margin kind=FieldKind::Number label=format!("Margin {number}, in points")/>
            <button type="button" class="button" aria-label=format!("Remove guardrail {number}") on:click=remove>"Remove"</button>
        </div>
    }
}

/// The metrics that have a better and a worse, by their place among all.
fn metrics() -> Offered {
    let judged = Metric::all().enumerate().filter(|(_, metric)| metric.wanted().is_some());
    let offered = judged.map(|(place, metric)| (place.to_string(), metric.label().to_owned()));
    Signal::stored(offered.collect())
}

fn metric_entry(
    form: Form,
    field: &str,
    part: impl Fn(&PlanDraft) -> Option<Metric> + Send + Sync + 'static,
    choose: impl Fn(&mut PlanDraft, Metric) + Send + Sync + 'static,
) -> FieldInput {
    let read = move |draft: &PlanDraft| {
        let chosen = part(draft);
        let place = Metric::all().position(|metric| Some(metric) == chosen);
        place.map(|place| place.to_string()).unwrap_or_default()
    };
    let write = move |draft: &mut PlanDraft, text: String| {
        if let Some(chosen) = text.parse().ok().and_then(|place| Metric::all().nth(place)) {
            choose(draft, chosen);
        }
    };
    form.entry(field, read, write)
}

fn looks() -> Offered {
    let offered = [("daily", "Every day"), ("once", "Once, at the end")];
    Signal::stored(offered.map(|(name, words)| (name.to_owned(), words.to_owned())).into())
}

fn looks_entry(form: Form) -> FieldInput {
    // A plan that does not say takes daily looks when it starts.
    let read = |draft: &PlanDraft| match draft.looks.unwrap_or_default() {
        Looking::Daily => "daily".to_owned(),
        Looking::Once => "once".to_owned(),
    };
    form.entry("looks", read, |draft, name| {
        let looking = if name == "once" { Looking::Once } else { Looking::Daily };
        draft.looks = Some(looking);
    })
}

fn tests() -> Offered {
    let offered = TESTS.iter().map(|(_, name, words)| ((*name).to_owned(), (*words).to_owned()));
    Signal::stored(offered.collect())
}

fn test_entry(form: Form) -> FieldInput {
    let name = |draft: &PlanDraft| {
        let chosen = TESTS.iter().find(|(test, _, _)| *test == draft.primary.test);
        chosen.map(|(_, name, _)| (*name).to_owned()).unwrap_or_default()
    };
    form.entry("primary.test", name, |draft, text| {
        if let Some((test, _, _)) = TESTS.iter().find(|(_, name, _)| *name == text) {
            draft.primary.test = *test;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_is_offered_once() {
        for test in [Test::Fisher, Test::Boschloo, Test::ChiSquare] {
            assert_eq!(
                TESTS.iter().filter(|(offered, _, _)| *offered == test).count(),
                1,
                "{test:?}"
            );
        }
    }
}
