//! Highlighting behind the text field: lines of pieces, each with what it is and which finding
//! underlines it. Every character of the source stands in exactly one piece.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use content::{Finding, Weight};

/// One line of the backdrop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HighlightedLine {
    /// What the line is known by while others change: a hash of its pieces, and of how many equal
    /// lines stand above it.
    pub name: u64,
    /// What stands in it; none for an empty line.
    pub pieces: Vec<Piece>,
}

/// Characters that are drawn alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// What they are in the message language.
    pub role: Role,
    /// The heaviest finding that is about them.
    pub weight: Option<Weight>,
}

/// What characters are in the message language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Words.
    Plain,
    /// A line of the front matter.
    Front,
    /// A heading.
    Heading,
    /// The braces after a heading.
    Attributes,
    /// A placeholder.
    Placeholder,
}

/// The lines of a text with their colours and underlines.
pub fn highlight(source: &str, findings: &[Finding]) -> Vec<HighlightedLine> {
    let mut lines: Vec<HighlightedLine> = Vec::new();
    let mut seen: HashMap<u64, u64> = HashMap::new();
    let mut in_front = false;
    let mut start = 0;
    for (number, text) in source.split('\n').enumerate() {
        let fence = text.trim_end() == "+++";
        let front = in_front || (fence && number == 0);
        in_front = if fence { number == 0 } else { in_front };
        let pieces = highlight_line(text, start, front, findings);
        let n_above = seen.entry(hash_of(&pieces)).or_insert(0);
        lines.push(HighlightedLine { name: hash_of(&(&pieces, *n_above)), pieces });
        *n_above += 1;
        start += text.len() + 1;
    }
    lines
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn highlight_line(text: &str, start: usize, front: bool, findings: &[Finding]) -> Vec<Piece> {
    let end = start + text.len();
    let roles = roles_of_line(text, front);
    let here: Vec<_> = findings.iter().filter(|finding| touches(finding, start, end)).collect();
    let mut cuts: Vec<usize> = roles.iter().map(|(cut, _)| *cut).chain([text.len()]).collect();
    for finding in &here {
        for place in [finding.span.start as usize, finding.span.end as usize] {
            let cut = place.clamp(start, end) - start;
            cuts.extend(text.is_char_boundary(cut).then_some(cut));
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let role = roles.iter().rev().find(|(from, _)| *from <= cut[0]);
        let weight = |f: &&&Finding| touches(f, start + cut[0], start + cut[1]);
        Piece {
            text: text[cut[0]..cut[1]].to_owned(),
            role: role.map_or(Role::Plain, |(_, role)| *role),
            weight: here.iter().filter(weight).map(|finding| finding.weight).min(),
        }
    };
    cuts.windows(2).map(piece).collect()
}

/// Whether a finding is about a stretch of bytes that is not empty.
fn touches(finding: &Finding, start: usize, end: usize) -> bool {
    (finding.span.start as usize) < end && (finding.span.end as usize) > start
}

/// Where each role begins in a line, in bytes, in order.
fn roles_of_line(text: &str, front: bool) -> Vec<(usize, Role)> {
    if front {
        return vec![(0, Role::Front)];
    }
    let base = if is_heading(text) { Role::Heading } else { Role::Plain };
    let attributes = (base == Role::Heading && text.trim_end().ends_with('}'))
        .then(|| text.rfind('{'))
        .flatten();
    let words = &text[..attributes.unwrap_or(text.len())];
    let mut roles = vec![(0, base)];
    let mut from = 0;
    while let Some(open) = words[from..].find("((").map(|at| from + at) {
        let Some(close) = words[open..].find("))").map(|at| open + at + 2) else { break };
        roles.extend([(open, Role::Placeholder), (close, base)]);
        from = close;
    }
    roles.extend(attributes.map(|at| (at, Role::Attributes)));
    roles
}

fn is_heading(text: &str) -> bool {
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&hashes) && text[hashes..].starts_with(' ')
}

#[cfg(test)]
mod tests {
    use content::Span;

    use super::*;

    fn finding(start: u32, end: u32, weight: Weight) -> Finding {
        Finding {
            rule: "A-05".to_owned(),
            weight,
            blocks_submit: false,
            span: Span { start, end },
            message: String::new(),
            why: String::new(),
            source: String::new(),
            fix: None,
        }
    }

    #[track_caller]
    fn check(source: &str, findings: &[Finding], expected: &[(&str, Role, Option<Weight>)]) {
        let lines = highlight(source, findings);
        let pieces: Vec<_> = lines
            .iter()
            .flat_map(|line| &line.pieces)
            .map(|piece| (piece.text.as_str(), piece.role, piece.weight))
            .collect();
        assert_eq!(pieces, expected);
    }

    #[test]
    fn a_heading_its_attributes_and_placeholders_are_told_apart() {
        check(
            "## Call ((help phone)) {#help .help}",
            &[],
            &[
                ("## Call ", Role::Heading, None),
                ("((help phone))", Role::Placeholder, None),
                (" ", Role::Heading, None),
                ("{#help .help}", Role::Attributes, None),
            ],
        );
    }

    #[test]
    fn the_front_matter_ends_at_the_second_fence() {
        check(
            "+++\nlocale = \"en\"\n+++\n#x",
            &[],
            &[
                ("+++", Role::Front, None),
                ("locale = \"en\"", Role::Front, None),
                ("+++", Role::Front, None),
                ("#x", Role::Plain, None),
            ],
        );
    }

    #[test]
    fn the_heaviest_finding_underlines_over_lines() {
        let findings = [finding(1, 4, Weight::Warning), finding(2, 3, Weight::Error)];
        check(
            "ab\ncd",
            &findings,
            &[
                ("a", Role::Plain, None),
                ("b", Role::Plain, Some(Weight::Warning)),
                ("c", Role::Plain, Some(Weight::Warning)),
                ("d", Role::Plain, None),
            ],
        );
    }

    #[test]
    fn no_character_is_lost_whatever_the_text_and_the_places() {
        let source = "é((\n😀))((x))#\n\n+++\n# {}\r\n((🦀";
        let findings: Vec<_> = (0..40).map(|at| finding(at, at * 3, Weight::Information)).collect();
        let lines = highlight(source, &findings);
        let text = |line: &HighlightedLine| {
            line.pieces.iter().map(|p| p.text.as_str()).collect::<String>()
        };
        assert_eq!(lines.iter().map(text).collect::<Vec<_>>().join("\n"), source);
    }

    #[test]
    fn equal_lines_have_names_of_their_own() {
        let names = |source: &str| {
            highlight(source, &[]).into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        let before = names("a\n\na\n\n");
        let distinct: std::collections::BTreeSet<_> = before.iter().collect();
        assert_eq!(distinct.len(), 5, "{before:?}");
        let after = names("new\na\n\na\n\n");
        assert_eq!(after[1..], before, "a line keeps its name while one comes in above");
    }
}
