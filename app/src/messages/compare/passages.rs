//! Changed words as passages: where little stands between two changes, they read better as one. A
//! reader wants to see what a sentence was and what it is, not which small words both have.

use content::{Mark, MarkedText};

/// No more words than these between two changes belong to the change.
const FEW_WORDS: usize = 2;

/// The same texts in longer passages: what was removed stands before what was added.
pub fn passages(pieces: Vec<MarkedText>) -> Vec<MarkedText> {
    let mut out = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let n_pieces = pieces.len();
    for (place, piece) in pieces.into_iter().enumerate() {
        let is_open = !removed.is_empty() || !added.is_empty();
        let joins = is_open
            && place + 1 < n_pieces
            && piece.text.split_whitespace().count() <= FEW_WORDS
            && !piece.text.contains("\n\n");
        match piece.mark {
            Mark::Removed => removed.push_str(&piece.text),
            Mark::Added => added.push_str(&piece.text),
            Mark::Same if joins => {
                removed.push_str(&piece.text);
                added.push_str(&piece.text);
            }
            Mark::Same => {
                close(&mut out, &mut removed, &mut added);
                out.push(piece);
            }
        }
    }
    close(&mut out, &mut removed, &mut added);
    out
}

fn close(out: &mut Vec<MarkedText>, removed: &mut String, added: &mut String) {
    for (mark, text) in [(Mark::Removed, removed), (Mark::Added, added)] {
        let text = std::mem::take(text);
        if !text.trim().is_empty() {
            out.push(MarkedText { mark, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(mark: Mark, text: &str) -> MarkedText {
        MarkedText { mark, text: text.to_owned() }
    }

    #[test]
    fn changes_with_little_between_them_are_one_passage() {
        let pieces = vec![
            piece(Mark::Same, "# "),
            piece(Mark::Removed, "Your"),
            piece(Mark::Added, "A device"),
            piece(Mark::Same, " "),
            piece(Mark::Removed, "internet"),
            piece(Mark::Added, "in"),
            piece(Mark::Same, " and many more words"),
        ];
        let expected = [
            piece(Mark::Same, "# "),
            piece(Mark::Removed, "Your internet"),
            piece(Mark::Added, "A device in"),
            piece(Mark::Same, " and many more words"),
        ];
        assert_eq!(passages(pieces), expected);
    }

    #[test]
    fn both_texts_can_still_be_read_whole() {
        let (first, _) = content::parse("# A device has one bad virus\n\nPull the plug.\n");
        let (second, _) = content::parse("# Your camera has a virus\n\nPull out the plug now.\n");
        for diff in content::diff(&first, &second) {
            let words = |pieces: &[MarkedText], without: Mark| {
                let kept = pieces.iter().filter(|piece| piece.mark != without);
                let text: String = kept.map(|piece| piece.text.as_str()).collect();
                text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
            };
            let joined = passages(diff.text.clone());
            for mark in [Mark::Added, Mark::Removed] {
                assert_eq!(words(&joined, mark), words(&diff.text, mark));
            }
        }
    }

    #[test]
    fn a_change_ends_with_its_paragraph() {
        let pieces =
            vec![piece(Mark::Removed, "a"), piece(Mark::Same, "\n\n"), piece(Mark::Added, "b")];
        assert_eq!(passages(pieces.clone()), pieces);
    }
}
