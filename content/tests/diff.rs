//! The comparison of two documents under test.

use content::{BlockDiff, Change, Mark, diff, library, parse};

fn compare(before: &str, after: &str) -> Vec<BlockDiff> {
    diff(&parse(before).0, &parse(after).0)
}

/// The blocks have exactly these names and changes.
#[track_caller]
fn check(before: &str, after: &str, expected: &[(&str, Change, bool)]) {
    let diffs = compare(before, after);
    let found: Vec<(&str, Change, bool)> =
        diffs.iter().map(|diff| (diff.id.as_str(), diff.change, diff.moved)).collect();
    assert_eq!(found, expected);
}

const A: &str = "## A {#a .inset}\n\nFirst.\n\n";
const B: &str = "## B {#b .inset}\n\nSecond.\n\n";
const C: &str = "## C {#c .inset}\n\nThird.\n\n";

#[test]
fn blocks_are_aligned_by_their_names() {
    let changed = B.replace("Second", "Other");
    check(
        &format!("{A}{B}"),
        &format!("{A}{changed}"),
        &[("a", Change::Same, false), ("b", Change::Changed, false)],
    );
    check(
        &format!("{A}{B}{C}"),
        &format!("{A}{C}"),
        &[("a", Change::Same, false), ("b", Change::Removed, false), ("c", Change::Same, false)],
    );
    check(A, &format!("{A}{B}"), &[("a", Change::Same, false), ("b", Change::Added, false)]);
}

#[test]
fn a_block_that_moved_is_told_once() {
    let diffs = compare(&format!("{A}{B}{C}"), &format!("{B}{C}{A}"));
    assert_eq!(diffs.len(), 3);
    assert!(diffs.iter().all(|diff| diff.change == Change::Same));
    assert_eq!(diffs.iter().filter(|diff| diff.moved).count(), 1);
}

#[test]
fn only_the_words_that_differ_are_marked() {
    let before = "# T\n\nPull out the plug. Wait.\n";
    let after = "# T\n\nPull out the big plug. Wait.\n";
    let [lead] = &compare(before, after)[..] else { panic!() };
    let added: String =
        lead.text.iter().filter(|t| t.mark == Mark::Added).map(|t| t.text.as_str()).collect();
    assert_eq!(added.trim(), "big");
    assert!(lead.text.iter().all(|text| text.mark != Mark::Removed));
}

#[test]
fn both_sides_can_be_put_together_again() {
    let [improved, standard] = ["improved", "standard"].map(|variant| {
        let id = format!("iot-infection/{variant}/garden/en").parse().unwrap();
        let starter = library::documents().into_iter().find(|starter| starter.id == id).unwrap();
        parse(starter.source).0
    });
    let side = |diffs: &[BlockDiff], other: Mark| -> String {
        let texts = diffs.iter().flat_map(|diff| &diff.text).filter(|text| text.mark != other);
        texts.map(|text| text.text.as_str()).collect()
    };
    let forth = diff(&standard, &improved);
    let same = diff(&improved, &improved);
    assert!(same.iter().all(|diff| diff.change == Change::Same && !diff.moved));
    assert!(side(&forth, Mark::Removed).contains(&side(&same, Mark::Removed)[..40]));
    for diffs in &forth {
        if diffs.change == Change::Changed && diffs.kind.is_some() {
            let known = same.iter().find(|same| same.id == diffs.id).unwrap();
            assert_eq!(side(std::slice::from_ref(diffs), Mark::Removed), known.text[0].text);
        }
    }
}

#[test]
fn a_change_of_the_front_matter_is_told_too() {
    let source = library::documents()[0].source;
    let diffs = compare(source, &source.replace("reading_minutes = 2", "reading_minutes = 3"));
    assert_eq!(diffs[0].id, "+++");
    assert!(diffs[1..].iter().all(|diff| diff.change == Change::Same));
}

#[test]
fn a_very_long_block_is_compared_between_what_both_have_once() {
    let long = |word: &str, last: &str| {
        let words = format!("{word} ").repeat(10_000);
        format!("# T\n\n{words}middle {words}{last}")
    };
    let [lead] = &compare(&long("a", "x"), &long("b", "y"))[..] else { panic!() };
    let marks: Vec<Mark> = lead.text.iter().map(|text| text.mark).collect();
    let replaced = [Mark::Removed, Mark::Added, Mark::Same];
    assert_eq!(marks, [&[Mark::Same], &replaced[..], &replaced[..]].concat());
    assert_eq!(lead.text[3].text.trim(), "middle");
}
