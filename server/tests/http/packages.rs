//! A message as one file: out of one server and into another, equal.

use axum::body::Body;
use axum::http::Method;
use http_body_util::BodyExt;
use serde_json::json;

use crate::harness::{Answer, Stile};

const EXPORT: &str = "/api/v1/messages/iot-infection/export";
const IMPROVED: &str = "/api/v1/messages/iot-infection/improved/garden/en";

async fn exported(stile: &Stile) -> Vec<u8> {
    let answer = stile.open(Method::GET, EXPORT, &[], Body::empty()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let name = &answer.headers()["content-disposition"];
    assert_eq!(name, "attachment; filename=\"iot-infection.zip\"");
    answer.into_body().collect().await.unwrap().to_bytes().to_vec()
}

async fn import(stile: &Stile, query: &str, archive: &[u8]) -> Answer {
    let address = format!("/api/v1/messages/import{query}");
    let kind = [("content-type", "application/zip")];
    stile.staff(Method::POST, &address, &kind, archive.to_vec()).await
}

async fn rewrite(stile: &Stile, source: &str) {
    let tag = stile.get(IMPROVED).await.expect(200).header("etag").to_owned();
    stile.put(IMPROVED, ("if-match", &tag), json!({ "source": source })).await.expect(200);
}

#[tokio::test]
async fn what_comes_back_is_equal_to_what_went_out() {
    let (here, there) = (Stile::new().await, Stile::new().await);
    let odd = "# Odd\r\n\u{202e}((unclosed\u{0}\n";
    rewrite(&here, odd).await;
    let archive = exported(&here).await;
    let refused = import(&there, "", &archive).await.problem(409, "already_exists");
    assert_eq!(refused["problems"][0]["field"], "improved/garden.en.md");
    assert_eq!(refused["problems"].as_array().unwrap().len(), 1);
    assert_eq!(there.get(IMPROVED).await.json()["version"], 1, "nothing was written");

    let done = import(&there, "?overwrite=true", &archive).await.expect(200).json();
    assert_eq!(done["message"], "iot-infection");
    assert_eq!(done["imported"]["replaced"].as_array().unwrap().len(), 1);
    assert_eq!(done["imported"]["created"], json!([]));
    assert_eq!(done["imported"]["brand"], "unchanged");
    assert_eq!(there.get(IMPROVED).await.json()["source"], odd);
    assert_eq!(exported(&there).await, archive);
    let again = import(&there, "", &archive).await.expect(200).json();
    assert_eq!(again["imported"]["replaced"], json!([]));
}

#[tokio::test]
async fn a_body_that_is_no_package_is_refused_with_the_reason() {
    let stile = Stile::new().await;
    import(&stile, "", b"not an archive").await.problem(400, "invalid_body");
    let json = stile.post("/api/v1/messages/import", json!({})).await;
    json.problem(415, "unsupported_media_type");
    import(&stile, "?overwrite=perhaps", b"").await.problem(400, "invalid_address");
    stile.get("/api/v1/messages/nothing/export").await.problem(404, "not_found");
}
