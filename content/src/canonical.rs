//! The one spelling of a document from which its hash is taken: JSON with sorted keys and NFC text.

use std::sync::LazyLock;

use serde::Serialize;

use crate::variable::VARIABLES;
use crate::{Brand, Document, Hash};

mod nfc;

pub(crate) use nfc::nfc;

/// Goes up whenever the same document would be rendered to other bytes; part of every revision hash.
pub const RENDERER_VERSION: u32 = 3;

/// The name of a revision: covers the tree, the brand, the variables and the renderer's version.
/// Line endings, wrapping and trailing blank lines of the source do not matter.
pub fn revision_hash(document: &Document, brand: &Brand) -> Hash {
    // The keys stand in their order; a tree of JSON for so much text takes longer than all the rest.
    let mut whole = String::with_capacity(2 * document.source_len as usize + VARIABLES_JSON.len());
    whole.push_str("{\"brand\":");
    write_text(brand.hash().as_ref(), &mut whole);
    whole.push_str(",\"document\":");
    document.write_canonical(&mut whole);
    whole.push_str(&format!(",\"renderer\":{RENDERER_VERSION},\"variables\":"));
    whole.push_str(&VARIABLES_JSON);
    whole.push('}');
    Hash::of(whole.as_bytes())
}

/// Every variable with its words for a missing value.
static VARIABLES_JSON: LazyLock<String> = LazyLock::new(|| {
    let all = VARIABLES.iter().map(|variable| {
        let mut json = serde_json::to_value(variable).unwrap_or_default();
        json["fallback"] = serde_json::to_value(variable.fallbacks()).unwrap_or_default();
        json
    });
    canonical_json(&all.collect::<Vec<_>>())
});

/// Canonical JSON with its text in NFC. Numbers are whole numbers only.
pub(crate) fn canonical_json(value: &impl Serialize) -> String {
    words::canonical::json(value, nfc)
}

/// Text as JSON, in NFC.
pub(crate) fn write_text(text: &str, out: &mut String) {
    words::canonical::write_text(&nfc(text), out);
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn keys_are_sorted_and_text_is_composed() {
        let value = serde_json::json!({ "b": [1, true, null], "a": "e\u{301}" });
        assert_eq!(canonical_json(&value), r#"{"a":"é","b":[1,true,null]}"#);
    }

    #[test]
    fn a_document_is_written_as_its_tree_of_json_would_be() {
        let strange = "# A **b** ((case code))\n\nx\\\ny [l](tel:1) ((fixed phone??é \"q\"))\n\n\
            ## B {#b .steps e\u{301}=1 \u{e9}=2}\n\n1. one\n\n   - two\n\n### Three\n";
        let texts = crate::library::documents().into_iter().map(|starter| starter.source);
        for source in texts.chain([strange, ""]) {
            let (document, _) = crate::parse(source);
            let mut written = String::new();
            document.write_canonical(&mut written);
            let tree: Value = serde_json::from_str(&written).unwrap();
            assert_eq!(written, canonical_json(&tree), "sorted, in NFC, without spaces: {source}");
        }
    }
}
