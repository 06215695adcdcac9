//! ## What it finds
//! Links and addresses to hosts that are not on the provider's list: unknown hosts, numbers,
//! shorteners, names in mixed or encoded scripts, links without `https`.
//! ## Why it matters
//! In the garden other hosts cannot be reached, and in a message they teach people to trust them.
//! ## Instead
//! Link to the provider's own hosts only, or write the words without a link.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::{Line, links};

/// Endings by which a word is taken for a host.
const ENDINGS: [&str; 22] = [
    "com", "net", "org", "info", "biz", "io", "co", "me", "ly", "app", "dev", "online", "site",
    "shop", "xyz", "example", "eu", "uk", "nl", "de", "be", "fr",
];

pub(super) const RULE: Rule = Rule {
    id: "D-04",
    name: "hosts",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "other hosts cannot be reached from the garden and are what criminals use",
    source: "government messaging guidance on links; Unicode TS 39 on mixed scripts (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nSee [our advice](https://192.0.2.7/help) or bit.ly/fix.",
        good: "# A\n\nSee [our advice](https://help.northwire.example/iot) or call.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (target, span) in links(page.document) {
        if let Some(problem) = problem_of_link(page, target) {
            flags.add(span, problem);
        }
    }
    for line in page.lines() {
        check_words(page, line, flags);
    }
}

fn problem_of_link(page: &Page<'_>, target: &str) -> Option<String> {
    if target.starts_with("tel:") || target.starts_with("sms:") {
        return None;
    }
    let Some(rest) = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))
    else {
        return Some("a link begins with https:// or tel:".to_owned());
    };
    problem_of_host(page, host_of(rest))
}

/// Addresses that stand in the text without being links.
fn check_words(page: &Page<'_>, line: &Line, flags: &mut Flags) {
    for word in &line.words {
        let rest =
            line.prose.text[..word.range.start].ends_with("://").then_some(word.lower.as_str());
        if rest.is_none() && !word.lower.contains('.') {
            continue;
        }
        let host = host_of(rest.unwrap_or(&word.lower));
        let ending = host.rsplit_once('.').map(|(_, ending)| ending);
        let looks_like_host = rest.is_some()
            || host.starts_with("www.")
            || ending.is_some_and(|ending| ENDINGS.contains(&ending));
        if looks_like_host && let Some(problem) = problem_of_host(page, host) {
            flags.add(line.span(word.range.clone()), problem);
        }
    }
}

/// The host of an address without its scheme.
fn host_of(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn problem_of_host(page: &Page<'_>, authority: &str) -> Option<String> {
    if authority.contains('@') {
        return Some("an address with @ hides where it leads".to_owned());
    }
    let host = authority.split(':').next().unwrap_or_default().to_lowercase();
    if page.brand.allows_host(&host) {
        return None;
    }
    let number =
        host.bytes().all(|b| b.is_ascii_digit() || b == b'.') || authority.starts_with('[');
    Some(if number {
        format!("{authority} is a number, not a name that people know")
    } else if !host.is_ascii() || host.split('.').any(|label| label.starts_with("xn--")) {
        format!("{host} is in a script that can imitate another name")
    } else {
        format!("{host} is not on the provider's list of hosts")
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::{Context, lint};
    use crate::{library, parse};

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let (document, _) = parse(body);
        let brand = library::brand();
        let findings = lint(&document, &Context::of(&brand));
        let places: Vec<&str> = findings
            .iter()
            .filter(|finding| finding.rule == "D-04")
            .map(|finding| finding.span.text(body))
            .collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn a_foreign_host_is_flagged_where_it_stands() {
        check("Go to www.evil.example now.", &["www.evil.example"]);
        check("Go to northwire.example.evil.com now.", &["northwire.example.evil.com"]);
        check("Go to my.northwire.example now, e.g. today. It is 8.30 a.m. there.", &[]);
    }

    #[test]
    fn a_link_that_hides_where_it_leads_is_flagged() {
        check(
            "[a](https://northwire.example@evil.example)",
            &["[a](https://northwire.example@evil.example)"],
        );
        check("[a](javascript:alert(1))", &["[a](javascript:alert(1))"]);
        check("[a](https://xn--nrthwire-n4a.example)", &["[a](https://xn--nrthwire-n4a.example)"]);
        check("[a](//northwire.example)", &["[a](//northwire.example)"]);
        check("[a](tel:+44800555010) [b](https://northwire.example/x?y#z)", &[]);
    }

    #[test]
    fn many_links_do_not_hide_an_address_that_stands_before_them() {
        let body = format!("Go to bit.ly/fix now.{}", " [a](https://evil.example)".repeat(60));
        let mut expected = vec!["[a](https://evil.example)"; 50];
        expected[0] = "bit.ly/fix";
        check(&body, &expected);
    }
}
