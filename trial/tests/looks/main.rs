//! The looks of a trial, paragraph by paragraph, each with the example that tells its readings
//! apart. Days are counted from 1 March 2027.

#![allow(clippy::unwrap_used, reason = "a builder that fails is a failed test")]

mod claims;
mod guardrails;
mod history;
mod looking;
mod maturity;
mod outcome;
mod quarantine;
mod report;
mod sentences;
mod world;
