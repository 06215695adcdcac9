//! The audit of an assignment: every row drawn again, from the seed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Seed, arm_indices};
use crate::name::{ArmName, Stratum, SubjectId};
use crate::observation::Enrolment;
use crate::plan::Plan;

/// What is wrong with one draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum AuditProblem {
    /// The row names another arm than the seed draws.
    WrongArm {
        /// What the seed draws.
        drawn: ArmName,
        /// What the row says.
        recorded: ArmName,
    },
    /// An earlier row has the same number in the stratum.
    RepeatedOrdinal,
    /// A later number exists, but no row has this one: an enrolment is gone.
    MissingOrdinal,
    /// The number is so far beyond the one before that no trial can have drawn it.
    ImpossibleOrdinal,
    /// An earlier row enrols the same subject.
    RepeatedSubject,
}

/// A draw that does not agree with the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditFinding {
    /// The stratum of the draw.
    pub stratum: Stratum,
    /// The number of the draw within the stratum, from 0.
    pub ordinal: u64,
    /// Who was enrolled by it; `None` when the row is gone.
    pub subject: Option<SubjectId>,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: AuditProblem,
}

/// More draws than this between two rows were never made; it keeps a forged number from keeping
/// the audit busy for ever.
const LARGEST_GAP: u64 = 1_000_000;

/// Draws every arm again and tells which rows do not agree, by stratum and ordinal. Empty when
/// the log is intact. The order of `enrolments` does not matter; of many missing rows in a row
/// only the first is told.
pub fn audit(seed: &Seed, plan: &Plan, enrolments: &[Enrolment]) -> Vec<AuditFinding> {
    let mut strata: BTreeMap<&Stratum, Vec<&Enrolment>> = BTreeMap::new();
    for row in enrolments {
        strata.entry(&row.stratum).or_default().push(row);
    }
    let mut subjects = BTreeSet::new();
    let mut findings = Vec::new();
    for (stratum, mut rows) in strata {
        rows.sort_by_key(|row| (row.ordinal, row.at, &row.subject));
        audit_stratum(seed, plan, stratum, &rows, &mut findings);
        let again = rows.iter().filter(|row| !subjects.insert(&row.subject));
        findings.extend(again.map(|row| finding(row, AuditProblem::RepeatedSubject)));
    }
    findings
}

fn audit_stratum(
    seed: &Seed,
    plan: &Plan,
    stratum: &Stratum,
    rows: &[&Enrolment],
    findings: &mut Vec<AuditFinding>,
) {
    let mut draws = arm_indices(seed, stratum, &plan.weights());
    let mut next = 0;
    let mut drawn = None;
    for row in rows {
        if row.ordinal < next {
            findings.push(finding(row, AuditProblem::RepeatedOrdinal));
        } else if row.ordinal - next > LARGEST_GAP {
            findings.push(finding(row, AuditProblem::ImpossibleOrdinal));
            continue;
        } else {
            if row.ordinal > next {
                let problem = AuditProblem::MissingOrdinal;
                let gone = finding(row, problem);
                findings.push(AuditFinding { subject: None, ordinal: next, ..gone });
            }
            drawn = skip_to(&mut draws, row.ordinal - next);
            next = row.ordinal + 1;
        }
        let arm = drawn.and_then(|index: usize| plan.arms.get(index));
        if let Some(arm) = arm.filter(|arm| arm.name != row.arm) {
            let (drawn, recorded) = (arm.name.clone(), row.arm.clone());
            findings.push(finding(row, AuditProblem::WrongArm { drawn, recorded }));
        }
    }
}

/// The draw after `n` others.
fn skip_to(draws: &mut impl Iterator<Item = usize>, n: u64) -> Option<usize> {
    draws.nth(usize::try_from(n).unwrap_or(usize::MAX))
}

fn finding(row: &Enrolment, problem: AuditProblem) -> AuditFinding {
    AuditFinding {
        stratum: row.stratum.clone(),
        ordinal: row.ordinal,
        subject: Some(row.subject.clone()),
        problem,
    }
}
