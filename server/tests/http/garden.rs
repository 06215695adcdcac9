//! The garden: pages, forms, and what it says to those it does not know.

use axum::http::Method;
use serde_json::{Value, json};

use crate::harness::{JSON, Stile};

#[tokio::test]
async fn a_page_is_inert_private_and_never_kept() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let answer = stile.visit(&page).await.expect(200);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("set-cookie"), "");
    let policy = answer.header("content-security-policy");
    for part in ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!answer.text.contains("<script"));
}

#[tokio::test]
async fn an_unknown_and_a_malformed_token_get_the_same_page() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let mut unknown = stile.visit("/g/00000000000000000000000000000000").await.expect(404);
    unknown.headers.remove("x-request-id");
    assert!(unknown.text.contains("0800 555 010"), "{}", unknown.text);
    for path in
        ["/g/x", "/g/%00", "/g/%ff", "/g/a.b", "/g/line-1", "/g/x/help", "/g/x/release", "/", "/g"]
    {
        let mut other = stile.visit(path).await.expect(404);
        other.headers.remove("x-request-id");
        assert_eq!(other.text, unknown.text, "{path}");
        assert_eq!(other.headers, unknown.headers, "{path}");
    }
    for path in ["/g/x/help", "/g/x/release", "/g/x"] {
        assert_eq!(stile.fill_in(path, "text=a").await.expect(404).text, unknown.text, "{path}");
    }
    let foreign = page.replace(|c: char| c.is_ascii_hexdigit(), "0");
    assert_eq!(stile.visit(&foreign).await.expect(404).text, unknown.text);
}

#[tokio::test]
async fn a_release_asked_for_twice_counts_once() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let release = format!("{page}/release");
    let first = stile.fill_in(&release, "").await.expect(303);
    assert_eq!(first.header("location"), release);
    stile.fill_in(&release, "").await.expect(303);
    let waiting = stile.get("/api/v1/releases?acknowledged=false").await.expect(200).json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1);
    assert!(stile.visit(&release).await.expect(200).text.contains("2 minutes"));
}

#[tokio::test]
async fn a_release_that_was_taken_over_is_shown_on_the_page() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.fill_in(&format!("{page}/release"), "").await.expect(303);
    let waiting = stile.visit(&page).await.expect(200).text;
    let taken = stile.post("/api/v1/releases/1/acknowledged", Value::Null).await.expect(200).json();
    let again = stile.post("/api/v1/releases/1/acknowledged", Value::Null).await.expect(200).json();
    assert_eq!(taken, again);
    assert_ne!(stile.visit(&page).await.expect(200).text, waiting);
    let left = stile.get("/api/v1/releases?acknowledged=false").await.expect(200).json();
    assert_eq!(left["items"], json!([]));
    stile.post("/api/v1/releases/99/acknowledged", Value::Null).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_line_that_staff_released_may_ask_again_when_it_is_placed_again() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let release = format!("{page}/release");
    let event = async |at: &str, change: &str| {
        stile.clock(at).await.expect(200);
        let events = json!([{ "subject": "line-1", "at": at, "change": change }]);
        stile.post("/api/v1/quarantine-events", json!({ "events": events })).await.expect(200);
    };
    let waiting = async || {
        let list = stile.get("/api/v1/releases?acknowledged=false").await.expect(200).json();
        list["items"].as_array().unwrap().iter().map(|r| r["id"].clone()).collect::<Vec<_>>()
    };
    stile.fill_in(&release, "").await.expect(303);
    event("2026-03-01T09:00:00Z", "released_by_staff").await;
    assert_eq!(waiting().await, [] as [Value; 0], "the line is out: nothing is left to be done");
    event("2026-03-01T10:00:00Z", "placed").await;
    assert!(stile.visit(&page).await.expect(200).text.contains("<button"));
    stile.fill_in(&release, "").await.expect(303);
    assert!(stile.visit(&release).await.expect(200).text.contains("2 minutes"));
    assert_eq!(waiting().await, [json!(2)]);
}

#[tokio::test]
async fn a_help_form_that_cannot_be_taken_keeps_what_was_typed() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let help = format!("{}/help", stile.enrolled(&trial, "line-1").await);
    let long = "ab ".repeat(700);
    let answer = stile.fill_in(&help, &format!("text=%3Cb%3E{long}")).await.expect(422);
    assert!(answer.text.contains(&format!("&lt;b&gt;{}", long.trim())), "{}", answer.text);
    assert!(answer.text.contains("</html>"));
    for empty in ["text=", "text=+%0D%0A+", "other=1"] {
        stile.fill_in(&help, empty).await.expect(422);
    }
    let longer = stile.fill_in(&help, &format!("text=a{}", "%0D%0Ab".repeat(5_000))).await;
    let kept = format!(">\na{}</textarea>", "\nb".repeat(5_000));
    assert!(longer.expect(422).text.contains(&kept));
    let beyond = stile.fill_in(&help, &format!("text={}", "a".repeat(300_000))).await.expect(413);
    let kept = format!(">\n{}</textarea>", "a".repeat(20_000));
    assert!(beyond.text.contains(&kept) && beyond.text.contains("up to 20,000 characters"));
    let contacts = stile.get("/api/v1/contacts").await.expect(200).json();
    assert_eq!(contacts["items"], json!([]));
}

#[tokio::test]
async fn a_help_form_with_characters_that_no_text_has_is_put_back_without_them() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let help = format!("{}/help", stile.enrolled(&trial, "line-1").await);
    for odd in ["caf%E9 ok", "caf%C3%28 ok", "ca%00f ok", "caf%1B[2J ok", "%EF%BF%BFcaf ok"] {
        let answer = stile.fill_in(&help, &format!("text={odd}")).await.expect(422);
        assert!(answer.text.contains("cannot be sent") && answer.text.contains("caf"), "{odd}");
        assert!(answer.text.contains(" ok</textarea>"), "{odd}: {}", answer.text);
    }
    let invisible = "%E2%80%8B%E2%80%8D+%C2%AD%EF%BB%BF%E3%85%A4%E2%A0%80%F3%A0%80%A0";
    let answer = stile.fill_in(&help, &format!("text={invisible}")).await.expect(422);
    assert!(!answer.text.contains("cannot be sent"), "it is empty: {}", answer.text);
    let family = "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9+%E2%9D%A4%EF%B8%8F%0D%0A%09a";
    stile.fill_in(&help, &format!("text={family}")).await.expect(303);
    let contacts = stile.get("/api/v1/contacts").await.expect(200).json();
    assert_eq!(contacts["items"].as_array().unwrap().len(), 1);
    assert_eq!(contacts["items"][0]["text"], "👨\u{200D}👩 ❤\u{FE0F}\n\ta");
}

#[tokio::test]
async fn a_slash_behind_an_address_leads_to_the_page_in_its_language() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    for form in ["", "/help", "/release"] {
        let slashed = format!("{page}{form}/?locale=nl");
        let moved = stile.visit(&slashed).await.expect(308);
        assert_eq!(moved.header("location"), format!("{page}{form}?locale=nl"));
        assert_eq!(moved.header("cache-control"), "no-store");
    }
    let sent = stile.fill_in(&format!("{page}/help/"), "text=a").await.expect(308);
    assert_eq!(sent.header("location"), format!("{page}/help"));
}

#[tokio::test]
async fn a_help_form_of_two_thousand_characters_is_taken_whatever_their_bytes() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let help = format!("{}/help", stile.enrolled(&trial, "line-1").await);
    stile.fill_in(&help, &format!("text={}", "%F0%9F%8F%A0".repeat(2000))).await.expect(303);
    let contacts = stile.get("/api/v1/contacts").await.expect(200).json();
    assert_eq!(contacts["items"][0]["text"].as_str().unwrap().chars().count(), 2000);
}

#[tokio::test]
async fn the_text_of_a_request_is_gone_when_somebody_has_handled_it() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.fill_in(&format!("{page}/help"), "text=help").await.expect(303);
    let handle = async || stile.post("/api/v1/contacts/1/handled", Value::Null).await;
    let refused = handle().await.problem(409, "refused");
    assert_eq!(refused["refusals"][0]["code"], "not_coded", "{refused}");
    let codes = serde_json::json!({ "codes": [] }).to_string();
    let put = stile.staff(Method::PUT, "/api/v1/contacts/1/codes", JSON, codes);
    assert_eq!(put.await.expect(200).json()["text"], "help", "the text is kept until then");
    let handled = handle().await.expect(200).json();
    assert_eq!(handled["text"], Value::Null);
    assert_eq!(handled["handled_at"], crate::harness::START);
    stile.post("/api/v1/contacts/99/handled", Value::Null).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_stopped_trial_still_serves_its_subjects() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.post(&format!("{trial}/stop"), json!({ "reason": "Enough." })).await.expect(200);
    stile.visit(&page).await.expect(200);
}

#[tokio::test]
async fn looking_only_at_the_headers_is_no_delivery() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.garden(Method::HEAD, &page, &[], "").await.expect(200);
    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    assert_eq!(subject["deliveries"], json!([]));
}

#[tokio::test]
async fn a_store_that_is_away_is_answered_with_a_page_and_a_problem() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.app.store.close().await;
    let answer = stile.visit(&page).await.expect(503);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(answer.text.contains("</html>"));
    let problem = stile.get(&trial).await;
    problem.problem(503, "unavailable");
    assert_eq!(problem.header("retry-after"), "2");
}

#[tokio::test]
async fn staff_walk_through_a_page_with_both_forms_and_nothing_is_recorded() {
    let stile = Stile::new().await;
    let document = json!({
        "message": "iot-infection", "variant": "improved", "channel": "garden", "locale": "en",
    });
    let body = json!({ "document": document, "persona": "typical" });
    let preview = stile.post("/api/v1/previews", body).await.expect(201).json();
    assert_eq!(preview["ends_at"], "2026-03-01T09:00:00Z");
    let before = *stile.app.store.changes().borrow();
    let page = preview["address"].as_str().unwrap().strip_prefix("http://garden.test").unwrap();
    let shown = stile.visit(page).await.expect(200);
    assert!(shown.text.contains(&format!("action=\"{page}/release?locale=en\"")), "{}", shown.text);
    assert!(shown.header("content-security-policy").contains("form-action 'self'"));

    let help = format!("{page}/help");
    stile.visit(&help).await.expect(303);
    stile.fill_in(&help, "text=").await.expect(422);
    assert_eq!(stile.fill_in(&help, "text=hello").await.expect(303).header("location"), help);
    assert!(stile.visit(&help).await.expect(200).text.contains("We have your question"));
    let release = format!("{page}/release");
    assert_eq!(stile.fill_in(&release, "").await.expect(303).header("location"), release);
    assert!(stile.visit(&release).await.expect(200).text.contains("2 minutes"));
    assert!(!stile.visit(page).await.expect(200).text.contains("<button>"));

    assert_eq!(*stile.app.store.changes().borrow(), before, "something was recorded");
    stile.clock("2026-03-01T09:00:00Z").await.expect(200);
    stile.visit(page).await.expect(404);
}

#[tokio::test]
async fn a_walk_shows_the_text_that_is_given_and_refuses_what_cannot_be_walked() {
    let stile = Stile::new().await;
    let begin = async |channel: &str, persona: &str| {
        let document = json!({
            "message": "new", "variant": "draft", "channel": channel, "locale": "en",
        });
        let source = "+++\nlocale = \"en\"\n+++\n# Not saved yet\n";
        let body = json!({ "document": document, "persona": persona, "source": source });
        stile.post("/api/v1/previews", body).await
    };
    let preview = begin("garden", "typical").await.expect(201).json();
    let page = preview["address"].as_str().unwrap().strip_prefix("http://garden.test").unwrap();
    assert!(stile.visit(page).await.expect(200).text.contains("<h1>Not saved yet</h1>"));
    let script = begin("script", "typical").await.problem(422, "invalid_value");
    assert_eq!(script["field"], "document.channel");
    let nobody = begin("garden", "nobody").await.problem(422, "invalid_value");
    assert!(nobody["detail"].as_str().unwrap().contains("typical"), "{nobody}");
    let document = json!({
        "message": "new", "variant": "draft", "channel": "garden", "locale": "en",
    });
    let unsaved = json!({ "document": document, "persona": "typical" });
    stile.post("/api/v1/previews", unsaved).await.problem(404, "not_found");
}
