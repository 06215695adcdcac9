//! Documents as they are edited: versions, conflicts, limits, odd text.

use axum::http::Method;
use serde_json::{Value, json};

use crate::harness::{JSON, Stile};

const IMPROVED: &str = "/api/v1/messages/iot-infection/improved/garden/en";
const FRISIAN: &str = "/api/v1/messages/iot-infection/improved/garden/fy";

/// The improved garden page in English as the list of messages has it.
async fn in_list(stile: &Stile) -> Value {
    let list = stile.get("/api/v1/messages").await.expect(200).json();
    let id = json!({
        "message": "iot-infection", "variant": "improved", "channel": "garden", "locale": "en",
    });
    let messages = list["items"].as_array().unwrap().iter();
    let mut documents = messages.flat_map(|message| message["documents"].as_array().unwrap());
    documents.find(|document| document["id"] == id).unwrap().clone()
}

#[tokio::test]
async fn two_who_edit_the_same_document_do_not_overwrite_each_other() {
    let stile = Stile::new().await;
    let shown = stile.get(IMPROVED).await.expect(200);
    let tag = shown.header("etag");
    let mine = json!({ "source": "# Mine\n" });
    let saved = stile.put(IMPROVED, ("if-match", tag), mine).await.expect(200);
    assert_eq!(saved.header("etag"), "\"2\"");
    let theirs = stile.put(IMPROVED, ("if-match", tag), json!({ "source": "# Theirs\n" })).await;
    theirs.problem(412, "conflict");
    assert_eq!(stile.get(IMPROVED).await.json()["source"], "# Mine\n");
}

#[tokio::test]
async fn a_new_document_is_made_once() {
    let stile = Stile::new().await;
    let body = json!({ "source": "# Nij\n" });
    stile.get(FRISIAN).await.problem(404, "not_found");
    stile.put(FRISIAN, ("if-match", "\"1\""), body.clone()).await.problem(412, "conflict");
    stile.put(FRISIAN, ("if-none-match", "*"), body.clone()).await.expect(201);
    stile.put(FRISIAN, ("if-none-match", "*"), body.clone()).await.problem(412, "conflict");
    stile.put(FRISIAN, ("x-none", "1"), body).await.problem(428, "precondition_required");
}

#[tokio::test]
async fn odd_text_is_kept_as_it_is() {
    let stile = Stile::new().await;
    let odd =
        "+++\nbroken\n# ((unclosed\n<script>\u{202e}\u{0}\u{feff}\r\n## A {#a .no-such-kind}\n";
    let body = json!({ "source": odd });
    stile.put(IMPROVED, ("if-match", "\"1\""), body).await.expect(200);
    assert_eq!(stile.get(IMPROVED).await.expect(200).json()["source"], odd);
    assert!(in_list(&stile).await["n_errors"].as_u64() > Some(0));
}

#[tokio::test]
async fn a_text_up_to_256_kib_fits_and_a_longer_one_is_refused() {
    let stile = Stile::new().await;
    let text = |bytes: usize| json!({ "source": "\"\n".repeat(bytes / 2) });
    let fits = stile.put(IMPROVED, ("if-match", "\"1\""), text(256 * 1024)).await;
    fits.expect(200);
    let longer = stile.put(IMPROVED, ("if-match", "\"2\""), text(256 * 1024 + 2)).await;
    longer.problem(413, "too_large");
    stile.put(IMPROVED, ("if-match", "\"2\""), text(1024 * 1024)).await.problem(413, "too_large");
}

#[tokio::test]
async fn a_name_that_is_none_is_refused() {
    let stile = Stile::new().await;
    for path in ["iot-infection/improved/pigeon/en", "Iot/improved/garden/en", "a/b/garden/e"] {
        let path = format!("/api/v1/messages/{path}");
        let headers = [JSON[0], ("if-none-match", "*")];
        let answer = stile.staff(Method::PUT, &path, &headers, r#"{"source":""}"#).await;
        answer.problem(400, "invalid_address");
    }
}

#[tokio::test]
async fn the_list_says_which_running_trials_serve_a_document() {
    let stile = Stile::new().await;
    let trials = async || in_list(&stile).await["in_trials"].clone();
    assert_eq!(trials().await, json!([]));
    let trial = stile.running().await;
    let name = trial.rsplit('/').next().unwrap();
    assert_eq!(trials().await, json!([name]));
}
