//! The message language under test: what authors type, right and wrong.

use content::document::{BlockKind, Element, Inline};
use content::{
    Document, Finding, SOURCE_LIMIT_BYTES, Weight, library, parse, print, revision_hash,
};

const FRONT: &str =
    "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"garden\"\nlocale = \"en\"\n+++\n";

fn body(body: &str) -> (String, Document, Vec<Finding>) {
    let source = format!("{FRONT}{body}");
    let (document, findings) = parse(&source);
    (source, document, findings)
}

/// The body has exactly these findings: rule and the words that are meant.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let (source, _, findings) = body(text);
    let found: Vec<(&str, &str)> =
        findings.iter().map(|f| (f.rule.as_str(), f.span.text(&source))).collect();
    assert_eq!(found, expected);
}

/// The whole source has exactly these findings.
#[track_caller]
fn check_source(source: &str, expected: &[(&str, &str)]) {
    let (_, findings) = parse(source);
    let found: Vec<(&str, &str)> =
        findings.iter().map(|f| (f.rule.as_str(), f.span.text(source))).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_heading_of_the_second_level_begins_a_block() {
    let (_, document, findings) =
        body("# Title\n\nLead.\n\n## Fix it {#fix .steps minutes=20}\n\n1. One\n2. Two\n");
    assert_eq!(findings, []);
    let [lead, fix] = &document.blocks[..] else { panic!("{document:?}") };
    assert_eq!((lead.id.as_str(), lead.kind), ("lead", BlockKind::Lead));
    assert_eq!((fix.id.as_str(), fix.kind), ("fix", BlockKind::Steps));
    assert_eq!(fix.attributes["minutes"], "20");
    let [Element::List { ordered: true, items, .. }] = &fix.content[..] else { panic!("{fix:?}") };
    assert_eq!(items.len(), 2);
}

#[test]
fn a_placeholder_is_found_whatever_its_case_and_spaces() {
    for text in ["((case code))", "(( Case  CODE ))", "((case\ncode))", "**((case code))**"] {
        let (_, document, findings) = body(text);
        assert_eq!(findings, [], "{text}");
        let Element::Paragraph { text: inlines, .. } = &document.blocks[0].content[0] else {
            panic!()
        };
        let inline = match &inlines[..] {
            [Inline::Strong { text, .. }] => &text[0],
            [inline] => inline,
            other => panic!("{other:?}"),
        };
        assert!(
            matches!(inline, Inline::Placeholder { name, .. } if name.as_ref() == "case code"),
            "{text}"
        );
    }
}

#[test]
fn a_placeholder_that_does_not_close_is_flagged_and_can_be_closed() {
    check("Your code: ((case code. Bye.", &[("L-11", "((case code")]);
    let (source, _, findings) = body("Your code: ((case code. Bye.");
    let fix = findings[0].fix.clone().unwrap();
    let mut mended = source;
    mended.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
    assert!(mended.ends_with("Your code: ((case code)). Bye."));
}

#[test]
fn a_placeholder_that_nobody_knows_is_flagged() {
    check("Hello ((first name)).", &[("L-12", "((first name))")]);
    check("Hello ((a<b)).", &[("L-12", "((a<b))")]);
}

#[test]
fn broken_front_matter_is_flagged_at_its_place() {
    check_source("# Title\n", &[("L-02", "")]);
    check_source(
        "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"fax\"\nlocale = \"en\"\n+++\n# T\n",
        &[("L-02", "\"fax\"")],
    );
    check_source(
        "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"garden\"\nlocale = \"e\"\ncolour = 1\n+++\n# T\n",
        &[("L-02", "\"e\""), ("L-02", "colour")],
    );
    let (document, findings) = parse("+++\nmessage = \n+++\n# Title\n");
    assert_eq!(findings[0].rule, "L-02");
    assert_eq!(document.blocks.len(), 1, "the text is still read");
}

#[test]
fn front_matter_that_does_not_close_loses_no_text() {
    let source = FRONT.trim_end().trim_end_matches('+').to_owned() + "\n# Title\n\nText.\n";
    let (document, findings) = parse(&source);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].rule, "L-02");
    assert_eq!(document.blocks[0].content.len(), 1);
    assert_eq!(document.front.message.unwrap().as_ref(), "m");
}

#[test]
fn a_kind_that_does_not_exist_is_flagged_where_it_stands() {
    check("# T\n\n## A {#a .stepz}\n\nB", &[("L-04", ".stepz")]);
    check("# T\n\n## A {#a}\n\nB", &[("L-04", "## A {#a}")]);
    check("# T\n\n## A {#a .inset .help}\n\nB", &[("L-04", ".help")]);
    check("# T\n\n## A {#a .lead}\n\nB", &[("L-04", ".lead")]);
}

#[test]
fn two_blocks_with_one_name_are_flagged_and_told_apart() {
    let text = "# T\n\n## A {#fix .inset}\n\nC\n\n## B {#fix .help}\n\nD\n";
    check(text, &[("L-05", "#fix")]);
    let (_, document, findings) = body(text);
    let ids: Vec<&str> = document.blocks.iter().map(|block| block.id.as_str()).collect();
    assert_eq!(ids, ["lead", "fix", "fix-2"]);
    assert!(findings[0].span.start > document.blocks[1].span.end - 1);
}

#[test]
fn a_block_without_a_name_can_be_given_one() {
    let (source, _, findings) = body("# T\n\n## A {.steps}\n\n1. B\n");
    let fix = findings[0].fix.clone().unwrap();
    let mut mended = source;
    mended.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
    assert!(mended.ends_with("## A {#steps .steps}\n\n1. B\n"), "{mended}");
    assert_eq!(parse(&mended).1, []);
}

#[test]
fn markup_that_the_language_lacks_is_flagged() {
    check("a <b>bold</b> word", &[("L-06", "<b>"), ("L-06", "</b>")]);
    check("<script>alert(1)</script>\n", &[("L-06", "<script>alert(1)</script>\n")]);
    check("![a cat](cat.png)", &[("L-07", "![a cat](cat.png)")]);
    check("| a | b |\n|---|---|\n| c | d |\n", &[("L-08", "| a | b |\n|---|---|\n| c | d |\n")]);
    check("*slanted* and `code`", &[("L-09", "*slanted*"), ("L-09", "`code`")]);
    check("- a\n  - b\n    - c\n      - d\n", &[("L-10", "- c\n      - d\n")]);
}

#[test]
fn lists_a_thousand_deep_are_read_flat_and_flagged_once_a_list() {
    let mut text = String::new();
    for depth in 0..1_000 {
        text.push_str(&" ".repeat(2 * depth));
        text.push_str("- a\n");
    }
    let (_, document, findings) = body(&text);
    assert_eq!(findings.iter().filter(|finding| finding.rule == "L-10").count(), 1);
    assert_eq!(print(&parse(&print(&document)).0), print(&document));
}

#[test]
fn characters_that_nobody_sees_are_flagged_and_left_out() {
    check("a\u{7}b", &[("L-03", "\u{7}")]);
    check("a \u{202e}evil\u{202c} b", &[("L-03", "\u{202e}"), ("L-03", "\u{202c}")]);
    check("a \u{200f} b", &[("L-13", "\u{200f}")]);
    let (_, document, _) = body("a\u{202e}b");
    assert!(!format!("{document:?}").contains('\u{202e}'));
}

#[test]
fn a_megabyte_is_read_up_to_the_limit_and_flagged_there() {
    let source = format!("{FRONT}# Title\n\n{}", "word ".repeat(200_000));
    let (document, findings) = parse(&source);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].rule, "L-01");
    assert_eq!(findings[0].span.start as usize, SOURCE_LIMIT_BYTES);
    assert_eq!(document.blocks[0].content.len(), 1);
    assert_eq!(document.source_len as usize, source.len());
}

#[test]
fn many_mistakes_of_one_kind_are_told_up_to_a_hundred() {
    let (_, _, findings) = body(&"<b>".repeat(10_000));
    assert_eq!(findings.len(), 100);
    assert!(findings.iter().all(|finding| finding.weight == Weight::Error));
}

/// What blocks submit: rule and the words that are meant.
fn blocking(source: &str) -> Vec<(String, String)> {
    let findings = parse(source).1.into_iter().filter(|finding| finding.blocks_submit);
    findings.map(|f| (f.rule, f.span.text(source).to_owned())).collect()
}

#[test]
fn many_warnings_never_hide_what_blocks_submit() {
    let marks = "\u{200f} ".repeat(150);
    let italics = "*a* ".repeat(150);
    for (source, rule, words) in [
        (format!("{FRONT}{marks}((case code"), "L-11", "((case code"),
        (format!("{FRONT}{italics}<script>"), "L-06", "<script>"),
        (FRONT.replace("garden", "fax") + &marks, "L-02", "\"fax\""),
    ] {
        let found = blocking(&source);
        assert_eq!(found, [(rule.to_owned(), words.to_owned())]);
    }
}

#[test]
fn a_megabyte_of_nonsense_is_told_by_the_first_hundred_mistakes_of_each_rule() {
    let piece = format!(
        "\u{200f}*a* <b> \u{7} ![i](x) ((no)) ((open\n\n## H {{.x}}\n\n|a|\n|-|\n|b|\n\n{}\n\n",
        "word ".repeat(40)
    );
    let (source, _, findings) = body(&piece.repeat((1 << 20) / piece.len()));
    let n_of = |rule: &str| findings.iter().filter(|finding| finding.rule == rule).count();
    for rule in ["L-03", "L-04", "L-05", "L-06", "L-07", "L-08", "L-09", "L-11", "L-12", "L-13"] {
        assert_eq!(n_of(rule), 100, "{rule}");
    }
    assert_eq!((n_of("L-01"), findings.len()), (1, 1001));
    assert!(findings.is_sorted_by_key(|finding| finding.span));
    let first_hundred = FRONT.len() + 100 * piece.len();
    let (_, told) = findings.split_last().unwrap();
    assert!(told.iter().all(|finding| (finding.span.end as usize) <= first_hundred));
    assert!(source.len() > 1_000_000);
}

#[test]
fn a_block_without_what_its_kind_needs_is_flagged() {
    let heading = |kind: &str, rest: &str| format!("# T\n\n## A {{#a .{kind}}}\n\n{rest}");
    for kind in BlockKind::ALL.into_iter().map(BlockKind::name) {
        let flagged = !["lead", "contact-form", "language-switch"].contains(&kind);
        let (_, _, findings) = body(&heading(kind, ""));
        let empty = findings.iter().filter(|finding| finding.rule == "L-14").count();
        assert_eq!(empty, usize::from(flagged || kind == "lead"), "{kind}");
    }
    check(&heading("steps", "- One\n"), &[("L-14", "## A {#a .steps}")]);
    check(&heading("steps", "Do this:\n\n1. One\n"), &[]);
    check(&heading("faq", "Before.\n\n### Q\n\nA\n"), &[("L-14", "Before.\n")]);
    check(&heading("faq", "### Q\n\nA\n\n### R\n"), &[("L-14", "### R")]);
    check(&heading("language-switch", "English\n"), &[("L-14", "English\n")]);
    check("# T\n\n## {#a .why}\n\nB\n", &[("L-14", "## {#a .why}")]);
}

#[test]
fn what_the_braces_say_is_plain() {
    check("# T\n\n## A {#a .inset minutes=15 evidence=seed-distrust}\n\nB", &[]);
    check("# T\n\n## A {#a .inset Key=15}\n\nB", &[("L-15", "Key")]);
    check("# T\n\n## A {#a .inset minutes}\n\nB", &[("L-15", "minutes")]);
}

#[test]
fn optional_text_has_a_yes_or_no_and_plain_words() {
    check("((fixed phone??Your telephone works.)) Good.", &[]);
    check("(( Fixed  PHONE ??a)) b", &[]);
    check("((fixed phone))", &[("L-12", "((fixed phone))")]);
    check("((case code??words))", &[("L-12", "((case code??words))")]);
    check("((fixed phone?? ))", &[("L-12", "((fixed phone?? ))")]);
    check("((fixed phone??**bold**))", &[("L-11", "((fixed phone??")]);
    check("((fixed phone??Call ((help phone)).))", &[("L-11", "((fixed phone??")]);
}

#[test]
fn a_link_in_a_link_and_strong_in_strong_say_nothing_more() {
    let (_, document, _) = body("[a <https://b.northwire.example> c](https://d.northwire.example)");
    let Element::Paragraph { text, .. } = &document.blocks[0].content[0] else { panic!() };
    let [Inline::Link { text: words, target, .. }] = &text[..] else { panic!("{text:?}") };
    assert_eq!(target, "https://d.northwire.example");
    assert!(words.iter().all(|word| matches!(word, Inline::Text { .. })), "{words:?}");
}

#[test]
fn a_second_headline_stays_in_the_text() {
    let (_, document, findings) = body("# One\n\n# Two\n");
    assert_eq!(findings, []);
    assert!(matches!(document.blocks[0].content[0], Element::Heading { level: 1, .. }));
}

#[test]
fn the_hash_of_a_revision_follows_the_words_and_not_the_spelling_of_the_file() {
    let brand = library::brand();
    let source = library::documents()[0].source;
    let hash = |source: &str| revision_hash(&parse(source).0, &brand);
    let first = hash(source);
    assert_eq!(first, hash(&source.replace('\n', "\r\n")));
    assert_eq!(first, hash(&format!("{source}\n\n\n")));
    assert_eq!(first, hash(&source.replacen("probably not your", "probably not\nyour", 1)));
    assert_ne!(first, hash(&source.replacen("probably", "Probably", 1)));
    assert_ne!(first, hash(&source.replacen("minutes=15", "minutes=16", 1)));
}
