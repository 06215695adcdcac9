//! The messages of Stile: their language, the lint that reads them, the renderer and the starter
//! library. Pure: no clock, no file, no network and no random source, so the same input gives the
//! same bytes natively and in the browser. Nothing here fails on what an author types; it reports.

pub mod brand;
mod canonical;
mod case_code;
mod chrome;
mod data;
mod date;
mod device;
mod diff;
pub mod document;
mod document_id;
mod finding;
pub mod library;
pub mod lint;
mod measure;
mod parse;
mod print;
mod prose;
mod pseudo;
mod readability;
mod render;
pub mod review;
pub mod template;
mod token;
mod values;
pub mod variable;

pub use brand::{Brand, BrandFacts, InvalidBrand};
pub use canonical::{RENDERER_VERSION, revision_hash};
pub use case_code::{CaseCode, InvalidCaseCode};
pub use date::{Date, DateTime, InvalidDate, InvalidDateTime};
pub use device::{DeviceKind, UnknownDeviceKind};
pub use diff::{BlockDiff, Change, Mark, MarkedText, diff};
pub use document::Document;
pub use document_id::{DocumentId, InvalidDocumentId};
pub use finding::{Finding, Fix, Span, Weight, line_column};
pub use lint::{ArmFinding, Arms, Context, PlannedSize, Running, assess, lint, lint_arms};
pub use measure::{Measures, gzip_bytes, measure};
pub use parse::{SOURCE_LIMIT_BYTES, parse};
pub use print::print;
pub use pseudo::{Pseudo, pseudo};
pub use render::{
    FormProblem, Notice, Rendered, Target, compile, render, render_body, render_notice,
    subject_line,
};
pub use template::Template;
pub use token::{InvalidToken, Token};
pub use values::{InvalidValue, ReleaseState, Value, Values};
pub use variable::{InvalidVariableName, VariableName};
pub use words::{
    Channel, Direction, Hash, InvalidHash, InvalidLocale, InvalidSlug, Locale, Slug, UnknownChannel,
};
