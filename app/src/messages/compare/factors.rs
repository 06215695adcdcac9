//! Factors that a trial of the two texts would compare: the blocks that differ, and what that means for
//! what can be concluded (rules ).

use content::{BlockDiff, Change, Document};
use leptos::prelude::*;

use crate::fmt::number_of;

/// Says which blocks differ.
#[component]
pub fn Factors(
    /// Their names, in the order of the second text.
    factors: Vec<String>,
) -> impl IntoView {
    let name = |factor: &String| view! { <li><code>{factor.clone()}</code></li> };
    view! {
        <section class="card" aria-label="What differs">
            <h2>{heading(factors.len())}</h2>
            <p>{meaning(factors.len())}</p>
            <ul class="factor-list">{factors.iter().map(name).collect_view()}</ul>
        </section>
    }
}

/// The names of the blocks that differ; the lines of an e-mail's front matter that its reader sees
/// count as one.
pub fn factors(first: &Document, second: &Document, diffs: &[BlockDiff]) -> Vec<String> {
    let lines =
        |document: &Document| (document.front.subject.clone(), document.front.preheader.clone());
    let subject = (lines(first) != lines(second)).then(|| "subject and preheader".to_owned());
    let differs =
        |diff: &&BlockDiff| diff.kind.is_some() && (diff.change != Change::Same || diff.moved);
    subject.into_iter().chain(diffs.iter().filter(differs).map(|diff| diff.id.clone())).collect()
}

fn heading(n: usize) -> String {
    match n {
        0 => "Nothing differs".to_owned(),
        1 => "One block differs".to_owned(),
        n => format!("{} differ", number_of(n as u64, "block", "blocks")),
    }
}

const fn meaning(n: usize) -> &'static str {
    match n {
        0 => "A trial of these two would compare a text with itself.",
        1 => {
            "A trial of these two compares one factor: a difference in outcome is due to it, or to chance."
        }
        _ => {
            "A trial of these two compares all of them at once: a difference in outcome cannot be laid to any single one (X-02). To learn which one works, change one at a time."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, expected: &[&str]) {
        let (first, _) = content::parse(first);
        let (second, _) = content::parse(second);
        let diffs = content::diff(&first, &second);
        assert_eq!(factors(&first, &second, &diffs), expected);
    }

    #[test]
    fn another_name_of_the_variant_is_no_factor() {
        let text = |variant: &str| format!("+++\nvariant = \"{variant}\"\n+++\n# A\n");
        check(&text("standard"), &text("improved"), &[]);
    }

    #[test]
    fn every_block_that_differs_is_a_factor_and_so_is_the_subject_line() {
        let first = "+++\nsubject = \"A\"\n+++\n# A\n\n## X {#x .help}\n\nOne.\n";
        let second = "+++\nsubject = \"B\"\n+++\n# A\n\n## X {#x .help}\n\nTwo.\n\n## Y {#y .inset}\n\nNew.\n";
        check(first, second, &["subject and preheader", "x", "y"]);
    }
}
