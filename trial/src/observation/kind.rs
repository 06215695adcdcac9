//! The table of kinds: everything that differs between kinds of observation wherever all of them
//! pass. A new kind is a variant of [`What`](super::What) and a row here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which kind of observation a row is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = AsideKind)]
pub enum KindName {
    /// A feed saw a line behave as infected.
    Sighting,
    /// A line was placed or released.
    QuarantineEvent,
    /// A subject wrote or called.
    Contact,
    /// A line was found not to be eligible.
    Ineligible,
    /// A subject is followed no longer.
    FollowUpEnd,
    /// A subject answered the survey.
    SurveyAnswer,
    /// The garden served a subject its page.
    PageServed,
    /// The quarantine system has done a release that a subject asked for.
    ReleaseAcknowledged,
    /// A notice was handed over, or what became of it.
    Notice,
}

/// What is the same for every row of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Which kind.
    pub name: KindName,
    /// Its name in the store and in JSON.
    pub word: &'static str,
    /// Whether rows count that lie before the enrolment or after the end of follow-up.
    pub counts_any_time: bool,
    /// Whether a row that arrives after its day was closed may change an outcome that was counted.
    pub may_be_late: bool,
}

const fn kind(name: KindName, word: &'static str) -> Kind {
    Kind { name, word, counts_any_time: false, may_be_late: false }
}

impl KindName {
    /// Every kind.
    pub const ALL: [KindName; TABLE.len()] = {
        let mut all = [KindName::Sighting; TABLE.len()];
        let mut place = 0;
        while place < TABLE.len() {
            all[place] = TABLE[place].name;
            place += 1;
        }
        all
    };

    /// Its row in the table.
    pub fn kind(self) -> &'static Kind {
        &TABLE[self as usize]
    }
}

/// In the order of [`KindName`], which is that of rows of one moment.
const TABLE: [Kind; 9] = [
    Kind { may_be_late: true, ..kind(KindName::Sighting, "sighting") },
    Kind {
        may_be_late: true,
        counts_any_time: true,
        ..kind(KindName::QuarantineEvent, "quarantine_event")
    },
    kind(KindName::Contact, "contact"),
    kind(KindName::Ineligible, "ineligible"),
    Kind { counts_any_time: true, ..kind(KindName::FollowUpEnd, "follow_up_end") },
    kind(KindName::SurveyAnswer, "survey_answer"),
    Kind { counts_any_time: true, ..kind(KindName::PageServed, "page_served") },
    Kind {
        may_be_late: true,
        counts_any_time: true,
        ..kind(KindName::ReleaseAcknowledged, "release_acknowledged")
    },
    kind(KindName::Notice, "notice"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_row_under_its_own_word() {
        for (place, name) in KindName::ALL.into_iter().enumerate() {
            assert_eq!((name as usize, name.kind().name), (place, name));
            assert_eq!(serde_json::to_value(name).unwrap(), name.kind().word);
        }
    }
}
