//! The same page in other languages: plain links, each in its own words, the addresses that keep the
//! language, and what is said when there is no page in the language that was asked for. No flags: a
//! flag is a country, not a language.

use super::html::Html;
use crate::Locale;
use crate::chrome::Chrome;
use crate::template::Filling;

/// The beginning of every address of a subject.
const BEFORE: &str = "/g/";

/// What stands in an address after the token, in this language: without a cookie, only the address
/// can keep it. `form` is empty, `/help` or `/release`.
fn after(form: &str, locale: &Locale) -> String {
    format!("{form}?locale={locale}")
}

/// An opening tag with the address of the page, or of one of its forms, in an attribute.
pub(super) fn open_to(
    html: &mut Html,
    tag: &str,
    attributes: &[(&str, &str)],
    (name, form): (&str, &str),
    locale: &Locale,
) {
    html.open_to(tag, attributes, (name, BEFORE, &after(form, locale)));
}

/// Whether a page can be had in another language than its own.
pub(crate) fn has_other(locales: &[Locale], own: &Locale) -> bool {
    locales.iter().any(|locale| locale != own)
}

/// The links; the page's own language is not among them.
pub(crate) fn links(html: &mut Html, filling: &Filling<'_>, own: &Locale) {
    let token = filling.token.map(AsRef::as_ref).unwrap_or_default();
    html.open("ul", &[]);
    for locale in filling.other_locales.iter().filter(|locale| *locale != own) {
        let tag = locale.to_string();
        let address = format!("{BEFORE}{token}{}", after("", locale));
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
pub(crate) fn missing(html: &mut Html, wanted: &Locale, own: &Locale) {
    html.open("div", &[("class", "note")]);
    if Chrome::name_of(wanted).is_some() {
        let (tag, direction) = (wanted.to_string(), wanted.direction().name());
        let words = Chrome::of(wanted).text("text.not_here");
        html.element("p", &[("lang", &tag), ("dir", direction)], words);
    }
    html.element("p", &[], Chrome::of(own).text("text.not_in_your_language"));
    html.close("div");
}
