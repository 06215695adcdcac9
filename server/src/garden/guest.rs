//! Who is at a page of the garden: a subject, whose visit is recorded, or staff who walk through it
//! in the place of a sample reader, of whom nothing is kept.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use content::{CaseCode, Locale, Rendered, Target, Token, render};

use super::language::Chosen;
use super::page::Page;
use super::reader::Reader;
use super::release::Release;
use super::visit::{Visit, serve_page};
use crate::preview::Walk;
use crate::problem::Problem;
use crate::state::App;
use crate::store::NewHelp;

/// Somebody at a page.
#[derive(Debug)]
pub enum Guest {
    /// A subject at its page.
    Subject(Box<Visit>),
    /// Staff in the place of a sample reader.
    Staff(Box<Walk>),
}

impl Guest {
    /// The code to read out when calling.
    pub fn case_code(&self) -> CaseCode {
        match self {
            Guest::Subject(visit) => visit.subject.case_code.clone(),
            Guest::Staff(walk) => walk.values.case_code.clone(),
        }
    }

    /// The path part of the page's address.
    pub fn token(&self) -> Token {
        match self {
            Guest::Subject(visit) => visit.subject.token.clone(),
            Guest::Staff(walk) => walk.values.token.clone(),
        }
    }

    /// The language of the page.
    pub fn locale(&self) -> Locale {
        match self {
            Guest::Subject(visit) => visit.document.locale.clone(),
            Guest::Staff(walk) => walk.document.locale(),
        }
    }

    /// Where the release of the line stands.
    pub fn release(&self) -> Release {
        match self {
            Guest::Subject(visit) => visit.release(),
            Guest::Staff(walk) => {
                Release { state: walk.values.release, left: walk.values.releases_left }
            }
        }
    }

    /// Whether the help form of the page has been sent.
    pub fn has_asked_for_help(&self) -> bool {
        match self {
            Guest::Subject(visit) => visit.has_asked_for_help(),
            Guest::Staff(walk) => walk.has_asked_for_help,
        }
    }

    /// The page; of a subject the delivery is kept if it can be kept in time, unless only the
    /// headers are asked for.
    ///
    /// # Errors
    /// What the store says.
    pub async fn page(&self, app: &App, reader: Reader) -> Result<Rendered, Problem> {
        let visit = match self {
            Guest::Subject(visit) => visit,
            Guest::Staff(walk) => {
                return Ok(render(&walk.document, &walk.brand, &walk.values, Target::GardenHtml));
            }
        };
        let served = serve_page(app, visit, reader == Reader::Person).await?;
        if reader != Reader::Headers {
            app.recorder.record(app, served.delivery).await;
        }
        Ok(served.rendered)
    }

    /// Takes the text of the help form.
    ///
    /// # Errors
    /// What the store says.
    pub async fn ask_for_help(&self, app: &App, text: String) -> Result<(), Problem> {
        match self {
            Guest::Subject(visit) => {
                let help = NewHelp { subject: visit.subject.id.clone(), at: visit.now, text };
                app.store.ask_for_help(&help, app.customer()).await?;
            }
            Guest::Staff(walk) => app.previews.ask_for_help(&walk.values.token),
        }
        Ok(())
    }

    /// Asks for the release of the line; a second click changes nothing.
    ///
    /// # Errors
    /// What the store says.
    pub async fn ask_release(&self, app: &App) -> Result<(), Problem> {
        if !self.release().may_ask() {
            return Ok(());
        }
        match self {
            Guest::Subject(visit) => {
                app.store.ask_release(&visit.subject.id, visit.now, app.customer()).await?;
            }
            Guest::Staff(walk) => app.previews.ask_release(&walk.values.token),
        }
        Ok(())
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Guest, Response> {
        let token = Path::<String>::from_request_parts(parts, app).await;
        let token = token.map(|Path(token)| token).unwrap_or_default();
        let Ok(chosen) = Chosen::from_request_parts(parts, app).await;
        if let Some(walk) = app.previews.walk(&token, app.now()) {
            return Ok(Guest::Staff(Box::new(walk.in_language(&chosen))));
        }
        match Visit::of(app, &token, &chosen).await {
            Ok(Some(visit)) => Ok(Guest::Subject(Box::new(visit))),
            Ok(None) => Err(Page::unknown(app).await.into_response()),
            Err(problem) => Err(problem.into_response()),
        }
    }
}
