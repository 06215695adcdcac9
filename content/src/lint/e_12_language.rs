//! ## What it finds
//! A text of 40 words or more that is in another language than its front matter says.
//! ## Why it matters
//! A wrong file in the right place reaches everybody who chose that language.
//! ## Instead
//! Change the locale in the front matter, or the text.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule, WordList};
use crate::Weight;

/// Shorter texts have too few small words to tell.
const MIN_WORDS: usize = 40;

/// So many tell it beyond doubt.
const MAX_WORDS: usize = 200;

pub(super) const RULE: Rule = Rule {
    id: "E-12",
    name: "language",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "a file in the wrong place reaches everybody who chose that language",
    source: "experience with localised products (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# Een apparaat heeft een virus\n\nHet is niet uw computer. Trek de stekker uit het apparaat en wacht. Steek de stekker er weer in en kies een nieuw wachtwoord. Doe dat ook met de router die bij u in huis staat. Lukt een stap niet, ga dan door met de volgende stap op deze pagina.",
        good: "# A device has a virus\n\nIt is not your computer. Pull out the plug of the device and wait. Put the plug back and choose a new password. Do the same with the router that is in your house. If you cannot do a step, go on to the next one that is on this page.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let words = page.lines().flat_map(|line| &line.words).map(|word| word.lower.as_str());
    let words: Vec<&str> = words.take(MAX_WORDS).collect();
    let declared = page.document.locale();
    if words.len() < MIN_WORDS || !page.words.is_known() {
        return;
    }
    let own = page.words.n_function_words(&words);
    let others = WordList::all().filter(|(language, _)| *language != declared.language());
    let best = others.map(|(language, list)| (list.n_function_words(&words), language)).max();
    // Three times as many small words of another language leave no doubt.
    if let Some((n, language)) = best
        && n > 3 * own.max(2)
    {
        let message =
            format!("the text looks like “{language}”, but the front matter says “{declared}”");
        flags.add(page.top(), message);
    }
}
