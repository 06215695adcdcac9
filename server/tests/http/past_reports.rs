//! Reports as they were known at an earlier moment.

use serde_json::json;

use crate::harness::{START, Stile};

#[tokio::test]
async fn a_report_tells_what_was_known_at_a_moment_and_which_moment_that_is() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    stile.clock("2026-03-03T08:00:00Z").await;
    stile.enrolled(&trial, "line-2").await;
    let late = json!({ "contacts": [
        { "subject": "line-1", "at": "2026-03-01T10:00:00Z", "channel": "email" } ] });
    stile.post("/api/v1/contacts", late).await.expect(200);
    stile.post(&format!("{trial}/stop"), json!({ "reason": "Enough." })).await.expect(200);

    let now = stile.get(&format!("{trial}/report")).await.expect(200).json();
    let then = "2026-03-02T09:00:00%2B01:00";
    let then = stile.get(&format!("{trial}/report?as_known_at={then}")).await.expect(200).json();
    let n = |report: &serde_json::Value| -> u64 {
        report["arms"].as_array().unwrap().iter().map(|arm| arm["enrolled"].as_u64().unwrap()).sum()
    };
    assert_eq!((n(&then), n(&now)), (1, 2));
    assert_eq!(then["as_known_at"], "2026-03-02T08:00:00Z");
    assert_eq!(now["as_known_at"], "2026-03-03T08:00:00Z");
    assert_eq!(then["trial"]["state"], "running", "{}", then["trial"]);
    assert!(!then.to_string().contains("Enough."));
}

#[tokio::test]
async fn a_moment_without_an_offset_or_in_the_future_is_refused_with_the_reason() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    for wrong in ["2026-03-01T08:00:00", "yesterday"] {
        let answer = stile.get(&format!("{trial}/report?as_known_at={wrong}")).await;
        answer.problem(400, "invalid_address");
    }
    let future = stile.get(&format!("{trial}/report?as_known_at=2031-01-01T00:00:00Z")).await;
    assert_eq!(future.problem(422, "invalid_value")["field"], "as_known_at");
    let same = stile.get(&format!("{trial}/report?as_known_at={START}")).await.expect(200).json();
    assert_eq!(same["as_known_at"], START);
}
