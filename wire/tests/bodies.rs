//! Every body as it travels: the JSON below is read, written again, and has to come back the same.
//! A change here is a change for everybody who calls the API.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wire::Page;
use wire::audit::AssignmentAudit;
use wire::batch::{
    BatchAnswer, ContactBatch, CoverageBatch, FollowUpEndBatch, IneligibleBatch, KeptAside,
    QuarantineBatch, SightingBatch, SurveyBatch,
};
use wire::contact::{ContactView, Release, SetCodes};
use wire::feed::ReportingFeed;
use wire::message::{Document, MessageSummary, Renderings, SaveDocument};
use wire::package::ImportAnswer;
use wire::preview::{NewPreview, Preview};
use wire::problem::{Problem, ProblemCode};
use wire::status::{SetClock, Status};
use wire::subject::{Delivery, SubjectSummary, TimelineEntry};
use wire::trials::{Enrol, Enrolled, StopTrial, TrialView};

const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn check<T: Serialize + DeserializeOwned>(body: Value) {
    let read: T = serde_json::from_value(body.clone()).expect("the body is read");
    assert_eq!(serde_json::to_value(read).expect("the body is written"), body);
}

fn refused<T: DeserializeOwned>(body: Value) -> String {
    match serde_json::from_value::<T>(body) {
        Ok(_) => panic!("the body should have been refused"),
        Err(error) => error.to_string(),
    }
}

fn case_code() -> String {
    content::CaseCode::from_number(123_456).expect("below the limit").to_string()
}

#[test]
fn the_status_and_the_clock() {
    check::<Status>(json!({
        "version": "0.1.0", "now": "2026-11-02T08:00:00Z", "test_clock": true,
        "garden_origin": "http://127.0.0.1:8081",
    }));
    check::<SetClock>(json!({ "now": "2026-11-02T08:00:00Z" }));
}

#[test]
fn documents_and_their_lists() {
    let id = json!({
        "message": "iot-infection", "variant": "improved", "channel": "garden", "locale": "en",
    });
    check::<Page<MessageSummary>>(json!({ "items": [{
        "message": "iot-infection",
        "documents": [{
            "id": id, "headline": "A device has a virus", "saved_at": "2026-11-02T08:00:00Z",
            "n_errors": 0, "n_warnings": 1, "in_trials": ["autumn"],
        }],
    }], "next": "17" }));
    check::<Document>(json!({
        "id": id, "source": "# A device", "version": 3, "saved_at": "2026-11-02T08:00:00Z",
        "revision": HASH, "state": "draft",
    }));
    check::<SaveDocument>(json!({ "source": "# A device" }));
    check::<Renderings>(json!({ "renderings": [{
        "id": id, "persona": "short", "target": "garden-html", "hash": HASH,
    }] }));
}

#[test]
fn a_trial_in_each_state() {
    let text = json!({
        "arm": "improved", "channel": "garden", "locale": "en", "revision": HASH, "reviewed": false,
    });
    let view = |state: Value| {
        let mut trial = json!({
            "id": "autumn",
            "plan": {
                "title": "Autumn", "hypothesis": "Fewer complaints.", "message": "iot-infection",
                "locale": "en",
                "arms": [
                    { "name": "standard", "variant": "standard", "channels": ["garden"],
                      "quarantined": true, "weight": 1 },
                    { "name": "improved", "variant": "improved", "channels": ["garden"],
                      "quarantined": true, "weight": 2 },
                ],
                "control": "standard", "horizon_days": 14, "quiet_days": 7, "burden_days": 14,
                "required_feeds": ["darknet"],
                "primary": {
                    "metric": { "board": "clean_by_horizon" }, "test": "fisher", "margin": null,
                },
                "may_differ": [], "guardrails": [], "strata": "none", "ethics_note": "",
                "design": {
                    "baseline": 0.8, "smallest_difference": 0.1, "power": 0.8,
                    "alpha_planned": 0.04, "alpha_anytime": 0.01, "infections_per_week": 50,
                },
            },
            "simulated": false, "simulated_now": null, "sizes": null,
            "frozen": [text],
            "seed_commitment": HASH,
        });
        for (name, value) in state.as_object().expect("an object") {
            trial[name] = value.clone();
        }
        json!({
            "trial": trial, "version": 2, "n_enrolled": 5, "seed": null,
            "cannot_start": [{ "code": "already_started", "message": "it runs", "field": null }],
            "worth_knowing": [], "would_freeze": [{ "text": text, "another_is_saved": true }],
            "cannot_stop": [], "cannot_change_plan": [],
        })
    };
    check::<TrialView>(view(json!({ "state": "planned" })));
    let started = "2026-11-02T08:00:00Z";
    check::<TrialView>(view(json!({ "state": "running", "started_at": started })));
    check::<TrialView>(view(json!({
        "state": "stopped", "started_at": started, "stopped_at": started, "reason": "A fault",
    })));
}

#[test]
fn which_feeds_have_reported() {
    check::<ReportingFeed>(json!({
        "feed": "darknet", "last_day": "2026-11-01", "arrived_at": "2026-11-02T00:10:00Z",
    }));
}

#[test]
fn what_is_exported_previewed_and_audited() {
    let id = json!({
        "message": "iot-infection", "variant": "improved", "channel": "garden", "locale": "en",
    });
    check::<ImportAnswer>(json!({
        "message": "iot-infection",
        "imported": { "created": [], "replaced": [id], "unchanged": [], "brand": "left_out" },
    }));
    check::<NewPreview>(json!({ "document": id, "persona": "typical", "source": null }));
    check::<Preview>(json!({
        "address": "http://127.0.0.1:8081/g/abc", "ends_at": "2026-11-02T09:00:00Z",
    }));
    check::<KeptAside>(json!({
        "id": 1, "kind": "quarantine_event", "subject": "line-1", "at": "2026-11-02T08:00:00Z",
        "what": "placed", "reason": "no subject", "arrived_at": "2026-11-02T08:00:00Z",
    }));
    check::<AssignmentAudit>(json!({
        "trial": "autumn", "seed_commitment": HASH, "keeps_commitment": true, "n_enrolments": 9,
        "is_intact": false, "n_findings": 1,
        "findings": [{ "stratum": "all", "ordinal": 3, "subject": null, "problem": "gone" }],
    }));
}

#[test]
fn enrolments_and_stops() {
    check::<Enrol>(json!({ "subject": "line-1", "device_kind": "camera", "locale": "en" }));
    check::<Enrolled>(json!({
        "subject": "line-1", "trial": "autumn", "arm": "improved", "at": "2026-11-02T08:00:00Z",
        "case_code": case_code(), "garden_address": "http://127.0.0.1:8081/g/abc",
    }));
    check::<StopTrial>(json!({ "reason": "The number on the page was wrong." }));
}

#[test]
fn batches_and_what_became_of_them() {
    let at = "2026-11-02T08:00:00Z";
    check::<SightingBatch>(json!({
        "sightings": [{ "subject": "line-1", "at": at, "feed": "darknet" }],
    }));
    check::<CoverageBatch>(json!({
        "days": [{ "feed": "darknet", "day": "2026-11-02", "state": "confirmed_empty" }],
    }));
    check::<IneligibleBatch>(json!({
        "lines": [{ "subject": "shop-1", "at": "2026-11-02T08:00:00Z", "reason": "business line" }],
    }));
    check::<FollowUpEndBatch>(json!({
        "ends": [{ "subject": "line-1", "at": "2026-11-02T08:00:00Z", "reason": "contract_ended" }],
    }));
    check::<SurveyBatch>(json!({
        "answers": [{ "subject": "line-1", "at": "2026-11-02T08:00:00Z", "received": true,
                      "read": null, "distrusted": false }],
    }));
    check::<QuarantineBatch>(json!({
        "events": [{ "subject": "line-1", "at": at, "change": "released_by_self" }],
    }));
    check::<ContactBatch>(json!({
        "contacts": [{ "subject": "line-1", "at": at, "channel": "help_desk",
                       "codes": ["cannot_work"] }],
    }));
    check::<BatchAnswer>(json!({
        "accepted": 1, "already_known": 2,
        "set_aside": [{ "entry": 3, "reason": "no subject of that name is enrolled" }],
    }));
}

#[test]
fn contacts_and_releases() {
    let at = "2026-11-02T08:00:00Z";
    check::<ContactView>(json!({
        "id": 7, "subject": "line-1", "case_code": case_code(), "at": at,
        "channel": "contact_form", "text": "Which camera?", "codes": null, "handled_at": null,
        "simulated": false,
    }));
    check::<SetCodes>(json!({ "codes": ["which_device", "looks_fake"] }));
    check::<Release>(json!({
        "id": 9, "subject": "line-1", "case_code": case_code(), "asked_at": at,
        "acknowledged_at": null, "overtaken_at": null, "simulated": false,
    }));
}

#[test]
fn what_is_known_about_a_subject() {
    let at = "2026-11-02T08:00:00Z";
    check::<SubjectSummary>(json!({
        "subject": "line-1", "case_code": case_code(), "enrolled_at": at, "simulated": true,
        "part": null,
    }));
    check::<Delivery>(json!({
        "id": 1, "at": at, "revision": HASH, "values_hash": HASH, "bytes": HASH, "opened": null,
        "document": { "message": "iot-infection", "variant": "improved", "channel": "garden",
                      "locale": "ar" },
        "values": {
            "case_code": case_code(), "device_kind": "camera", "token": "abc",
            "release": "available", "releases_left": 2, "release_minutes": 2, "more": {},
        },
    }));
    for event in [
        json!({ "event": "enrolled", "trial": "autumn", "arm": "improved" }),
        json!({ "event": "page_served", "delivery": 1 }),
        json!({ "event": "quarantine", "change": "placed" }),
        json!({ "event": "sighting", "feed": "darknet" }),
        json!({ "event": "contact", "channel": "email", "codes": null }),
        json!({ "event": "release_asked" }),
        json!({ "event": "release_acknowledged" }),
        json!({ "event": "release_overtaken" }),
        json!({ "event": "ineligible", "trial": "autumn", "reason": "business line" }),
        json!({ "event": "follow_up_ended", "reason": "opted_out" }),
        json!({ "event": "surveyed",
                "answers": { "received": true, "read": null, "distrusted": false } }),
    ] {
        let mut entry = event;
        entry["at"] = json!(at);
        check::<TimelineEntry>(entry);
    }
}

#[test]
fn a_problem_has_its_code_its_sentence_and_its_field() {
    let problem = Problem::new(ProblemCode::InvalidBody, "the time needs an offset").at("now");
    let body = serde_json::to_value(problem).expect("a problem is written");
    assert_eq!(
        body,
        json!({
            "type": "about:blank", "title": "The body cannot be read", "status": 400,
            "code": "invalid_body", "detail": "the time needs an offset", "field": "now",
        })
    );
    check::<Problem>(body);
}

#[test]
fn what_cannot_be_right_is_refused_by_both_ends() {
    let at = "2026-11-02T08:00:00Z";
    refused::<SetClock>(json!({ "now": "2026-11-02T08:00:00" }));
    refused::<Enrol>(json!({ "subject": "192.0.2.7" }));
    refused::<Enrol>(json!({ "subject": "line-1", "name": "A Person" }));
    refused::<SetCodes>(json!({ "codes": ["angry"] }));
    let error = refused::<SightingBatch>(json!({
        "sightings": [{ "subject": "line-1", "at": at, "feed": "Dark Net" }],
    }));
    assert!(error.contains("name of a feed"), "{error}");
}
