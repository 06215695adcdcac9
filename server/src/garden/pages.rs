//! The pages of the garden and its two forms. A form ends in a 303 to a page of its own, as phones
//! look again only after a full navigation.

use axum::extract::State;
use axum::http::{Method, StatusCode};
use content::{Locale, Notice, ReleaseState};
use wire::address;

use super::help_form::HelpForm;
use super::page::Page;
use super::release::RELEASE_MINUTES;
use super::visit::{Visit, serve_page};
use crate::problem::Problem;
use crate::state::App;
use crate::store::NewHelp;

/// What a handler of the garden answers; a problem becomes a page on its way out.
type Answer = Result<Page, Problem>;

/// The help form.
#[derive(Debug, utoipa::ToSchema)]
pub struct Help {
    /// What is written: 1 to 2000 characters.
    pub text: String,
}

/// The subject's page, as it was frozen for its arm.
#[utoipa::path(get, path = address::GARDEN_PAGE.route(), tag = "garden",
    params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html", body = String),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn show(State(app): State<App>, visit: Visit, method: Method) -> Answer {
    let served = serve_page(&app, &visit).await?;
    if method == Method::GET {
        app.store.add_delivery(&served.delivery, app.customer()).await?;
    }
    Ok(Page::Html(StatusCode::OK, served.rendered))
}

/// Takes the help form: the text is kept until somebody has handled it.
#[utoipa::path(post, path = address::GARDEN_HELP.route(), tag = "garden",
    params(("token" = String, Path)),
    request_body(content = Help, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303), (status = 404, content_type = "text/html", body = String),
              (status = 413, content_type = "text/html", body = String),
              (status = 422, content_type = "text/html", body = String)))]
pub async fn ask_help(State(app): State<App>, visit: Visit, form: HelpForm) -> Answer {
    let text = match form {
        HelpForm::Fine(text) => text,
        HelpForm::Refused(status, problem, text) => {
            let notice = Notice::FormProblem { problem, text, token: visit.subject.token };
            return Ok(Page::notice(&app, status, &notice, &visit.locale).await);
        }
    };
    let help = NewHelp { subject: visit.subject.id, at: visit.now, text };
    app.store.ask_for_help(&help, app.customer()).await?;
    Ok(Page::SeeOther(address::GARDEN_HELP.to(&[&visit.subject.token])))
}

/// Says that the text has arrived.
#[utoipa::path(get, path = address::GARDEN_HELP.route(), tag = "garden",
    params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html", body = String), (status = 303),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn after_help(State(app): State<App>, visit: Visit) -> Answer {
    if !visit.has_asked_for_help() {
        return Ok(back_to(&visit));
    }
    let (case_code, token) = (visit.subject.case_code, visit.subject.token);
    let notice = Notice::HelpReceived { case_code, token };
    Ok(Page::notice(&app, StatusCode::OK, &notice, &visit.locale).await)
}

/// Takes the release form: a row that the quarantine system pulls. A second click counts once.
#[utoipa::path(post, path = address::GARDEN_RELEASE.route(), tag = "garden",
    params(("token" = String, Path)),
    responses((status = 303), (status = 404, content_type = "text/html", body = String)))]
pub async fn ask_release(State(app): State<App>, visit: Visit) -> Answer {
    if visit.release().may_ask() {
        app.store.ask_release(&visit.subject.id, visit.now, app.customer()).await?;
    }
    Ok(Page::SeeOther(address::GARDEN_RELEASE.to(&[&visit.subject.token])))
}

/// Says what happens until the line is open, or why it cannot be opened from here.
#[utoipa::path(get, path = address::GARDEN_RELEASE.route(), tag = "garden",
    params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html", body = String), (status = 303),
              (status = 404, content_type = "text/html", body = String)))]
pub async fn after_release(State(app): State<App>, visit: Visit) -> Answer {
    let release = visit.release();
    if release.state == ReleaseState::Released || release.may_ask() {
        return Ok(back_to(&visit));
    }
    let (case_code, token) = (visit.subject.case_code, visit.subject.token);
    let notice = match release.state {
        ReleaseState::Requested => {
            Notice::ReleaseRequested { case_code, token, minutes: RELEASE_MINUTES }
        }
        _ => Notice::NoReleasesLeft { case_code, token },
    };
    Ok(Page::notice(&app, StatusCode::OK, &notice, &visit.locale).await)
}

/// Every other address of the garden.
pub async fn unknown(State(app): State<App>) -> Page {
    Page::unknown(&app).await
}

fn back_to(visit: &Visit) -> Page {
    Page::SeeOther(address::GARDEN_PAGE.to(&[&visit.subject.token]))
}

/// The page of a fault, in the provider's name.
pub async fn try_again(app: &App, status: StatusCode) -> Page {
    Page::notice(app, status, &Notice::TryAgain, &Locale::english()).await
}
