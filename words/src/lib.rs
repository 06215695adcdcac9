//! Words that messages and trials share, and how they travel: names, languages, channels, hashes,
//! canonical JSON, moments and days. Pure, and below both, which do not know each other.

pub mod canonical;
mod channel;
mod hash;
mod hex;
mod locale;
pub mod rfc3339;
mod slug;
mod text_value;

pub use channel::{Channel, UnknownChannel};
pub use hash::{Hash, InvalidHash};
pub use hex::hex;
pub use locale::{Direction, InvalidLocale, Locale};
pub use slug::{InvalidSlug, Slug};
