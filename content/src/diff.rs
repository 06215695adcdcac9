//! What differs between two documents, block by block, with the words that were added or removed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Document;
use crate::document::{Block, BlockKind};

mod runs;
mod text;

use runs::{Run, in_place, runs};
use text::{block_text, front_text, tokens};

/// How one block changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockDiff {
    /// The name of the block; the front matter is called `+++`.
    pub id: String,
    /// What the block is for, after the change if it changed; nothing for the front matter.
    pub kind: Option<BlockKind>,
    /// What happened to it.
    pub change: Change,
    /// Whether it stands in another place among the blocks that both have.
    pub moved: bool,
    /// Its text, cut where words were added or removed.
    pub text: Vec<MarkedText>,
}

/// What happened to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Nothing; it may have moved.
    Same,
    /// Both have it, with other words.
    Changed,
    /// Only the second document has it.
    Added,
    /// Only the first document has it.
    Removed,
}

/// A stretch of text with one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MarkedText {
    /// Whether it was added, removed or kept.
    pub mark: Mark,
    /// The text.
    pub text: String,
}

/// What happened to some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// In both.
    Same,
    /// Only in the second document.
    Added,
    /// Only in the first document.
    Removed,
}

/// Aligns two documents by the names of their blocks, in the order of the second; what only the
/// first has stands where it stood.
pub fn diff(before: &Document, after: &Document) -> Vec<BlockDiff> {
    let mut diffs = Vec::new();
    let front = (front_text(&before.front), front_text(&after.front));
    if front.0 != front.1 {
        let text = marked(&front.0, &front.1);
        let change = Change::Changed;
        diffs.push(BlockDiff { id: "+++".to_owned(), kind: None, change, moved: false, text });
    }
    let (old, new) = (places(before), places(after));
    let in_new_order = after.blocks.iter().map(|block| old.get(block.id.as_str()).copied());
    let staying = in_place(in_new_order);
    let mut from = (0, 0);
    for stays in staying.into_iter().map(Some).chain([None]) {
        let (old_end, new_end) = stays.unwrap_or((before.blocks.len(), after.blocks.len()));
        let gone = before.blocks[from.0..old_end].iter();
        diffs.extend(gone.filter(|block| !new.contains_key(block.id.as_str())).map(removed_block));
        for block in &after.blocks[from.1..new_end] {
            let known = old.get(block.id.as_str()).map(|place| &before.blocks[*place]);
            diffs.push(known.map_or_else(|| added_block(block), |it| compared(it, block, true)));
        }
        if let Some((place, new_place)) = stays {
            diffs.push(compared(&before.blocks[place], &after.blocks[new_place], false));
            from = (place + 1, new_place + 1);
        }
    }
    diffs
}

/// The places of the blocks of a document, by name.
fn places(document: &Document) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    places.extend(document.blocks.iter().enumerate().map(|(at, block)| (block.id.as_str(), at)));
    places
}

fn removed_block(block: &Block) -> BlockDiff {
    whole(block, Change::Removed, Mark::Removed)
}

fn added_block(block: &Block) -> BlockDiff {
    whole(block, Change::Added, Mark::Added)
}

fn whole(block: &Block, change: Change, mark: Mark) -> BlockDiff {
    let text = vec![MarkedText { mark, text: block_text(block) }];
    BlockDiff { id: block.id.clone(), kind: Some(block.kind), change, moved: false, text }
}

fn compared(before: &Block, after: &Block, moved: bool) -> BlockDiff {
    let same = before.canonical() == after.canonical();
    let text = if same {
        vec![MarkedText { mark: Mark::Same, text: block_text(after) }]
    } else {
        marked(&block_text(before), &block_text(after))
    };
    let change = if same { Change::Same } else { Change::Changed };
    BlockDiff { id: after.id.clone(), kind: Some(after.kind), change, moved, text }
}

/// The second text with what was added and removed.
fn marked(before: &str, after: &str) -> Vec<MarkedText> {
    let (old, new) = (tokens(before), tokens(after));
    let mut marked = Vec::new();
    for run in runs(&old, &new) {
        match run {
            Run::Same(range) => push(&mut marked, Mark::Same, &new[range]),
            Run::Replaced(gone, come) => {
                push(&mut marked, Mark::Removed, &old[gone]);
                push(&mut marked, Mark::Added, &new[come]);
            }
        }
    }
    marked
}

fn push(marked: &mut Vec<MarkedText>, mark: Mark, tokens: &[&str]) {
    let text = tokens.concat();
    if text.is_empty() {
        return;
    }
    match marked.last_mut() {
        Some(last) if last.mark == mark => last.text.push_str(&text),
        _ => marked.push(MarkedText { mark, text }),
    }
}
