//! The content security policy of the app's start page: run its own code and talk to its own
//! server, nothing else.

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The content security policy for this start page. Its inline scripts are allowed by their hashes;
/// `wasm-unsafe-eval` compiles WebAssembly and no text; previews are `srcdoc` frames and inherit the
/// policy, so inline styles are allowed.
pub fn of(page: &str) -> HeaderValue {
    let hashes: String =
        inline_scripts(page).map(|script| format!(" '{}'", hash(script))).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self' \
         'unsafe-inline'; img-src 'self' data:; font-src 'self'; frame-src 'self'; connect-src \
         'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
         object-src 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The texts of the scripts that stand in the page itself.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_allowed_by_its_hash_and_a_file_by_its_origin() {
        let page = r#"<script type="module">alert('Hello, world.');</script><script src="/a.js"></script>"#;
        let policy = of(page);
        let policy = policy.to_str().unwrap();
        // The example of the standard, CSP level 2, section 7.17.
        let known = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert!(policy.contains(known), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 1);
    }
}
