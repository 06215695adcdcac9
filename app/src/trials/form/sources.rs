//! Sources beside the feeds whose reports by day are waited for, asked for where the plan depends on them.

use leptos::prelude::*;
use trial::metric::Metric;
use trial::{PlanDraft, plan::SourcesDraft};

use super::known_feeds::FeedStanding;
use super::state::Form;
use crate::field::{Control, FieldKind};

/// The sources; nothing for a plan that depends on neither.
#[component]
pub fn SourceFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let asks_for_log =
        Memo::new(move |_| form.draft.with(|draft| draft.arms.iter().any(|arm| arm.quarantined)));
    let asks_for_contacts = Memo::new(move |_| form.draft.with(measures_burden));
    view! {
        {move || asks_for_log.get().then(|| view! {
            <SourceField form=form field="sources.quarantine_log" label="Quarantine log"
                hint="The name by which it reports its days, so that late rows are waited for; empty to count rows as they arrive."
                part=|sources: &mut SourcesDraft| &mut sources.quarantine_log/>
        })}
        {move || asks_for_contacts.get().then(|| view! {
            <SourceField form=form field="sources.contacts" label="Contacts"
                hint="The name by which the help desk reports its days; empty to count contacts as they arrive."
                part=|sources: &mut SourcesDraft| &mut sources.contacts/>
        })}
    }
}

/// Whether a registered metric counts contacts.
fn measures_burden(draft: &PlanDraft) -> bool {
    let is_burden = |metric: Metric| matches!(metric, Metric::Burden(_));
    is_burden(draft.primary.metric) || draft.guardrails.iter().any(|rail| is_burden(rail.metric))
}

#[component]
fn SourceField(
    form: Form,
    field: &'static str,
    label: &'static str,
    hint: &'static str,
    part: fn(&mut SourcesDraft) -> &mut Option<String>,
) -> impl IntoView {
    let read =
        move |draft: &PlanDraft| part(&mut draft.sources.clone()).clone().unwrap_or_default();
    let write = move |draft: &mut PlanDraft, name: String| {
        *part(&mut draft.sources) = (!name.trim().is_empty()).then_some(name);
    };
    let entry = form.entry(field, read, write);
    let (name, choose) = (entry.value, entry.change);
    view! {
        <div>
            <Control entry=entry kind=FieldKind::Line label=label hint=hint/>
            <FeedStanding form=form name=name choose=choose/>
        </div>
    }
}
