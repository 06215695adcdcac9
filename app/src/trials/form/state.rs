//! The draft of a form with its problems, and the entries through which controls reach their parts.

use leptos::prelude::*;
use trial::{FieldProblem, PlanDraft};
use wasm_bindgen::JsCast;

use super::known_feeds::KnownFeeds;
use crate::field::FieldInput;
use crate::fmt;
use crate::trials::percent::{percent_text, share_of_text};
use crate::trials::plan_draft::{self, KeptPlan};

/// A draft and its problems.
#[derive(Clone, Copy)]
pub struct Form {
    /// The draft as it stands.
    pub draft: RwSignal<PlanDraft>,
    /// The place of the control among the arms.
    control: RwSignal<Option<usize>>,
    /// The feeds that there are.
    pub feeds: RwSignal<KnownFeeds>,
    problems: RwSignal<Vec<FieldProblem>>,
}

impl Form {
    /// A form over a plan. Problems are shown after the first attempt to save, and from then on they
    /// follow what is typed.
    pub fn new(plan: KeptPlan) -> Self {
        let form = Self {
            draft: RwSignal::new(plan.draft),
            control: RwSignal::new(plan.control),
            feeds: RwSignal::new(KnownFeeds::default()),
            problems: RwSignal::new(Vec::new()),
        };
        Effect::new(move |_| {
            let found = form.draft.with(|draft| form.feeds.with(|feeds| problems(draft, feeds)));
            if form.problems.with_untracked(|problems| !problems.is_empty()) {
                form.problems.set(found);
            }
        });
        form
    }

    /// Begins again with `draft`, whose problems nobody has asked for yet.
    pub fn reset(self, draft: PlanDraft) {
        self.problems.set(Vec::new());
        self.control.set(plan_draft::control_place(&draft));
        self.draft.set(draft);
    }

    /// The plan as it is kept while it is not saved; tracks.
    pub fn kept(self, version: Option<u64>) -> KeptPlan {
        KeptPlan { draft: self.draft.get(), version, control: self.control.get() }
    }

    /// The place of the control among the arms; tracks.
    pub fn control(self) -> Option<usize> {
        self.control.get()
    }

    /// Changes the arms; the control stays the same arm, whatever its name.
    pub fn change_arms(self, step: impl FnOnce(&mut PlanDraft, &mut Option<usize>)) {
        let mut control = self.control.get_untracked();
        self.draft.update(|draft| plan_draft::change_arms(draft, &mut control, step));
        self.control.set(control);
    }

    /// The draft if it can be saved. Otherwise its problems are shown and the first has the focus.
    pub fn check(self) -> Option<PlanDraft> {
        let draft = self.draft.get_untracked();
        let found = self.feeds.with_untracked(|feeds| problems(&draft, feeds));
        if found.is_empty() {
            return Some(draft);
        }
        self.refuse(found);
        None
    }

    /// Shows problems at their fields and moves the focus to the first.
    pub fn refuse(self, problems: Vec<FieldProblem>) {
        let first = problems.first().map(|problem| field_id(&problem.field));
        self.problems.set(problems);
        if let Some(id) = first {
            request_animation_frame(move || focus(&id));
        }
    }

    /// How many problems are shown; tracks.
    pub fn n_problems(self) -> usize {
        self.problems.with(Vec::len)
    }

    /// What is wrong with a field, as a sentence.
    pub fn error(self, field: &str) -> Signal<Option<String>> {
        let field = field.to_owned();
        Signal::derive(move || {
            self.problems.with(|problems| {
                problems
                    .iter()
                    .find(|problem| problem.field == field)
                    .map(|problem| fmt::sentence(&problem.message))
            })
        })
    }

    /// What is wrong with a field or anything within it, as a sentence.
    pub fn error_within(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                let within = problems.iter().find(|problem| problem.field.starts_with(field));
                within.map(|problem| fmt::sentence(&problem.message))
            })
        })
    }

    /// The entry of a value that is read as text and written from it.
    pub fn entry(
        self,
        field: &str,
        read: impl Fn(&PlanDraft) -> String + Send + Sync + 'static,
        write: impl Fn(&mut PlanDraft, String) + Send + Sync + 'static,
    ) -> FieldInput {
        FieldInput {
            id: field_id(field),
            value: Memo::new(move |_| self.draft.with(&read)).into(),
            change: Callback::new(move |text| self.draft.update(|draft| write(draft, text))),
            error: self.error(field),
        }
    }

    /// The entry of a text that concerns the arms; see [`Form::change_arms`].
    pub fn arm_entry(
        self,
        field: &str,
        read: impl Fn(&PlanDraft) -> String + Send + Sync + 'static,
        write: impl Fn(&mut PlanDraft, &mut Option<usize>, String) + Send + Sync + 'static,
    ) -> FieldInput {
        let change = move |text| self.change_arms(|draft, control| write(draft, control, text));
        FieldInput { change: Callback::new(change), ..self.entry(field, read, |_, _| {}) }
    }

    /// The entry of a text.
    pub fn text(
        self,
        field: &str,
        read: impl Fn(&PlanDraft) -> Option<&String> + Send + Sync + 'static,
        write: impl Fn(&mut PlanDraft, String) + Send + Sync + 'static,
    ) -> FieldInput {
        self.entry(field, move |draft| read(draft).cloned().unwrap_or_default(), write)
    }

    /// The entry of a whole number; an empty control is 0.
    pub fn number(
        self,
        field: &str,
        part: impl Fn(&mut PlanDraft) -> Option<&mut u32> + Copy + Send + Sync + 'static,
    ) -> FieldInput {
        let read = move |draft: &PlanDraft| {
            let number = part(&mut draft.clone()).map(|number| *number);
            number.filter(|number| *number != 0).map(|n| n.to_string()).unwrap_or_default()
        };
        let write = move |draft: &mut PlanDraft, text: String| {
            if let Some(number) = part(draft) {
                *number = text.trim().parse().unwrap_or_default();
            }
        };
        self.entry(field, read, write)
    }

    /// The entry of a share, as percent; an empty control is 0.
    pub fn share(
        self,
        field: &str,
        part: impl Fn(&mut PlanDraft) -> Option<&mut f64> + Copy + Send + Sync + 'static,
    ) -> FieldInput {
        let read = move |draft: &PlanDraft| {
            part(&mut draft.clone()).map(|share| percent_text(*share)).unwrap_or_default()
        };
        let write = move |draft: &mut PlanDraft, text: String| {
            if let Some(share) = part(draft) {
                *share = share_of_text(&text);
            }
        };
        self.entry(field, read, write)
    }
}

/// The problems of a draft; where there is none, the names of feeds that are to be confirmed.
fn problems(draft: &PlanDraft, feeds: &KnownFeeds) -> Vec<FieldProblem> {
    draft.check().err().unwrap_or_else(|| feeds.problems(draft))
}

/// The id of the control for a field: `plan-arms-1-weight` for `arms[1].weight`.
pub fn field_id(field: &str) -> String {
    format!("plan-{}", field.replace(']', "").replace(['[', '.', '_'], "-"))
}

/// Moves the focus, if the element is there and can take it.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_an_id_that_a_selector_can_name() {
        assert_eq!(field_id("arms[1].weight"), "plan-arms-1-weight");
        assert_eq!(field_id("quiet_days"), "plan-quiet-days");
    }
}
