//! Visitors of the garden: a subject, whose page is recorded as served, or staff who walk through
//! it in the place of a sample reader, of whom nothing is kept.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use content::{CaseCode, Locale, Rendered, Target, Token, render};

use super::page::Page;
use super::reader::Reader;
use super::release::Release;
use super::subject_page::{SubjectPage, serve_page};
use crate::language::Chosen;
use crate::preview::Walk;
use crate::problem::Problem;
use crate::state::App;
use crate::store::NewHelp;

/// Whoever opens a page of the garden.
#[derive(Debug)]
pub enum Visitor {
    /// A subject at its page.
    Subject(Box<SubjectPage>),
    /// Staff in the place of a sample reader.
    Staff(Box<Walk>),
}

impl Visitor {
    /// The code to read out when calling.
    pub fn case_code(&self) -> CaseCode {
        match self {
            Visitor::Subject(page) => page.subject.case_code.clone(),
            Visitor::Staff(walk) => walk.values.case_code.clone(),
        }
    }

    /// The path part of the page's address.
    pub fn token(&self) -> Token {
        match self {
            Visitor::Subject(page) => page.subject.token.clone(),
            Visitor::Staff(walk) => walk.values.token.clone(),
        }
    }

    /// The language of the page.
    pub fn locale(&self) -> Locale {
        match self {
            Visitor::Subject(page) => page.document.locale.clone(),
            Visitor::Staff(walk) => walk.document.locale(),
        }
    }

    /// Where the release of the line stands.
    pub fn release(&self) -> Release {
        match self {
            Visitor::Subject(page) => page.release(),
            Visitor::Staff(walk) => {
                Release { state: walk.values.release, left: walk.values.releases_left }
            }
        }
    }

    /// Whether the help form of the page has been sent.
    pub fn has_asked_for_help(&self) -> bool {
        match self {
            Visitor::Subject(page) => page.has_asked_for_help(),
            Visitor::Staff(walk) => walk.has_asked_for_help,
        }
    }

    /// The page; of a subject the delivery is kept if it can be kept in time, unless only the
    /// headers are asked for.
    pub async fn page(&self, app: &App, reader: Reader) -> Result<Rendered, Problem> {
        let page = match self {
            Visitor::Subject(page) => page,
            Visitor::Staff(walk) => {
                return Ok(render(&walk.document, &walk.brand, &walk.values, Target::GardenHtml));
            }
        };
        let served = serve_page(app, page, reader == Reader::Person).await?;
        if reader != Reader::Headers {
            app.recorder.record(served.delivery).await;
        }
        Ok(served.rendered)
    }

    /// Takes the text of the help form.
    pub async fn ask_for_help(&self, app: &App, text: String) -> Result<(), Problem> {
        match self {
            Visitor::Subject(page) => {
                let help = NewHelp { subject: page.subject.id.clone(), at: page.now, text };
                app.store.ask_for_help(&help, app.customer()).await?;
            }
            Visitor::Staff(walk) => app.previews.ask_for_help(&walk.values.token),
        }
        Ok(())
    }

    /// Asks for the release of the line; a second click changes nothing.
    pub async fn ask_release(&self, app: &App) -> Result<(), Problem> {
        if !self.release().may_ask() {
            return Ok(());
        }
        match self {
            Visitor::Subject(page) => {
                app.store.ask_release(&page.subject.id, page.now, app.customer()).await?;
            }
            Visitor::Staff(walk) => app.previews.ask_release(&walk.values.token),
        }
        Ok(())
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visitor, Response> {
        let token = Path::<String>::from_request_parts(parts, app).await;
        let token = token.map(|Path(token)| token).unwrap_or_default();
        let Ok(chosen) = Chosen::from_request_parts(parts, app).await;
        if let Some(walk) = app.previews.walk(&token, app.now()) {
            return Ok(Visitor::Staff(Box::new(walk.in_language(&chosen))));
        }
        match SubjectPage::of(app, &token, &chosen).await {
            Ok(Some(page)) => Ok(Visitor::Subject(Box::new(page))),
            Ok(None) => Err(Page::unknown(app).await.into_response()),
            Err(problem) => Err(problem.into_response()),
        }
    }
}
