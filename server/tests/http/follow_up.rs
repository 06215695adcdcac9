//! Lines that are left out of a trial, subjects who are followed no longer, and answers to the survey.

use serde_json::{Value, json};

use crate::harness::{START, Stile};

fn flow(report: &Value) -> &Value {
    &report["health"]["flow"]
}

#[tokio::test]
async fn a_line_that_is_not_eligible_is_counted_with_its_reason_and_once() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    let line =
        |subject: &str, reason: &str| json!({ "subject": subject, "at": START, "reason": reason });
    let batch = json!({ "lines": [line("shop-1", "business line"), line("shop-2", "business line"),
                                  line("line-1", "objected")] });
    let path = format!("{trial}/ineligible");
    let first = stile.post(&path, batch.clone()).await.expect(200).json();
    assert_eq!((&first["accepted"], &first["set_aside"][0]["entry"]), (&json!(2), &json!(2)));
    assert!(first["set_aside"][0]["reason"].as_str().unwrap().contains("so it is eligible"));
    let again = stile.post(&path, batch).await.expect(200).json();
    assert_eq!((&again["accepted"], &again["already_known"]), (&json!(0), &json!(2)));
    let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
    assert_eq!(flow(&report)["excluded"], json!([{ "reason": "business line", "n": 2 }]));
    assert_eq!((&flow(&report)["seen"], &flow(&report)["eligible"]), (&json!(3), &json!(1)));
    let empty = json!({ "lines": [line("shop-3", "  ")] });
    let problem = stile.post(&path, empty).await.problem(422, "invalid_value");
    assert_eq!(problem["field"], "lines[0].reason");
    let nowhere = json!({ "lines": [line("shop-3", "business line")] });
    stile.post("/api/v1/trials/nowhere/ineligible", nowhere).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_subject_who_is_followed_no_longer_has_no_later_outcome() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    stile.clock("2026-03-05T08:00:00Z").await.expect(200);
    let end = |subject: &str| json!({ "subject": subject, "at": "2026-03-04T08:00:00Z", "reason": "opted_out" });
    let batch = json!({ "ends": [end("line-1"), end("nobody")] });
    let first = stile.post("/api/v1/follow-up-ends", batch.clone()).await.expect(200).json();
    assert_eq!((&first["accepted"], &first["set_aside"][0]["entry"]), (&json!(1), &json!(1)));
    let again = stile.post("/api/v1/follow-up-ends", batch).await.expect(200).json();
    assert_eq!((&again["accepted"], &again["already_known"]), (&json!(0), &json!(1)));
    let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
    let ended: u64 = flow(&report)["arms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|arm| arm["ended_early"].as_u64().unwrap())
        .sum();
    assert_eq!(ended, 1);
    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    let last = subject["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["event"], &last["reason"]), (&json!("follow_up_ended"), &json!("opted_out")));
    let aside = stile.get("/api/v1/set-aside").await.expect(200).json();
    assert_eq!(
        (&aside["items"][0]["kind"], &aside["items"][0]["what"]),
        (&json!("follow_up_end"), &json!("opted_out"))
    );
    let tomorrow = json!({ "ends": [{ "subject": "line-1", "at": "2026-03-06T08:00:00Z",
                                      "reason": "contract_ended" }] });
    stile.post("/api/v1/follow-up-ends", tomorrow).await.problem(422, "invalid_value");
}

#[tokio::test]
async fn an_answer_to_the_survey_is_counted_question_by_question() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    stile.clock("2026-03-05T08:00:00Z").await.expect(200);
    let at = "2026-03-04T08:00:00Z";
    let answer = json!({ "subject": "line-1", "at": at, "received": true, "distrusted": false });
    let batch = json!({ "answers": [answer] });
    let first = stile.post("/api/v1/survey-answers", batch.clone()).await.expect(200).json();
    let again = stile.post("/api/v1/survey-answers", batch).await.expect(200).json();
    assert_eq!((&first["accepted"], &again["already_known"]), (&json!(1), &json!(1)));
    let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
    assert!(!report["surveys"].is_null(), "{report}");
    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    let last = subject["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(last["answers"], json!({ "received": true, "read": null, "distrusted": false }));
    let nothing = json!({ "answers": [{ "subject": "line-1", "at": at }] });
    let problem = stile.post("/api/v1/survey-answers", nothing).await;
    assert_eq!(problem.problem(422, "invalid_value")["field"], "answers[0]");
}
