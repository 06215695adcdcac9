//! Who may speak to the staff side while there is no sign-in: browsers on this machine that were
//! not sent by another site. Protects from DNS rebinding and from forms of other sites.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::ProblemCode;

use crate::problem::Problem;

/// Refuses a host that is not this machine, and a change that another site asks for.
pub async fn guard(request: Request, next: Next) -> Response {
    match check(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn check(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST).filter(|host| is_this_machine(host)) else {
        return Err(Problem::new(
            ProblemCode::InvalidAddress,
            "only names of this machine are answered, such as 127.0.0.1 or localhost: there is no \
             sign-in yet",
        ));
    };
    let reads = method == Method::GET || method == Method::HEAD;
    match text(header::ORIGIN) {
        Some(origin) if !reads && !is_own(origin, host) => Err(Problem::new(
            ProblemCode::InvalidAddress,
            "another site asked for this change; open Stile itself and do it there",
        )),
        _ => Ok(()),
    }
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

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let address = name.parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(method: Method, headers: &[(HeaderName, &str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
        check(&method, &headers.collect()).is_ok()
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for own in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "127.0.0.1"] {
            assert!(passes(Method::GET, &[(header::HOST, own)]), "{own}");
        }
        for other in ["stile.example", "127.0.0.1.evil.example:8080", "192.0.2.7", "", "[::2]"] {
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
