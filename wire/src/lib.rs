//! Everything that travels between the server and the browser: every address and every body.
//!
//! Small and without logic. Both sides use these types, so they refuse the same input with the same
//! words. What a body means is decided in `content` and `trial`.

pub mod address;
pub mod audit;
pub mod batch;
pub mod contact;
pub mod feed;
pub mod message;
pub mod package;
pub mod page;
pub mod preview;
pub mod problem;
pub mod review;
pub mod status;
pub mod subject;
pub mod trials;

pub use address::Address;
pub use page::Page;
pub use problem::{Problem, ProblemCode};
