//! The commands beside serving: each reads files or the store, writes its answer, and ends.

pub mod audit_assignment;
pub mod backup;
mod data;
pub mod doctor;
pub mod lint;
pub mod messages;
pub mod render;
mod source;

pub use audit_assignment::AuditAssignment;
pub use backup::{Backup, Restore};
pub use doctor::Doctor;
pub use lint::Lint;
pub use messages::Messages;
pub use render::Render;
