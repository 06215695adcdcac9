//! The built app as files: what is kept for how long, what a deep link gets.

use std::fs;

use axum::http::Method;

use crate::harness::{Answer, Stile};

const INDEX: &str = "<!doctype html><title>Stile</title><script type=\"module\">start()</script>";

async fn with_app() -> Stile {
    let stile = Stile::new().await;
    let app = stile.folder.path().join("app");
    fs::create_dir(&app).unwrap();
    fs::write(app.join("index.html"), INDEX).unwrap();
    fs::write(app.join("app-0123456789abcdef.js"), "plain").unwrap();
    fs::write(app.join("app-0123456789abcdef.js.br"), "compressed").unwrap();
    fs::write(app.join("icons.svg"), "<svg/>").unwrap();
    stile
}

async fn asking_for_brotli(stile: &Stile, path: &str) -> Answer {
    stile.staff(Method::GET, path, &[("accept-encoding", "gzip, br")], "").await
}

#[tokio::test]
async fn a_deep_link_gets_the_start_page_which_is_asked_for_each_time() {
    let stile = with_app().await;
    for path in ["/", "/index.html", "/trials/does-it-work/results?theme=dark"] {
        let answer = stile.get(path).await.expect(200);
        assert_eq!(answer.text, INDEX);
        assert_eq!(answer.header("cache-control"), "no-cache");
        let policy = answer.header("content-security-policy");
        for part in ["'wasm-unsafe-eval'", "'sha256-", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("'unsafe-eval'"));
    }
}

#[tokio::test]
async fn the_start_page_has_the_same_headers_however_its_address_is_spelled() {
    let stile = with_app().await;
    let headers = async |path: &str| {
        let mut answer = stile.get(path).await.expect(200);
        assert_eq!(answer.text, INDEX, "{path}");
        answer.headers.remove("x-request-id");
        answer.headers
    };
    let plain = headers("/").await;
    assert!(plain.contains_key("content-security-policy"));
    for path in [
        "/%69ndex.html",
        "/index%2Ehtml",
        "/index.htm%6C",
        "//index.html",
        "/./index.html",
        "/.%2Findex.html",
        "/%2e/index.html",
        "/x/%2e%2e/index.html",
        "/INDEX.HTML",
        "/.",
        "/%2e",
        "/deep%2Findex.html",
        "/index.html?a=b",
        "/index.html/",
    ] {
        assert_eq!(headers(path).await, plain, "{path}");
    }
    let asked = [("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"), ("range", "bytes=0-4")];
    let again = stile.staff(Method::GET, "/%69ndex.html", &asked, "").await.expect(200);
    assert_eq!(again.text, INDEX);
}

#[tokio::test]
async fn a_hashed_file_is_kept_for_ever_and_comes_compressed() {
    let stile = with_app().await;
    let answer = asking_for_brotli(&stile, "/app-0123456789abcdef.js").await.expect(200);
    assert_eq!(answer.text, "compressed");
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.header("content-type"), "text/javascript");
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(stile.get("/app-0123456789abcdef.js").await.expect(200).text, "plain");
}

#[tokio::test]
async fn other_files_are_asked_for_each_time_and_a_missing_one_is_no_start_page() {
    let stile = with_app().await;
    assert_eq!(stile.get("/icons.svg").await.expect(200).header("cache-control"), "no-cache");
    let missing = stile.get("/app-fedcba9876543210.js").await.expect(404);
    assert_eq!(missing.header("cache-control"), "no-cache");
    stile.get("/../stile.db").await.expect(404);
    stile.get("/%2e%2e/stile.db").await.expect(404);
}

#[tokio::test]
async fn a_server_without_an_app_says_how_to_build_it() {
    let stile = Stile::new().await;
    let answer = stile.get("/").await.expect(404);
    assert!(answer.text.contains("cargo xtask run"));
}
