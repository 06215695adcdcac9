//! The pages of the garden and its two forms. A form ends in a 303 to a page of its own, as phones
//! look again only after a full navigation.

use axum::extract::State;
use axum::http::StatusCode;
use content::{Locale, Notice, ReleaseState};
use wire::address;

use super::guest::Guest;
use super::help_form::HelpForm;
use super::language::Chosen;
use super::page::Page;
use super::reader::Reader;
use super::release::RELEASE_MINUTES;
use crate::problem::Problem;
use crate::state::App;

/// What a handler of the garden answers; a problem becomes a page on its way out.
type Answer = Result<Page, Problem>;

/// The help form.
#[derive(Debug, utoipa::ToSchema)]
pub struct Help {
    /// What is written: 1 to 2000 characters.
    pub text: String,
}

/// The subject's page, as it was frozen for its arm, in the language that the address asks for. A page
/// that cannot be had in it says so, in the plan's language.
#[utoipa::path(get, path = address::GARDEN_PAGE.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 200, content_type = "text/html", body = String),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn show(State(app): State<App>, guest: Guest, reader: Reader) -> Answer {
    Ok(Page::Html(StatusCode::OK, guest.page(&app, reader).await?))
}

/// Takes the help form: the text is kept until somebody has handled it.
#[utoipa::path(post, path = address::GARDEN_HELP.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    request_body(content = Help, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303), (status = 404, content_type = "text/html", body = String),
              (status = 413, content_type = "text/html", body = String),
              (status = 422, content_type = "text/html", body = String)))]
pub async fn ask_help(
    State(app): State<App>,
    guest: Guest,
    chosen: Chosen,
    form: HelpForm,
) -> Answer {
    match form {
        HelpForm::Fine(text) => {
            guest.ask_for_help(&app, text).await?;
            Ok(Page::SeeOther(chosen.path(address::GARDEN_HELP, &guest.token())))
        }
        HelpForm::Refused(status, problem, text) => {
            let notice = Notice::FormProblem { problem, text, token: guest.token() };
            Ok(Page::notice(&app, status, &notice, &guest.locale()).await)
        }
    }
}

/// Says that the text has arrived.
#[utoipa::path(get, path = address::GARDEN_HELP.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 200, content_type = "text/html", body = String), (status = 303),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn after_help(State(app): State<App>, guest: Guest, chosen: Chosen) -> Answer {
    if !guest.has_asked_for_help() {
        return Ok(Page::SeeOther(chosen.path(address::GARDEN_PAGE, &guest.token())));
    }
    let notice = Notice::HelpReceived { case_code: guest.case_code(), token: guest.token() };
    Ok(Page::notice(&app, StatusCode::OK, &notice, &guest.locale()).await)
}

/// Takes the release form: a row that the quarantine system pulls. A second click counts once.
#[utoipa::path(post, path = address::GARDEN_RELEASE.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 303), (status = 404, content_type = "text/html", body = String)))]
pub async fn ask_release(State(app): State<App>, guest: Guest, chosen: Chosen) -> Answer {
    guest.ask_release(&app).await?;
    Ok(Page::SeeOther(chosen.path(address::GARDEN_RELEASE, &guest.token())))
}

/// Says what happens until the line is open, or why it cannot be opened from here.
#[utoipa::path(get, path = address::GARDEN_RELEASE.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 200, content_type = "text/html", body = String), (status = 303),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn after_release(State(app): State<App>, guest: Guest, chosen: Chosen) -> Answer {
    let release = guest.release();
    if release.state == ReleaseState::Released || release.may_ask() {
        return Ok(Page::SeeOther(chosen.path(address::GARDEN_PAGE, &guest.token())));
    }
    let (case_code, token) = (guest.case_code(), guest.token());
    let notice = match release.state {
        ReleaseState::Requested => {
            Notice::ReleaseRequested { case_code, token, minutes: RELEASE_MINUTES }
        }
        _ => Notice::NoReleasesLeft { case_code, token },
    };
    Ok(Page::notice(&app, StatusCode::OK, &notice, &guest.locale()).await)
}

/// Every other address of the garden.
pub async fn unknown(State(app): State<App>) -> Page {
    Page::unknown(&app).await
}

/// The page of a fault, in the provider's name.
pub async fn try_again(app: &App, status: StatusCode) -> Page {
    Page::notice(app, status, &Notice::TryAgain, &Locale::english()).await
}
