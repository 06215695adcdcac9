//! The one style element of a page, in the brand's colours, and its hash for the CSP.

use sha2::{Digest, Sha256};

use crate::Brand;
use crate::brand::Colours;

const STYLE: &str = include_str!("garden.css");

/// The style of a brand's pages.
pub(super) fn style(brand: &Brand) -> String {
    let theme = |name: &str, colours: &Colours, style: String| {
        style
            .replace(&format!("{name}-on-button"), colours.on_button.as_ref())
            .replace(&format!("{name}-button"), colours.button.as_ref())
            .replace(&format!("{name}-accent"), colours.accent.as_ref())
            .replace(&format!("{name}-tint"), colours.tint.as_ref())
    };
    let compact: String =
        STYLE.lines().map(str::trim).filter(|line| !line.starts_with("/*")).collect();
    theme("$dark", &brand.dark, theme("$light", &brand.light, compact))
}

/// The hash by which a CSP allows a style: `sha256-` and Base64.
pub(super) fn csp_hash(style: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(style.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let group = three.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte));
        let group = group << (8 * (3 - three.len()));
        for place in 0..4 {
            let symbol = SYMBOLS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() { char::from(symbol) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_one_of_rfc_4648() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    }

    #[test]
    fn every_colour_of_the_style_is_filled_in() {
        let style = style(&crate::library::brand());
        assert!(!style.contains('$') && !style.contains('<'), "{style}");
        assert!(style.contains("--button:#0b6b5d"));
    }
}
