//! One subject's answers to the survey about the message, question by question.
//!
//! Only those who answered are counted, so the survey says nothing about the others, and no plan
//! can be judged on it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::day::Day;
use crate::observation::{Answers, Observed};

/// What the survey asks, as the published study did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SurveyQuestion {
    /// Whether the message had been received.
    Received,
    /// Whether it had been read.
    Read,
    /// Whether it was taken for fake.
    Distrusted,
}

impl SurveyQuestion {
    /// Every question, in the order in which it is asked.
    pub const ALL: [SurveyQuestion; 3] =
        [SurveyQuestion::Received, SurveyQuestion::Read, SurveyQuestion::Distrusted];

    /// The words that a board shows for a yes.
    pub fn label(self) -> &'static str {
        match self {
            SurveyQuestion::Received => "Received the message",
            SurveyQuestion::Read => "Read the message",
            SurveyQuestion::Distrusted => "Did not trust the message",
        }
    }

    /// What a row says to the question.
    fn answer(self, row: Answers) -> Option<bool> {
        match self {
            SurveyQuestion::Received => row.received,
            SurveyQuestion::Read => row.read,
            SurveyQuestion::Distrusted => row.distrusted,
        }
    }
}

/// An answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The day on which the answer was known.
    pub day: Day,
    /// Whether it was a yes.
    pub is_yes: bool,
}

/// What one subject answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// By the place of the question.
    answers: [Option<Answered>; SurveyQuestion::ALL.len()],
}

impl Survey {
    /// The first answer to arrive for each question: a later one may have been talked into.
    pub fn of<'r>(rows: impl Iterator<Item = (&'r Observed, Answers)> + Clone) -> Survey {
        let first = |question: SurveyQuestion| {
            let answers =
                rows.clone().filter_map(|(row, said)| Some((row, question.answer(said)?)));
            let earliest = answers.min_by_key(|(row, is_yes)| (row.known_from(), row.at, *is_yes));
            earliest.map(|(row, is_yes)| Answered { day: Day::of(row.known_from()), is_yes })
        };
        Survey { answers: SurveyQuestion::ALL.map(first) }
    }

    /// The answer to a question, if there is one.
    pub fn answer(&self, question: SurveyQuestion) -> Option<Answered> {
        self.answers[question as usize]
    }

    /// The same without answers that were known on `today` or later.
    pub fn before(self, today: Day) -> Survey {
        Survey { answers: self.answers.map(|one| one.filter(|answered| answered.day < today)) }
    }
}
