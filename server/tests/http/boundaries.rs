//! Requests at the edges of what the description allows, made from the description itself: inside an
//! edge nothing is refused for its shape, one step outside everything is.

use axum::http::Method;
use serde_json::{Value, json};

use crate::harness::contract::DESCRIPTION;
use crate::harness::schema::{fault, resolved};
use crate::harness::{Answer, JSON, Stile, plan};

/// An operation that takes JSON, with a body that it accepts or refuses for its meaning only.
struct Sample {
    method: Method,
    path: &'static str,
    schema: &'static str,
    body: Value,
}

/// A body with one value changed, and where that is.
struct Variation {
    field: String,
    body: Value,
}

/// Fields whose values have to fit something beside their schema: what is stored, or another field.
const MEANT: &[&str] = &[
    "revision",
    "message",
    "locale",
    "control",
    "variant",
    "metric",
    "channels",
    "design",
    "document.channel",
    "place",
    "rule",
];

fn samples() -> Vec<Sample> {
    let post = |path, schema, body| Sample { method: Method::POST, path, schema, body };
    let put = |path, schema, body| Sample { method: Method::PUT, path, schema, body };
    let at = "2026-03-01T08:00:00Z";
    let line = json!({ "subject": "line-1", "at": at });
    let with = |name: &str, value: Value| {
        let mut line = line.clone();
        line[name] = value;
        line
    };
    let document = "/api/v1/messages/iot-infection/improved/garden/en";
    let waiver = json!({ "rule": "A-03", "place": { "start": 0, "end": 1 }, "reason": "It is." });
    let hash = "0".repeat(64);
    vec![
        post(
            "/api/v1/sightings",
            "SightingBatch",
            json!({ "sightings": [with("feed", json!("darknet"))] }),
        ),
        post(
            "/api/v1/coverage",
            "CoverageBatch",
            json!({ "days": [{ "feed": "darknet", "day": "2026-02-28", "state": "delivered" }] }),
        ),
        post(
            "/api/v1/quarantine-events",
            "QuarantineBatch",
            json!({ "events": [with("change", json!("placed"))] }),
        ),
        post(
            "/api/v1/contacts",
            "ContactBatch",
            json!({ "contacts": [{ "subject": "line-1", "at": at, "channel": "email", "codes": ["cannot_work"], "reference": "ticket 7", "text": "Please call." }] }),
        ),
        post(
            "/api/v1/trials/x/ineligible",
            "IneligibleBatch",
            json!({ "lines": [with("reason", json!("business line"))] }),
        ),
        post(
            "/api/v1/follow-up-ends",
            "FollowUpEndBatch",
            json!({ "ends": [with("reason", json!("opted_out"))] }),
        ),
        post(
            "/api/v1/survey-answers",
            "SurveyBatch",
            json!({ "answers": [{ "subject": "line-1", "at": at, "received": true, "read": false, "distrusted": null }] }),
        ),
        post(
            "/api/v1/notice-receipts",
            "NoticeBatch",
            json!({ "receipts": [{ "subject": "line-1", "at": at, "channel": "email", "step": "delivered", "reference": "mail 7" }] }),
        ),
        post("/api/v1/trials", "PlanDraft", whole_plan()),
        post("/api/v1/trials/x/stop", "StopTrial", json!({ "reason": "The page was wrong." })),
        post(
            "/api/v1/trials/x/enrolments",
            "Enrol",
            json!({ "subject": "line-1", "device_kind": "camera", "locale": "nl-BE", "at": at }),
        ),
        put("/api/v1/contacts/1/codes", "SetCodes", json!({ "codes": ["cannot_work"] })),
        put("/api/v1/test-clock", "SetClock", json!({ "now": at })),
        post(
            "/api/v1/previews",
            "NewPreview",
            json!({
            "document": { "message": "iot-infection", "variant": "improved", "channel": "garden", "locale": "en" },
            "persona": "typical", "source": "text" }),
        ),
        put(document, "SaveDocument", json!({ "source": "text" })),
        post(SUBMIT, "Submit", json!({ "author": "Ann", "waivers": [waiver] })),
        post(
            APPROVE,
            "Approve",
            json!({ "revision": hash, "approver": "Bob", "waivers": [waiver] }),
        ),
        post(
            REQUEST_CHANGES,
            "RequestChanges",
            json!({ "revision": hash, "reviewer": "Bob", "note": "Shorter." }),
        ),
    ]
}

const SUBMIT: &str = "/api/v1/messages/iot-infection/improved/garden/en/submit";
const APPROVE: &str = "/api/v1/messages/iot-infection/improved/garden/en/approve";
const REQUEST_CHANGES: &str = "/api/v1/messages/iot-infection/improved/garden/en/request-changes";

/// A plan that names every field.
fn whole_plan() -> Value {
    let mut whole = plan();
    let more = json!({
        "locale": "en", "horizon_days": 90, "quiet_days": 7, "burden_days": 14,
        "may_differ": ["steps"], "looks": "once",
        "sources": { "quarantine_log": "garden-log", "contacts": "help-desk" }, "strata": "none", "smallest_count": 5, "ethics_note": "None.",
        "primary": { "metric": { "board": "clean_by_horizon" }, "test": "fisher", "margin": 0.1 },
        "guardrails": [{ "metric": { "board": "burden", "row": { "kind": "complaint" } }, "margin": 0.1 }],
        "design": { "baseline": 0.5, "smallest_difference": 0.1, "power": 0.8, "alpha_planned": 0.04,
                    "alpha_anytime": 0.01, "infections_per_week": 50 },
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        whole[name] = value.clone();
    }
    whole
}

/// Walks a value along its schema; collects what lies inside and what lies outside its edges.
#[derive(Default)]
struct Edges {
    inside: Vec<(String, String, Value)>,
    outside: Vec<(String, String, Value)>,
}

impl Edges {
    fn walk(&mut self, schema: &Value, value: &Value, pointer: &str, field: &str) {
        let schema = resolved(&DESCRIPTION, schema);
        if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
            let fitting =
                choices.iter().find(|choice| fault(&DESCRIPTION, choice, value).is_none());
            return self.walk(fitting.expect("a choice that fits"), value, pointer, field);
        }
        let place = |value: Value| (pointer.to_owned(), field.to_owned(), value);
        match value {
            Value::String(_) => self.text(schema, place),
            Value::Number(_) => self.number(schema, place),
            Value::Array(items) => self.items(schema, items, pointer, field),
            Value::Object(_) => self.fields(schema, value, pointer, field),
            Value::Null | Value::Bool(_) => self.outside.push(place(json!("no boolean"))),
        }
    }

    fn text(&mut self, schema: &Value, place: impl Fn(Value) -> (String, String, Value)) {
        self.outside.push(place(json!(7)));
        if !schema["enum"].is_null() || !schema["format"].is_null() {
            return self.outside.push(place(json!("none of them")));
        }
        if let Some(least) = schema["minLength"].as_u64() {
            self.inside.push(place(json!(text_of(schema, least))));
            self.outside.push(place(json!(text_of(schema, least - 1))));
        }
        if let Some(most) = schema["maxLength"].as_u64() {
            self.inside.push(place(json!(text_of(schema, most))));
            self.outside.push(place(json!(text_of(schema, most + 1))));
        }
        if schema["pattern"].is_string() {
            self.outside.push(place(json!("\u{7}")));
        }
    }

    fn number(&mut self, schema: &Value, place: impl Fn(Value) -> (String, String, Value)) {
        self.outside.push(place(json!("7")));
        let step = if schema["type"] == "integer" { 1.0 } else { 0.001 };
        let whole = |number: f64| if step == 1.0 { json!(number as i64) } else { json!(number) };
        for (key, outwards) in [("minimum", -step), ("maximum", step)] {
            let Some(edge) = schema[key].as_f64() else { continue };
            self.inside.push(place(schema[key].clone()));
            self.outside.push(place(whole(edge + outwards)));
        }
        for (key, inwards) in [("exclusiveMinimum", step), ("exclusiveMaximum", -step)] {
            let Some(edge) = schema[key].as_f64() else { continue };
            self.inside.push(place(whole(edge + inwards)));
            self.outside.push(place(whole(edge)));
        }
    }

    fn items(&mut self, schema: &Value, items: &[Value], pointer: &str, field: &str) {
        let place = |items: Vec<Value>| (pointer.to_owned(), field.to_owned(), json!(items));
        if let Some(least) = schema["minItems"].as_u64() {
            let fewer = items.iter().take(least as usize - 1).cloned();
            self.outside.push(place(fewer.collect()));
        }
        if let (Some(most), Some(first)) = (schema["maxItems"].as_u64(), items.first()) {
            self.outside.push(place(vec![first.clone(); most as usize + 1]));
        }
        for (index, item) in items.iter().enumerate() {
            self.walk(
                &schema["items"],
                item,
                &format!("{pointer}/{index}"),
                &format!("{field}[{index}]"),
            );
        }
    }

    fn fields(&mut self, schema: &Value, object: &Value, pointer: &str, field: &str) {
        let place = |object: Value| (pointer.to_owned(), field.to_owned(), object);
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, value) in object.as_object().into_iter().flatten() {
            let mut without = object.clone();
            without.as_object_mut().expect("an object").remove(name);
            let side =
                if required.contains(&json!(name)) { &mut self.outside } else { &mut self.inside };
            side.push(place(without));
            let field = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
            self.walk(&schema["properties"][name], value, &format!("{pointer}/{name}"), &field);
        }
        if schema["additionalProperties"] == false {
            let mut with_more = object.clone();
            with_more["no_such_field"] = json!(1);
            self.outside.push(place(with_more));
        }
    }
}

/// A text of that length that its pattern allows, as far as length lets it.
fn text_of(schema: &Value, length: u64) -> String {
    let tags = schema["pattern"].as_str().is_some_and(|pattern| pattern.contains("{1,8}"));
    let symbol = |place: u64| match () {
        () if tags && place % 3 == 2 && place + 2 < length.max(4) => '-',
        () => 'a',
    };
    (0..length).map(symbol).collect()
}

fn variation(sample: &Value, (pointer, field, value): (String, String, Value)) -> Variation {
    let mut body = sample.clone();
    *body.pointer_mut(&pointer).expect("a place in the body") = value;
    Variation { field, body }
}

async fn send(stile: &Stile, sample: &Sample, body: &Value) -> Answer {
    let headers = [JSON[0], ("if-match", "\"1\"")];
    stile.staff(sample.method.clone(), sample.path, &headers, body.to_string()).await
}

fn edges_of(sample: &Sample) -> Edges {
    let mut edges = Edges::default();
    let schema = &DESCRIPTION["components"]["schemas"][sample.schema];
    assert_eq!(fault(&DESCRIPTION, schema, &sample.body), None, "the sample of {}", sample.schema);
    edges.walk(schema, &sample.body, "", "");
    edges
}

#[tokio::test]
async fn what_lies_inside_the_edges_is_never_refused_for_its_shape() {
    let stile = Stile::new().await;
    let mut n_sent = 0;
    for sample in samples() {
        for edge in edges_of(&sample).inside {
            let Variation { field, body } = variation(&sample.body, edge);
            let answer = send(&stile, &sample, &body).await;
            let told = format!("{} at {field:?}: {}", sample.schema, answer.text);
            assert!(!matches!(answer.status, 400 | 415), "{told}");
            let is_meant = MEANT.iter().any(|meant| field.contains(meant));
            if answer.status == 422 && !is_meant && !field.is_empty() {
                let problem = answer.json();
                assert_ne!(problem["field"], json!(field), "{told}");
            }
            n_sent += 1;
        }
    }
    assert!(n_sent > 80, "{n_sent}");
}

#[tokio::test]
async fn what_lies_outside_the_edges_is_always_refused() {
    let stile = Stile::new().await;
    let mut n_sent = 0;
    for sample in samples() {
        for edge in edges_of(&sample).outside {
            let Variation { field, body } = variation(&sample.body, edge);
            let schema = &DESCRIPTION["components"]["schemas"][sample.schema];
            if fault(&DESCRIPTION, schema, &body).is_none() {
                continue;
            }
            let answer = send(&stile, &sample, &body).await;
            let told = format!("{} at {field:?}: {} {}", sample.schema, answer.status, answer.text);
            assert!(matches!(answer.status, 400 | 413 | 422), "{told} for {body}");
            n_sent += 1;
        }
    }
    assert!(n_sent > 150, "{n_sent}");
}

#[test]
fn every_json_body_has_a_sample() {
    let samples: Vec<&str> = samples().iter().map(|sample| sample.schema).collect();
    for (path, item) in DESCRIPTION["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(reference) = schema["$ref"].as_str() else { continue };
            let name = reference.rsplit('/').next().unwrap_or_default();
            assert!(samples.contains(&name), "{method} {path} takes {name}");
        }
    }
}
