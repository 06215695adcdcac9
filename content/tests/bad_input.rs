//! Texts that are made to hurt: each is read, linted, compared and rendered in full, in time that
//! grows with its length and not with the square of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "a test of time reads the clock")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use content::{
    Context, Locale, Pseudo, SOURCE_LIMIT_BYTES, Target, diff, library, lint, parse, print, pseudo,
    render, revision_hash,
};

#[path = "../testdata/shapes.rs"]
mod shapes;

use shapes::{SHAPES, Shape};

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
    let (other, _) = parse(&source.replace('a', "b"));
    assert!(!diff(&document, &other).is_empty());
    for made_up in Pseudo::ALL {
        pseudo(&document, made_up);
    }
    print(&document);
    revision_hash(&document, &brand);
    for target in [Target::GardenHtml, Target::EmailText] {
        assert!(!render(&document, &brand, &values, target).body.is_empty());
    }
}

fn source(shape: &Shape, bytes: usize) -> String {
    format!("{FRONT}{}", shape.of_bytes(bytes))
}

/// How long so many bytes of a shape take.
fn took(shape: &Shape, bytes: usize) -> Duration {
    let source = source(shape, bytes);
    let start = Instant::now();
    work(&source);
    start.elapsed()
}

/// Whether eight times the text takes about eight times as long; the square would be sixty-four.
fn is_in_proportion(shape: &Shape) -> bool {
    let (part, whole) = (took(shape, SOURCE_LIMIT_BYTES / 32), took(shape, SOURCE_LIMIT_BYTES / 4));
    println!("{}: {part:?} for a part, {whole:?} for eight of them", shape.name);
    whole < 20 * part
}

/// `cargo run --release -p content --example scaling` measures the same to the limit, step by step.
#[test]
fn a_text_made_to_hurt_takes_time_in_proportion_to_its_length() {
    for shape in &SHAPES {
        // Another process may take the time of one attempt, hardly that of three.
        assert!((0..3).any(|_| is_in_proportion(shape)), "{}", shape.name);
    }
}

#[test]
fn a_megabyte_of_anything_is_read_to_the_limit_and_rendered() {
    for piece in
        ["> ", "| a | b |\n", "((fixed phone??a)) ", "é\u{301}\u{302}", "日本。", "\u{202e}"]
    {
        work(&format!("{FRONT}{}", piece.repeat(4 * SOURCE_LIMIT_BYTES / piece.len())));
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
