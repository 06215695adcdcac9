//! The outline: the blocks of the text by their headings, each a way to its place.

use content::{Document, Span};
use leptos::prelude::*;

use super::state::EditorState;
use crate::fmt::number_of;
use crate::messages::menu::Menu;

/// A block in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OutlineEntry {
    title: String,
    kind: &'static str,
    span: Span,
    n_findings: usize,
}

/// The menu with the blocks.
#[component]
pub fn OutlineMenu(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let entries = Memo::new(move |_| {
        editor.assessment.with(|text| {
            let inside = |span: Span| {
                let is_inside = |at: Span| at.start >= span.start && at.start < span.end;
                text.findings.iter().filter(|finding| is_inside(finding.span)).count()
            };
            entries(&text.document, &text.source, inside)
        })
    });
    let button = move |entry: OutlineEntry| {
        let findings = (entry.n_findings > 0)
            .then(|| format!(", {}", number_of(entry.n_findings as u64, "finding", "findings")));
        view! {
            <button type="button" class="menu-item" on:click=move |_| editor.go_to(entry.span)>
                <strong>{entry.title}</strong>
                <span>{entry.kind}{findings}</span>
            </button>
        }
    };
    view! {
        <Menu label="Outline" close_on_choice=true>
            {move || entries.get().into_iter().map(button).collect_view()}
        </Menu>
    }
}

fn entries(
    document: &Document,
    source: &str,
    n_inside: impl Fn(Span) -> usize,
) -> Vec<OutlineEntry> {
    let entry = |block: &content::document::Block| OutlineEntry {
        title: heading_words(block.heading_span.text(source), &block.id),
        kind: block.kind.name(),
        span: block.heading_span,
        n_findings: n_inside(block.span),
    };
    document.blocks.iter().map(entry).collect()
}

/// The words of a heading line; the name of the block where it has none.
fn heading_words(line: &str, id: &str) -> String {
    let words = line.trim().trim_start_matches('#');
    let words = words.split("{#").next().unwrap_or_default().trim();
    if words.is_empty() { id.to_owned() } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_has_every_block_in_order_with_its_findings() {
        let source = "# Head\n\nWords.\n\n## Call us {#help .help}\n\nNow.\n";
        let (document, _) = content::parse(source);
        let outline = entries(&document, source, |span| usize::from(span.start == 0));
        let rows: Vec<_> =
            outline.iter().map(|e| (e.title.as_str(), e.kind, e.n_findings)).collect();
        assert_eq!(rows, [("Head", "lead", 1), ("Call us", "help", 0)]);
    }

    #[test]
    fn a_heading_without_words_goes_by_the_name_of_its_block() {
        assert_eq!(heading_words("## {#help .help}", "help"), "help");
        assert_eq!(heading_words("", "lead"), "lead");
    }
}
