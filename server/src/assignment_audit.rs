//! The audit of a trial's assignment: the seed, the plan and the log from the store, drawn again by
//! `trial`, and what is wrong in words.

use trial::assignment::{AuditFinding, AuditProblem, audit};
use trial::{Refusal, TrialId};
use wire::audit::{AssignmentAudit, AuditRow, MAX_FINDINGS};

use crate::problem::Problem;
use crate::store::{Store, StoreError};

/// Draws every row of a trial's log again.
///
/// # Errors
/// `NotFound`, a refusal `not_started`.
pub async fn of_trial(store: &dyn Store, id: &TrialId) -> Result<AssignmentAudit, Problem> {
    let trial = match store.trial(id).await {
        Err(StoreError::NotFound) => return Err(Problem::not_found(format!("trial named {id}"))),
        answer => answer?.trial,
    };
    let Some(seed_commitment) = trial.seed_commitment else {
        return Err(vec![not_started(id)].into());
    };
    let seed = store.seed(id).await?;
    let enrolments = store.records(id).await?.enrolments;
    let n_enrolments = enrolments.len() as u64;
    let keeps_commitment = seed.keeps(&seed_commitment);
    let plan = trial.plan;
    // Every draw of a large trial again takes longer than the async workers may be held up.
    let drawn = move || audit(&seed, &plan, &enrolments);
    let findings = tokio::task::spawn_blocking(drawn).await.map_err(Problem::internal)?;
    Ok(AssignmentAudit {
        trial: trial.id,
        keeps_commitment,
        seed_commitment,
        n_enrolments,
        is_intact: keeps_commitment && findings.is_empty(),
        n_findings: findings.len() as u64,
        findings: findings.into_iter().take(MAX_FINDINGS).map(row).collect(),
    })
}

fn not_started(id: &TrialId) -> Refusal {
    Refusal {
        code: "not_started".to_owned(),
        message: format!("{id} has not started, so nothing has been drawn: start it first"),
        field: None,
    }
}

fn row(finding: AuditFinding) -> AuditRow {
    let problem = match &finding.problem {
        AuditProblem::WrongArm { drawn, recorded } => {
            format!("the seed draws {drawn}, the row says {recorded}")
        }
        AuditProblem::RepeatedOrdinal => "an earlier row has the same number".to_owned(),
        AuditProblem::MissingOrdinal => "later numbers exist, but this row is gone".to_owned(),
        AuditProblem::ImpossibleOrdinal => {
            "no trial can have drawn a number so far beyond the one before".to_owned()
        }
        AuditProblem::RepeatedSubject => "an earlier row enrols the same subject".to_owned(),
    };
    let AuditFinding { stratum, ordinal, subject, .. } = finding;
    AuditRow { stratum, ordinal, subject, problem }
}
