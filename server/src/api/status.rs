//! The server about itself: its version and time, its test clock, and the description of its
//! interface.

use axum::extract::State;
use axum::{Extension, Json};
use wire::address;
use wire::status::{SetClock, Status};

use super::Answer;
use crate::extract::Body;
use crate::openapi::Described;
use crate::state::App;

/// What the server is and what time it takes it to be.
#[utoipa::path(get, path = address::STATUS.route(), tag = "server",
    responses((status = 200, body = Status)))]
pub async fn show(State(app): State<App>) -> Json<Status> {
    Json(Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: app.now(),
        test_clock: app.clock.is_test(),
        garden_origin: app.garden_origin.to_string(),
    })
}

/// Moves the test clock forward; exists only when the server was started with one.
#[utoipa::path(put, path = address::TEST_CLOCK.route(), tag = "server", request_body = SetClock,
    responses((status = 200, body = Status),
              (status = 404, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn move_clock(State(app): State<App>, Body(to): Body<SetClock>) -> Answer<Status> {
    app.clock.move_to(to.now)?;
    app.live.clock_moved();
    Ok(show(State(app)).await)
}

/// The description of this interface in OpenAPI 3.1.
#[utoipa::path(get, path = address::OPENAPI.route(), tag = "server",
    responses((status = 200, body = Object)))]
pub async fn description(Extension(described): Extension<Described>) -> Json<serde_json::Value> {
    Json(serde_json::Value::clone(&described.0))
}
