//! ## What it finds
//! A page that takes more than 8 kB (a warning) or 14 kB (an error) on the wire, after gzip and
//! with its headers.
//! ## Why it matters
//! Up to 14 kB arrive in the first round trip. Beyond that a slow line in the garden waits.
//! ## Instead
//! Say less. The text of a page that people finish has about 350 words.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::measure::gzip_bytes_at_most;
use crate::{Weight, gzip_bytes};

/// What the headers take.
const HEADER_BYTES: u64 = 600;
const WARN_BYTES: u64 = 8_000;
const MAX_BYTES: u64 = 14_000;

pub(super) const RULE: Rule = Rule {
    id: "G-01",
    name: "bytes",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "what does not fit the first round trip waits, on the slowest line of all",
    source: "RFC 6928 on the initial window; RFC 9002 for QUIC (S)",
    #[cfg(test)]
    samples: Samples { bad: tests::LONG, good: "# A\n\nFind your camera. Pull out the plug." },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let body = page.html();
    // Packing is slow; most pages are seen to fit without.
    if gzip_bytes_at_most(body) + HEADER_BYTES <= WARN_BYTES {
        return;
    }
    let bytes = gzip_bytes(body) + HEADER_BYTES;
    if bytes > MAX_BYTES {
        flags.add(page.top(), format!("the page takes {bytes} bytes; at most {MAX_BYTES}"));
    } else if bytes > WARN_BYTES {
        let message = format!("the page takes {bytes} bytes; {WARN_BYTES} is plenty");
        flags.add_as(Weight::Warning, page.top(), message);
    }
}

#[cfg(test)]
pub(super) mod tests {
    static BYTES: [u8; 40_000] = scattered(b"");
    static EMAIL_BYTES: [u8; 40_000] = scattered(b"email:");

    /// Letters in no order, so that they do not pack well.
    pub(in crate::lint) const LONG: &str = match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    };

    /// The same as the body of an e-mail.
    pub(in crate::lint) const LONG_EMAIL: &str = match std::str::from_utf8(&EMAIL_BYTES) {
        Ok(text) => text,
        Err(_) => "",
    };

    const fn scattered(first: &[u8]) -> [u8; 40_000] {
        let mut bytes = [b' '; 40_000];
        let mut state: u32 = 1;
        let mut at = 0;
        while at < first.len() {
            bytes[at] = first[at];
            at += 1;
        }
        while at < bytes.len() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if at % 7 != 0 {
                bytes[at] = b'a' + (state >> 24) as u8 % 26;
            }
            at += 1;
        }
        bytes
    }
}
