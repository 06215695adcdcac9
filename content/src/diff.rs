//! What differs between two documents, block by block, with the words that were added or removed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use utoipa::ToSchema;

use crate::Document;
use crate::document::{Block, BlockKind};

mod text;

use text::{block_text, front_text, tokens};

/// Blocks with more tokens than this on a side are compared as a whole: finding the fewest
/// changes takes time with the product of both.
const MAX_TOKENS: usize = 4_000;

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
    let ids = |document: &Document| -> Vec<String> {
        document.blocks.iter().map(|block| block.id.clone()).collect()
    };
    let (old, new) = (ids(before), ids(after));
    let both: BTreeSet<&String> = old.iter().filter(|id| new.contains(id)).collect();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let in_place = matches!(op, DiffOp::Equal { .. });
        if !in_place {
            let removed = before.blocks[op.old_range()].iter();
            diffs.extend(removed.filter(|block| !both.contains(&block.id)).map(removed_block));
        }
        for block in &after.blocks[op.new_range()] {
            let known = before.blocks.iter().find(|known| known.id == block.id);
            diffs.push(
                known.map_or_else(|| added_block(block), |known| compared(known, block, !in_place)),
            );
        }
    }
    diffs
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
    if old.len() > MAX_TOKENS || new.len() > MAX_TOKENS {
        push(&mut marked, Mark::Removed, &[before]);
        push(&mut marked, Mark::Added, &[after]);
        return marked;
    }
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { .. } = op {
            push(&mut marked, Mark::Same, &new[op.new_range()]);
        } else {
            push(&mut marked, Mark::Removed, &old[op.old_range()]);
            push(&mut marked, Mark::Added, &new[op.new_range()]);
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
