//! Access to the staff side while there is no sign-in: browsers on this machine that were not sent
//! by another site. Protects from DNS rebinding and from forms of other sites. The layer `csrf` of
//! tower-http is not used: it compares `Origin` and `Host` byte for byte, and the proxy of `trunk
//! serve` drops the port from `Host`.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::ProblemCode;

use crate::problem::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a host that is not this machine, and a change that another site asks for.
pub async fn guard(request: Request, next: Next) -> Response {
    let target = request.uri().authority().map(Authority::as_str);
    match check(request.method(), target, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// `target` is the authority of a request line that names one.
fn check(method: &Method, target: Option<&str>, headers: &HeaderMap) -> Result<(), Problem> {
    let host = host(headers)?;
    if !is_this_machine(host) || !target.is_none_or(is_this_machine) {
        let detail = "only names of this machine are answered, such as 127.0.0.1 or localhost: there \
                      is no sign-in yet";
        return Err(Problem::new(ProblemCode::InvalidAddress, detail));
    }
    let reads = method == Method::GET || method == Method::HEAD;
    if reads || is_sent_by_own(headers, host) {
        return Ok(());
    }
    let detail = "another site asked for this change; open Stile itself and do it there";
    Err(Problem::new(ProblemCode::InvalidAddress, detail))
}

/// The one host that the request names.
fn host(headers: &HeaderMap) -> Result<&str, Problem> {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) {
        (Some(host), None) => Ok(host),
        _ => Err(Problem::new(
            ProblemCode::InvalidAddress,
            "the request needs one header Host, such as localhost:8080",
        )),
    }
}

/// Whether no header says that another site asks. Programs send neither header, browsers of before
/// 2023 not the first.
fn is_sent_by_own(headers: &HeaderMap, host: &str) -> bool {
    let all = |name: HeaderName| headers.get_all(name).iter().map(HeaderValue::to_str);
    let is_own_site = |site| matches!(site, Ok("same-origin" | "none"));
    all(SEC_FETCH_SITE).all(is_own_site)
        && all(header::ORIGIN).all(|origin| origin.is_ok_and(|origin| is_own(origin, host)))
}

/// Whether a page that this server sent asks. Another port is another site, such as the garden; only
/// where a proxy has dropped the port, as that of `trunk serve` does, any of this machine will do.
fn is_own(origin: &str, host: &str) -> bool {
    let Some((_, authority)) = origin.split_once("://") else { return false };
    if has_port(host) { authority.eq_ignore_ascii_case(host) } else { is_this_machine(authority) }
}

fn has_port(host: &str) -> bool {
    host.rsplit(']').next().is_some_and(|behind_v6| behind_v6.contains(':'))
}

/// Whether a name with or without a port is this machine, spelled as browsers do: anything around it
/// is an attempt to pass for it.
fn is_this_machine(host: &str) -> bool {
    let (is_own, port) = match host.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((v6, port)) => (v6.parse::<Ipv6Addr>().is_ok_and(|v6| v6.is_loopback()), port),
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            let is_v4 = name.parse::<Ipv4Addr>().is_ok_and(|v4| v4.is_loopback());
            (is_v4 || name.eq_ignore_ascii_case("localhost"), port)
        }
    };
    is_own && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(method: Method, headers: &[(HeaderName, &str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
        check(&method, None, &headers.collect()).is_ok()
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for own in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "127.0.0.1"] {
            assert!(passes(Method::GET, &[(header::HOST, own)]), "{own}");
        }
        for other in [
            "stile.example",
            "127.0.0.1.evil.example:8080",
            "127.0.0.1.evil.example",
            "[::1]evil.example",
            "[::1].evil.example:8080",
            "[::1]:8080.evil.example",
            "[127.0.0.1]",
            "localhost:80@evil.example",
            "localhost:",
            "localhost:+80",
            "localhost:99999",
            "localhost.evil.example",
            "evil.example@localhost",
            "::1",
            "127.1",
            "192.0.2.7",
            "",
            "[::2]",
            "[::1",
        ] {
            assert!(!passes(Method::GET, &[(header::HOST, other)]), "{other}");
        }
        assert!(!passes(Method::GET, &[]));
    }

    #[test]
    fn a_change_that_another_site_asks_for_is_refused() {
        let from = |origin| [(header::HOST, "127.0.0.1:8080"), (header::ORIGIN, origin)];
        assert!(passes(Method::POST, &from("http://127.0.0.1:8080")));
        for other in [
            "https://evil.example",
            "null",
            "http://localhost.evil.example",
            "http://127.0.0.1:8081",
            "http://127.0.0.1",
            "http://localhost:8080",
        ] {
            assert!(!passes(Method::POST, &from(other)), "{other}");
            assert!(passes(Method::GET, &from(other)), "{other}");
        }
    }

    #[test]
    fn a_request_names_one_host_and_its_target_is_this_machine_too() {
        let host = (header::HOST, HeaderValue::from_static("localhost"));
        let two =
            HeaderMap::from_iter([host.clone(), (header::HOST, HeaderValue::from_static("a"))]);
        let problem = check(&Method::GET, None, &two).expect_err("two hosts");
        assert!(problem.body().detail.contains("one header Host"));
        let one = HeaderMap::from_iter([host]);
        assert!(check(&Method::GET, Some("127.0.0.1:8080"), &one).is_ok());
        assert!(check(&Method::GET, Some("evil.example"), &one).is_err());
    }

    #[test]
    fn a_browser_that_tells_who_asks_is_believed() {
        let from = |site| [(header::HOST, "127.0.0.1"), (SEC_FETCH_SITE, site)];
        for (site, own) in
            [("same-origin", true), ("none", true), ("same-site", false), ("cross-site", false)]
        {
            assert_eq!(passes(Method::POST, &from(site)), own, "{site}");
            assert!(passes(Method::GET, &from(site)), "{site}");
        }
        let proxied = [
            (header::HOST, "127.0.0.1"),
            (SEC_FETCH_SITE, "same-origin"),
            (header::ORIGIN, "http://127.0.0.1:8088"),
        ];
        assert!(passes(Method::PUT, &proxied), "as trunk serve sends it");
    }

    #[test]
    fn the_case_and_the_kind_of_address_do_not_matter() {
        let pairs =
            [("[::1]:8080", "http://[::1]:8080"), ("LocalHost:8080", "http://localhost:8080")];
        for (host, origin) in pairs {
            assert!(
                passes(Method::POST, &[(header::HOST, host), (header::ORIGIN, origin)]),
                "{host}"
            );
        }
        let garden = [(header::HOST, "[::1]:8080"), (header::ORIGIN, "http://[::1]:8081")];
        assert!(!passes(Method::POST, &garden));
    }

    #[test]
    fn names_alone_are_compared_where_a_proxy_has_dropped_the_port() {
        for host in ["127.0.0.1", "localhost", "[::1]"] {
            let from = |origin| [(header::HOST, host), (header::ORIGIN, origin)];
            assert!(passes(Method::PUT, &from("http://127.0.0.1:8082")), "{host}");
            assert!(!passes(Method::PUT, &from("http://evil.example:8082")), "{host}");
        }
    }
}
