//! The handlers of the staff side, one file a noun. Each reads, asks the core, writes, answers.

pub mod batches;
pub mod contacts;
pub mod enrolments;
pub mod feeds;
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
use wire::Page;

use crate::problem::Problem;

mod paging;

pub use paging::{Limit, Paging};

/// What a handler answers.
pub type Answer<T> = Result<Json<T>, Problem>;

/// An answer with the version that the next change has to name.
pub type Versioned<T> = ([(HeaderName, String); 1], Json<T>);

fn versioned<T>(version: u64, body: T) -> Versioned<T> {
    ([(header::ETAG, format!("\"{version}\""))], Json(body))
}

fn map_page<T, U>(page: Page<T>, turn: impl FnMut(T) -> U) -> Page<U> {
    Page { items: page.items.into_iter().map(turn).collect(), next: page.next }
}
