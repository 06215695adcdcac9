//! Plain links to the same page in other languages, each in its own words. No flags: a flag is a
//! country, not a language.

use super::html::Html;
use crate::chrome::Chrome;
use crate::{Locale, Values};

/// Whether the page can be had in another language than its own.
pub(super) fn has_other(values: &Values, own: &Locale) -> bool {
    values.other_locales.iter().any(|locale| locale != own)
}

/// The links; the page's own language is not among them.
pub(super) fn links(html: &mut Html, values: &Values, own: &Locale) {
    html.open("ul", &[]);
    for locale in values.other_locales.iter().filter(|locale| *locale != own) {
        let tag = locale.to_string();
        let address = format!("/g/{}?locale={tag}", values.token);
        let direction = locale.direction().name();
        html.open("li", &[]);
        let attributes =
            [("href", &*address), ("hreflang", &tag), ("lang", &tag), ("dir", direction)];
        html.element("a", &attributes, Chrome::name_of(locale).unwrap_or(&tag));
        html.close("li");
    }
    html.close("ul");
}
