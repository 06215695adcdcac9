//! ## What it finds
//! A letter that asks to scan a code without the same address in words beside it, or with an
//! address of more than 504 bytes.
//! ## Why it matters
//! Who cannot scan types. A longer address makes a code that phones fail to read from paper at
//! error correction level M.
//! ## Instead
//! Put the short address under the code: ((website)).

#[cfg(test)]
use super::Samples;
use super::{Flags, LETTER, Page, Rule};
use crate::Weight;
use crate::prose::{Line, links_of};

pub(super) const RULE: Rule = Rule {
    id: "F-10",
    name: "square code",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: LETTER,
    why: "who cannot scan a code has to type the address",
    source: "a government's guidance on codes in letters: 504 bytes, level M (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"letter\"\nlocale = \"en\"\n+++\n# A\n\nScan the QR code.",
        good: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"letter\"\nlocale = \"en\"\n+++\n# A\n\nScan the QR code, or type ((website)).",
    },
    check,
};

/// What a code at level M holds that phones still read from paper.
const MAX_BYTES: usize = 504;

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in &page.sections {
        let scan = section.lines.iter().find_map(|line| {
            let place = page.words.find("square_code", &line.words).into_iter().next()?;
            Some(line.span(place))
        });
        let Some(place) = scan else { continue };
        let targets = links_of(section.block);
        let hosts = |line: &Line| line.words.iter().any(|word| is_host(page, &word.lower));
        if !section.uses("website") && targets.is_empty() && !section.lines.iter().any(hosts) {
            flags.add(place, "the address that the code leads to is not beside it in words");
        }
        if let Some(long) = targets.iter().find(|target| target.len() > MAX_BYTES) {
            let message = format!("an address of {} bytes; a code holds {MAX_BYTES}", long.len());
            flags.add(place, message);
        }
    }
}

fn is_host(page: &Page<'_>, word: &str) -> bool {
    page.brand.allows_host(word.split('/').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::{Context, library, lint, parse};

    #[test]
    fn an_address_that_no_code_holds_is_told() {
        let told = |n: usize| {
            let target = format!("https://my.northwire.example/{}", "a".repeat(n));
            let source = format!(
                "+++\nchannel = \"letter\"\n+++\n# A\n\nScan the QR code: [our page]({target})."
            );
            let findings = lint(&parse(&source).0, &Context::of(&library::brand()));
            findings.iter().any(|finding| finding.rule == "F-10")
        };
        assert!(!told(504 - 29) && told(505 - 29));
    }
}
