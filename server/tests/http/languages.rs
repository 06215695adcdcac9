//! The page of the garden in the languages in which it was frozen.

use serde_json::{Value, json};

use crate::harness::Stile;

const PHONE: (&str, &str) =
    ("user-agent", "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148");

/// The page of a subject in the arm whose variant is written in four languages.
async fn improved(stile: &Stile, body: Value) -> String {
    let trial = stile.running().await;
    for number in 0..7 {
        let mut body = body.clone();
        body["subject"] = json!(format!("line-{number}"));
        let answer = stile.post(&format!("{trial}/enrolments"), body).await.expect(201).json();
        if answer["arm"] == "improved" {
            let address = answer["garden_address"].as_str().unwrap();
            return address.strip_prefix("http://garden.test").unwrap().to_owned();
        }
    }
    panic!("a block has at most six draws, three of them of the other arm");
}

fn document(locale: &str) -> Value {
    json!({ "message": "iot-infection", "variant": "improved", "channel": "garden",
            "locale": locale })
}

/// The addresses in a page that lead to the same page in another language.
fn language_links(page: &str) -> Vec<&str> {
    let links = page.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.contains("?locale=")).collect()
}

#[tokio::test]
async fn a_page_links_to_the_other_languages_that_it_was_frozen_in() {
    let stile = Stile::new().await;
    let page = improved(&stile, json!({})).await;
    let english = stile.visit(&page).await.expect(200).text;
    assert!(english.contains("<html lang=\"en\" dir=\"ltr\">"));
    let others = ["ar", "de", "nl"].map(|tag| format!("{page}?locale={tag}"));
    assert_eq!(language_links(&english), others);
    let arabic = stile.visit(&others[0]).await.expect(200).text;
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(language_links(&arabic).contains(&&*format!("{page}?locale=en")));
}

#[tokio::test]
async fn the_language_that_was_chosen_survives_the_forms_without_a_cookie() {
    let stile = Stile::new().await;
    let page = improved(&stile, json!({})).await;
    let german = stile.visit(&format!("{page}?locale=de")).await.expect(200).text;
    for form in ["help", "release"] {
        let address = format!("{page}/{form}?locale=de");
        assert!(german.contains(&format!("action=\"{address}\"")), "{german}");
        let sent = stile.fill_in(&address, "text=Hilfe").await.expect(303);
        assert_eq!(sent.header("location"), address);
        assert_eq!(sent.header("set-cookie"), "");
        let answer = stile.visit(&address).await.expect(200).text;
        assert!(answer.contains("<html lang=\"de\"") && answer.contains("Zurück zur Nachricht"));
        assert!(answer.contains(&format!("href=\"{page}?locale=de\"")), "{answer}");
    }
    let refused = stile.fill_in(&format!("{page}/help?locale=de"), "text=").await.expect(422).text;
    assert!(refused.contains("<html lang=\"de\""));
    let early = stile.visit(&format!("{page}/release")).await.expect(200).text;
    assert!(early.contains("<html lang=\"en\""), "nothing was chosen by this address");
}

#[tokio::test]
async fn a_form_that_was_not_sent_leads_back_to_the_page_in_the_same_language() {
    let stile = Stile::new().await;
    let page = improved(&stile, json!({})).await;
    for form in ["help", "release"] {
        let back = stile.visit(&format!("{page}/{form}?locale=nl")).await.expect(303);
        assert_eq!(back.header("location"), format!("{page}?locale=nl"));
    }
}

#[tokio::test]
async fn a_language_that_is_missing_is_said_on_the_page_in_the_plans_language() {
    let stile = Stile::new().await;
    let page = improved(&stile, json!({})).await;
    let turkish = stile.visit(&format!("{page}?locale=tr")).await.expect(200).text;
    assert!(
        turkish.contains("<html lang=\"en\"") && turkish.contains("not available in your language")
    );
    for no_wish in ["", "?locale=", "?locale=not_a_tag", "?locale=en-GB"] {
        let text = stile.visit(&format!("{page}{no_wish}")).await.expect(200).text;
        assert!(!text.contains("not available in your language"), "{no_wish}");
    }
    let flemish = stile.visit(&format!("{page}?locale=nl-BE")).await.expect(200).text;
    assert!(flemish.contains("<html lang=\"nl\"") && !flemish.contains("niet in uw taal"));
}

#[tokio::test]
async fn the_language_that_a_subscriber_reads_is_shown_unless_another_is_chosen() {
    let stile = Stile::new().await;
    let page = improved(&stile, json!({ "locale": "ar" })).await;
    assert!(stile.visit(&page).await.expect(200).text.contains("<html lang=\"ar\""));
    let chosen = stile.visit(&format!("{page}?locale=de")).await.expect(200).text;
    assert!(chosen.contains("<html lang=\"de\""));
}

#[tokio::test]
async fn the_log_keeps_each_language_that_was_served_so_that_it_can_be_shown_again() {
    let stile = Stile::new().await;
    let page = improved(&stile, json!({})).await;
    let mut served = Vec::new();
    for query in ["?locale=ar", "?locale=tr", ""] {
        let path = format!("{page}{query}");
        served.push(stile.garden(axum::http::Method::GET, &path, &[PHONE], "").await.expect(200));
    }
    let summary = stile.get("/api/v1/subjects").await.expect(200).json();
    let mut deliveries = Vec::new();
    for subject in summary["items"].as_array().unwrap() {
        let path = format!("/api/v1/subjects/{}", subject["subject"].as_str().unwrap());
        let view = stile.get(&path).await.expect(200).json();
        deliveries.extend(view["deliveries"].as_array().unwrap().iter().rev().cloned());
    }
    let documents: Vec<_> =
        deliveries.iter().map(|delivery| delivery["document"].clone()).collect();
    assert_eq!(documents, ["ar", "en", "en"].map(document));
    for (delivery, served) in deliveries.iter().zip(&served) {
        let path = format!("/api/v1/revisions/{}", delivery["revision"].as_str().unwrap());
        let revision = stile.get(&path).await.expect(200).json();
        let (tree, _) = content::parse(revision["source"].as_str().unwrap());
        let brand = serde_json::from_value(revision["brand"].clone()).unwrap();
        let values: content::Values = serde_json::from_value(delivery["values"].clone()).unwrap();
        assert_eq!(delivery["values_hash"], json!(values.hash()));
        let again = content::render(&tree, &brand, &values, content::Target::GardenHtml);
        assert_eq!(again.body, served.text);
        assert_eq!(delivery["bytes"], json!(again.hash));
    }
}

#[tokio::test]
async fn a_trial_freezes_every_language_of_its_variants() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let trial = stile.get(&trial).await.expect(200).json();
    let frozen = trial["trial"]["frozen"].as_array().unwrap();
    let of_arm = |arm: &str| {
        let own = frozen.iter().filter(|frozen| frozen["arm"] == arm);
        own.map(|frozen| frozen["locale"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of_arm("standard"), ["en", "nl"]);
    assert_eq!(of_arm("improved"), ["ar", "de", "en", "nl"]);
}

#[tokio::test]
async fn a_page_that_a_probe_fetches_is_served_and_not_opened() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let get = async |agent: &str| {
        let headers = [("user-agent", agent), ("accept", "text/html")];
        stile.garden(axum::http::Method::GET, &page, &headers, "").await.expect(200);
    };
    get("CaptiveNetworkSupport-443.0.3 wispr").await;
    let flow = async || {
        let report = stile.get(&format!("{trial}/report")).await.expect(200).json();
        let sum = |field: &str| {
            let arms = report["health"]["flow"]["arms"].as_array().unwrap().iter();
            arms.map(|arm| arm[field].as_u64().unwrap()).sum::<u64>()
        };
        (sum("served"), sum("opened"))
    };
    assert_eq!(flow().await, (1, 0));
    get(PHONE.1).await;
    assert_eq!(flow().await, (1, 1));
    let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
    let opened: Vec<_> =
        subject["deliveries"].as_array().unwrap().iter().map(|it| it["opened"].clone()).collect();
    assert_eq!(opened, [json!(true), json!(false)]);
}

#[tokio::test]
async fn staff_walk_through_every_language_that_is_written() {
    let stile = Stile::new().await;
    let preview = json!({ "document": document("en"), "persona": "typical",
                          "source": "# Changed\n\n## Languages {#languages .language-switch}\n" });
    let preview = stile.post("/api/v1/previews", preview).await.expect(201).json();
    let page = preview["address"].as_str().unwrap().strip_prefix("http://garden.test").unwrap();
    let begun = stile.visit(page).await.expect(200).text;
    let others = ["ar", "de", "nl"].map(|tag| format!("{page}?locale={tag}"));
    assert_eq!(language_links(&begun), others);
    let german = stile.visit(&others[1]).await.expect(200).text;
    assert!(german.contains("<html lang=\"de\"") && language_links(&german).len() == 3);
    let back = stile.visit(&format!("{page}?locale=en")).await.expect(200).text;
    assert!(back.contains("Changed"), "the text that is being written, not the saved one");
    let help = format!("{page}/help?locale=de");
    assert_eq!(stile.fill_in(&help, "text=a").await.expect(303).header("location"), help);
    assert!(stile.visit(&help).await.expect(200).text.contains("<html lang=\"de\""));
    let missing = stile.visit(&format!("{page}?locale=tr")).await.expect(200).text;
    assert!(missing.contains("not available in your language") && missing.contains("Changed"));
}
