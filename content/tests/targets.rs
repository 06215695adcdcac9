//! One tree, five targets: the same blocks, codes and numbers in each.

use content::{Channel, Target, library, parse, render, subject_line};

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
