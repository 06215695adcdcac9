//! The handlers of the staff side, one file a noun. Each reads, asks the core, writes, answers.

pub mod batches;
pub mod contacts;
pub mod enrolments;
pub mod messages;
pub mod packages;
pub mod previews;
pub mod releases;
pub mod reports;
pub mod reviews;
pub mod status;
pub mod subjects;
pub mod trials;

use axum::Json;
use axum::http::{HeaderName, header};
use serde::Deserialize;
use wire::Page;

use crate::problem::Problem;

/// What a handler answers.
pub type Answer<T> = Result<Json<T>, Problem>;

/// An answer with the version that the next change has to name.
pub type Versioned<T> = ([(HeaderName, String); 1], Json<T>);

/// Which page of a list is asked for.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Cursor {
    /// What [`Page::next`] of the page before said.
    pub after: Option<u64>,
    /// The most items to answer: 1 to 1000, 100 unless given.
    pub limit: Option<u32>,
}

impl Cursor {
    /// The most items to answer.
    pub fn limit(self) -> u32 {
        self.limit.unwrap_or(100)
    }
}

fn versioned<T>(version: u64, body: T) -> Versioned<T> {
    ([(header::ETAG, format!("\"{version}\""))], Json(body))
}

fn map_page<T, U>(page: Page<T>, turn: impl FnMut(T) -> U) -> Page<U> {
    Page { items: page.items.into_iter().map(turn).collect(), next: page.next }
}
