//! The checks that turn a draft into a plan. Each problem names its field and the remedy, and all
//! problems are told at once.

mod arms;
mod question;

use words::{InvalidSlug, Locale, Slug};

use super::{Arm, ArmDraft, Channel, FieldProblem, Plan, PlanDraft};
use crate::name::{ArmName, Feed};
use crate::text::{BlockId, EthicsNote, Hypothesis, MessageName, Title};

/// What a plan with an arm that tells subjects little has to say, and does not.
pub(crate) const NO_ETHICS_NOTE: &str = "an arm without a notice, or with an e-mail only, leaves \
    lines infected for longer: say why that is right, who agreed, and when it is broken off";

/// The language of a plan that names none that exists (BCP 47, ISO 639-2).
const UNDETERMINED: &str = "und";

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldProblem { field: field.into(), message: message.into() });
    }

    /// The value, or `None` and a problem at `field`.
    pub(super) fn keep<T>(&mut self, field: &str, value: Result<T, String>) -> Option<T> {
        value.map_err(|message| self.add(field, message)).ok()
    }

    /// Adds a problem unless the number is above 0 and below 1.
    fn share(&mut self, field: impl Into<String>, what: &str, value: f64) {
        if !(value > 0.0 && value < 1.0) {
            let percent = (value * 1e4).round() / 100.0;
            let message = format!(
                "the {what} is above 0 and below 1, that is 100 %, not {value} ({percent} %)"
            );
            self.add(field, message);
        }
    }

    /// Adds a problem unless the number is from 1 to `highest`.
    fn days(&mut self, field: &str, what: &str, value: u32, highest: u32) {
        if !(1..=highest).contains(&value) {
            self.add(field, format!("the {what} is 1 to {highest} days, not {value}"));
        }
    }
}

impl PlanDraft {
    /// The plan, or every reason why the draft is none yet. A new plan that does not say when it
    /// looks does so daily.
    ///
    /// # Errors
    /// One problem for each thing that is wrong, at its field, in the order of the form.
    pub fn check(&self) -> Result<Plan, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let plan = self.read(&mut problems);
        // An arm that is not right yet may still become one that tells enough.
        let arms_are_right = !problems.0.iter().any(|problem| problem.field.starts_with("arms"));
        let tells_little = arms_are_right && self.arms.iter().any(ArmDraft::tells_little);
        if tells_little && self.ethics_note.trim().is_empty() {
            problems.add("ethics_note", NO_ETHICS_NOTE);
        }
        question::check_smallest(&self.design, &mut problems);
        if let Some(plan) = plan.as_ref().filter(|_| problems.0.is_empty()) {
            question::check_test(plan, &mut problems);
        }
        let plan = plan.filter(|_| problems.0.is_empty()).ok_or(problems.0)?;
        Ok(Plan { looks: Some(plan.looks.unwrap_or_default()), ..plan })
    }

    /// The plan as it was stored: what is demanded of new plans only is not looked at.
    fn read(&self, problems: &mut Problems) -> Option<Plan> {
        let title = problems.keep("title", Title::KIND.line(&self.title));
        let hypothesis = problems.keep("hypothesis", Hypothesis::KIND.prose(&self.hypothesis));
        let message = problems.keep("message", check_message(&self.message));
        let locale = problems.keep("locale", check_locale(&self.locale));
        let arms = arms::check(&self.arms, problems);
        let control = self.check_control(problems);
        self.check_days(problems);
        let required_feeds = self.check_feeds(problems);
        let sources = self.sources.check(problems);
        let may_differ = self.check_blocks(problems);
        question::check(&self.primary, &self.guardrails, problems);
        question::check_design(&self.design, &self.primary, problems);
        self.check_smallest_count(problems);
        let ethics_note = self.check_ethics_note(problems);
        Some(Plan {
            title: title?,
            hypothesis: hypothesis?,
            message: message?,
            locale: locale?,
            arms,
            control: control?,
            horizon_days: self.horizon_days,
            quiet_days: self.quiet_days,
            burden_days: self.burden_days,
            required_feeds,
            sources,
            looks: self.looks,
            may_differ,
            primary: self.primary,
            guardrails: self.guardrails.clone(),
            strata: self.strata,
            design: self.design,
            smallest_count: self.smallest_count,
            ethics_note,
        })
    }

    fn check_blocks(&self, problems: &mut Problems) -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        for (index, id) in self.may_differ.iter().enumerate() {
            let field = format!("may_differ[{index}]");
            match problems.keep(&field, BlockId::KIND.slug(id)) {
                Some(id) if blocks.contains(&id) => {
                    problems.add(field, format!("{id} is named already: take one of the two out"));
                }
                id => blocks.extend(id),
            }
        }
        blocks
    }

    fn check_smallest_count(&self, problems: &mut Problems) {
        if !(2..=100).contains(&self.smallest_count) {
            let message = format!(
                "the smallest count that breakdowns show is 2 to 100, not {}: 5 is usual",
                self.smallest_count
            );
            problems.add("smallest_count", message);
        }
    }

    fn check_ethics_note(&self, problems: &mut Problems) -> Option<String> {
        if self.ethics_note.trim().is_empty() {
            return None;
        }
        problems.keep("ethics_note", EthicsNote::KIND.prose(&self.ethics_note))
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

/// Whether subjects with these channels get no notice, or an e-mail only.
fn tell_little(channels: &[Channel]) -> bool {
    channels.iter().all(|channel| *channel == Channel::Email)
}

impl ArmDraft {
    fn tells_little(&self) -> bool {
        tell_little(&self.channels)
    }
}

impl Arm {
    /// Whether subjects of the arm get no notice, or an e-mail only: then the plan needs an ethics
    /// note.
    pub fn tells_little(&self) -> bool {
        tell_little(&self.channels)
    }
}

fn check_message(text: &str) -> Result<Slug, String> {
    let name = MessageName::KIND.slug(text)?;
    name.parse().map_err(|error: InvalidSlug| error.to_string())
}

fn check_locale(text: &str) -> Result<Locale, String> {
    let problem = |_| format!("the locale is a language tag like en, nl or pt-BR, not {text:?}");
    text.parse().map_err(problem)
}

impl TryFrom<PlanDraft> for Plan {
    type Error = String;
    fn try_from(mut draft: PlanDraft) -> Result<Self, String> {
        // Older plans were held to a looser form of tag. Nothing is written in such a language, so
        // the trial cannot start until somebody has chosen one; it must not hide the others.
        if check_locale(&draft.locale).is_err() {
            UNDETERMINED.clone_into(&mut draft.locale);
        }
        let mut problems = Problems::default();
        let plan = draft.read(&mut problems).filter(|_| problems.0.is_empty());
        plan.ok_or_else(|| {
            let lines: Vec<_> = problems.0.iter().map(FieldProblem::to_string).collect();
            lines.join("; ")
        })
    }
}

impl From<Plan> for PlanDraft {
    fn from(plan: Plan) -> Self {
        PlanDraft {
            title: plan.title,
            hypothesis: plan.hypothesis,
            message: plan.message.into(),
            locale: plan.locale.into(),
            arms: plan.arms.into_iter().map(ArmDraft::from).collect(),
            control: plan.control.into(),
            horizon_days: plan.horizon_days,
            quiet_days: plan.quiet_days,
            burden_days: plan.burden_days,
            required_feeds: plan.required_feeds.into_iter().map(String::from).collect(),
            sources: plan.sources.into(),
            looks: plan.looks,
            may_differ: plan.may_differ,
            primary: plan.primary,
            guardrails: plan.guardrails,
            strata: plan.strata,
            design: plan.design,
            smallest_count: plan.smallest_count,
            ethics_note: plan.ethics_note.unwrap_or_default(),
        }
    }
}
