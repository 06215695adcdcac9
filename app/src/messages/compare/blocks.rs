//! Two texts block by block: what both have unchanged is folded, words are marked by a line under
//! or through them and by a word for those who do not see it.

use content::{BlockDiff, Change, Mark, MarkedText};
use leptos::prelude::*;

use super::passages::passages;

/// The blocks of both texts, aligned by name.
#[component]
pub fn Blocks(
    /// What differs.
    diffs: Vec<BlockDiff>,
) -> impl IntoView {
    let block = |diff: BlockDiff| view! { <Block diff=diff/> };
    view! {
        <section class="blocks" aria-label="Blocks">
            {diffs.into_iter().map(block).collect_view()}
        </section>
    }
}

#[component]
fn Block(diff: BlockDiff) -> impl IntoView {
    let name = match diff.kind {
        Some(_) => diff.id.clone(),
        None => "Front matter".to_owned(),
    };
    let is_same = diff.change == Change::Same;
    let counts = count_words(&diff);
    let moved = diff.moved.then(|| view! { <span class="badge">"moved"</span> });
    view! {
        <details class="block-diff" open=!is_same>
            <summary>
                <strong>{name}</strong>
                " "
                <span class=badge_class(diff.change)>{change_word(diff.change)}</span>
                " "
                {moved}
                <span class="aside">{counts}</span>
            </summary>
            <p class="marked-text">{passages(diff.text).into_iter().map(marked).collect_view()}</p>
        </details>
    }
}

fn marked(piece: MarkedText) -> AnyView {
    match piece.mark {
        Mark::Same => piece.text.into_any(),
        Mark::Added => view! {
            <ins><span class="visually-hidden">" added: "</span>{piece.text}</ins>
        }
        .into_any(),
        Mark::Removed => view! {
            <del><span class="visually-hidden">" removed: "</span>{piece.text}</del>
        }
        .into_any(),
    }
}

/// `5 words added, 2 removed`; nothing where no word changed.
fn count_words(diff: &BlockDiff) -> Option<String> {
    let n = |mark: Mark| -> usize {
        let marked = diff.text.iter().filter(|piece| piece.mark == mark);
        marked.map(|piece| piece.text.split_whitespace().count()).sum()
    };
    match (n(Mark::Added), n(Mark::Removed)) {
        (0, 0) => None,
        (added, removed) => Some(format!("words: {added} added, {removed} removed")),
    }
}

const fn change_word(change: Change) -> &'static str {
    match change {
        Change::Same => "same",
        Change::Changed => "changed",
        Change::Added => "only in the second",
        Change::Removed => "only in the first",
    }
}

const fn badge_class(change: Change) -> &'static str {
    match change {
        Change::Same => "badge",
        Change::Changed => "badge badge-warning",
        Change::Added | Change::Removed => "badge badge-info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_counted_on_both_sides() {
        let tree = |source: &str| content::parse(source).0;
        let diffs = content::diff(&tree("# A device has a virus\n"), &tree("# A camera has it\n"));
        assert_eq!(count_words(&diffs[0]).as_deref(), Some("words: 2 added, 3 removed"));
        let same = content::diff(&tree("# A\n"), &tree("# A\n"));
        assert_eq!(count_words(&same[0]), None);
    }
}
