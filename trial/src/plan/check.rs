//! The checks that turn a draft into a plan. Each problem names its field and the remedy, and all
//! problems are told at once.

mod arms;
mod text;

use super::{ArmDraft, FieldProblem, Plan, PlanDraft};
use crate::name::{ArmName, Feed};

/// The problems found so far.
#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldProblem { field: field.into(), message: message.into() });
    }

    /// The value, or `None` and a problem at `field`.
    fn keep<T>(&mut self, field: &str, value: Result<T, String>) -> Option<T> {
        value.map_err(|message| self.add(field, message)).ok()
    }

    /// The number if it is from 1 to `highest`.
    fn days(&mut self, field: &str, what: &str, value: u32, highest: u32) {
        if !(1..=highest).contains(&value) {
            self.add(field, format!("the {what} is 1 to {highest} days, not {value}"));
        }
    }
}

impl PlanDraft {
    /// The plan, or every reason why the draft is none yet.
    ///
    /// # Errors
    /// One problem for each thing that is wrong, at its field, in the order of the form.
    pub fn check(&self) -> Result<Plan, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let title = problems.keep("title", text::line(&self.title, "title", 90));
        let hypothesis =
            problems.keep("hypothesis", text::prose(&self.hypothesis, "hypothesis", 500));
        let message = problems.keep("message", text::slug(&self.message, "message", 60));
        let locale = problems.keep("locale", text::locale(&self.locale));
        let arms = arms::check(&self.arms, &mut problems);
        let control = self.check_control(&mut problems);
        self.check_days(&mut problems);
        let required_feeds = self.check_feeds(&mut problems);
        let parsed = (title, hypothesis, message, locale, control);
        match parsed {
            (Some(title), Some(hypothesis), Some(message), Some(locale), Some(control))
                if problems.0.is_empty() =>
            {
                Ok(Plan {
                    title,
                    hypothesis,
                    message,
                    locale,
                    arms,
                    control,
                    horizon_days: self.horizon_days,
                    quiet_days: self.quiet_days,
                    burden_days: self.burden_days,
                    required_feeds,
                })
            }
            _ => Err(problems.0),
        }
    }

    fn check_control(&self, problems: &mut Problems) -> Option<ArmName> {
        if !self.arms.iter().any(|arm| arm.name == self.control) {
            let names: Vec<&str> = self.arms.iter().map(|arm| arm.name.as_str()).collect();
            let message = format!("the control is one of the arms: {}", names.join(", "));
            problems.add("control", message);
            return None;
        }
        // A name that is wrong has been told at its arm.
        self.control.parse().ok()
    }

    fn check_days(&self, problems: &mut Problems) {
        problems.days("horizon_days", "horizon", self.horizon_days, 90);
        problems.days("quiet_days", "quiet time", self.quiet_days, 30);
        if self.quiet_days > self.horizon_days {
            let message = format!(
                "the quiet time ({}) is not longer than the horizon ({}): shorten it, or raise the horizon",
                self.quiet_days, self.horizon_days
            );
            problems.add("quiet_days", message);
        }
        problems.days("burden_days", "time in which contacts count", self.burden_days, 90);
    }

    fn check_feeds(&self, problems: &mut Problems) -> Vec<Feed> {
        if self.required_feeds.is_empty() {
            let message = "name at least one feed: without its reports no cleanup can be confirmed";
            problems.add("required_feeds", message);
        }
        let mut feeds: Vec<Feed> = Vec::new();
        for (index, name) in self.required_feeds.iter().enumerate() {
            let field = format!("required_feeds[{index}]");
            let feed = name.parse::<Feed>().map_err(|error| error.to_string());
            match problems.keep(&field, feed) {
                Some(feed) if feeds.contains(&feed) => {
                    problems
                        .add(field, format!("{feed} is named already: take one of the two out"));
                }
                Some(feed) => feeds.push(feed),
                None => {}
            }
        }
        feeds
    }
}

impl TryFrom<PlanDraft> for Plan {
    type Error = String;
    fn try_from(draft: PlanDraft) -> Result<Self, String> {
        draft.check().map_err(|problems| {
            let lines: Vec<_> = problems.iter().map(FieldProblem::to_string).collect();
            lines.join("; ")
        })
    }
}

impl From<Plan> for PlanDraft {
    fn from(plan: Plan) -> Self {
        PlanDraft {
            title: plan.title,
            hypothesis: plan.hypothesis,
            message: plan.message,
            locale: plan.locale,
            arms: plan.arms.into_iter().map(ArmDraft::from).collect(),
            control: plan.control.into(),
            horizon_days: plan.horizon_days,
            quiet_days: plan.quiet_days,
            burden_days: plan.burden_days,
            required_feeds: plan.required_feeds.into_iter().map(String::from).collect(),
        }
    }
}
