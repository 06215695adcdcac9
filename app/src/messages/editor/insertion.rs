//! Blocks and placeholders that the menus put into the text. A block comes from the starter library in the
//! language of the document, so that it has the shape which its kind needs and words that the lint
//! has nothing against; where the library has none, a plain one stands in.

mod skeleton;

use content::document::BlockKind;
use content::variable::{Variable, VariableKind};
use content::{DocumentId, Span, library, parse};

pub use skeleton::description;

/// A change of the text that a menu makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The byte of the text at which it goes in.
    pub at: u32,
    /// What goes in.
    pub text: String,
    /// The stretch of the new text that is shown and chosen afterwards.
    pub chosen: Span,
}

/// A placeholder as it is written in the text; a yes or no decides whether words are there.
pub fn placeholder(variable: &Variable) -> String {
    match variable.kind {
        VariableKind::Bool => format!("(({}??words that are there only then))", variable.name),
        _ => format!("(({}))", variable.name),
    }
}

/// The kinds that an author can insert: the lead is what stands before the first heading.
pub fn block_kinds() -> impl Iterator<Item = BlockKind> {
    BlockKind::ALL.into_iter().filter(|kind| *kind != BlockKind::Lead)
}

/// A new block after the one in which the caret stands, `caret` being a byte of `source`.
pub fn block(kind: BlockKind, id: &DocumentId, source: &str, caret: u32) -> Insertion {
    let block = from_library(kind, id).unwrap_or_else(|| skeleton::of(kind));
    let block = with_own_name(block.trim_end(), kind, source);
    let at = end_of_block(source, caret as usize);
    let before = source.get(..at).unwrap_or_default();
    let gap = match before {
        "" => "",
        before if before.ends_with("\n\n") => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let after = if at < source.len() { "\n\n" } else { "\n" };
    let heading = block.lines().next().unwrap_or_default();
    let words = heading.split(" {#").next().unwrap_or_default();
    let start = at + gap.len();
    let title = start + "## ".len();
    Insertion {
        at: u32::try_from(at).unwrap_or(u32::MAX),
        chosen: Span::new(title.min(start + words.len()), start + words.len()),
        text: format!("{gap}{block}{after}"),
    }
}

/// The block of that kind in the starter library: of the same channel before another, and always
/// of the same language.
fn from_library(kind: BlockKind, id: &DocumentId) -> Option<String> {
    let mut starters = library::documents();
    starters.retain(|starter| starter.id.locale == id.locale);
    // The improved variants come before the standard ones, and findings are few in them.
    starters.sort_by_key(|starter| {
        (starter.id.channel != id.channel, starter.id.variant.as_ref() != "improved")
    });
    starters.iter().find_map(|starter| {
        let (document, _) = parse(starter.source);
        let span = document.block(kind)?.span;
        Some(span.text(starter.source).to_owned())
    })
}

/// The block under a name that no other block of the text has.
fn with_own_name(block: &str, kind: BlockKind, source: &str) -> String {
    let (document, _) = parse(source);
    let is_taken = |name: &String| document.blocks.iter().any(|block| block.id == *name);
    let numbered = (2..).map(|n| format!("{}-{n}", kind.name()));
    let mut names = std::iter::once(kind.name().to_owned()).chain(numbered);
    let Some(name) = names.find(|name| !is_taken(name)) else { return block.to_owned() };
    let Some((words, rest)) = block.split_once("{#") else { return block.to_owned() };
    let end = rest.find([' ', '}']).unwrap_or(rest.len());
    format!("{words}{{#{name}{}", &rest[end..])
}

/// The byte at which the block around a byte ends: the next heading of a block, or the end.
fn end_of_block(source: &str, caret: usize) -> usize {
    let from =
        (caret..source.len()).find(|at| source.is_char_boundary(*at)).unwrap_or(source.len());
    source[from..].find("\n## ").map_or(source.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use content::variable::VARIABLES;

    use super::*;

    const SOURCE: &str = "# Head\n\nWords.\n\n## Call us {#help .help}\n\nNow.\n";

    fn id(text: &str) -> DocumentId {
        text.parse().unwrap()
    }

    fn inserted(kind: BlockKind, id: &DocumentId, source: &str, caret: u32) -> String {
        let insertion = block(kind, id, source, caret);
        let (before, after) = source.split_at(insertion.at as usize);
        format!("{before}{}{after}", insertion.text)
    }

    #[test]
    fn a_block_goes_in_after_the_one_in_which_the_caret_stands() {
        let garden = id("m/improved/garden/en");
        let ids = |caret| {
            let (document, _) = parse(&inserted(BlockKind::Verify, &garden, SOURCE, caret));
            document.blocks.into_iter().map(|block| block.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(0), ["lead", "verify", "help"]);
        assert_eq!(ids(9), ["lead", "verify", "help"]);
        assert_eq!(ids(30), ["lead", "help", "verify"]);
        assert_eq!(ids(999), ["lead", "help", "verify"]);
    }

    #[test]
    fn a_second_block_of_a_kind_has_a_name_of_its_own() {
        let garden = id("m/improved/garden/en");
        let (document, _) = parse(&inserted(BlockKind::Help, &garden, SOURCE, 999));
        let ids: Vec<_> = document.blocks.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(ids, ["lead", "help", "help-2"]);
    }

    #[test]
    fn what_is_chosen_afterwards_is_the_heading() {
        let insertion = block(BlockKind::Inset, &id("m/improved/garden/fr"), SOURCE, 0);
        let text = inserted(BlockKind::Inset, &id("m/improved/garden/fr"), SOURCE, 0);
        assert_eq!(insertion.chosen.text(&text), "Good to know");
    }

    #[test]
    fn a_block_speaks_the_language_of_its_document_where_the_library_has_it() {
        let text = inserted(BlockKind::Help, &id("m/improved/garden/nl"), SOURCE, 999);
        assert!(text.contains("Hulp nodig?"), "{text}");
    }

    #[test]
    fn every_block_has_the_shape_that_its_kind_needs() {
        for place in ["garden/en", "garden/nl", "garden/de", "garden/ar", "email/en", "garden/fr"] {
            let id = id(&format!("m/improved/{place}"));
            for kind in block_kinds() {
                let text = inserted(kind, &id, "# Head\n\nWords.\n", 0);
                let (document, findings) = parse(&text);
                let wrong: Vec<_> = findings.iter().filter(|f| f.rule != "L-02").collect();
                assert!(document.block(kind).is_some(), "{place} {kind:?}: {text}");
                assert!(wrong.is_empty(), "{place} {kind:?}: {wrong:?}");
            }
        }
    }

    #[test]
    fn every_placeholder_of_the_menu_is_read_as_one() {
        for variable in &VARIABLES {
            let source = format!("# Head\n\nSome {} words.\n", placeholder(variable));
            let (_, findings) = parse(&source);
            let wrong: Vec<_> = findings.iter().filter(|f| f.rule != "L-02").collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", variable.name);
        }
    }
}
