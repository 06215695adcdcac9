//! Readers of a page: a person who opens it, or a machine that fetches it. On a line in the garden
//! every web request of every device ends here, so most of those who ask are programs.

mod agent;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, header};

use agent::Agent;

/// By which browsers say that they load a page before anybody asks for it.
const EARLY: [HeaderName; 3] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
    HeaderName::from_static("x-moz"),
];

/// Media types of pages, those of old telephones among them.
const PAGES: [&str; 4] =
    ["text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "text/vnd.wap.wml"];

/// Who asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A person's browser, or the sign-in screen of a phone: the page is *opened*.
    Person,
    /// A machine that gets the page: it is *served* and nobody has seen it.
    Machine,
    /// A client that asks for the headers only.
    Headers,
}

impl Reader {
    /// From the head of a request. A page is opened when it was asked for by GET, not ahead of
    /// time, as a page, by a client that no list knows as a program. Fetch metadata are not asked
    /// for: browsers leave them out over plain HTTP.
    fn of(method: &Method, headers: &HeaderMap) -> Reader {
        match *method {
            Method::GET if !is_early(headers) && is_person(headers) => Reader::Person,
            Method::GET => Reader::Machine,
            _ => Reader::Headers,
        }
    }
}

fn is_early(headers: &HeaderMap) -> bool {
    EARLY.iter().filter_map(|name| text(headers, name)).any(|purpose| {
        let purpose = purpose.to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|early| purpose.contains(early))
    })
}

fn is_person(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let accept: Vec<&str> = accept.flat_map(|value| value.split(',')).map(str::trim).collect();
    let wants_page = accept.iter().any(|range| is_page(range));
    match Agent::of(text(headers, &header::USER_AGENT).unwrap_or_default()) {
        Agent::Machine => false,
        // A gateway may have dropped the header.
        Agent::Browser => wants_page || accept.is_empty(),
        Agent::BrowserForAnything => true,
        // No list knows every browser; programs do not say which language they read.
        Agent::Unknown => wants_page && headers.contains_key(header::ACCEPT_LANGUAGE),
    }
}

fn is_page(range: &str) -> bool {
    let kind = range.split(';').next().unwrap_or_default().trim();
    PAGES.iter().any(|page| kind.eq_ignore_ascii_case(page))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Reader, Self::Rejection> {
        Ok(Reader::of(&parts.method, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: (&str, &str) = (
        "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/141.0.0.0 Safari/537.36",
    );

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: Reader) {
        let named = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), value.parse().unwrap())
        };
        let headers: HeaderMap = headers.iter().map(named).collect();
        assert_eq!(Reader::of(&Method::GET, &headers), expected, "{headers:?}");
    }

    #[test]
    fn a_browser_that_asks_for_a_page_is_a_person() {
        check(&[CHROME, ("accept", "text/html,application/xhtml+xml,*/*;q=0.8")], Reader::Person);
        check(&[CHROME, ("accept", "application/xml, TEXT/HTML;q=0.9")], Reader::Person);
        check(&[CHROME], Reader::Person);
    }

    #[test]
    fn a_browser_that_asks_for_anything_is_a_script_or_a_check_of_its_own() {
        check(&[CHROME, ("accept", "*/*")], Reader::Machine);
        check(&[CHROME, ("accept", "application/json, text/plain, */*")], Reader::Machine);
        check(&[CHROME, ("accept", "image/avif,image/webp,*/*;q=0.8")], Reader::Machine);
    }

    #[test]
    fn browsers_of_old_never_ask_for_html_by_name() {
        let ie = ("user-agent", "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)");
        check(
            &[ie, ("accept", "image/gif, image/jpeg, application/x-ms-xbap, */*")],
            Reader::Person,
        );
        check(&[ie, ("accept", "*/*")], Reader::Person);
        let phone = ("user-agent", "Nokia6230/2.0 (04.44) Profile/MIDP-2.0 Configuration/CLDC-1.1");
        check(
            &[phone, ("accept", "application/vnd.wap.xhtml+xml, text/vnd.wap.wml")],
            Reader::Person,
        );
    }

    #[test]
    fn a_program_is_a_machine_even_when_it_asks_for_a_page() {
        let java = ("user-agent", "Java/17.0.9");
        check(&[java, ("accept", "text/html, image/gif, image/jpeg, */*; q=.2")], Reader::Machine);
        let bot = ("user-agent", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com)");
        check(&[bot, ("accept", "text/html"), ("accept-language", "en")], Reader::Machine);
        check(&[("accept", "text/html")], Reader::Machine);
        check(&[("user-agent", ""), ("accept", "text/html")], Reader::Machine);
    }

    #[test]
    fn a_name_that_nobody_has_listed_counts_when_it_reads_a_language() {
        let new = ("user-agent", "Ladybird/2.0");
        check(&[new, ("accept", "text/html"), ("accept-language", "nl")], Reader::Person);
        check(&[new, ("accept", "text/html")], Reader::Machine);
        check(&[new, ("accept", "*/*"), ("accept-language", "nl")], Reader::Machine);
    }

    #[test]
    fn a_page_that_is_loaded_ahead_of_time_is_not_opened() {
        let accept = ("accept", "text/html");
        check(&[CHROME, accept, ("sec-purpose", "prefetch;prerender")], Reader::Machine);
        check(&[CHROME, accept, ("purpose", "prefetch")], Reader::Machine);
        check(&[CHROME, accept, ("purpose", "Preview")], Reader::Machine);
        check(&[CHROME, accept, ("x-moz", "prefetch")], Reader::Machine);
    }

    #[test]
    fn whoever_asks_for_the_headers_reads_nothing() {
        assert_eq!(Reader::of(&Method::HEAD, &HeaderMap::new()), Reader::Headers);
    }
}
