//! The starter library under test: no findings where there must be none, small pages, the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write;

use content::{
    Context, DocumentId, Finding, Notice, Target, Weight, gzip_bytes, library, lint, measure,
    parse, render_notice,
};

fn findings(source: &str) -> Vec<Finding> {
    let brand = library::brand();
    let (document, mut findings) = parse(source);
    findings.extend(lint(&document, &Context::of(&brand)));
    findings
}

/// Everything that the library can become: document, reader, target, body.
fn bodies() -> Vec<(DocumentId, &'static str, Target, String)> {
    let body =
        |shown: library::Rendering| (shown.id, shown.persona, shown.target, shown.rendered.body);
    library::renderings().into_iter().map(body).collect()
}

/// Every page of the garden that the library can become: document, reader, body.
fn pages() -> Vec<(DocumentId, &'static str, String)> {
    let garden =
        |(id, reader, target, body)| (target == Target::GardenHtml).then_some((id, reader, body));
    bodies().into_iter().filter_map(garden).collect()
}

#[test]
fn every_file_is_in_the_list_under_the_name_that_its_front_matter_says() {
    assert!(!library::documents().is_empty());
    for starter in library::documents() {
        let (document, form) = parse(starter.source);
        assert_eq!(form, [], "{}", starter.id);
        assert_eq!(document.front.message.as_ref(), Some(&starter.id.message));
        assert_eq!(document.front.variant.as_ref(), Some(&starter.id.variant));
        assert_eq!(document.channel(), starter.id.channel);
        assert_eq!(document.locale(), starter.id.locale);
    }
}

#[test]
fn an_improved_text_has_no_finding_and_no_long_sentence() {
    let improved = library::documents().into_iter().filter(|s| s.id.variant.as_ref() == "improved");
    for starter in improved {
        assert_eq!(findings(starter.source), [], "{}", starter.id);
        let longest = measure(&parse(starter.source).0).longest_sentence_words;
        assert!(longest <= 20, "{}: {longest} words", starter.id);
    }
}

#[test]
fn an_improved_text_is_easy_to_read() {
    let improved = library::documents().into_iter().filter(|s| s.id.variant.as_ref() == "improved");
    for starter in improved {
        let measures = measure(&parse(starter.source).0);
        let easy = match starter.id.locale.language() {
            "en" => measures.ease_tenths >= Some(750),
            "nl" => measures.ease_tenths >= Some(700),
            // There is no index for Arabic; its sentences are short.
            "ar" => measures.longest_sentence_words <= 15,
            _ => measures.lix_tenths.is_some_and(|lix| lix <= 350),
        };
        assert!(easy, "{}: {measures:?}", starter.id);
    }
}

#[test]
fn a_standard_text_has_errors_and_warnings_but_nothing_that_blocks() {
    let standard = library::documents().into_iter().filter(|s| s.id.variant.as_ref() == "standard");
    for starter in standard {
        let findings = findings(starter.source);
        let has = |weight| findings.iter().any(|finding| finding.weight == weight);
        assert!(has(Weight::Error) && has(Weight::Warning), "{}", starter.id);
        let blocking: Vec<_> = findings.iter().filter(|f| f.blocks_submit).collect();
        assert!(blocking.is_empty(), "{}: {blocking:?}", starter.id);
    }
}

#[test]
fn the_report_on_the_library_stays_as_it_was_read() {
    let mut report = String::new();
    for starter in library::documents() {
        writeln!(report, "{} {:?}", starter.id, measure(&parse(starter.source).0)).unwrap();
        let mut counts = BTreeMap::<String, u32>::new();
        for finding in findings(starter.source) {
            *counts.entry(format!("{} {:?}", finding.rule, finding.weight)).or_default() += 1;
        }
        for (rule, n) in counts {
            writeln!(report, "  {rule} × {n}").unwrap();
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn every_value_is_filled_in_for_every_reader_on_every_target() {
    for (id, reader, target, body) in bodies() {
        assert!(!body.contains("((") && !body.contains("))"), "{id} {reader} {}", target.name());
    }
}

#[test]
fn the_bytes_of_every_page_stay_the_same() {
    let line = |(id, reader, target, body): &(DocumentId, _, Target, String)| {
        format!("{id} {reader} {} {}", target.name(), content::Hash::of(body.as_bytes()))
    };
    let hashes: Vec<String> = bodies().iter().map(line).collect();
    insta::assert_snapshot!(hashes.join("\n"));
}

#[test]
fn every_page_is_small_and_loads_nothing() {
    for (id, reader, body) in pages() {
        let bytes = gzip_bytes(&body);
        assert!(bytes <= 5_000, "{id} {reader}: {bytes} bytes");
        for forbidden in [
            "<script",
            "<iframe",
            "<img",
            "url(",
            "@import",
            "javascript:",
            " src=",
            " on",
            "mailto:",
        ] {
            let found = body.contains(forbidden);
            // Words may stand in the text; inside a tag they may not.
            let in_tag = forbidden == " on" && !tags(&body).iter().any(|tag| tag.contains(" on"));
            assert!(!found || in_tag, "{id} {reader}: {forbidden}");
        }
        for tag in
            tags(&body).iter().filter(|tag| tag.contains("http") && !tag.contains("http-equiv"))
        {
            assert!(tag.starts_with("svg") || tag.contains("northwire.example"), "{id}: {tag}");
        }
    }
}

#[test]
fn every_page_says_its_language_and_posts_to_its_own_address() {
    for (id, reader, body) in pages() {
        let direction = id.locale.direction().name();
        let root = format!("<!DOCTYPE html><html lang=\"{}\" dir=\"{direction}\">", id.locale);
        assert!(body.starts_with(&root), "{id} {reader}");
        assert!(
            body.contains(&format!("action=\"/g/sample-{reader}/help?locale={}\"", id.locale)),
            "{id} {reader}"
        );
        assert!(body.matches("Northwire").count() >= 3, "{id} {reader}: title, header, footer");
    }
}

#[test]
fn the_release_button_is_there_only_while_it_may_be_used() {
    for (id, reader, body) in pages() {
        let usable = !["requested", "released", "none-left"].contains(&reader);
        let action = format!("action=\"/g/sample-{reader}/release?locale={}\"", id.locale);
        assert_eq!(body.contains(&action), usable, "{id} {reader}");
    }
}

#[test]
fn a_small_page_is_complete_and_an_unknown_address_says_nothing_about_anybody() {
    let brand = library::brand();
    let reader = &library::personas()[0].values;
    let (case_code, token) = (reader.case_code.clone(), reader.token.clone());
    let english = "en".parse().unwrap();
    let asked = Notice::ReleaseRequested { case_code: case_code.clone(), token, minutes: 2 };
    let asked = render_notice(&asked, &brand, &english).body;
    assert!(asked.contains(case_code.as_ref()) && asked.contains("2 minutes"), "{asked}");
    assert!(asked.contains("href=\"/g/sample-typical?locale=en\""));
    let unknown = render_notice(&Notice::UnknownToken, &brand, &english).body;
    assert!(unknown.contains("0800 555 010") && !unknown.contains("/g/"), "{unknown}");
    for body in [asked, unknown] {
        assert!(!body.contains("((") && gzip_bytes(&body) <= 5_000);
    }
}

#[test]
fn a_form_that_could_not_be_taken_stands_on_its_page_again_with_the_text_as_text() {
    let reader = &library::personas()[0].values;
    let notice = |text: &str| Notice::FormProblem {
        problem: content::FormProblem::TooLong,
        text: text.to_owned(),
        token: reader.token.clone(),
    };
    let page =
        |text: &str| render_notice(&notice(text), &library::brand(), &"en".parse().unwrap()).body;
    assert!(
        page("a </textarea><b> & c").contains(">\na &lt;/textarea&gt;&lt;b&gt; &amp; c</textarea>")
    );
    assert_eq!(tags(&page("a </textarea><b>")), tags(&page("")));
    assert!(page("").contains("action=\"/g/sample-typical/help?locale=en\""));
    let long = "x".repeat(30_000);
    assert!(page(&long).contains(&format!(">\n{}</textarea>", "x".repeat(20_000))));
}

#[test]
fn a_page_that_cannot_be_had_in_the_readers_language_says_so_in_both() {
    let brand = library::brand();
    let is_dutch = |id: &DocumentId| id.to_string() == "iot-infection/improved/garden/nl";
    let starter = library::documents().into_iter().find(|starter| is_dutch(&starter.id));
    let (document, _) = parse(starter.unwrap().source);
    let page = |wanted: Option<&str>| {
        let missing_locale = wanted.map(|tag| tag.parse().unwrap());
        let values = content::Values { missing_locale, ..library::personas()[0].values.clone() };
        content::render(&document, &brand, &values, content::Target::GardenHtml).body
    };
    let german = page(Some("de"));
    assert!(
        german.contains("<p lang=\"de\" dir=\"ltr\">Diese Nachricht gibt es nicht auf Deutsch")
    );
    assert!(german.contains("Dit bericht is er niet in uw taal"));
    let polish = page(Some("pl"));
    assert!(polish.contains("niet in uw taal") && !polish.contains("lang=\"pl\""));
    assert!(!page(None).contains("niet in uw taal"));
}

/// The tags of a page, without the text between them.
fn tags(body: &str) -> Vec<&str> {
    let parts = body.split('<').skip(1);
    parts.filter_map(|part| part.split_once('>')).map(|(tag, _)| tag).collect()
}
