//! The pages of the garden and its two forms. A form ends in a 303 to a page of its own, as phones
//! look again only after a full navigation.

use axum::extract::State;
use axum::http::StatusCode;
use content::{Locale, Notice, ReleaseState};
use wire::address;

use super::help_form::HelpForm;
use super::page::Page;
use super::reader::Reader;
use super::release::RELEASE_MINUTES;
use super::visitor::Visitor;
use crate::language::Chosen;
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
pub async fn show(State(app): State<App>, visitor: Visitor, reader: Reader) -> Answer {
    Ok(Page::Html(StatusCode::OK, visitor.page(&app, reader).await?))
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
    visitor: Visitor,
    chosen: Chosen,
    form: HelpForm,
) -> Answer {
    match form {
        HelpForm::Fine(text) => {
            visitor.ask_for_help(&app, text).await?;
            Ok(Page::SeeOther(chosen.path(address::GARDEN_HELP, &visitor.token())))
        }
        HelpForm::Refused(status, problem, text) => {
            let notice = Notice::FormProblem { problem, text, token: visitor.token() };
            Ok(Page::notice(&app, status, &notice, &visitor.locale()).await)
        }
    }
}

/// Says that the text has arrived.
#[utoipa::path(get, path = address::GARDEN_HELP.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 200, content_type = "text/html", body = String), (status = 303),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn after_help(State(app): State<App>, visitor: Visitor, chosen: Chosen) -> Answer {
    if !visitor.has_asked_for_help() {
        return Ok(Page::SeeOther(chosen.path(address::GARDEN_PAGE, &visitor.token())));
    }
    let notice = Notice::HelpReceived { case_code: visitor.case_code(), token: visitor.token() };
    Ok(Page::notice(&app, StatusCode::OK, &notice, &visitor.locale()).await)
}

/// Takes the release form: a row that the quarantine system pulls. A second click counts once.
#[utoipa::path(post, path = address::GARDEN_RELEASE.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 303), (status = 404, content_type = "text/html", body = String)))]
pub async fn ask_release(State(app): State<App>, visitor: Visitor, chosen: Chosen) -> Answer {
    visitor.ask_release(&app).await?;
    Ok(Page::SeeOther(chosen.path(address::GARDEN_RELEASE, &visitor.token())))
}

/// Says what happens until the line is open, or why it cannot be opened from here.
#[utoipa::path(get, path = address::GARDEN_RELEASE.route(), tag = "garden",
    params(("token" = String, Path), ("locale" = Option<String>, Query)),
    responses((status = 200, content_type = "text/html", body = String), (status = 303),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn after_release(State(app): State<App>, visitor: Visitor, chosen: Chosen) -> Answer {
    let release = visitor.release();
    if release.state == ReleaseState::Released || release.may_ask() {
        return Ok(Page::SeeOther(chosen.path(address::GARDEN_PAGE, &visitor.token())));
    }
    let (case_code, token) = (visitor.case_code(), visitor.token());
    let notice = match release.state {
        ReleaseState::Requested => {
            Notice::ReleaseRequested { case_code, token, minutes: RELEASE_MINUTES }
        }
        _ => Notice::NoReleasesLeft { case_code, token },
    };
    Ok(Page::notice(&app, StatusCode::OK, &notice, &visitor.locale()).await)
}

/// Every other address of the garden.
pub async fn unknown(State(app): State<App>) -> Page {
    Page::unknown(&app).await
}

/// The page of a fault, in the provider's name.
pub async fn try_again(app: &App, status: StatusCode) -> Page {
    Page::notice(app, status, &Notice::TryAgain, &Locale::english()).await
}
