//! Names of channels, languages and review states as people say them.

use content::{Channel, DocumentId, Locale};
use wire::review::RevisionState;

/// The name of a channel.
pub const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Garden => "Garden page",
        Channel::Email => "E-mail",
        Channel::Letter => "Letter",
        Channel::Script => "Help-desk script",
    }
}

/// The name of a document: `iot-infection: improved, Garden page, English`.
pub fn document_name(id: &DocumentId) -> String {
    let (channel, language) = (channel_name(id.channel), language_name(&id.locale));
    format!("{}: {}, {channel}, {language}", id.message, id.variant)
}

/// The name of a locale's language, or the tag where there is no name.
pub fn language_name(locale: &Locale) -> String {
    locale_name(locale.as_ref())
}

/// The name of the language of a tag, or the tag where there is no name.
pub fn locale_name(tag: &str) -> String {
    match tag {
        "ar" => "Arabic",
        "de" => "German",
        "en" => "English",
        "nl" => "Dutch",
        "xx-accent" => "Accented, 40\u{a0}% longer",
        "xx-bidi" => "Made up, from right to left",
        tag => tag,
    }
    .to_owned()
}

/// What people call where a text stands.
pub const fn state_word(state: RevisionState) -> &'static str {
    match state {
        RevisionState::Draft => "Draft",
        RevisionState::InReview => "In review",
        RevisionState::Approved => "Approved",
        RevisionState::Live => "Live",
        RevisionState::Retired => "Retired",
        RevisionState::Stopped => "Stopped",
    }
}
