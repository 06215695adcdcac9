//! Stash of plans that gave way to somebody else's: this browser keeps them until the author
//! brings them back or forgets them.

use leptos::prelude::*;
use trial::PlanDraft;
use wire::trials::TrialView;

use crate::storage::{self, NotKept};
use crate::trials::difference::{DifferenceTable, differences};
use crate::trials::plan_draft::{self, KeptPlan};

/// Stashes the author's plan for a trial, before those stashed earlier.
///
/// # Errors
/// [`NotKept`] when the browser refuses; nothing has changed then.
pub fn stash(trial: &str, mine: &PlanDraft) -> Result<(), NotKept> {
    store(trial, &with_newest(plans(trial), mine))
}

fn with_newest(mut plans: Vec<PlanDraft>, newest: &PlanDraft) -> Vec<PlanDraft> {
    plans.retain(|plan| plan != newest);
    plans.insert(0, newest.clone());
    plans
}

fn plans(trial: &str) -> Vec<PlanDraft> {
    storage::read(&key(trial)).unwrap_or_default()
}

fn forget(trial: &str, gone: &PlanDraft) {
    let mut plans = plans(trial);
    plans.retain(|plan| plan != gone);
    if plans.is_empty() {
        storage::remove(&key(trial));
    } else {
        // A shorter list fits wherever the longer one did.
        let _ = store(trial, &plans);
    }
}

fn store(trial: &str, plans: &[PlanDraft]) -> Result<(), NotKept> {
    storage::write(&key(trial), plans)
}

fn key(trial: &str) -> String {
    format!("stile.plan-aside.{trial}")
}

/// The stashed plans of a trial whose plan may change; usually none.
#[component]
pub fn StashedPlans(
    /// The trial as it is stored.
    view: TrialView,
    /// Whether the plan is being changed; bringing a plan back opens the form.
    is_editing: RwSignal<bool>,
) -> impl IntoView {
    let plans = RwSignal::new(plans(view.trial.id.as_str()));
    let view = StoredValue::new(view);
    move || {
        let notice = |mine| view! { <StashedPlanNotice view=view mine=mine plans=plans is_editing=is_editing/> };
        plans.get().into_iter().map(notice).collect_view()
    }
}

#[component]
fn StashedPlanNotice(
    view: StoredValue<TrialView>,
    mine: PlanDraft,
    plans: RwSignal<Vec<PlanDraft>>,
    is_editing: RwSignal<bool>,
) -> impl IntoView {
    let TrialView { trial, version, .. } = view.get_value();
    let id = StoredValue::new(trial.id.to_string());
    let differences = differences(&PlanDraft::from(trial.plan), &mine);
    let mine = StoredValue::new(mine);
    let bring_back = move |_| {
        let (id, draft) = (id.get_value(), mine.get_value());
        forget(&id, &draft);
        plan_draft::keep(Some(&id), &KeptPlan::of(draft, Some(version)));
        is_editing.set(true);
    };
    let drop_it = move |_| {
        id.with_value(|id| mine.with_value(|mine| forget(id, mine)));
        plans.update(|plans| mine.with_value(|mine| plans.retain(|plan| plan != mine)));
    };
    view! {
        <details class="note" open>
            <summary>"Your own changes to this plan are kept here, in this browser."</summary>
            <DifferenceTable differences=differences/>
            <div class="buttons">
                <button type="button" class="button" on:click=bring_back>"Bring them back"</button>
                <button type="button" class="button" on:click=drop_it>"Forget them"</button>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trials::plan_draft::empty;

    #[test]
    fn the_newest_plan_comes_first_and_none_is_kept_twice() {
        let titled = |title: &str| PlanDraft { title: title.to_owned(), ..empty() };
        let plans = with_newest(vec![titled("b"), titled("a")], &titled("a"));
        assert_eq!(plans, [titled("a"), titled("b")]);
    }
}
