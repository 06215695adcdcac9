//! Review: what a submit needs, what is locked meanwhile, who may approve, and what a trial serves.

use axum::http::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, JSON, Stile};

const IMPROVED: &str = "/api/v1/messages/iot-infection/improved/garden/en";
const STANDARD: &str = "/api/v1/messages/iot-infection/standard/garden/en";

async fn submit(stile: &Stile, document: &str, waivers: Value) -> Answer {
    let tag = stile.get(document).await.expect(200).header("etag").to_owned();
    let body = json!({ "author": "Ada", "waivers": waivers }).to_string();
    let headers = [JSON[0], ("if-match", tag.as_str())];
    stile.staff(Method::POST, &format!("{document}/submit"), &headers, body).await
}

async fn approve(stile: &Stile, revision: &Value, approver: &str, waivers: Value) -> Answer {
    let document = &revision["id"];
    let part = |name: &str| document[name].as_str().unwrap();
    let parts = ["message", "variant", "channel", "locale"].map(part).join("/");
    let body = json!({ "revision": revision["hash"], "approver": approver, "waivers": waivers });
    stile.post(&format!("/api/v1/messages/{parts}/approve"), body).await
}

/// A reason for each finding of this weight in the standard text.
async fn reasons(stile: &Stile, weight: content::Weight) -> Value {
    let source = stile.get(STANDARD).await.json()["source"].as_str().unwrap().to_owned();
    let (document, _) = content::parse(&source);
    let brand = content::library::brand();
    let findings = content::lint(&document, &content::Context::of(&brand)).into_iter();
    let reason = |finding: content::Finding| json!({ "rule": finding.rule, "place": finding.span, "reason": "as sent today" });
    findings.filter(|finding| finding.weight == weight).map(reason).collect()
}

#[tokio::test]
async fn a_text_in_review_is_locked_until_a_second_person_has_approved_it() {
    let stile = Stile::new().await;
    assert_eq!(stile.get(IMPROVED).await.json()["state"], "draft");
    let revision = submit(&stile, IMPROVED, json!([])).await.expect(200).json();
    assert_eq!(
        (&revision["state"], &revision["steps"][0]["person"]),
        (&json!("in-review"), &json!("Ada"))
    );
    assert_eq!(stile.get(IMPROVED).await.json()["state"], "in-review");
    let edit = stile.put(IMPROVED, ("if-match", "\"1\""), json!({ "source": "# No" })).await;
    assert_eq!(edit.problem(409, "refused")["refusals"][0]["code"], "in_review");
    let again = submit(&stile, IMPROVED, json!([])).await.problem(409, "refused");
    assert_eq!(again["refusals"][0]["code"], "in_review");

    let own = approve(&stile, &revision, " ada ", json!([])).await.problem(409, "refused");
    assert_eq!(own["refusals"][0]["code"], "own_text");
    let approved = approve(&stile, &revision, "Ben", json!([])).await.expect(200).json();
    assert_eq!(
        (&approved["state"], &approved["steps"][1]["person"]),
        (&json!("approved"), &json!("Ben"))
    );
    approve(&stile, &revision, "Cleo", json!([])).await.problem(412, "conflict");
    assert_eq!(stile.get(IMPROVED).await.json()["state"], "approved");
    stile.put(IMPROVED, ("if-match", "\"1\""), json!({ "source": "# New" })).await.expect(200);
    assert_eq!(stile.get(IMPROVED).await.json()["state"], "draft");
}

#[tokio::test]
async fn the_author_gives_a_reason_for_each_warning_and_the_approver_for_each_error() {
    let stile = Stile::new().await;
    let (warned, failed) = (content::Weight::Warning, content::Weight::Error);
    let open = submit(&stile, STANDARD, json!([])).await.problem(409, "refused");
    let warnings = reasons(&stile, warned).await;
    let n_open = open["refusals"].as_array().unwrap().len();
    assert_eq!((n_open, n_open > 0), (warnings.as_array().unwrap().len(), true), "{open}");
    let revision = submit(&stile, STANDARD, warnings).await.expect(200).json();
    assert_eq!(revision["steps"][0]["waivers"][0]["by"], "Ada");

    let refused = approve(&stile, &revision, "Ben", json!([])).await.problem(409, "refused");
    let open = refused["refusals"].as_array().unwrap();
    assert!(open.iter().any(|r| r["field"] == "A-03" && r["code"] == "waiver_missing"));
    let mut empty = reasons(&stile, failed).await;
    empty[0]["reason"] = json!(" ");
    let empty = approve(&stile, &revision, "Ben", empty).await.problem(400, "invalid_body");
    assert_eq!(empty["field"], "waivers[0].reason");
    let errors = reasons(&stile, failed).await;
    let approved = approve(&stile, &revision, "Ben", errors).await.expect(200).json();
    assert_eq!(approved["steps"][1]["waivers"][0]["by"], "Ben");
}

#[tokio::test]
async fn what_guards_the_reader_cannot_be_waived_and_a_submit_names_its_version() {
    let stile = Stile::new().await;
    let source = stile.get(IMPROVED).await.json()["source"].as_str().unwrap().to_owned();
    let without_help = source.split("## Need help?").next().unwrap();
    let body = json!({ "source": without_help });
    stile.put(IMPROVED, ("if-match", "\"1\""), body).await.expect(200);
    let place = json!({ "start": 0, "end": 1 });
    let waived = json!([{ "rule": "C-01", "place": place, "reason": "please" }]);
    let refused = submit(&stile, IMPROVED, waived).await.problem(409, "refused");
    let blocked = refused["refusals"].as_array().unwrap();
    assert!(blocked.iter().any(|r| r["code"] == "blocked" && r["field"] == "C-01"), "{refused}");

    let author = json!({ "author": "Ada" });
    let address = format!("{IMPROVED}/submit");
    stile.post(&address, author.clone()).await.problem(428, "precondition_required");
    let headers = [JSON[0], ("if-match", "\"1\"")];
    let stale = stile.staff(Method::POST, &address, &headers, author.to_string()).await;
    stale.problem(412, "conflict");
    let nobody = json!({ "author": " " }).to_string();
    let headers = [JSON[0], ("if-match", "\"2\"")];
    let nobody = stile.staff(Method::POST, &address, &headers, nobody).await;
    assert_eq!(nobody.problem(400, "invalid_body")["field"], "author");
}

#[tokio::test]
async fn a_translation_with_another_block_than_the_default_language_cannot_be_submitted() {
    let stile = Stile::new().await;
    let dutch = IMPROVED.replace("/en", "/nl");
    let source = stile.get(&dutch).await.json()["source"].as_str().unwrap().to_owned();
    let body = json!({ "source": format!("{source}\n\n## Verder {{#further}}\n\nTot ziens.\n") });
    stile.put(&dutch, ("if-match", "\"1\""), body).await.expect(200);
    let refused = submit(&stile, &dutch, json!([])).await.problem(409, "refused");
    let refusals = refused["refusals"].as_array().unwrap();
    assert!(refusals.iter().any(|r| r["code"] == "blocked" && r["field"] == "P-03"), "{refused}");
}

#[tokio::test]
async fn changes_that_are_asked_for_unlock_the_text_and_keep_the_note() {
    let stile = Stile::new().await;
    let revision = submit(&stile, IMPROVED, json!([])).await.expect(200).json();
    let address = format!("{IMPROVED}/request-changes");
    let ask = |note: &str| json!({ "revision": revision["hash"], "reviewer": "Ben", "note": note });
    assert_eq!(stile.post(&address, ask("")).await.problem(400, "invalid_body")["field"], "note");
    let sent_back = stile.post(&address, ask("Shorter, please.")).await.expect(200).json();
    assert_eq!(sent_back["state"], "draft");
    assert_eq!(stile.get(IMPROVED).await.json()["state"], "draft");
    stile.post(&address, ask("Again.")).await.problem(412, "conflict");
    let other = json!({ "revision": "0".repeat(64), "reviewer": "Ben", "note": "x" });
    stile.post(&address, other).await.problem(404, "not_found");

    stile.put(IMPROVED, ("if-match", "\"1\""), json!({ "source": "# Short" })).await.expect(200);
    let listed = stile.get(&format!("{IMPROVED}/revisions")).await.expect(200).json();
    let steps = listed["items"][0]["steps"].as_array().unwrap();
    assert_eq!((steps.len(), &steps[1]["note"]), (2, &json!("Shorter, please.")));
    let kept = format!("/api/v1/revisions/{}", revision["hash"].as_str().unwrap());
    assert!(stile.get(&kept).await.expect(200).json()["source"].as_str().unwrap().len() > 100);
}

#[tokio::test]
async fn a_trial_serves_what_was_approved_and_else_the_saved_text_as_not_reviewed() {
    let stile = Stile::new().await;
    let revision = submit(&stile, IMPROVED, json!([])).await.expect(200).json();
    approve(&stile, &revision, "Ben", json!([])).await.expect(200);
    stile
        .put(IMPROVED, ("if-match", "\"1\""), json!({ "source": "# Unfinished" }))
        .await
        .expect(200);
    let trial = stile.running().await;
    let frozen = stile.get(&trial).await.json()["trial"]["frozen"].clone();
    let of_arm = |arm: &str| {
        let frozen = frozen.as_array().unwrap();
        frozen.iter().find(|f| f["arm"] == arm && f["locale"] == "en").unwrap().clone()
    };
    assert_eq!(of_arm("improved")["revision"], revision["hash"]);
    assert_eq!(
        (&of_arm("improved")["reviewed"], &of_arm("standard")["reviewed"]),
        (&json!(true), &json!(false))
    );

    let state = async || {
        let listed = stile.get(&format!("{IMPROVED}/revisions")).await.expect(200).json();
        (
            listed["items"][0]["state"].clone(),
            listed["items"][0]["in_trials"].as_array().unwrap().len(),
        )
    };
    assert_eq!(state().await, (json!("live"), 1));
    stile.post(&format!("{trial}/stop"), json!({ "reason": "Enough." })).await.expect(200);
    assert_eq!(state().await, (json!("retired"), 0));
}

#[tokio::test]
async fn a_planned_trial_names_each_text_that_its_start_would_freeze() {
    let stile = Stile::new().await;
    let revision = submit(&stile, IMPROVED, json!([])).await.expect(200).json();
    approve(&stile, &revision, "Ben", json!([])).await.expect(200);
    let trial = stile.planned().await;
    let improved = async || {
        let view = stile.get(&trial).await.expect(200).json();
        let all = view["would_freeze"].as_array().unwrap().clone();
        all.into_iter()
            .find(|one| one["text"]["arm"] == "improved" && one["text"]["locale"] == "en")
    };
    let told = improved().await.unwrap();
    assert_eq!(told["text"]["revision"], revision["hash"]);
    assert_eq!(
        (&told["text"]["reviewed"], &told["another_is_saved"]),
        (&json!(true), &json!(false))
    );
    let newer = json!({ "source": "# Unfinished" });
    stile.put(IMPROVED, ("if-match", "\"1\""), newer).await.expect(200);
    let told = improved().await.unwrap();
    assert_eq!(told["text"]["revision"], revision["hash"], "the approved text stays the one");
    assert_eq!(told["another_is_saved"], true);
    stile.post(&format!("{trial}/start"), Value::Null).await.expect(200);
    assert!(improved().await.is_none(), "it is frozen now");
}

#[tokio::test]
async fn a_text_that_a_running_trial_serves_is_not_replaced_before_the_trial_ends() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    submit(&stile, IMPROVED, json!([])).await.expect(200);
    let revision = &stile.get(&format!("{IMPROVED}/revisions")).await.json()["items"][0];
    approve(&stile, revision, "Ben", json!([])).await.expect(200);

    let source = stile.get(IMPROVED).await.json()["source"].as_str().unwrap().to_owned();
    let changed = json!({ "source": source.replacen("Wait 10 seconds", "Wait a little", 1) });
    assert_ne!(changed["source"], source);
    stile.put(IMPROVED, ("if-match", "\"1\""), changed).await.expect(200);
    let refused = submit(&stile, IMPROVED, json!([])).await.problem(409, "refused");
    assert_eq!(refused["refusals"][0]["field"], "X-04", "{refused}");
    stile.post(&format!("{trial}/stop"), json!({ "reason": "Enough." })).await.expect(200);
    submit(&stile, IMPROVED, json!([])).await.expect(200);
}
