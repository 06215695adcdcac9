//! Comparison of renderings by hash. A page that only one side has is a difference too.

use std::collections::BTreeMap;

use content::{DocumentId, Hash, Target, library};
use wire::message::Rendering;

/// A page as both sides rendered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Which document.
    pub id: DocumentId,
    /// For which persona.
    pub persona: String,
    /// On which target.
    pub target: Target,
    /// What this side rendered.
    pub here: Option<Hash>,
    /// What the server rendered.
    pub there: Option<Hash>,
}

impl Comparison {
    /// Whether both sides have the page, byte for byte.
    pub fn agrees(&self) -> bool {
        self.here.is_some() && self.here == self.there
    }
}

/// The starter library for every persona on every target, rendered by this side.
pub fn rendered_here() -> Vec<Rendering> {
    let body = |library::Rendering { id, persona, target, rendered }| Rendering {
        id,
        persona: persona.to_owned(),
        target,
        hash: rendered.hash,
    };
    library::renderings().into_iter().map(body).collect()
}

/// Every page that either side has, by name.
pub fn compare(here: &[Rendering], there: &[Rendering]) -> Vec<Comparison> {
    let mut pages = Pages::new();
    for rendering in here {
        page(&mut pages, rendering).here = Some(rendering.hash.clone());
    }
    for rendering in there {
        page(&mut pages, rendering).there = Some(rendering.hash.clone());
    }
    pages.into_values().collect()
}

type Pages = BTreeMap<(DocumentId, String, Target), Comparison>;

fn page<'a>(pages: &'a mut Pages, rendering: &Rendering) -> &'a mut Comparison {
    let Rendering { id, persona, target, .. } = rendering.clone();
    let name = (id.clone(), persona.clone(), target);
    pages.entry(name).or_insert(Comparison { id, persona, target, here: None, there: None })
}

/// The result in one sentence.
pub fn verdict(comparisons: &[Comparison]) -> String {
    let differing: Vec<String> = comparisons
        .iter()
        .filter(|comparison| !comparison.agrees())
        .map(|comparison| format!("{} for {}", comparison.id, comparison.persona))
        .collect();
    match (comparisons.len(), differing.len()) {
        (0, _) => "There was nothing to compare".to_owned(),
        (n, 0) => format!("All {n} pages agree byte for byte"),
        (n, d) => format!("{d} of {n} differ: {}", differing.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendering(id: &str, bytes: &str) -> Rendering {
        Rendering {
            id: id.parse().unwrap(),
            persona: "p".to_owned(),
            target: Target::GardenHtml,
            hash: Hash::of(bytes.as_bytes()),
        }
    }

    const A: &str = "m/a/garden/en";
    const B: &str = "m/b/garden/en";

    #[test]
    fn equal_bytes_agree_in_whatever_order() {
        let here = [rendering(A, "a"), rendering(B, "b")];
        let there = [rendering(B, "b"), rendering(A, "a")];
        assert_eq!(verdict(&compare(&here, &there)), "All 2 pages agree byte for byte");
    }

    #[test]
    fn a_difference_is_named() {
        let here = [rendering(A, "a"), rendering(B, "b")];
        let there = [rendering(A, "a"), rendering(B, "x")];
        assert_eq!(verdict(&compare(&here, &there)), "1 of 2 differ: m/b/garden/en for p");
    }

    #[test]
    fn a_page_that_one_side_lacks_is_a_difference() {
        assert_eq!(
            verdict(&compare(&[rendering(A, "a")], &[])),
            "1 of 1 differ: m/a/garden/en for p"
        );
        assert_eq!(
            verdict(&compare(&[], &[rendering(A, "a")])),
            "1 of 1 differ: m/a/garden/en for p"
        );
        assert_eq!(verdict(&[]), "There was nothing to compare");
    }

    #[test]
    fn the_library_is_rendered_for_every_persona() {
        let least = library::documents().len() * library::personas().len();
        assert!(rendered_here().len() > least, "an e-mail has two targets");
    }
}
