//! JSON Schema as far as the description uses it: what is wrong with a value, and where.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;
use serde_json::Value;
use trial::rfc3339::{read_day, read_moment};

/// The first thing that is wrong with the value, as `$.plan.title: …`; `None` when it fits.
pub fn fault(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    fault_at(root, schema, value, "$")
}

/// The schema, or the one that it refers to.
pub fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => {
            let found = root.pointer(reference.trim_start_matches('#'));
            resolved(root, found.unwrap_or_else(|| panic!("{reference} leads nowhere")))
        }
        None => schema,
    }
}

fn fault_at(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let schema = resolved(root, schema);
    let list = |key: &str| schema[key].as_array();
    if let Some(parts) = list("allOf") {
        let mut faults = parts.iter().filter_map(|part| fault_at(root, part, value, at));
        return faults.next();
    }
    if let Some(choices) = list("oneOf").or(list("anyOf")) {
        let faults = choices.iter().map(|choice| fault_at(root, choice, value, at));
        let faults: Vec<String> = faults.flatten().collect();
        let fits = faults.len() < choices.len();
        return (!fits).then(|| format!("{at}: fits no choice: {}", faults.join(" | ")));
    }
    if !has_type(&schema["type"], value) {
        return Some(format!("{at}: {value} is no {}", schema["type"]));
    }
    if list("enum").is_some_and(|known| !known.contains(value)) {
        return Some(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    match value {
        Value::String(text) => text_fault(schema, text).map(|fault| format!("{at}: {fault}")),
        Value::Number(_) => number_fault(schema, value).map(|fault| format!("{at}: {fault}")),
        Value::Array(items) => array_fault(root, schema, items, at),
        Value::Object(_) => object_fault(root, schema, value, at),
        Value::Null | Value::Bool(_) => None,
    }
}

fn has_type(types: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap_or_default() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    };
    match types {
        Value::Null => true,
        Value::Array(names) => names.iter().any(is),
        name => is(name),
    }
}

fn text_fault(schema: &Value, text: &str) -> Option<String> {
    let length = text.chars().count() as u64;
    let limit = |key: &str| schema[key].as_u64();
    let too_short = limit("minLength").is_some_and(|least| length < least);
    if too_short || limit("maxLength").is_some_and(|most| length > most) {
        return Some(format!("{length} characters: {schema}"));
    }
    if let Some(pattern) = schema["pattern"].as_str() {
        return (!matches(pattern, text)).then(|| format!("{text:?} does not match {pattern}"));
    }
    let fits = match schema["format"].as_str() {
        Some("date-time") => read_moment(text).is_some(),
        Some("date") => read_day(text).is_some(),
        _ => true,
    };
    (!fits).then(|| format!("{text:?} has another format: {schema}"))
}

/// A batch has thousands of texts of one pattern, so each is compiled once.
fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static COMPILED: RefCell<HashMap<String, Regex>> = RefCell::default();
    }
    COMPILED.with_borrow_mut(|compiled| {
        let new = || Regex::new(pattern).unwrap();
        compiled.entry(pattern.to_owned()).or_insert_with(new).is_match(text)
    })
}

fn number_fault(schema: &Value, value: &Value) -> Option<String> {
    let number = value.as_f64().unwrap_or(f64::NAN);
    let limit = |key: &str| schema[key].as_f64();
    let fits = limit("minimum").is_none_or(|least| number >= least)
        && limit("maximum").is_none_or(|most| number <= most)
        && limit("exclusiveMinimum").is_none_or(|below| number > below)
        && limit("exclusiveMaximum").is_none_or(|above| number < above);
    (!fits).then(|| format!("{number} is out of range: {schema}"))
}

fn array_fault(root: &Value, schema: &Value, items: &[Value], at: &str) -> Option<String> {
    let length = items.len() as u64;
    let too_few = schema["minItems"].as_u64().is_some_and(|least| length < least);
    if too_few || schema["maxItems"].as_u64().is_some_and(|most| length > most) {
        return Some(format!("{at}: {length} items"));
    }
    let place = |(index, item)| fault_at(root, &schema["items"], item, &format!("{at}[{index}]"));
    items.iter().enumerate().find_map(place)
}

fn object_fault(root: &Value, schema: &Value, object: &Value, at: &str) -> Option<String> {
    let missing = |name: &&Value| object.get(name.as_str().unwrap_or_default()).is_none();
    if let Some(name) = schema["required"].as_array().into_iter().flatten().find(missing) {
        return Some(format!("{at}: {name} is missing"));
    }
    object.as_object()?.iter().find_map(|(name, value)| {
        let at = format!("{at}.{name}");
        match (schema["properties"].get(name), &schema["additionalProperties"]) {
            (Some(schema), _) => fault_at(root, schema, value, &at),
            (None, Value::Bool(false)) => Some(format!("{at}: no such field")),
            (None, others) => fault_at(root, others, value, &at),
        }
    })
}
