//! The loop that the product is about, from a plan to rates that move.

use serde_json::{Value, json};

use crate::harness::{Stile, plan};

#[tokio::test]
async fn a_customer_goes_from_enrolment_to_a_rate_on_the_report() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let enrolments = format!("{trial}/enrolments");

    let first = stile.post(&enrolments, json!({ "subject": "line-1" })).await.expect(201).json();
    let again = stile.post(&enrolments, json!({ "subject": "line-1" })).await.expect(200).json();
    assert_eq!(first, again);

    let address = first["garden_address"].as_str().unwrap().to_owned();
    let page = address.strip_prefix("http://garden.test").unwrap();
    let served = stile.visit(page).await.expect(200);
    assert!(served.text.contains(first["case_code"].as_str().unwrap()));

    let sent = stile.fill_in(&format!("{page}/help"), "text=Which+device%3F").await.expect(303);
    stile.visit(sent.header("location")).await.expect(200);
    let contacts = stile.get("/api/v1/contacts?handled=false").await.expect(200).json();
    assert_eq!(contacts["items"][0]["text"], "Which device?");
    assert_eq!(contacts["items"][0]["case_code"], first["case_code"]);

    stile.clock("2026-03-20T08:00:00Z").await.expect(200);
    let sighting = json!({ "subject": "line-1", "at": "2026-03-18T10:00:00Z", "feed": "darknet" });
    let batch = json!({ "sightings": [sighting] });
    stile.post("/api/v1/sightings", batch).await.expect(200);

    stile.clock("2026-03-26T08:00:00Z").await.expect(200);
    let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
    let arm = report["arms"].as_array().unwrap().iter().find(|arm| arm["arm"] == first["arm"]);
    let arm = arm.unwrap();
    assert_eq!(arm["clean_by_horizon"]["count"], json!({ "x": 0, "n": 1 }));
    // The feed has reported no day: whatever is known of the line, it is not mature.
    assert_eq!(arm["tally"]["unknown"], 1);
    assert_eq!(arm["served"], 1);
    assert_eq!(arm["in_contact"], 1);
}

#[tokio::test]
async fn what_was_served_can_be_rendered_again_to_the_same_bytes() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let served = stile.visit(&page).await.expect(200);

    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    let delivery = &subject["deliveries"][0];
    assert_eq!(delivery["bytes"], content::Hash::of(served.text.as_bytes()).to_string());

    let address = format!("/api/v1/revisions/{}", delivery["revision"].as_str().unwrap());
    let revision = stile.get(&address).await.expect(200).json();
    let (document, _) = content::parse(revision["source"].as_str().unwrap());
    let brand = serde_json::from_value(revision["brand"].clone()).unwrap();
    let values = serde_json::from_value(delivery["values"].clone()).unwrap();
    let again = content::render(&document, &brand, &values, content::Target::GardenHtml);
    assert_eq!(again.body, served.text);
    assert_eq!(content::revision_hash(&document, &brand).to_string(), revision["hash"]);
}

#[tokio::test]
async fn a_page_is_filled_in_from_the_template_that_was_frozen_with_its_revision() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let served = stile.visit(&page).await.expect(200);
    let deliveries = stile.app.store.deliveries(&"line-1".parse().unwrap()).await.unwrap();
    let store = &stile.app.store;
    let revision = store.revision(&deliveries[0].revision).await.unwrap();
    let template = store.template(&revision.hash, content::Target::GardenHtml).await.unwrap();
    let (document, _) = content::parse(&revision.source);
    let compiled = content::compile(&document, &revision.brand, content::Target::GardenHtml);
    assert_eq!(template.hash(), compiled.hash());
    assert_eq!(template.fill(&deliveries[0].values).body, served.text);
    let other = store.template(&revision.hash, content::Target::EmailHtml).await;
    assert_eq!(other, Err(server::store::StoreError::NotFound));
}

#[tokio::test]
async fn an_edit_after_the_start_changes_no_page_that_is_served() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let before = stile.visit(&page).await.expect(200).text;
    for variant in ["standard", "improved"] {
        let address = format!("/api/v1/messages/iot-infection/{variant}/garden/en");
        let body = json!({ "source": "# Something else\n" });
        stile.put(&address, ("if-match", "\"1\""), body).await.expect(200);
    }
    assert_eq!(stile.visit(&page).await.expect(200).text, before);
}

#[tokio::test]
async fn a_subject_is_found_by_its_case_code_in_any_spelling() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    let code = subject["case_code"].as_str().unwrap();
    for spelling in [code.to_owned(), code.to_lowercase(), code.replace('-', "%20")] {
        let found = stile.get(&format!("/api/v1/subjects?case_code={spelling}")).await.expect(200);
        assert_eq!(found.json()["items"][0]["subject"], "line-1", "{spelling}");
    }
    let problem = stile.get("/api/v1/subjects?case_code=OOO").await.problem(400, "invalid_address");
    assert_eq!(problem["field"], "case_code");
    stile.get("/api/v1/subjects/nobody").await.problem(404, "not_found");
}

#[tokio::test]
async fn the_subject_page_tells_what_happened_in_order() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.clock("2026-03-01T09:00:00Z").await.expect(200);
    stile.visit(&page).await.expect(200);
    stile.clock("2026-03-01T10:00:00Z").await.expect(200);
    stile.fill_in(&format!("{page}/release"), "").await.expect(303);
    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    let timeline = subject["timeline"].as_array().unwrap();
    let events: Vec<&Value> = timeline.iter().map(|entry| &entry["event"]).collect();
    assert_eq!(events, ["enrolled", "page_served", "release_asked"]);
    let outcome = &subject["trials"][0]["outcome"];
    assert_eq!(outcome["clean_by_horizon"]["answer"], "too_early");
}

#[tokio::test]
async fn an_arm_without_a_message_has_no_page() {
    let stile = Stile::new().await;
    let mut plan = plan();
    plan["arms"][0] = json!({ "name": "nothing", "weight": 1 });
    plan["control"] = json!("nothing");
    plan["ethics_note"] = json!("Agreed with the board; broken off after a month.");
    let created = stile.post("/api/v1/trials", plan).await.expect(201);
    let trial = created.header("location");
    stile.post(&format!("{trial}/start"), Value::Null).await.expect(200);
    // A block has at most six draws, three of them of this arm.
    for number in 0..4 {
        let body = json!({ "subject": format!("line-{number}") });
        let answer = stile.post(&format!("{trial}/enrolments"), body).await.expect(201).json();
        assert_eq!(answer["garden_address"].is_null(), answer["arm"] == "nothing", "{answer}");
    }
}
