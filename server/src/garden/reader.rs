//! Whether a page was asked for by somebody who reads it, or by a machine.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, header};

/// How the probes name themselves by which operating systems find out that a network has a sign-in
/// page, and the programs that no customer reads with: beginnings of the User-Agent.
const MACHINES: [&str; 10] = [
    "CaptiveNetworkSupport",
    "Microsoft NCSI",
    "Dalvik/",
    "NetworkManager",
    "wifistub",
    "curl/",
    "Wget/",
    "Go-http-client/",
    "python-requests/",
    "okhttp/",
];

/// The one probe that takes a browser's name: Android's, the same for all versions of the system.
const ANDROID_PROBE: &str = "(X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
    Chrome/60.0.3112.32 Safari/537.36";

/// By which browsers say that they load a page before anybody asks for it.
const EARLY: [HeaderName; 2] =
    [HeaderName::from_static("sec-purpose"), HeaderName::from_static("purpose")];

/// Who asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A person's browser, or the sign-in screen of a phone: the page is *opened*.
    Person,
    /// A machine that gets the page: it is *served* and nobody has seen it.
    Machine,
    /// Somebody who asks for the headers only.
    Headers,
}

impl Reader {
    /// From the head of a request. A page is opened when it was asked for by GET, not ahead of
    /// time, by a client that names itself and is none of the probes and programs that are known.
    fn of(method: &Method, headers: &HeaderMap) -> Reader {
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let agent = text(&header::USER_AGENT).unwrap_or_default();
        let is_early = EARLY.iter().any(|name| text(name).is_some_and(|s| s.contains("prefetch")));
        let is_machine = agent.is_empty()
            || MACHINES.iter().any(|machine| agent.starts_with(machine))
            || agent.contains(ANDROID_PROBE);
        match *method {
            Method::GET if is_early || is_machine => Reader::Machine,
            Method::GET => Reader::Person,
            _ => Reader::Headers,
        }
    }
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

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: Reader) {
        let named = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), value.parse().unwrap())
        };
        let headers: HeaderMap = headers.iter().map(named).collect();
        assert_eq!(Reader::of(&Method::GET, &headers), expected, "{headers:?}");
    }

    #[test]
    fn browsers_and_sign_in_screens_are_people() {
        for agent in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
             (KHTML, like Gecko) Mobile/15E148",
            "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
             Version/4.0 Chrome/129.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Lynx/2.9.0",
        ] {
            check(&[("user-agent", agent)], Reader::Person);
        }
    }

    #[test]
    fn probes_of_operating_systems_are_machines() {
        for agent in [
            "CaptiveNetworkSupport-443.0.3 wispr",
            "Microsoft NCSI",
            "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/60.0.3112.32 Safari/537.36",
            "",
        ] {
            check(&[("user-agent", agent)], Reader::Machine);
        }
        check(&[], Reader::Machine);
    }

    #[test]
    fn a_page_that_is_loaded_ahead_of_time_is_not_opened() {
        let agent = ("user-agent", "Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1.15");
        check(&[agent, ("sec-purpose", "prefetch;prerender")], Reader::Machine);
        check(&[agent, ("purpose", "prefetch")], Reader::Machine);
    }

    #[test]
    fn whoever_asks_for_the_headers_reads_nothing() {
        assert_eq!(Reader::of(&Method::HEAD, &HeaderMap::new()), Reader::Headers);
    }
}
