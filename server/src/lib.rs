//! The server of Stile: REST for staff, the garden for customers, storage.
//!
//! Two listeners over one store. What may be done is decided in `trial`, what is said in `content`,
//! what travels in `wire`; here it is received, kept and answered.

pub mod api;
mod assessment;
mod assignment_audit;
mod blocking;
mod body;
mod catalogue;
pub mod cli;
pub mod clock;
pub mod command;
pub mod demo;
pub mod extract;
mod frozen_documents;
pub mod garden;
mod guard;
mod language;
pub mod limit;
mod live;
mod lookup;
pub mod metrics;
pub mod openapi;
mod package;
mod personal;
mod planning;
mod preview;
pub mod problem;
mod query;
mod random;
mod received_at;
mod recorder;
mod request;
mod request_id;
mod review;
mod revisions;
pub mod serve;
pub mod settings;
pub mod staff;
pub mod starter;
pub mod state;
pub mod static_app;
pub mod store;
mod subject_view;
