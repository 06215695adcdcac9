//! What every rule is tested with, and the tests that hold each rule to its samples.

/// What each rule is tested with: bodies of English garden pages.
/// A sample that begins with `+++` is a whole document instead, one that begins with `<!` the bytes
/// of a garden page, and one that begins with `email:<!` those of an e-mail.
#[derive(Debug)]
pub(super) struct Samples {
    pub bad: &'static str,
    pub good: &'static str,
}

/// What the samples are compared with: a document of another channel.
const SIBLING: &str =
    "+++\nchannel = \"script\"\nlocale = \"en\"\n+++\n# A device at home has a virus\n\nHello.";

/// What the samples are compared with: the default locale, and the revision that is live.
const DEFAULT_LOCALE: &str =
    "+++\nlocale = \"de\"\n+++\n# A\n\n((case code))\n\n## Fix {#fix .steps}\n\n1. One\n2. Two";

/// The bad sample of a rule about the brand: any text, read under a brand of pale colours.
pub(super) const PALE_BRAND: &str = "# Pale";

/// The bad sample of a rule about the garden's address: any text, served under a number.
pub(super) const NUMBER_HOST: &str = "# Host";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::page::Page;
    use crate::lint::{Context, RULES, Running, read};
    use crate::{Brand, Weight, library, parse};

    /// The front matter and the body of a sample.
    fn source_of(sample: &str) -> String {
        let channel = if sample.starts_with("email:") { "email" } else { "garden" };
        let body = if sample.contains("<!") { "# A" } else { sample };
        let body = body.strip_prefix("email:").unwrap_or(body);
        match sample.starts_with("+++") {
            true => sample.to_owned(),
            false => format!(
                "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"{channel}\"\nlocale = \"en\"\n+++\n{body}"
            ),
        }
    }

    fn rules_that_flag(sample: &str) -> Vec<String> {
        let source = source_of(sample);
        let (document, form) = parse(&source);
        assert!(form.is_empty(), "{form:?}");
        let mut facts = crate::BrandFacts::from(library::brand());
        if sample == PALE_BRAND {
            facts.light.accent = "#eeeeee".parse().unwrap();
        }
        let brand = Brand::new(facts).unwrap();
        let (script, _) = parse(SIBLING);
        let (english, _) = parse(DEFAULT_LOCALE);
        let context = Context {
            brand: &brand,
            siblings: &[&script],
            default_locale: Some(&english),
            live: Some(&english),
            running: &[Running { trial: "T", document: &english }],
            garden_host: Some(match sample {
                NUMBER_HOST => "192.0.2.7",
                _ => "help.northwire.example",
            }),
        };
        let mut page = Page::new(&document, &context);
        if let Some(at) = sample.find("<!") {
            page = page.with_html(&sample[at..]);
        }
        let findings = read(&page);
        for finding in &findings {
            assert!(finding.span.end as usize <= source.len(), "{finding:?}");
        }
        findings.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn every_rule_flags_its_bad_sample_and_not_its_good_one() {
        for rule in RULES {
            let id = rule.id.to_owned();
            assert!(rules_that_flag(rule.samples.bad).contains(&id), "{id} misses its bad sample");
            assert!(
                !rules_that_flag(rule.samples.good).contains(&id),
                "{id} flags its good sample"
            );
        }
    }

    #[test]
    fn every_rule_explains_itself() {
        for rule in RULES {
            for part in ["## What it finds\n", "## Why it matters\n", "## Instead\n"] {
                assert!(rule.help().contains(part), "{} lacks {part}", rule.id);
            }
            assert!(!rule.why.is_empty() && !rule.source.is_empty() && !rule.name.is_empty());
        }
    }

    #[test]
    fn the_table_is_in_order_and_has_each_rule_once() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
    }

    #[test]
    fn only_errors_block_submit() {
        for rule in RULES {
            assert!(!rule.blocks_submit || rule.weight == Weight::Error, "{}", rule.id);
        }
    }
}
