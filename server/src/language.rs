//! The language of a page: the one that its reader chose by the address, else the one that the
//! subscriber is known to read, else the plan's. The choice travels in the address alone, as
//! cookies are gone when the sign-in screen of a phone closes.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use content::Locale;
use wire::Address;

/// The language that the address asks for, `?locale=nl`; one that is no tag asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(pub Option<Locale>);

impl Chosen {
    /// The path of a page or form, with the language that was chosen.
    pub fn path(&self, address: Address, token: &content::Token) -> String {
        let path = address.to(&[token]);
        match &self.0 {
            Some(locale) => format!("{path}?locale={locale}"),
            None => path,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Chosen {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Chosen, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        let mut fields = form_urlencoded::parse(query.as_bytes());
        let asked = fields.find_map(|(name, value)| (name == "locale").then(|| value.parse().ok()));
        Ok(Chosen(asked.flatten()))
    }
}

/// A page that was picked among those of other languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The place of the page in the list.
    pub place: usize,
    /// The language that the reader wants, when no page is in it.
    pub missing: Option<Locale>,
}

/// The page for a reader, among pages in these languages: the first wish counts, from the wish that
/// is closest to the reader; a page in the same language will do, as `nl` for `nl-BE`. When it
/// cannot be met, the page is in the default language, or else in any. `None` without pages.
pub fn pick(pages: &[Locale], wishes: &[Option<&Locale>], default: &str) -> Option<Picked> {
    let found = |exact: &dyn Fn(&Locale) -> bool, near: &dyn Fn(&Locale) -> bool| {
        pages.iter().position(exact).or_else(|| pages.iter().position(near))
    };
    let wished = wishes.iter().copied().flatten().next();
    let in_wish = wished
        .and_then(|wish| found(&|page| page == wish, &|page| page.language() == wish.language()));
    let language = default.split('-').next().unwrap_or_default();
    let in_default =
        || found(&|page| page.as_ref() == default, &|page| page.language() == language);
    let missing = if in_wish.is_some() { None } else { wished.cloned() };
    let place = in_wish.or_else(in_default).or((!pages.is_empty()).then_some(0))?;
    Some(Picked { place, missing })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Picks among pages for these wishes with English as the default: its language, and the one
    /// that is missing.
    #[track_caller]
    fn check(pages: &[&str], wishes: [Option<&str>; 2], expected: &str, missing: Option<&str>) {
        let locale = |tag: &str| tag.parse::<Locale>().unwrap();
        let pages: Vec<Locale> = pages.iter().map(|tag| locale(tag)).collect();
        let wishes = wishes.map(|wish| wish.map(locale));
        let picked = pick(&pages, &wishes.each_ref().map(Option::as_ref), "en").unwrap();
        assert_eq!(pages[picked.place].as_ref(), expected);
        assert_eq!(picked.missing, missing.map(locale));
    }

    #[test]
    fn the_first_wish_counts_and_the_language_will_do() {
        check(&["de", "en", "nl"], [None, None], "en", None);
        check(&["de", "en", "nl"], [Some("nl"), Some("de")], "nl", None);
        check(&["de", "en", "nl"], [Some("nl-BE"), None], "nl", None);
        check(&["nl-BE", "nl"], [None, Some("nl")], "nl", None);
    }

    #[test]
    fn a_wish_that_cannot_be_met_is_said_and_the_page_is_in_the_default_language() {
        check(&["de", "en", "nl"], [Some("tr"), Some("nl")], "en", Some("tr"));
        check(&["de", "en-GB"], [None, Some("tr")], "en-GB", Some("tr"));
        check(&["de", "nl"], [None, None], "de", None);
        assert_eq!(pick(&[], &[None], "en"), None);
    }
}
