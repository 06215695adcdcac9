//! Looks of a plan: when it looks at its primary metric, and whose reports it waits for.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::Problems;
use crate::name::Feed;

/// When a trial looks at its primary metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Looking {
    /// At the end of every day on which enough has been added, against a stopping boundary.
    #[default]
    Daily,
    /// Once, by the plan's test, on the first subjects that the plan asked for.
    Once,
}

/// Sources beside the required feeds whose reports are waited for. The rows of a source that is
/// not named count as they arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToSchema)]
pub struct Sources {
    /// The quarantine log, under the name by which it reports its days.
    pub quarantine_log: Option<Feed>,
    /// The contacts, likewise.
    pub contacts: Option<Feed>,
    /// The resolver, which tells the line of an address: a day on which it did not work is covered
    /// by nobody.
    pub resolver: Option<Feed>,
}

/// Sources as a form holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourcesDraft {
    /// The quarantine log, under the name by which it reports its days; null for one that is not
    /// waited for.
    #[schema(value_type = Option<Feed>)]
    pub quarantine_log: Option<String>,
    /// The contacts, likewise.
    #[schema(value_type = Option<Feed>)]
    pub contacts: Option<String>,
    /// The resolver, which tells the line of an address: no day is covered on which it did not work.
    #[schema(value_type = Option<Feed>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolver: Option<String>,
}

impl SourcesDraft {
    /// Whether no source is named: such a plan has the hash that it had before one could be.
    pub fn names_none(&self) -> bool {
        *self == SourcesDraft::default()
    }

    pub(super) fn check(&self, problems: &mut Problems) -> Sources {
        let mut feed = |field: &str, name: &Option<String>| {
            let name = name.as_deref()?.parse::<Feed>().map_err(|error| error.to_string());
            problems.keep(field, name)
        };
        Sources {
            quarantine_log: feed("sources.quarantine_log", &self.quarantine_log),
            contacts: feed("sources.contacts", &self.contacts),
            resolver: feed("sources.resolver", &self.resolver),
        }
    }
}

impl From<Sources> for SourcesDraft {
    fn from(sources: Sources) -> Self {
        SourcesDraft {
            quarantine_log: sources.quarantine_log.map(String::from),
            contacts: sources.contacts.map(String::from),
            resolver: sources.resolver.map(String::from),
        }
    }
}
