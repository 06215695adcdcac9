//! Size of the trial: the numbers from which the planner computes, with its answer, which
//! follows while somebody drags.

use leptos::prelude::*;

use super::state::Form;
use crate::field::{Control, FieldKind};
use crate::trials::planner::Planner;

/// The numbers of the planner and its answer.
#[component]
pub fn SizeFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let baseline = form.share("design.baseline", |draft| Some(&mut draft.design.baseline));
    let smallest = form
        .share("design.smallest_difference", |draft| Some(&mut draft.design.smallest_difference));
    let power = form.share("design.power", |draft| Some(&mut draft.design.power));
    let rate = form
        .number("design.infections_per_week", |draft| Some(&mut draft.design.infections_per_week));
    let planned = form.share("design.alpha_planned", |draft| Some(&mut draft.design.alpha_planned));
    let watching =
        form.share("design.alpha_anytime", |draft| Some(&mut draft.design.alpha_anytime));
    view! {
        <fieldset class="card">
            <legend>"How large"</legend>
            <div class="planner">
                <div class="plan-fields">
                    <Control entry=smallest kind=FieldKind::Drag(1.0, 40.0, 0.5) label="Smallest difference worth having, in points" hint="What would change what you do."/>
                    <Control entry=power kind=FieldKind::Drag(50.0, 99.0, 1.0) label="Power, in percent" hint="The chance of seeing that difference if it is there."/>
                    <Control entry=rate kind=FieldKind::Drag(1.0, 500.0, 1.0) label="Infections a week" hint="How many lines will be enrolled, in all arms."/>
                    <Control entry=baseline kind=FieldKind::Number label="Expected in the control, in percent" hint="The share of the primary metric in the control."/>
                    <Control entry=planned kind=FieldKind::Number label="Error rate of the planned look, in percent"/>
                    <Control entry=watching kind=FieldKind::Number label="Error rate of watching, in percent" hint="Together at most 5."/>
                </div>
                <Planner draft=form.draft/>
            </div>
        </fieldset>
    }
}
