//! Metrics on which arms are compared: clean by the horizon, and the kinds of contact within
//! B days.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::observation::{Code, ContactChannel};

/// What a row of the burden board counts: subjects with at least one such contact within B days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum BurdenMetric {
    /// Any of the three complaint codes.
    Complaint,
    /// One code.
    Code(Code),
    /// One channel.
    Channel(ContactChannel),
}

/// What two arms are compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(tag = "board", content = "row", rename_all = "snake_case")]
pub enum Metric {
    /// Clean by the horizon.
    CleanByHorizon,
    /// A row of the burden board.
    Burden(BurdenMetric),
}

/// Which way a metric should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// More subjects are better.
    More,
    /// Fewer subjects are better.
    Fewer,
}

impl Wanted {
    /// A difference, arm minus control, as gain: above 0 when the arm is the better one.
    pub fn gain(self, difference: f64) -> f64 {
        match self {
            Wanted::More => difference,
            Wanted::Fewer => -difference,
        }
    }
}

impl Metric {
    /// Every metric, in the order of the boards.
    pub fn all() -> impl Iterator<Item = Metric> {
        std::iter::once(Metric::CleanByHorizon).chain(BurdenMetric::all().map(Metric::Burden))
    }

    /// Which way the metric should go; `None` where neither is better by itself, so that no plan
    /// can be judged on it.
    pub fn wanted(self) -> Option<Wanted> {
        match self {
            Metric::CleanByHorizon => Some(Wanted::More),
            Metric::Burden(BurdenMetric::Code(
                Code::RunsVirusScanner
                | Code::IdentifiesIotDevice
                | Code::DisconnectsDevice
                | Code::AlreadyDone,
            )) => None,
            Metric::Burden(_) => Some(Wanted::Fewer),
        }
    }

    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            Metric::CleanByHorizon => "Clean by the horizon",
            Metric::Burden(metric) => metric.label(),
        }
    }
}

impl BurdenMetric {
    /// How many rows the burden board has.
    pub const COUNT: usize = 1 + Code::ALL.len() + ContactChannel::ALL.len();

    /// The place of the row among all, from 0; no two have the same.
    pub fn place(self) -> usize {
        match self {
            BurdenMetric::Complaint => 0,
            BurdenMetric::Code(code) => 1 + code as usize,
            BurdenMetric::Channel(channel) => 1 + Code::ALL.len() + channel as usize,
        }
    }

    /// Every row of the burden board, in its order: complaints, codes, channels.
    pub fn all() -> impl Iterator<Item = BurdenMetric> {
        let codes = Code::ALL.into_iter().map(BurdenMetric::Code);
        let channels = ContactChannel::ALL.into_iter().map(BurdenMetric::Channel);
        std::iter::once(BurdenMetric::Complaint).chain(codes).chain(channels)
    }

    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            BurdenMetric::Complaint => "Complaint",
            BurdenMetric::Code(code) => code.label(),
            BurdenMetric::Channel(channel) => channel.label(),
        }
    }
}
