//! One tree, five targets: the same blocks, codes and numbers in each.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use content::{Channel, Target, Value, Values, library, parse, render, subject_line};

const SOURCE: &str = "+++
message = \"m\"
variant = \"v\"
channel = \"email\"
locale = \"en\"
subject = \"Your code is ((case code))\"
preheader = \"Please read this\"
+++
# A device in your home has a virus. We paused your internet.

It is probably a **camera**. See [our advice](https://help.northwire.example/iot) or [this](https://evil.example).

## Is this real? {#verify .verify}

Your code: ((case code))

## How to fix it {#fix .steps}

1. **Find your smart devices.** Look for cameras, video recorders, doorbells and printers in every room.
2. Pull out the plug.

   Wait 10 seconds.

## Need help? {#help .help}

Call ((help phone)), ((help hours)), ((help cost)).
";

fn rendered(target: Target) -> String {
    let values = library::personas().swap_remove(0).values;
    render(&parse(SOURCE).0, &library::brand(), &values, target).body
}

#[test]
fn every_channel_has_its_targets_and_every_target_its_channel() {
    let of_channels: Vec<Target> =
        Channel::ALL.into_iter().flat_map(|channel| Target::of(channel).to_vec()).collect();
    assert_eq!(of_channels, Target::ALL);
    for target in Target::ALL {
        assert_eq!(serde_json::to_string(&target).unwrap(), format!("\"{}\"", target.name()));
    }
}

#[test]
fn every_target_says_the_same() {
    for target in Target::ALL {
        let body = rendered(target);
        for words in [
            "A device in your home has a virus.",
            "How to fix it",
            "Wait 10 seconds.",
            "0800 555 010",
            "https://help.northwire.example/iot",
            "Northwire Access Ltd",
        ] {
            assert!(body.contains(words), "{target:?} lacks {words}");
        }
        let code = if target == Target::ScriptText { "7 9 5, T 6 7" } else { "795-T67" };
        assert!(body.contains(code), "{target:?}");
        assert!(!body.contains("evil.example"), "{target:?}");
    }
}

#[test]
fn plain_text_keeps_to_its_width_and_has_no_markup() {
    for (target, width) in [(Target::EmailText, 65), (Target::LetterText, 80)] {
        let body = rendered(target);
        let longest = body.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= width, "{target:?}: {longest}");
        assert!(!body.contains(['<', '*', '{', '#']), "{target:?}");
    }
    insta::assert_snapshot!(rendered(Target::EmailText));
}

#[test]
fn an_email_is_one_column_without_pictures_style_elements_or_script() {
    let body = rendered(Target::EmailHtml);
    for forbidden in ["<img", "<svg", "<style", "<script", "src=", "url(", "<form", "class="] {
        assert!(!body.contains(forbidden), "{forbidden}");
    }
    assert!(body.contains("max-width:600px") && body.len() < 30_000);
    assert_eq!(body.matches("lang=\"en\" dir=\"ltr\"").count(), 2, "root and first wrapper");
    assert_eq!(body.matches("<table").count(), body.matches("role=\"presentation\"").count());
}

#[test]
fn the_subject_is_filled_in_and_falls_back_to_the_headline() {
    let brand = library::brand();
    let values = library::personas().swap_remove(0).values;
    let subject = |source: &str| subject_line(&parse(source).0, &brand, &values);
    assert_eq!(subject(SOURCE), "Your code is 795-T67");
    let without = SOURCE.replace("subject = \"Your code is ((case code))\"\n", "");
    assert_eq!(subject(&without), "A device in your home has a virus. We paused your internet.");
}

/// A page in Arabic whose sentences have a code, a number and the name of the provider inside.
const ARABIC: &str = "+++
message = \"m\"
variant = \"v\"
channel = \"email\"
locale = \"ar\"
subject = \"رمزك ((case code))\"
+++
# رمزك ((case code)) لدى ((provider name)).

اتصل بالرقم ((help phone)).
";

#[test]
fn what_runs_from_left_to_right_turns_nothing_in_a_page_that_does_not() {
    let (document, _) = parse(ARABIC);
    let brand = library::brand();
    let values = library::personas().swap_remove(0).values;
    for target in [Target::GardenHtml, Target::EmailHtml] {
        let body = render(&document, &brand, &values, target).body;
        for isolated in [
            "dir=\"ltr\">795-T67</span>",
            "<bdi>Northwire</bdi>",
            "<bdi>Northwire · Northwire Access",
        ] {
            assert!(body.contains(isolated), "{target:?} {isolated}");
        }
        let phone = body.split("</a>").find(|part| part.ends_with("0800 555 010")).unwrap();
        let tag = phone.rsplit("<a").next().unwrap();
        assert!(tag.contains("dir=\"ltr\""), "{target:?} {tag}");
    }
    for target in [Target::EmailText, Target::LetterText] {
        let body = render(&document, &brand, &values, target).body;
        for isolated in ["795-T67", "Northwire", "0800 555 010"] {
            assert!(body.contains(&format!("\u{2068}{isolated}\u{2069}")), "{target:?} {isolated}");
        }
    }
    let subject = subject_line(&document, &brand, &values);
    assert_eq!(subject, "رمزك \u{2068}795-T67\u{2069}");
}

/// A garden page with every kind of block that folds or links, in one target.
fn page(target: Target, values: &Values) -> String {
    let source = "# T\n\n## Why? {#why .why}\n\nBecause.\n\n\
        ## Questions {#faq .faq}\n\n### Who?\n\nWe.\n\n### When?\n\nNow.\n\n\
        ## Languages {#other .language-switch}\n";
    render(&parse(source).0, &library::brand(), values, target).body
}

#[test]
fn what_folds_in_the_garden_is_complete_everywhere_else() {
    let values = library::personas().swap_remove(0).values;
    let garden = page(Target::GardenHtml, &values);
    assert!(garden.contains("<details><summary><h2>Why?</h2></summary><p>Because.</p></details>"));
    assert!(garden.contains("<details><summary><h3>When?</h3></summary><p>Now.</p></details>"));
    assert_eq!(garden.matches("<details>").count(), garden.matches("</details>").count());
    for target in Target::ALL.into_iter().filter(|target| *target != Target::GardenHtml) {
        let body = page(target, &values);
        assert!(!body.contains("<details") && !body.contains("Languages"), "{target:?}");
        for words in ["Why?", "Because.", "Who?", "We.", "When?", "Now."] {
            assert!(body.contains(words), "{target:?} lacks {words}");
        }
    }
}

#[test]
fn language_links_are_there_only_where_another_language_is() {
    let mut values = without_optional_values();
    assert!(!page(Target::GardenHtml, &values).contains("Languages"));
    values.other_locales = ["en", "nl", "pt-BR"].map(|tag| tag.parse().unwrap()).to_vec();
    let body = page(Target::GardenHtml, &values);
    let dutch = "<a href=\"/g/sample-missing?locale=nl\" hreflang=\"nl\" lang=\"nl\" dir=\"ltr\">Nederlands</a>";
    assert!(body.contains(dutch), "{body}");
    assert!(body.contains(">pt-BR</a>"), "a language without a name shows its tag");
    assert!(!body.contains("hreflang=\"en\""), "the page itself is not offered");
}

fn without_optional_values() -> Values {
    let mut readers = library::personas().into_iter();
    readers.find(|reader| reader.id == "missing").unwrap().values
}

fn filled(text: &str, target: Target, more: &[(&str, Value)]) -> String {
    let mut values = without_optional_values();
    for (name, value) in more {
        values.more.insert(name.parse().unwrap(), value.clone());
    }
    let channel = Channel::ALL.into_iter().find(|c| Target::of(*c).contains(&target)).unwrap();
    let source = format!("+++\nchannel = \"{channel}\"\n+++\n{text}");
    render(&parse(&source).0, &library::brand(), &values, target).body
}

#[test]
fn optional_text_is_there_only_if_the_value_is_yes() {
    let text = "Before.\n\n((fixed phone??Your telephone works.))\n\n1. One\n2. ((fixed phone??Two))\n3. Three";
    for target in Target::ALL {
        let yes = filled(text, target, &[("fixed phone", Value::Flag(true))]);
        assert!(yes.contains("Your telephone works.") && yes.contains("Two"), "{target:?}");
        for no in [
            filled(text, target, &[]),
            filled(text, target, &[("fixed phone", Value::Flag(false))]),
        ] {
            assert!(!no.contains("telephone works") && !no.contains("Two"), "{target:?}");
            assert!(!no.contains("??") && !no.contains("<p></p>") && !no.contains("<li></li>"));
            let third = if no.contains("<li") { "Three" } else { "2. Three" };
            assert!(
                no.contains(third),
                "{target:?}: the steps are counted without the missing one"
            );
        }
    }
}

#[test]
fn values_of_every_type_are_written_in_words() {
    let text = "((paused on)) | ((seen at)) | ((website)) | ((customer name))";
    let more = [
        ("paused on", Value::Date("2026-11-30".parse().unwrap())),
        ("seen at", Value::DateTime("2026-11-30T14:05:00+01:00".parse().unwrap())),
        ("customer name", Value::Text("Robin".to_owned())),
    ];
    let letter = filled(text, Target::LetterText, &more);
    let words = "Monday 30 November 2026 | Monday 30 November 2026, 14:05 |";
    assert!(letter.starts_with(words) && letter.contains("https://northwire.example"), "{letter}");
    assert!(letter.contains("Robin"));
    let garden = filled(text, Target::GardenHtml, &more);
    assert!(!garden.contains("Robin"), "the whole household reads the garden");
    assert!(garden.contains("<a href=\"https://northwire.example\" dir=\"ltr\">"));
    let missing = filled(text, Target::LetterText, &[]);
    assert!(missing.starts_with("recently | recently |"), "{missing}");
}
