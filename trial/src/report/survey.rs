//! The survey: what those who answered said about the message, arm by arm and against the control.
//! Exploratory, as nobody knows what the others would have said.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::analysis::{Analysis, Pair};
use super::watch::Watched;
use super::{ALPHA, Adjusted, Rate};
use crate::method::Method;
use crate::name::ArmName;
use crate::stats::multiplicity::{Adjustment, adjust};
use crate::stats::rate::{Interval, difference, newcombe};
use crate::survey::SurveyQuestion;
use crate::totals::ArmTotals;

/// One question of the survey for one arm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SurveyCell {
    /// What was asked.
    pub question: SurveyQuestion,
    /// Those who said yes, of those who answered the question.
    pub rate: Rate,
}

/// Arm against control on one question: exploratory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SurveyComparison {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// What was asked.
    pub question: SurveyQuestion,
    /// Share in the arm minus share in the control, −1 to 1; `None` while nobody in one of them has
    /// answered.
    pub difference: Option<f64>,
    /// Newcombe 1998 method 10, 95 %, single look.
    pub interval: Option<Interval>,
    /// How the single look is computed.
    pub computed: Method,
    /// What holds while one watches: a subject enters at the close of the day on which its answer
    /// was known.
    pub watched: Watched,
    /// The p-value that holds while one watches, adjusted among the questions.
    pub adjusted: Adjusted,
}

/// The questions for one arm.
pub(super) fn cells(totals: &ArmTotals) -> Vec<SurveyCell> {
    let cell = |question: SurveyQuestion| SurveyCell {
        question,
        rate: Rate::of(totals.survey[question as usize].as_count()),
    };
    SurveyQuestion::ALL.map(cell).to_vec()
}

/// All comparisons, by arm in the order of the plan.
pub(super) fn all(analysis: &Analysis) -> Vec<SurveyComparison> {
    let pairs = analysis.pairs().zip(&analysis.watching.surveys);
    pairs.flat_map(|(pair, watched)| of_arm(pair, watched)).collect()
}

fn of_arm(pair: Pair<'_>, watched: &[Watched]) -> Vec<SurveyComparison> {
    let p: Vec<f64> = watched.iter().map(|watched| watched.p).collect();
    let adjusted = adjust(&p, Adjustment::BenjaminiHochberg);
    let rows = SurveyQuestion::ALL.into_iter().zip(watched).zip(adjusted);
    rows.map(|((question, watched), p)| compare(pair, question, *watched, p)).collect()
}

fn compare(pair: Pair<'_>, question: SurveyQuestion, watched: Watched, p: f64) -> SurveyComparison {
    let count = |totals: &ArmTotals| totals.survey[question as usize].as_count();
    let (ours, theirs) = (count(pair.arm), count(pair.control));
    SurveyComparison {
        arm: pair.arm_name.clone(),
        control: pair.control_name.clone(),
        question,
        difference: difference(ours, theirs),
        interval: newcombe(ours, theirs, ALPHA),
        computed: Method::Newcombe,
        watched,
        adjusted: Adjusted { p, stands_out: p <= ALPHA, computed: Method::BenjaminiHochberg },
    }
}
