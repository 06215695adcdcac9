//! What people call a document's channel and its language.

use content::{Channel, Locale};

/// The name of a channel.
pub const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Garden => "Garden page",
        Channel::Email => "E-mail",
        Channel::Letter => "Letter",
        Channel::Script => "Help-desk script",
    }
}

/// The name of a locale's language, or the tag where there is no name.
pub fn language_name(locale: &Locale) -> String {
    match locale.as_ref() {
        "ar" => "Arabic",
        "de" => "German",
        "en" => "English",
        "nl" => "Dutch",
        tag => tag,
    }
    .to_owned()
}
