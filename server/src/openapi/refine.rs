//! Statements that no attribute makes, about every part of the description alike: how large unsigned
//! numbers may be, that a parameter is never null, how versions are written, and where the garden is.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

/// How an ETag and `If-Match` name a version.
const VERSION: &str = "^\"(0|[1-9][0-9]{0,18})\"$";
/// The largest number of a row.
const LAST_ROW: u64 = i64::MAX as u64;

/// Makes the statements; the pages of the garden are below `garden_origin`.
pub fn refine(description: &mut Value, garden_origin: &str) {
    each_object(description, &mut |object| {
        bound_unsigned(object);
        refine_parameter(object);
        refine_headers(object);
        refine_archive(object);
    });
    let Some(paths) = description["paths"].as_object_mut() else { return };
    paths.values_mut().for_each(describe_responses);
    paths.values_mut().for_each(name_operations);
    for (_, item) in paths.iter_mut().filter(|(path, _)| !path.starts_with("/api/")) {
        item["servers"] = json!([{ "url": garden_origin }]);
    }
}

fn each_object(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            change(object);
            object.values_mut().for_each(|inner| each_object(inner, change));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| each_object(inner, change)),
        _ => {}
    }
}

/// `int32` is the format of a signed number, and a minimum of 0 the only hint that it has no sign.
fn bound_unsigned(schema: &mut Map<String, Value>) {
    let is_unsigned =
        schema.get("minimum").and_then(Value::as_f64).is_some_and(|least| least >= 0.0);
    let (format, largest) = match schema.get("format").and_then(Value::as_str) {
        Some("int32") if is_unsigned => ("uint32", u64::from(u32::MAX)),
        Some("int64") if is_unsigned => ("uint64", u64::MAX),
        _ => return,
    };
    schema.insert("format".to_owned(), json!(format));
    schema.entry("maximum").or_insert(json!(largest));
}

/// A parameter is there or left out; JSON's null cannot be written in an address or a header.
fn refine_parameter(parameter: &mut Map<String, Value>) {
    let place = parameter.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(schema) = parameter.get_mut("schema").filter(|_| !place.is_empty()) else { return };
    without_null(schema);
    match (place.as_str(), name.as_str()) {
        ("header", "If-Match") => schema["pattern"] = json!(VERSION),
        ("header", "If-None-Match") => schema["enum"] = json!(["*"]),
        ("path", _) if schema["format"] == "int64" => schema["maximum"] = json!(LAST_ROW),
        _ => {}
    }
}

fn without_null(schema: &mut Value) {
    if let Some(types) = schema["type"].as_array() {
        let others: Vec<_> = types.iter().filter(|kind| *kind != "null").cloned().collect();
        if let [only] = &others[..] {
            schema["type"] = only.clone();
        }
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let others: Vec<_> = choices.iter().filter(|one| one["type"] != "null").cloned().collect();
        if let [only] = &others[..] {
            *schema = only.clone();
        }
    }
}

/// OpenAPI demands a description of each response, also where its status says it all.
fn describe_responses(item: &mut Value) {
    let operations = item.as_object_mut().into_iter().flat_map(Map::values_mut);
    let responses = operations.filter_map(|operation| operation.get_mut("responses"));
    for (status, response) in responses.filter_map(Value::as_object_mut).flatten() {
        let status = status.parse::<StatusCode>().ok().and_then(|status| status.canonical_reason());
        let Some(response) = response.as_object_mut() else { continue };
        response.entry("description").or_insert(json!(status.unwrap_or_default()));
    }
}

/// Handlers are named within their file, clients name their functions after all operations together.
fn name_operations(item: &mut Value) {
    for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (tag, name) = (text(&operation["tags"][0]), text(&operation["operationId"]));
        operation["operationId"] = json!(format!("{tag}_{name}"));
    }
}

/// Bytes would be described as a list of numbers.
fn refine_archive(content: &mut Map<String, Value>) {
    if let Some(archive) = content.get_mut(wire::package::MEDIA_TYPE) {
        archive["schema"] = json!({ "type": "string", "format": "binary" });
    }
}

fn refine_headers(response: &mut Map<String, Value>) {
    let tag = response.get_mut("headers").and_then(|headers| headers.get_mut("ETag"));
    if let Some(tag) = tag {
        tag["schema"]["pattern"] = json!(VERSION);
    }
}
