//! The same page in other languages: plain links, each in its own words, the addresses that keep the
//! language, and what is said when there is no page in the language that was asked for. No flags: a
//! flag is a country, not a language.

use super::html::Html;
use crate::chrome::Chrome;
use crate::{Locale, Token, Values};

/// Where a page or form of the subject is, in this language: without a cookie, only the address can
/// keep it. `form` is empty, `/help` or `/release`.
pub(super) fn address(token: &Token, form: &str, locale: &Locale) -> String {
    format!("/g/{token}{form}?locale={locale}")
}

/// Whether the page can be had in another language than its own.
pub(super) fn has_other(values: &Values, own: &Locale) -> bool {
    values.other_locales.iter().any(|locale| locale != own)
}

/// The links; the page's own language is not among them.
pub(super) fn links(html: &mut Html, values: &Values, own: &Locale) {
    html.open("ul", &[]);
    for locale in values.other_locales.iter().filter(|locale| *locale != own) {
        let tag = locale.to_string();
        let address = address(&values.token, "", locale);
        let direction = locale.direction().name();
        html.open("li", &[]);
        let attributes =
            [("href", &*address), ("hreflang", &tag), ("lang", &tag), ("dir", direction)];
        html.element("a", &attributes, Chrome::name_of(locale).unwrap_or(&tag));
        html.close("li");
    }
    html.close("ul");
}

/// What a page says that cannot be had in the reader's language: in that language, as far as its
/// words are known, and in the page's own.
pub(super) fn missing(html: &mut Html, values: &Values, own: &Locale) {
    let Some(wanted) = &values.missing_locale else { return };
    html.open("div", &[("class", "note")]);
    if Chrome::name_of(wanted).is_some() {
        let (tag, direction) = (wanted.to_string(), wanted.direction().name());
        let words = Chrome::of(wanted).text("text.not_here");
        html.element("p", &[("lang", &tag), ("dir", direction)], words);
    }
    html.element("p", &[], Chrome::of(own).text("text.not_in_your_language"));
    html.close("div");
}
