//! The enrolment of subjects, one at a time, as the quarantine system asks for it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use content::DeviceKind;
use jiff::{SignedDuration, Timestamp};
use trial::assignment::arm_index;
use trial::observation::Enrolment;
use trial::{Refusal, Trial, TrialId, TrialState};
use wire::ProblemCode;
use wire::address;
use wire::trials::{Enrol, Enrolled};

use crate::extract::{Body, PathParameters};
use crate::personal;
use crate::problem::Problem;
use crate::random;
use crate::received_at::latest;
use crate::state::App;
use crate::store::{EnrolAnswer, NewEnrolment, Subject};

/// How long before its arrival an enrolment may have been.
const OLDEST: SignedDuration = SignedDuration::from_hours(24);

/// Enrols a subject and draws its arm. Enrolling twice answers the same: 201 the first time, then 200.
#[utoipa::path(post, path = address::ENROLMENTS.route(), tag = "trials", request_body = Enrol,
    params(("trial" = TrialId, Path)),
    responses((status = 201, body = Enrolled), (status = 200, body = Enrolled),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn enrol(
    State(app): State<App>,
    PathParameters(id): PathParameters<TrialId>,
    Body(enrol): Body<Enrol>,
) -> Result<(StatusCode, Json<Enrolled>), Problem> {
    personal::refuse(|_| "subject".to_owned(), [&enrol.subject].into_iter())?;
    let trial = app.trial(&id).await?.trial;
    let entry = new_enrolment(&app, &trial, enrol)?;
    match app.store.enrol(&entry, &arm_index, app.staff()).await? {
        EnrolAnswer::Enrolled { subject, enrolment, is_new } => {
            let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
            Ok((status, Json(enrolled(&app, &trial, subject, enrolment))))
        }
        EnrolAnswer::NotRunning => Err(vec![not_running(&trial)].into()),
        EnrolAnswer::InAnotherTrial(other) => Err(vec![in_another(&other)].into()),
        EnrolAnswer::Full => Err(vec![full(&trial)].into()),
        EnrolAnswer::OptedOut => Err(vec![opted_out()].into()),
    }
}

fn new_enrolment(app: &App, trial: &Trial, enrol: Enrol) -> Result<NewEnrolment, Problem> {
    let arrived_at = trial.now(app.now());
    let at = enrol.at.unwrap_or(arrived_at);
    refuse_time(at, arrived_at)?;
    let device = enrol.device_kind.map(DeviceKind::name);
    let locale = enrol.locale.as_ref().map(ToString::to_string);
    Ok(NewEnrolment {
        trial: trial.id.clone(),
        subject: enrol.subject,
        // A clock that is a little fast does not put a subject into the future.
        at: at.min(arrived_at),
        arrived_at,
        stratum: trial.plan.strata.stratum(device, locale.as_deref()),
        device_kind: enrol.device_kind,
        locale: enrol.locale,
        candidates: random::candidates()?,
    })
}

fn enrolled(app: &App, trial: &Trial, subject: Subject, enrolment: Enrolment) -> Enrolled {
    Enrolled {
        garden_address: app.garden_address(trial, &enrolment.arm, &subject),
        trial: trial.id.clone(),
        arm: enrolment.arm,
        at: enrolment.at,
        case_code: subject.case_code,
        subject: subject.id,
    }
}

/// The time of an enrolment lies between a day before it arrives and, by a fast clock, a little after.
fn refuse_time(at: Timestamp, arrived_at: Timestamp) -> Result<(), Problem> {
    let oldest = arrived_at.checked_sub(OLDEST).unwrap_or(Timestamp::MIN);
    let detail = if at > latest(arrived_at) {
        "the time lies in the future: set the clock that wrote it, or fix its offset"
    } else if at < oldest {
        "the time lies more than 24 hours back: a subject that was not enrolled then cannot be now"
    } else {
        return Ok(());
    };
    Err(Problem::new(ProblemCode::InvalidValue, detail).at("at"))
}

fn full(trial: &Trial) -> Refusal {
    Refusal {
        code: "full".to_owned(),
        message: format!(
            "{} has all the subjects that were planned: enrolment is closed",
            trial.id
        ),
        field: None,
    }
}

fn opted_out() -> Refusal {
    Refusal {
        code: "opted_out".to_owned(),
        message: "the subject does not want to be followed".to_owned(),
        field: Some("subject".to_owned()),
    }
}

fn not_running(trial: &Trial) -> Refusal {
    let message = match trial.state {
        TrialState::Stopped { .. } => {
            format!("{} has been stopped: nobody enters it any more", trial.id)
        }
        TrialState::Planned | TrialState::Running { .. } => {
            format!("{} has not started; start it before subjects enter", trial.id)
        }
    };
    Refusal { code: "not_running".to_owned(), message, field: None }
}

fn in_another(other: &TrialId) -> Refusal {
    Refusal {
        code: "in_another_trial".to_owned(),
        message: format!(
            "the subject is in {other}, and a subject is in at most one running trial"
        ),
        field: Some("subject".to_owned()),
    }
}
