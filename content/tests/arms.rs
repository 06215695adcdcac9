//! The arms of a trial read together: each rule with arms that break it and arms that do not.

use content::lint::ARM_RULES;
use content::{Arms, Context, Document, library, lint_arms, parse};

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
    let arms = Arms { documents: &documents, declared, context: Context::of(&brand) };
    let findings = lint_arms(&arms);
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
