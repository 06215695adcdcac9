//! Canonical JSON, from which hashes are taken: no spaces, and the keys of every object in byte
//! order, also where another crate makes `serde_json` keep them as they were inserted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The value in canonical JSON, every text and key first brought into its `normal` form. Numbers
/// are in their shortest form.
pub fn json(value: &impl Serialize, normal: fn(&str) -> Cow<'_, str>) -> String {
    let mut out = String::new();
    // What is hashed are plain structures, which serde can always write.
    write(&serde_json::to_value(value).unwrap_or_default(), normal, &mut out);
    out
}

/// Text as it is, for values whose texts have one spelling already.
pub fn as_it_is(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Adds the text as a JSON string.
pub fn write_text(text: &str, out: &mut String) {
    // Text can always be written as JSON.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

fn write(value: &Value, normal: fn(&str) -> Cow<'_, str>, out: &mut String) {
    match value {
        Value::Object(map) => {
            let entries: BTreeMap<_, _> =
                map.iter().map(|(key, value)| (normal(key), value)).collect();
            out.push('{');
            for (place, (key, value)) in entries.into_iter().enumerate() {
                separate(place, out);
                write_text(&key, out);
                out.push(':');
                write(value, normal, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                separate(place, out);
                write(item, normal, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(&normal(text), out),
        other => out.push_str(&other.to_string()),
    }
}

fn separate(place: usize, out: &mut String) {
    if place > 0 {
        out.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth_and_nothing_is_added() {
        let value = serde_json::json!({ "b": [1, true, null], "a": { "d": 0.1, "c": "\"" } });
        assert_eq!(json(&value, as_it_is), r#"{"a":{"c":"\"","d":0.1},"b":[1,true,null]}"#);
    }

    #[test]
    fn texts_and_keys_are_brought_into_their_normal_form() {
        let value = serde_json::json!({ "B": "C", "A": [] });
        let lower = |text: &str| Cow::Owned(text.to_ascii_lowercase());
        assert_eq!(json(&value, lower), r#"{"a":[],"b":"c"}"#);
    }
}
