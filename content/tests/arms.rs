//! The arms of a trial read together: each rule with arms that break it and arms that do not.

use content::lint::ARM_RULES;
use content::{
    Arms, Context, Document, Locale, PlannedSize, Running, Weight, library, lint, lint_arms, parse,
};

const LEAD: &str = "# A device has a virus. We paused your internet.\n\nHello.\n\n";
const FIX: &str = "## Fix {#fix .steps}\n\n1. Unplug it.\n\n";
const OTHER_FIX: &str = "## Fix {#fix .steps}\n\n1. Pull the plug.\n\n";
const VERIFY: &str = "## Real? {#verify .verify}\n\nYour code: ((case code)). Call the number on your bill. \
    The code is in ((account page name)) too.\n\n";
const RELEASE: &str = "## Done? {#release .release}\n\nIt takes ((release time)). You can do this ((releases left)).\n\n";
const HELP: &str =
    "## Help {#help .help}\n\nCall ((help phone)), ((help hours)), ((help cost)).\n\n";
const OPEN: &str =
    "## Open {#open .still-works}\n\n((emergency calls)) You can still reach this page.\n";

fn page(fix: &str, help: &str) -> Document {
    let front =
        "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"garden\"\nlocale = \"en\"\n+++\n";
    parse(&format!("{front}{LEAD}{VERIFY}{fix}{RELEASE}{help}{OPEN}")).0
}

/// The arm and the rule of every finding.
#[track_caller]
fn check(control: &Document, other: &Document, declared: &[&str], expected: &[(&str, &str)]) {
    let brand = library::brand();
    let documents = [("control", control), ("other", other)];
    agree(&Arms { declared, ..Arms::of(&documents, Context::of(&brand)) }, expected);
}

#[track_caller]
fn agree(arms: &Arms, expected: &[(&str, &str)]) {
    let findings = lint_arms(arms);
    let found: Vec<(&str, &str)> =
        findings.iter().map(|f| (f.arm.as_str(), f.finding.rule.as_str())).collect();
    assert_eq!(found, expected, "{findings:#?}");
}

#[test]
fn what_is_not_declared_is_the_same_in_every_arm() {
    let (control, other) = (page(FIX, HELP), page(OTHER_FIX, HELP));
    check(&control, &control.clone(), &[], &[]);
    check(&control, &other, &["fix"], &[]);
    check(&control, &other, &["lead"], &[("other", "X-01")]);
    check(&control, &page("", HELP), &[], &[("other", "X-01")]);
    check(&page("", HELP), &control, &[], &[("other", "X-01")]);
    let moved = page("", &format!("{HELP}{FIX}"));
    check(&control, &moved, &[], &[("other", "X-01")]);
}

#[test]
fn two_declared_blocks_that_differ_are_told() {
    let help = HELP.replace("Call", "Please call");
    check(&page(FIX, HELP), &page(OTHER_FIX, &help), &["fix", "help"], &[("other", "X-02")]);
}

#[test]
fn no_arm_falls_below_the_floor() {
    let blame = FIX.replace("Unplug it.", "You infected our network.");
    let (control, other) = (page(FIX, HELP), page(&blame, HELP));
    check(&control, &other, &["fix"], &[("other", "X-03")]);
    check(&other, &control, &["fix"], &[("control", "X-03")]);
}

#[test]
fn help_and_release_are_the_same_for_everybody() {
    let typed = HELP.replace("((help hours))", "Monday to Friday, 9:00 to 17:00");
    check(&page(FIX, HELP), &page(FIX, &typed), &["help"], &[("other", "X-05")]);
    let code = HELP.replace("Call", "Say ((case code)) when you call");
    check(&page(FIX, HELP), &page(FIX, &code), &["help"], &[]);
}

#[test]
fn a_language_that_only_one_arm_has_is_told() {
    let brand = library::brand();
    let (control, other) = (page(FIX, HELP), page(FIX, HELP));
    let documents = [("control", &control), ("other", &other)];
    let locales =
        |tags: &[&str]| -> Vec<Locale> { tags.iter().map(|tag| tag.parse().unwrap()).collect() };
    let (few, many) = (locales(&["en", "nl"]), locales(&["ar", "de", "en", "nl"]));
    let read = |control: &[Locale], other: &[Locale], expected| {
        let locales = [("control", control), ("other", other)];
        agree(&Arms { locales: &locales, ..Arms::of(&documents, Context::of(&brand)) }, expected);
    };
    read(&few, &few, &[]);
    read(&few, &many, &[("other", "X-07")]);
    read(&many, &few, &[("other", "X-07")]);
    agree(&Arms { locales: &[("other", &few)], ..Arms::of(&documents, Context::of(&brand)) }, &[]);
}

#[test]
fn the_difference_that_a_plan_can_show_is_told_beside_the_one_worth_having() {
    let brand = library::brand();
    let (control, other) = (page(FIX, HELP), page(FIX, HELP));
    let documents = [("control", &control), ("other", &other)];
    let told = |detectable_tenths| {
        let planned =
            PlannedSize { subjects_per_arm: 400, detectable_tenths, worth_having_tenths: 60 };
        let arms = Arms { planned: Some(planned), ..Arms::of(&documents, Context::of(&brand)) };
        let [found] = &lint_arms(&arms)[..] else { panic!("one finding, on the other arm") };
        assert_eq!((found.arm.as_str(), found.finding.weight), ("other", Weight::Information));
        found.finding.message.clone()
    };
    assert_eq!(told(60), "400 subjects an arm can show a difference of 6.0 points");
    assert_eq!(
        told(82),
        "400 subjects an arm can show a difference of 8.2 points, and 6.0 points are worth having"
    );
}

#[test]
fn the_text_of_a_running_trial_cannot_be_changed_and_the_finding_says_which_block_was() {
    let brand = library::brand();
    let (frozen, changed) = (page(FIX, HELP), page(OTHER_FIX, HELP));
    let running = [Running { trial: "Spring", document: &frozen }];
    let context = Context { running: &running, ..Context::of(&brand) };
    let told = |document: &Document| -> Vec<(String, bool)> {
        let own = lint(document, &context).into_iter().filter(|finding| finding.rule == "X-04");
        own.map(|finding| (finding.message, finding.blocks_submit)).collect()
    };
    assert_eq!(told(&frozen.clone()), []);
    let message = "“Spring” is running: the block “fix” differs from the text of the trial";
    assert_eq!(told(&changed), [(message.to_owned(), true)]);
}

#[test]
fn every_rule_about_arms_explains_itself() {
    for rule in ARM_RULES {
        for part in ["## What it finds\n", "## Why it matters\n", "## Instead\n"] {
            assert!(rule.help().contains(part), "{} lacks {part}", rule.id);
        }
        assert!(!rule.why.is_empty() && !rule.source.is_empty() && !rule.name.is_empty());
    }
}
