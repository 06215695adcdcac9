//! The rules of a trial, each a sentence under test: plan, assignment, outcome, burden, report.

#![allow(clippy::unwrap_used, reason = "a builder that fails is a failed test")]

mod answers;
mod assignment;
mod burden;
mod incremental;
mod nothing;
mod order;
mod outcome;
mod plan;
mod plan_question;
mod published;
mod report;
mod simulate;
mod story;
mod survey;
mod trial;
mod verdict;
