//! The one spelling of a document from which its hash is taken: JSON with sorted keys and NFC text.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::variable::VARIABLES;
use crate::{Brand, Document, Hash};

mod nfc;

pub(crate) use nfc::nfc;

/// Goes up whenever the same document would be rendered to other bytes; part of every revision hash.
pub const RENDERER_VERSION: u32 = 3;

/// The name of a revision: covers the tree, the brand, the variables and the renderer's version.
/// Line endings, wrapping and trailing blank lines of the source do not matter.
pub fn revision_hash(document: &Document, brand: &Brand) -> Hash {
    let whole = serde_json::json!({
        "brand": brand.hash(),
        "document": document.canonical(),
        "renderer": RENDERER_VERSION,
        "variables": serde_json::to_value(VARIABLES).unwrap_or_default(),
    });
    Hash::of(canonical_json(&whole).as_bytes())
}

/// JSON without spaces, keys in byte order, text in NFC. Numbers are whole numbers only.
pub(crate) fn canonical_json(value: &impl Serialize) -> String {
    let mut out = String::new();
    write(&serde_json::to_value(value).unwrap_or_default(), &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            // serde_json keeps insertion order when another crate turns that feature on.
            let mut entries = BTreeMap::new();
            entries.extend(map.iter().map(|(key, value)| (nfc(key).into_owned(), value)));
            out.push('{');
            for (place, (key, value)) in entries.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::String(text) => out.push_str(&Value::String(nfc(text).into_owned()).to_string()),
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_text_is_composed() {
        let value = serde_json::json!({ "b": [1, true, null], "a": "e\u{301}" });
        assert_eq!(canonical_json(&value), r#"{"a":"é","b":[1,true,null]}"#);
    }
}
