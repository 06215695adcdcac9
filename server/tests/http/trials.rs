//! Plan, start, stop, enrol: what is refused, and with which words.

use serde_json::{Value, json};

use crate::harness::{START, Stile, plan};

#[tokio::test]
async fn a_start_is_refused_with_the_reason_that_the_trial_shows_beforehand() {
    let stile = Stile::new().await;
    let mut plan = plan();
    plan["locale"] = json!("fy");
    let trial = stile.post("/api/v1/trials", plan).await.expect(201);
    let shown = &trial.json()["cannot_start"];
    assert!(!shown.as_array().unwrap().is_empty());
    let start = format!("{}/start", trial.header("location"));
    let problem = stile.post(&start, Value::Null).await.problem(409, "refused");
    assert_eq!(&problem["refusals"], shown);
}

#[tokio::test]
async fn arms_that_differ_in_more_than_the_plan_allows_do_not_start() {
    let stile = Stile::new().await;
    let view = async |may_differ: Value| {
        let mut plan = plan();
        plan["may_differ"] = may_differ;
        stile.post("/api/v1/trials", plan).await.expect(201).json()
    };
    let refused = view(json!(["fix"])).await;
    let first = &refused["cannot_start"][0];
    assert_eq!((&first["code"], &first["field"]), (&json!("not_comparable"), &json!("may_differ")));
    assert!(first["message"].as_str().unwrap().ends_with("(X-01)"), "{first}");

    let any = view(json!([])).await;
    assert_eq!(any["cannot_start"], json!([]));
    let told = any["worth_knowing"].as_array().unwrap();
    for rule in ["(X-02)", "(X-07)"] {
        let is_told = |known: &Value| {
            let message = known["message"].as_str().unwrap();
            message.starts_with("arm improved, garden: ") && message.ends_with(rule)
        };
        assert!(told.iter().any(is_told), "{rule}: {told:?}");
    }
}

#[tokio::test]
async fn nobody_is_enrolled_before_the_start_or_after_the_end() {
    let stile = Stile::new().await;
    let trial = stile.planned().await;
    let enrolments = format!("{trial}/enrolments");
    let body = json!({ "subject": "line-1" });
    let refused = |answer: crate::harness::Answer, words: &str| {
        let refusal = answer.problem(409, "refused")["refusals"][0].clone();
        assert_eq!(refusal["code"], "not_running");
        assert!(refusal["message"].as_str().unwrap().contains(words), "{refusal}");
    };
    refused(stile.post(&enrolments, body.clone()).await, "has not started; start it");
    stile.post(&format!("{trial}/start"), Value::Null).await.expect(200);
    stile.post(&format!("{trial}/stop"), json!({ "reason": "Enough." })).await.expect(200);
    refused(stile.post(&enrolments, body).await, "has been stopped");
}

#[tokio::test]
async fn subjects_are_drawn_within_the_strata_of_the_plan() {
    let stile = Stile::new().await;
    let mut plan = plan();
    plan["strata"] = json!("device_kind");
    let created = stile.post("/api/v1/trials", plan).await.expect(201);
    let trial = created.header("location").to_owned();
    stile.post(&format!("{trial}/start"), Value::Null).await.expect(200);
    // Blocks hold at most three subjects of either arm, so within a stratum the arms can never be
    // further apart than that, however the strata alternate.
    let mut ahead = [0_i32; 2];
    for n in 0..60 {
        let kind = ["camera", "router"][n % 2];
        let body = json!({ "subject": format!("{kind}-{n}"), "device_kind": kind });
        let path = format!("{trial}/enrolments");
        let answer = stile.post(&path, body).await.expect(201).json();
        ahead[n % 2] += if answer["arm"] == "improved" { 1 } else { -1 };
        assert!(ahead[n % 2].abs() <= 3, "{kind}: {ahead:?} after {n}");
    }
    let audit = stile.get(&format!("{trial}/audit")).await.expect(200).json();
    assert_eq!(audit["is_intact"], true, "{audit}");
    stile.clock("2026-03-28T08:00:00Z").await.expect(200);
    let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
    assert!(report["breakdowns"].to_string().contains("router"), "{}", report["breakdowns"]);
}

#[tokio::test]
async fn a_subject_is_in_one_running_trial_at_most() {
    let stile = Stile::new().await;
    let first = stile.running().await;
    let second = stile.running().await;
    assert_ne!(first, second);
    stile.enrolled(&first, "line-1").await;
    let answer = stile.post(&format!("{second}/enrolments"), json!({ "subject": "line-1" })).await;
    assert_eq!(answer.problem(409, "refused")["refusals"][0]["code"], "in_another_trial");
}

#[tokio::test]
async fn enrolment_closes_when_the_planned_information_is_reached() {
    let stile = Stile::new().await;
    let mut plan = plan();
    plan["design"] = json!({ "baseline": 0.5, "smallest_difference": 0.49 });
    let created = stile.post("/api/v1/trials", plan).await.expect(201);
    let trial = created.header("location").to_owned();
    stile.post(&format!("{trial}/start"), Value::Null).await.expect(200);
    let path = format!("{trial}/enrolments");
    let mut n_enrolled = 0;
    let refused = loop {
        let body = json!({ "subject": format!("line-{n_enrolled}") });
        let answer = stile.post(&path, body).await;
        if answer.status != 201 {
            break answer;
        }
        n_enrolled += 1;
        assert!(n_enrolled < 200, "it never closes");
    };
    assert_eq!(refused.problem(409, "refused")["refusals"][0]["code"], "full");
    assert!(n_enrolled >= 20, "{n_enrolled}");
    // Who is in stays in.
    stile.post(&path, json!({ "subject": "line-0" })).await.expect(200);
}

#[tokio::test]
async fn who_opted_out_is_not_enrolled_again() {
    let stile = Stile::new().await;
    let first = stile.running().await;
    stile.enrolled(&first, "line-1").await;
    let end = json!({ "ends": [{ "subject": "line-1", "at": crate::harness::START,
        "reason": "opted_out" }] });
    stile.post("/api/v1/follow-up-ends", end).await.expect(200);
    stile.post(&format!("{first}/stop"), json!({ "reason": "Enough." })).await.expect(200);
    let second = stile.running().await;
    let answer = stile.post(&format!("{second}/enrolments"), json!({ "subject": "line-1" })).await;
    assert_eq!(answer.problem(409, "refused")["refusals"][0]["code"], "opted_out");
}

#[tokio::test]
async fn a_later_enrolment_elsewhere_ends_the_follow_up_and_takes_the_contacts_with_it() {
    let stile = Stile::new().await;
    let first = stile.running().await;
    stile.enrolled(&first, "line-1").await;
    stile.post(&format!("{first}/stop"), json!({ "reason": "Enough." })).await.expect(200);
    stile.clock("2026-03-02T08:00:00Z").await.expect(200);
    // The open report of the first trial is kept up, not computed anew.
    stile.get(&format!("{first}/report")).await.expect(200);
    let second = stile.running().await;
    stile.enrolled(&second, "line-1").await;
    let call = json!({ "contacts": [{ "subject": "line-1", "at": "2026-03-02T08:00:00Z",
        "channel": "help_desk", "codes": ["threatens_to_terminate"] }] });
    stile.post("/api/v1/contacts", call).await.expect(200);
    stile.clock("2026-03-28T08:00:00Z").await.expect(200);
    let complaints = async |trial: &str| {
        let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
        let arms = report["arms"].as_array().unwrap().clone();
        let n = |arm: &Value| arm["burden"][0]["rate"]["count"]["x"].as_u64().unwrap();
        let ended = report["health"]["flow"]["arms"].as_array().unwrap().clone();
        let ended = ended.iter().map(|arm| arm["ended_early"].as_u64().unwrap());
        (arms.iter().map(n).sum::<u64>(), ended.sum::<u64>())
    };
    assert_eq!(complaints(&first).await, (0, 1));
    assert_eq!(complaints(&second).await, (1, 0));
}

#[tokio::test]
async fn an_enrolment_may_be_told_a_day_later_and_no_more() {
    let stile = Stile::new().await;
    stile.clock("2026-03-02T08:00:00Z").await.expect(200);
    let trial = stile.running().await;
    let enrol = async |subject: &str, at: &str| {
        let body = json!({ "subject": subject, "at": at });
        stile.post(&format!("{trial}/enrolments"), body).await
    };
    let told = enrol("line-1", "2026-03-01T08:00:00Z").await.expect(201).json();
    assert_eq!(told["at"], "2026-03-01T08:00:00Z");
    for at in ["2026-03-01T07:59:59Z", "2026-03-02T08:05:01Z"] {
        let problem = enrol("line-2", at).await.problem(422, "invalid_value");
        assert_eq!(problem["field"], "at");
    }
    let fast = enrol("line-3", "2026-03-02T08:04:00Z").await.expect(201).json();
    assert_eq!(fast["at"], "2026-03-02T08:00:00Z");
}

#[tokio::test]
async fn an_address_is_not_taken_for_a_subject() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let body = json!({ "subject": "192.0.2.7" });
    let problem = stile.post(&format!("{trial}/enrolments"), body).await;
    assert_eq!(problem.problem(400, "invalid_body")["field"], "subject");
}

#[tokio::test]
async fn a_subject_that_is_shaped_like_a_telephone_number_is_refused_and_not_repeated() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let body = json!({ "subject": "06-12345678" });
    let problem = stile.post(&format!("{trial}/enrolments"), body).await;
    let problem = problem.problem(422, "invalid_value");
    assert_eq!(problem["field"], "subject");
    let text = problem.to_string();
    assert!(text.contains("telephone number") && !text.contains("12345678"), "{text}");
    let batch = json!({ "sightings": [
        { "subject": "line-1", "at": START, "feed": "darknet" },
        { "subject": "00-1a-2b-3c-4d-5e", "at": START, "feed": "darknet" } ] });
    let problem = stile.post("/api/v1/sightings", batch).await.problem(422, "invalid_value");
    assert_eq!(problem["field"], "sightings[1].subject");
}

#[tokio::test]
async fn a_plan_is_refused_at_the_field_that_is_wrong() {
    let stile = Stile::new().await;
    let check = async |place: &str, value: Value, status, code: &str, field: &str| {
        let mut plan = plan();
        *plan.pointer_mut(place).unwrap() = value;
        let problem = stile.post("/api/v1/trials", plan).await.problem(status, code);
        assert_eq!(problem["field"], field, "{problem}");
    };
    check("/arms/1/variant", json!("unwritten"), 422, "invalid_value", "arms[1].variant").await;
    check("/message", json!("unwritten"), 422, "invalid_value", "message").await;
    check("/arms/1/weight", json!(0), 422, "invalid_value", "arms[1].weight").await;
    check("/arms/1/weight", json!(-1), 400, "invalid_body", "arms[1].weight").await;
    check("/arms/0/channels/0", json!("pigeon"), 400, "invalid_body", "arms[0].channels[0]").await;
    check("/title", json!(""), 422, "invalid_value", "title").await;
}

#[tokio::test]
async fn two_who_change_the_same_plan_do_not_overwrite_each_other() {
    let stile = Stile::new().await;
    let trial = stile.planned().await;
    let shown = stile.get(&trial).await.expect(200);
    let (tag, address) = (shown.header("etag"), format!("{trial}/plan"));
    assert_eq!(tag, "\"1\"");
    let changed = stile.put(&address, ("if-match", tag), plan()).await.expect(200);
    assert_eq!(changed.header("etag"), "\"2\"");
    stile.put(&address, ("if-match", tag), plan()).await.problem(412, "conflict");
    let without = stile.put(&address, ("x-none", "1"), plan()).await;
    without.problem(428, "precondition_required");
}

#[tokio::test]
async fn a_plan_that_changed_since_it_was_read_is_not_started_unseen() {
    let stile = Stile::new().await;
    let trial = stile.planned().await;
    let start = format!("{trial}/start");
    let over = async |header: (&str, &str)| {
        stile.staff(axum::http::Method::POST, &start, &[header], "").await
    };
    stile.put(&format!("{trial}/plan"), ("if-match", "\"1\""), plan()).await.expect(200);
    for stale in [("if-match", "\"1\""), ("if-match", "nonsense"), ("if-none-match", "*")] {
        over(stale).await.problem(412, "conflict");
        let shown = stile.get(&trial).await.expect(200).json();
        assert_eq!(shown["trial"]["state"], "planned", "{stale:?}");
    }
    let started = over(("if-match", "\"2\"")).await.expect(200);
    assert_eq!(started.header("etag"), "\"3\"");
}

#[tokio::test]
async fn a_started_plan_is_frozen() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let answer = stile.put(&format!("{trial}/plan"), ("if-match", "\"2\""), plan()).await;
    let refusal = answer.problem(409, "refused")["refusals"][0]["code"].clone();
    assert_eq!(refusal, "plan_frozen");
}

#[tokio::test]
async fn a_start_freezes_the_documents_unreviewed_and_seals_the_seed() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let trial = stile.get(&trial).await.expect(200).json()["trial"].clone();
    let frozen = trial["frozen"].as_array().unwrap();
    for arm in ["standard", "improved"] {
        assert!(frozen.iter().any(|frozen| frozen["arm"] == arm && frozen["locale"] == "en"));
    }
    assert!(frozen.iter().all(|frozen| frozen["reviewed"] == false));
    assert_eq!(trial["seed_commitment"].as_str().unwrap().len(), 64);
}

#[tokio::test]
async fn a_stop_needs_a_reason_and_keeps_it() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let stop = format!("{trial}/stop");
    let blank = stile.post(&stop, json!({ "reason": " " })).await.problem(422, "invalid_value");
    assert_eq!(blank["field"], "reason");
    let stopped = stile.post(&stop, json!({ "reason": "Enough." })).await.expect(200).json();
    assert_eq!(stopped["trial"]["reason"], "Enough.");
    stile.post(&stop, json!({ "reason": "Again." })).await.problem(409, "refused");
}

#[tokio::test]
async fn the_log_of_a_trial_can_be_drawn_again_and_its_seed_is_told_at_the_end() {
    let stile = Stile::new().await;
    let trial = stile.planned().await;
    let audit = format!("{trial}/audit");
    let early = stile.get(&audit).await.problem(409, "refused");
    assert_eq!(early["refusals"][0]["code"], "not_started");
    stile.get("/api/v1/trials/nowhere/audit").await.problem(404, "not_found");

    let running = stile.post(&format!("{trial}/start"), Value::Null).await.expect(200).json();
    assert_eq!(running["seed"], Value::Null);
    for number in 0..12 {
        stile.enrolled(&trial, &format!("line-{number}")).await;
    }
    let told = stile.get(&audit).await.expect(200).json();
    assert_eq!((&told["is_intact"], &told["n_enrolments"]), (&json!(true), &json!(12)));
    assert_eq!(told["seed_commitment"], running["trial"]["seed_commitment"]);

    let stop = json!({ "reason": "Enough." });
    let stopped = stile.post(&format!("{trial}/stop"), stop).await.expect(200).json();
    let hex = stopped["seed"].as_str().unwrap();
    let byte = |place: usize| u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).unwrap();
    let seed = trial::assignment::Seed::new(std::array::from_fn(byte));
    assert_eq!(told["seed_commitment"], seed.commitment());
}
