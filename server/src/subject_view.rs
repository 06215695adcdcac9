//! One subject as staff see it, put together from the store and the outcomes.

use trial::outcome::outcome_of;
use trial::{ArmName, Channel, SubjectId, Trial};
use wire::address;
use wire::subject::{SubjectTrial, SubjectView};

use crate::problem::Problem;
use crate::state::App;
use crate::store::{StoreError, Subject, SubjectEnrolment};

/// Everything about the subject of that name.
///
/// # Errors
/// `NotFound`, or what the store says.
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
