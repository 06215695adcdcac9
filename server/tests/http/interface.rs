//! The interface as a whole: every address, its limits, its description.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use wire::address;

use crate::harness::contract::DESCRIPTION;
use crate::harness::{JSON, Stile};

/// The methods that change something at an address, from the description.
fn writes(item: &Value) -> Vec<Method> {
    let is_there = |(name, method): (&str, Method)| item.get(name).map(|_| method);
    [("post", Method::POST), ("put", Method::PUT)].into_iter().filter_map(is_there).collect()
}

/// The address with its placeholders filled in.
fn filled_in(path: &str) -> String {
    let part = |part: &str| match part {
        "{channel}" => "garden".to_owned(),
        "{locale}" => "en".to_owned(),
        "{hash}" => "0".repeat(64),
        "{contact}" | "{release}" => "1".to_owned(),
        part if part.starts_with('{') => "x".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_address_is_mounted_and_described() {
    let stile = Stile::new().await;
    let description = stile.get("/api/v1/openapi.json").await.expect(200).json();
    for (name, address) in address::ALL {
        let item = &description["paths"][address.route()];
        assert!(item.is_object(), "{name} is not described");
        if !address.route().starts_with("/api/") {
            continue;
        }
        let methods = writes(item).into_iter().chain(item.get("get").map(|_| Method::GET));
        for method in methods {
            let answer = stile.open(method.clone(), &filled_in(address.route()), &[], "").await;
            let status = answer.status().as_u16();
            assert!(status != 405, "{method} {name} is not mounted");
        }
        let wrong = stile.staff(Method::DELETE, &filled_in(address.route()), &[], "").await;
        wrong.problem(405, "method_not_allowed");
    }
    let n_described = description["paths"].as_object().unwrap().len();
    assert_eq!(n_described, address::ALL.len(), "something is described that has no address");
}

#[tokio::test]
async fn the_description_is_as_published() {
    let stile = Stile::new().await;
    let description = stile.get("/api/v1/openapi.json").await.expect(200).json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    insta::assert_json_snapshot!(description);
}

#[test]
fn every_operation_has_a_name_of_its_own_and_every_response_a_description() {
    let mut names = BTreeSet::new();
    for (path, item) in DESCRIPTION["paths"].as_object().unwrap() {
        let is_operation = |value: &&Value| value.get("responses").is_some();
        for operation in item.as_object().unwrap().values().filter(is_operation) {
            let name = operation["operationId"].as_str().unwrap_or_default();
            assert!(names.insert(name), "{path}: {name:?} is taken or missing");
            for (status, response) in operation["responses"].as_object().unwrap() {
                let words = response["description"].as_str().unwrap_or_default();
                assert!(!words.is_empty(), "{path}: {status} has no description");
            }
        }
    }
}

#[tokio::test]
async fn every_reference_in_the_description_leads_somewhere() {
    let stile = Stile::new().await;
    let text = stile.get("/api/v1/openapi.json").await.expect(200).text;
    let description: Value = serde_json::from_str(&text).unwrap();
    let references: Vec<&str> =
        text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!references.is_empty());
    for reference in references {
        assert!(description.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_on_every_address() {
    let stile = Stile::new().await;
    let description = stile.get("/api/v1/openapi.json").await.expect(200).json();
    let large = vec![b' '; 5 * 1024 * 1024];
    for (name, address) in address::ALL {
        let path = filled_in(address.route());
        for method in writes(&description["paths"][address.route()]) {
            if !path.starts_with("/api/") {
                continue;
            }
            let headers = [JSON[0], ("if-match", "\"1\""), ("content-length", "5242880")];
            let answer = stile.staff(method.clone(), &path, &headers, large.clone()).await;
            answer.problem(413, "too_large");
            let has_body = description["paths"][address.route()]
                [method.as_str().to_lowercase().as_str()]["requestBody"]
                .is_object();
            if has_body {
                let chunks = futures::stream::iter(vec![Ok::<_, std::io::Error>(large.clone())]);
                let headers = [JSON[0], ("if-match", "\"1\"")];
                let answer = stile.staff(method, &path, &headers, Body::from_stream(chunks)).await;
                assert_eq!(answer.problem(413, "too_large")["status"], 413, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_never_taken_for_json() {
    let stile = Stile::new().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
        let headers = [("content-type", kind)];
        let answer = stile.staff(Method::POST, "/api/v1/trials", &headers, "{}").await;
        answer.problem(415, "unsupported_media_type");
    }
    let headers = [("origin", "https://evil.example")];
    let stop = stile.staff(Method::POST, "/api/v1/trials/x/start", &headers, "").await;
    stop.problem(400, "invalid_address");
}

#[tokio::test]
async fn an_address_that_is_not_there_is_a_problem() {
    let stile = Stile::new().await;
    for path in ["/api", "/api/", "/api/v1/nothing", "/api/v2/trials", "/api/v1/trials/"] {
        stile.get(path).await.problem(404, "not_found");
    }
    let problem = stile.get("/api/v1/trials/no-such-trial").await.problem(404, "not_found");
    assert!(problem["detail"].as_str().unwrap().contains("no-such-trial"));
    stile.get("/api/v1/trials/NO").await.problem(400, "invalid_address");
    stile.get("/api/v1/contacts?handled=perhaps").await.problem(400, "invalid_address");
}

#[tokio::test]
async fn the_test_clock_moves_forward_only() {
    let stile = Stile::new().await;
    let status = stile.clock("2026-03-02T09:00:00+01:00").await.expect(200).json();
    assert_eq!(status["now"], "2026-03-02T08:00:00Z");
    let back = stile.clock("2026-03-01T08:00:00Z").await.problem(422, "invalid_value");
    assert_eq!(back["field"], "now");
    let naive = stile.clock("2026-03-03T08:00:00").await.problem(400, "invalid_body");
    assert!(naive["detail"].as_str().unwrap().contains("offset"));
}

#[tokio::test]
async fn every_starter_is_rendered_for_every_persona() {
    let stile = Stile::new().await;
    let renderings = stile.get("/api/v1/renderings").await.expect(200).json();
    let renderings = renderings["renderings"].as_array().unwrap().len();
    assert_eq!(renderings, content::library::renderings().len());
    assert_eq!(stile.get("/api/v1/brand").await.expect(200).json()["name"], json!("Northwire"));
}

/// A query with the parameter `name`, which no address has, beside what the address asks for.
#[tokio::test]
async fn a_query_parameter_that_an_address_does_not_have_is_refused_by_name_on_every_address() {
    let stile = Stile::new().await;
    let description = stile.get("/api/v1/openapi.json").await.expect(200).json();
    let mut n_asked = 0;
    for (name, address) in address::ALL.iter().filter(|(_, it)| it.route().starts_with("/api/")) {
        let item = &description["paths"][address.route()];
        let methods = writes(item).into_iter().chain(item.get("get").map(|_| Method::GET));
        for method in methods {
            let path = format!("{}?aftre=1", filled_in(address.route()));
            let answer = stile.staff(method.clone(), &path, JSON, "null").await;
            let problem = answer.problem(400, "invalid_address");
            assert_eq!(problem["field"], "aftre", "{method} {name}");
            assert!(problem["detail"].as_str().unwrap().contains("\"aftre\""), "{problem}");
            n_asked += 1;
        }
    }
    assert!(n_asked > 40, "{n_asked}");
    let known = stile.get("/api/v1/contacts?hanlded=true").await.problem(400, "invalid_address");
    assert!(known["detail"].as_str().unwrap().contains("handled, coded, after, limit"), "{known}");
    let head = stile.staff(Method::HEAD, "/api/v1/trials?x=1", &[], "").await;
    assert_eq!(head.status, 400);
}
