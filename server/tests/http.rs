//! The server over HTTP, both listeners, on a real store in a folder of its own and a clock that a
//! test moves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "http/harness.rs"]
mod harness;

#[path = "http/batches.rs"]
mod batches;
#[path = "http/boundaries.rs"]
mod boundaries;
#[path = "http/edge.rs"]
mod edge;
#[path = "http/follow_up.rs"]
mod follow_up;
#[path = "http/garden.rs"]
mod garden;
#[path = "http/interface.rs"]
mod interface;
#[path = "http/languages.rs"]
mod languages;
#[path = "http/live.rs"]
mod live;
#[path = "http/messages.rs"]
mod messages;
#[path = "http/packages.rs"]
mod packages;
#[path = "http/past_reports.rs"]
mod past_reports;
#[path = "http/reviews.rs"]
mod reviews;
#[path = "http/static_files.rs"]
mod static_files;
#[path = "http/trials.rs"]
mod trials;
#[path = "http/whole_loop.rs"]
mod whole_loop;
