//! Scenarios of a simulation: arrivals, arms, feeds.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::behaviour::Behaviour;
use crate::name::{ArmName, Feed};
use crate::plan::Plan;
use crate::published::{DamagedStudy, study};

/// How feeds report.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedHabits {
    /// A report usually comes so many hours after the end of its day: from, to.
    pub delay_hours: (f64, f64),
    /// The probability that a day's report never comes.
    pub gaps: f64,
    /// The probability that it comes late.
    pub late: f64,
    /// A late report comes so many days after the end of its day: from, to.
    pub late_days: (f64, f64),
}

/// What a simulated world is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Nothing happens before.
    pub start: Timestamp,
    /// Subjects a day, on average; none when it is not above 0.
    pub arrivals_per_day: f64,
    /// Days from enrolment after which nothing more is simulated of a subject.
    pub days_of_life: f64,
    /// What the subjects of each arm do.
    pub arms: BTreeMap<ArmName, Behaviour>,
    /// The feeds; the first one sees most infections.
    pub feeds: Vec<Feed>,
    /// How they report.
    pub feed_habits: FeedHabits,
}

impl Scenario {
    /// A world for the arms of `plan` with rates near those of the published study: an arm whose
    /// variant is called `improved` behaves as the group with the improved page, other garden arms
    /// as that with the standard page, and arms without a garden page as the e-mail group.
    ///
    /// # Errors
    /// The file of the published study is damaged.
    pub fn like_the_study(
        plan: &Plan,
        start: Timestamp,
        arrivals_per_day: f64,
    ) -> Result<Self, &'static DamagedStudy> {
        let study = study()?;
        let behaviours = plan.arms.iter().map(|arm| (arm.name.clone(), Behaviour::of(study, arm)));
        Ok(Self {
            start,
            arrivals_per_day,
            days_of_life: f64::from(plan.horizon_days + plan.quiet_days) + 14.0,
            arms: behaviours.collect(),
            feeds: plan.required_feeds.clone(),
            feed_habits: FeedHabits {
                delay_hours: (1.0, 9.0),
                gaps: 0.01,
                late: 0.03,
                late_days: (2.5, 5.0),
            },
        })
    }
}
