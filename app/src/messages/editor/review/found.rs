//! Findings that need a reason, or a fix, before a text is sent or decided on.

use std::collections::BTreeSet;

use content::review::Need;
use content::{Finding, Span, line_column};

use crate::fmt::sentence;

/// One thing that is wrong, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule, such as `A-03`.
    pub rule: String,
    /// The place in the text as the server has it.
    pub place: Span,
    /// `A-03, line 7: This names a virus scanner.`
    pub words: String,
}

/// The findings of a text that ask for this, one for each rule and place, in the order of the text.
pub fn asking_for(need: Need, findings: &[Finding], source: &str) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let asking = findings.iter().filter(|finding| Need::of(finding) == need);
    let first = asking.filter(|finding| seen.insert((finding.rule.as_str(), finding.span)));
    let found = |finding: &Finding| {
        let Finding { rule, span, message, .. } = finding;
        let (line, _) = line_column(source, span.start);
        let words = format!("{rule}, line {line}: {}", sentence(message));
        Found { rule: rule.clone(), place: *span, words }
    };
    first.map(found).collect()
}

#[cfg(test)]
mod tests {
    use content::Weight;

    use super::*;

    #[test]
    fn each_place_of_a_rule_asks_for_a_reason_of_its_own_and_what_blocks_for_none() {
        let finding = |rule: &str, weight, start, blocks_submit| Finding {
            rule: rule.to_owned(),
            weight,
            blocks_submit,
            span: Span::new(start, start + 1),
            message: format!("about {rule}"),
            why: String::new(),
            source: String::new(),
            fix: None,
        };
        let findings = [
            finding("D-01", Weight::Error, 0, true),
            finding("E-02", Weight::Warning, 0, false),
            finding("E-02", Weight::Warning, 0, false),
            finding("E-02", Weight::Warning, 2, false),
            finding("A-05", Weight::Error, 2, false),
        ];
        let of = |need| {
            let found = asking_for(need, &findings, "a\nb\n");
            found.into_iter().map(|found| found.words).collect::<Vec<_>>()
        };
        assert_eq!(of(Need::Mending), ["D-01, line 1: About D-01."]);
        assert_eq!(
            of(Need::AuthorReason),
            ["E-02, line 1: About E-02.", "E-02, line 2: About E-02."]
        );
        assert_eq!(of(Need::ApproverReason), ["A-05, line 2: About A-05."]);
    }
}
