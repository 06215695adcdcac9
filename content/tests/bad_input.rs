//! Texts that are made to hurt: each is read, linted, compared and rendered in full, in time that
//! grows with its length and not with the square of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "a test of time reads the clock")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use content::{
    Context, Locale, SOURCE_LIMIT_BYTES, Target, diff, library, lint, parse, render, revision_hash,
};

const FRONT: &str =
    "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"garden\"\nlocale = \"en\"\n+++\n# A\n\n";

/// What is done with a text at some point: everything.
fn work(source: &str) {
    let brand = library::brand();
    let values = library::personas().swap_remove(0).values;
    let (document, _) = parse(source);
    let mut counts = BTreeMap::<String, u32>::new();
    for finding in lint(&document, &Context::of(&brand)) {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        assert!(source.get(start..end).is_some(), "{finding:?}");
        *counts.entry(finding.rule).or_default() += 1;
    }
    assert!(counts.values().all(|n| *n <= 50), "{counts:?}");
    assert!(!diff(&document, &document).is_empty());
    revision_hash(&document, &brand);
    for target in [Target::GardenHtml, Target::EmailText] {
        assert!(!render(&document, &brand, &values, target).body.is_empty());
    }
}

/// How long the first so many bytes of a piece, repeated, take.
fn took(piece: &str, bytes: usize) -> Duration {
    let source = format!("{FRONT}{}", piece.repeat(bytes / piece.len()));
    let start = Instant::now();
    work(&source);
    start.elapsed()
}

/// Whether eight times the text takes about eight times as long; the square would be sixty-four.
fn is_in_proportion(piece: &str) -> bool {
    let (part, whole) = (took(piece, SOURCE_LIMIT_BYTES / 16), took(piece, SOURCE_LIMIT_BYTES / 2));
    println!("{piece:?}: {part:?} for a part, {whole:?} for eight of them");
    whole < 20 * part
}

#[test]
fn a_text_made_to_hurt_takes_time_in_proportion_to_its_length() {
    for piece in [
        "the the ",
        "8:00 0900 123 45 67 ",
        "MALWARE!! ",
        "a\n",
        "[a](https://evil.example) ",
        "**a** ",
        "- a\n  - b\n",
        "## H {#h .steps}\n\n1. a\n\n",
    ] {
        // Another process may take the time of one attempt, hardly that of three.
        assert!((0..3).any(|_| is_in_proportion(piece)), "{piece:?}");
    }
}

#[test]
fn a_megabyte_of_anything_is_read_to_the_limit_and_rendered() {
    for piece in
        ["> ", "| a | b |\n", "((fixed phone??a)) ", "é\u{301}\u{302}", "日本。", "\u{202e}"]
    {
        took(piece, 4 * SOURCE_LIMIT_BYTES);
    }
}

#[test]
fn a_locale_that_is_no_tag_is_refused_with_what_would_be_right() {
    let source = FRONT.replace("locale = \"en\"", "locale = \"nederlands!\"");
    let (document, findings) = parse(&source);
    assert_eq!(
        document.locale(),
        Locale::english(),
        "the text is read as English until it is mended"
    );
    let told: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.iter().any(|message| message.contains("BCP 47")), "{told:?}");
}
