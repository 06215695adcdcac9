//! Who has to give a reason for what, before a text goes to customers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use content::review::{Need, Person, Reason, Refusal, Waiver, can_approve, can_submit};
use content::{Context, Finding, library, lint, parse};

fn person(name: &str) -> Person {
    name.parse().unwrap()
}

/// The findings of the standard garden page in English: errors and warnings, none that blocks.
fn findings() -> Vec<Finding> {
    let id = "iot-infection/standard/garden/en".parse().unwrap();
    let starter = library::documents().into_iter().find(|starter| starter.id == id).unwrap();
    lint(&parse(starter.source).0, &Context::of(&library::brand()))
}

fn waivers(findings: &[Finding], need: Need, by: &str) -> Vec<Waiver> {
    let needed = findings.iter().filter(|finding| Need::of(finding) == need);
    let waiver = |finding: &Finding| Waiver {
        rule: finding.rule.clone(),
        place: finding.span,
        reason: "it is the text that is used today".parse().unwrap(),
        by: person(by),
    };
    needed.map(waiver).collect()
}

#[test]
fn an_author_gives_reasons_for_warnings_only() {
    let findings = findings();
    let refused = can_submit(&findings, &[], &person("Ada"));
    let n_warnings = findings.iter().filter(|f| Need::of(f) == Need::AuthorReason).count();
    assert!(n_warnings > 0 && refused.len() == n_warnings);
    let own = waivers(&findings, Need::AuthorReason, "ada");
    assert_eq!(can_submit(&findings, &own, &person("Ada")), []);
    assert_eq!(can_submit(&findings, &own, &person("Bea")).len(), n_warnings, "another's reasons");
}

#[test]
fn an_approver_gives_reasons_for_errors_and_is_another_person() {
    let findings = findings();
    let mut given = waivers(&findings, Need::AuthorReason, "Ada");
    let n_errors = findings.iter().filter(|f| Need::of(f) == Need::ApproverReason).count();
    assert!(n_errors > 0);
    let refused = can_approve(&findings, &given, &person("Ada"), &person("Bea"));
    assert_eq!(refused.len(), n_errors);
    given.extend(waivers(&findings, Need::ApproverReason, "Bea"));
    assert_eq!(can_approve(&findings, &given, &person("Ada"), &person("Bea")), []);
    let alone = can_approve(&findings, &given, &person("Bea"), &person(" BEA "));
    assert!(alone.contains(&Refusal::OwnText), "{alone:?}");
}

#[test]
fn no_reason_helps_against_what_blocks() {
    let (document, form) = parse("# A\n\n((case code");
    let mut findings = lint(&document, &Context::of(&library::brand()));
    findings.extend(form);
    let given = waivers(&findings, Need::Mending, "Bea");
    let refused = can_approve(&findings, &given, &person("Ada"), &person("Bea"));
    let blocked = refused.iter().filter(|refusal| matches!(refusal, Refusal::Blocked(_))).count();
    assert!(blocked > 0 && blocked == given.len());
    assert!(refused.iter().any(|refusal| refusal.to_string().starts_with("L-11 has to be mended")));
}

#[test]
fn a_reason_and_a_name_say_something() {
    assert!("  ".parse::<Reason>().is_err() && "x".repeat(501).parse::<Reason>().is_err());
    assert!("x".repeat(500).parse::<Reason>().is_ok());
    assert!("".parse::<Person>().is_err() && "a\nb".parse::<Person>().is_err());
}
