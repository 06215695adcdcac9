//! Batches of observations: all or nothing, sent twice counts once, a wrong entry named.

use serde_json::{Value, json};

use crate::harness::Stile;

const BATCHES: [&str; 4] = ["sightings", "coverage", "quarantine-events", "contacts"];

fn sighting(subject: &str, at: &str) -> Value {
    json!({ "subject": subject, "at": at, "feed": "darknet" })
}

async fn with_line_1() -> Stile {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    stile
}

#[tokio::test]
async fn an_entry_sent_twice_counts_once() {
    let stile = with_line_1().await;
    let batch = json!({ "sightings": [sighting("line-1", "2026-03-01T09:00:00+01:00")] });
    let first = stile.post("/api/v1/sightings", batch).await.expect(200).json();
    let same_moment = json!({ "sightings": [sighting("line-1", "2026-03-01T08:00:00Z")] });
    let again = stile.post("/api/v1/sightings", same_moment).await.expect(200).json();
    assert_eq!((&first["accepted"], &first["already_known"]), (&json!(1), &json!(0)));
    assert_eq!((&again["accepted"], &again["already_known"]), (&json!(0), &json!(1)));
}

#[tokio::test]
async fn one_wrong_entry_refuses_the_whole_batch_and_is_named() {
    let stile = with_line_1().await;
    let good = sighting("line-1", "2026-03-01T08:00:00Z");
    let check = async |wrong: Value, field: &str| {
        let batch = json!({ "sightings": [good, wrong] });
        let problem = stile.post("/api/v1/sightings", batch).await.problem(400, "invalid_body");
        assert_eq!(problem["field"], field, "{problem}");
        problem["detail"].as_str().unwrap().to_owned()
    };
    let naive = check(sighting("line-1", "2026-03-01T08:00:00"), "sightings[1].at").await;
    assert!(naive.contains("offset"), "{naive}");
    check(sighting("a b", "2026-03-01T08:00:00Z"), "sightings[1].subject").await;
    let mut unknown = good.clone();
    unknown["extra"] = json!(1);
    check(unknown, "sightings[1].extra").await;

    let answer = stile.post("/api/v1/sightings", json!({ "sightings": [good] })).await;
    assert_eq!(answer.expect(200).json()["accepted"], 1, "the good entry was not kept before");
}

#[tokio::test]
async fn a_state_that_does_not_exist_is_refused_with_those_that_do() {
    let stile = with_line_1().await;
    let day = json!({ "feed": "darknet", "day": "2026-03-01", "state": "perhaps" });
    let answer = stile.post("/api/v1/coverage", json!({ "days": [day] })).await;
    let problem = answer.problem(400, "invalid_body");
    assert_eq!(problem["field"], "days[0].state");
    assert!(problem["detail"].as_str().unwrap().contains("confirmed_empty"), "{problem}");
}

#[tokio::test]
async fn what_is_said_last_about_a_day_counts_even_when_the_clock_stands_still() {
    let stile = with_line_1().await;
    stile.clock("2026-03-02T08:00:00Z").await.expect(200);
    let trial = stile.get("/api/v1/trials").await.expect(200).json()["items"][0]["trial"].clone();
    let report = format!("/api/v1/trials/{}/report", trial["id"].as_str().unwrap());
    for state in ["missing", "delivered", "missing", "confirmed_empty"] {
        let day = json!({ "feed": "darknet", "day": "2026-03-01", "state": state });
        let batch = json!({ "days": [day] });
        let first = stile.post("/api/v1/coverage", batch.clone()).await.expect(200).json();
        assert_eq!(first["accepted"], 1, "{state}");
        let shown = stile.get(&report).await.expect(200).json();
        assert_eq!(shown["coverage"][0]["days"][0]["state"], state);
        let again = stile.post("/api/v1/coverage", batch).await.expect(200).json();
        assert_eq!(again["already_known"], 1, "{state}");
    }
}

#[tokio::test]
async fn a_feed_is_listed_once_it_has_reported_a_day_with_the_last_of_them() {
    let stile = with_line_1().await;
    stile.clock("2026-03-05T08:00:00Z").await.expect(200);
    let feeds = async || stile.get("/api/v1/feeds").await.expect(200).json()["items"].clone();
    let day =
        |feed: &str, day: &str, state: &str| json!({ "feed": feed, "day": day, "state": state });
    let missing = json!({ "days": [day("silent", "2026-03-01", "missing")] });
    stile.post("/api/v1/coverage", missing).await.expect(200);
    assert_eq!(feeds().await, json!([]), "a day that is missing is no report");
    let days = json!({ "days": [
        day("darknet", "2026-03-02", "delivered"), day("darknet", "2026-03-01", "delivered"),
        day("darknet", "2026-03-03", "missing"), day("mail-log", "2026-03-04", "confirmed_empty"),
    ]});
    stile.post("/api/v1/coverage", days).await.expect(200);
    let listed = feeds().await;
    assert_eq!(
        (&listed[0]["feed"], &listed[0]["last_day"]),
        (&json!("darknet"), &json!("2026-03-02"))
    );
    assert_eq!(listed[1]["feed"], "mail-log");
    assert_eq!(listed.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_entry_about_nobody_is_set_aside_and_said_so() {
    let stile = with_line_1().await;
    let at = "2026-03-01T08:00:00Z";
    let batch = json!({ "sightings": [sighting("line-1", at), sighting("stranger", at)] });
    let answer = stile.post("/api/v1/sightings", batch).await.expect(200).json();
    assert_eq!(answer["accepted"], 1);
    assert_eq!(answer["set_aside"][0]["entry"], 1);
}

#[tokio::test]
async fn what_was_set_aside_is_listed_with_the_reason() {
    let stile = with_line_1().await;
    let first = sighting("first-stranger", "2026-03-01T07:59:59Z");
    let stranger = sighting("stranger", "2026-03-01T08:00:00Z");
    for entry in [first, stranger] {
        let answer = stile.post("/api/v1/sightings", json!({ "sightings": [entry] })).await;
        assert_eq!(answer.expect(200).json()["accepted"], 0);
    }
    let newest = stile.get("/api/v1/set-aside?limit=1").await.expect(200).json();
    assert_eq!(newest["items"][0]["subject"], "stranger");
    let next = newest["next"].as_str().unwrap();
    let older = stile.get(&format!("/api/v1/set-aside?after={next}")).await.expect(200).json();
    assert_eq!(older["items"].as_array().unwrap().len(), 1);
    let older = &older["items"][0];
    assert_eq!((&older["kind"], &older["what"]), (&json!("sighting"), &json!("darknet")));
    assert!(older["reason"].as_str().unwrap().contains("no subject first-stranger is enrolled"));
    assert_eq!(older["arrived_at"], crate::harness::START);
}

#[tokio::test]
async fn what_was_seen_before_the_enrolment_is_history_and_no_stranger() {
    let stile = with_line_1().await;
    let early = json!({ "sightings": [sighting("line-1", "2026-03-01T07:59:59Z")] });
    let answer = stile.post("/api/v1/sightings", early).await.expect(200).json();
    assert_eq!((&answer["accepted"], &answer["set_aside"]), (&json!(1), &json!([])));
    let view = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    assert_eq!(view["timeline"][0]["event"], "sighting");
    assert!(view["trials"][0]["outcome"]["explanation"].as_str().unwrap().contains("0 of 7"));
}

#[tokio::test]
async fn another_reference_is_another_contact_and_codes_that_come_later_code_it() {
    let stile = with_line_1().await;
    let call = |reference: &str, codes: Value| {
        json!({ "contacts": [{ "subject": "stranger", "at": "2026-03-01T08:00:00Z",
            "channel": "email" }, { "subject": "line-1", "at": "2026-03-01T08:00:00Z",
            "channel": "email", "reference": reference, "codes": codes, "text": "Help me." }] })
    };
    let send = async |reference: &str, codes: Value| {
        stile.post("/api/v1/contacts", call(reference, codes)).await.expect(200).json()
    };
    let first = send("ticket-1", Value::Null).await;
    let other = send("ticket-2", Value::Null).await;
    assert_eq!((&first["accepted"], &other["accepted"]), (&json!(1), &json!(1)));
    assert_eq!(first["contacts"][0], Value::Null, "the stranger's was set aside");
    assert_ne!(first["contacts"][1], other["contacts"][1]);
    let coded = send("ticket-1", json!(["threatens_to_terminate"])).await;
    assert_eq!((&coded["already_known"], &coded["contacts"]), (&json!(1), &first["contacts"]));
    let listed = stile.get("/api/v1/contacts?coded=true").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["id"], first["contacts"][1]);
    assert_eq!(listed["items"][0]["codes"], json!(["threatens_to_terminate"]));
    assert_eq!(listed["items"][0]["text"], "Help me.");
    let problem = stile.post("/api/v1/contacts", call(" ", Value::Null)).await;
    assert_eq!(problem.problem(422, "invalid_value")["field"], "contacts[1].reference");
}

#[tokio::test]
async fn what_became_of_a_notice_counts_once_and_is_in_the_timeline() {
    let stile = with_line_1().await;
    let receipt = json!({ "receipts": [{ "subject": "line-1", "at": "2026-03-01T08:00:00Z",
        "channel": "letter", "step": "handed_over" }] });
    let first = stile.post("/api/v1/notice-receipts", receipt.clone()).await.expect(200).json();
    let again = stile.post("/api/v1/notice-receipts", receipt).await.expect(200).json();
    assert_eq!((&first["accepted"], &again["already_known"]), (&json!(1), &json!(1)));
    let view = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    assert_eq!(view["timeline"][1]["words"], "Letter handed over");
}

#[tokio::test]
async fn an_entry_from_the_future_refuses_its_batch_and_is_named() {
    let stile = with_line_1().await;
    let (soon, ahead) = ("2026-03-01T08:05:00Z", "2026-03-01T08:05:01Z");
    let entry = |at: &str, kind: &str| {
        let mut entry = json!({ "subject": "line-1", "at": at });
        let (name, value) = match kind {
            "sightings" => ("feed", "darknet"),
            "events" => ("change", "placed"),
            _ => ("channel", "email"),
        };
        entry[name] = json!(value);
        entry
    };
    let kinds =
        [("sightings", "sightings"), ("quarantine-events", "events"), ("contacts", "contacts")];
    for (address, kind) in kinds {
        let address = format!("/api/v1/{address}");
        let both = json!({ kind: [entry(soon, kind), entry(ahead, kind)] });
        let problem = stile.post(&address, both).await.problem(422, "invalid_value");
        assert_eq!(problem["field"], format!("{kind}[1].at"));
        let one = stile.post(&address, json!({ kind: [entry(soon, kind)] })).await;
        assert_eq!(one.expect(200).json()["accepted"], 1, "{kind}: the refused batch left nothing");
    }
    let day =
        |day: &str| json!({ "days": [{ "feed": "darknet", "day": day, "state": "delivered" }] });
    stile.post("/api/v1/coverage", day("2026-03-01")).await.expect(200);
    let tomorrow = stile.post("/api/v1/coverage", day("2026-03-02")).await;
    assert_eq!(tomorrow.problem(422, "invalid_value")["field"], "days[0].day");
}

#[tokio::test]
async fn an_empty_batch_and_one_that_is_too_long_are_refused() {
    let stile = with_line_1().await;
    let empty = stile.post("/api/v1/sightings", json!({ "sightings": [] })).await;
    assert_eq!(empty.problem(422, "invalid_value")["field"], "sightings");
    let many = vec![sighting("line-1", "2026-03-01T08:00:00Z"); 10_001];
    let many = stile.post("/api/v1/sightings", json!({ "sightings": many })).await;
    assert_eq!(many.problem(422, "invalid_value")["field"], "sightings");
}

#[tokio::test]
async fn the_largest_batch_fits() {
    let stile = with_line_1().await;
    let long = "x".repeat(64);
    let many = vec![sighting(&long, "2026-03-01T08:00:00.123456789+01:00"); 10_000];
    stile.post("/api/v1/sightings", json!({ "sightings": many })).await.expect(200);
}

#[tokio::test]
async fn a_contact_that_nobody_has_read_is_coded_later() {
    let stile = with_line_1().await;
    let contact =
        json!({ "subject": "line-1", "at": "2026-03-01T08:00:00Z", "channel": "help_desk" });
    let batch = json!({ "contacts": [contact] });
    stile.post("/api/v1/contacts", batch).await.expect(200);
    let listed = stile.get("/api/v1/contacts?coded=false").await.expect(200).json();
    let id = &listed["items"][0]["id"];
    let put = async |codes: Value| {
        let address = format!("/api/v1/contacts/{id}/codes");
        stile.put(&address, ("x-none", "1"), json!({ "codes": codes })).await
    };
    let coded = put(json!(["cannot_work"])).await.expect(200).json();
    assert_eq!(coded["codes"], json!(["cannot_work"]));
    assert_eq!(put(json!(["nonsense"])).await.problem(400, "invalid_body")["field"], "codes[0]");
    let left = stile.get("/api/v1/contacts?coded=false").await.expect(200).json();
    assert_eq!(left["items"], json!([]));
}

#[tokio::test]
async fn every_kind_of_batch_refuses_what_is_not_its_own() {
    let stile = with_line_1().await;
    for kind in BATCHES {
        let problem = stile.post(&format!("/api/v1/{kind}"), json!({ "entries": [] })).await;
        problem.problem(400, "invalid_body");
    }
}
