//! One subject as staff see it, put together from the store and the outcomes.

use std::collections::{BTreeMap, BTreeSet};

use trial::outcome::{outcome_of, outcomes_of};
use trial::{ArmName, Channel, SubjectId, Trial, TrialId};
use wire::address;
use wire::subject::{SubjectTrial, SubjectView};

use crate::problem::Problem;
use crate::state::App;
use crate::store::{StoreError, Subject, SubjectEnrolment};

/// Everything about the subject of that name.
///
/// # Errors
/// `NotFound`.
pub async fn view(app: &App, id: &SubjectId) -> Result<SubjectView, Problem> {
    let subject = match app.store.subject(id).await {
        Err(StoreError::NotFound) => return Err(Problem::not_found(format!("subject {id}"))),
        answer => answer?,
    };
    let mut trials = Vec::new();
    let mut garden_address = None;
    for place in app.store.enrolments_of(id).await? {
        let trial = app.trial(&place.trial).await?.trial;
        garden_address =
            garden_address.or_else(|| app.garden_address(&trial, &place.enrolment.arm, &subject));
        trials.extend(part(app, &trial, place).await?);
    }
    Ok(SubjectView {
        deliveries: app.store.deliveries(id).await?,
        timeline: app.store.timeline(id).await?,
        subject: subject.id,
        case_code: subject.case_code,
        device_kind: subject.device_kind,
        locale: subject.locale,
        simulated: subject.simulated,
        garden_address,
        trials,
    })
}

/// The subject's part in a trial; `None` if the trial's own time is before the enrolment.
async fn part(
    app: &App,
    trial: &Trial,
    place: SubjectEnrolment,
) -> Result<Option<SubjectTrial>, Problem> {
    let records = app.store.records(&trial.id).await?;
    let now = trial.now(app.now());
    let outcome = outcome_of(&trial.plan, &records, &place.enrolment.subject, now);
    Ok(outcome.map(|outcome| SubjectTrial {
        trial: trial.id.clone(),
        title: trial.plan.title.clone(),
        arm: place.enrolment.arm,
        enrolled_at: place.enrolment.at,
        outcome,
        as_known_at: now,
    }))
}

/// The parts of some subjects in one trial, by their names; none for whom the trial's own time is
/// before the enrolment.
///
/// # Errors
/// `NotFound` for a trial that does not exist.
pub async fn parts(
    app: &App,
    id: &TrialId,
    subjects: &[Subject],
) -> Result<BTreeMap<SubjectId, SubjectTrial>, Problem> {
    if subjects.is_empty() {
        return Ok(BTreeMap::new());
    }
    let trial = app.trial(id).await?.trial;
    let records = app.store.records(id).await?;
    let now = trial.now(app.now());
    let chosen: BTreeSet<&SubjectId> = subjects.iter().map(|subject| &subject.id).collect();
    let arms = records.enrolments.iter().filter(|row| chosen.contains(&row.subject));
    let arms: BTreeMap<_, _> = arms.map(|row| (&row.subject, (&row.arm, row.at))).collect();
    let part = |(subject, outcome): (SubjectId, _)| {
        let (arm, enrolled_at) = arms.get(&subject).copied()?;
        let (trial, title) = (trial.id.clone(), trial.plan.title.clone());
        let arm = arm.clone();
        let part = SubjectTrial { trial, title, arm, enrolled_at, outcome, as_known_at: now };
        Some((subject, part))
    };
    Ok(outcomes_of(&trial.plan, &records, &chosen, now).into_iter().filter_map(part).collect())
}

impl App {
    /// Where the subject's page is; `None` for an arm without the garden.
    pub fn garden_address(
        &self,
        trial: &Trial,
        arm: &ArmName,
        subject: &Subject,
    ) -> Option<String> {
        let arm = trial.plan.arm(arm)?;
        let path = address::GARDEN_PAGE.to(&[&subject.token]);
        arm.channels.contains(&Channel::Garden).then(|| format!("{}{path}", self.garden_origin))
    }
}
