//! The published study as a screen shows it.

use trial::published::{GroupName, NOT_RANDOMISED, Study, study};

fn published() -> &'static Study {
    study().unwrap()
}

#[test]
fn a_form_that_was_not_offered_is_no_zero() {
    let row = published().table("communication_logs").unwrap().row("contact_form").unwrap();
    assert_eq!(row.rate(GroupName::Email), None);
    let cell = row.cells.iter().find(|cell| cell.group == GroupName::Email).unwrap();
    assert_eq!(cell.instead.as_deref(), Some("not offered"));
    let calls = published().table("communication_logs").unwrap().row("cannot_work").unwrap();
    assert_eq!(calls.rate(GroupName::Email).unwrap().count.x(), 0);
}

#[test]
fn the_two_pages_differ_by_what_the_caveats_say() {
    let found = published().comparisons.iter().find(|one| one.row == "remediated").unwrap();
    assert_eq!(format!("{:.1}", found.difference * 100.0), "4.9");
    assert_eq!(format!("{:.1}", found.interval.low * 100.0), "-8.5");
    assert_eq!(format!("{:.1}", found.interval.high * 100.0), "14.3");
    assert!(published().caveats[1].contains("difference 4.9 points"));
}

#[test]
fn one_row_that_stands_out_alone_does_not_among_the_others() {
    let row = |name: &str| published().comparisons.iter().find(|one| one.row == name).unwrap();
    let help = row("requests_additional_help");
    assert_eq!(format!("{:.3}", help.p), "0.018");
    assert_eq!((help.n_rows, format!("{:.2}", help.adjusted.p)), (9, "0.16".to_owned()));
    assert!(!help.adjusted.stands_out);
    assert_eq!(format!("{:.2}", row("remediated").p), "0.55");
    assert_eq!((row("helpdesk").n_rows, row("read").n_rows), (3, 3));
}

#[test]
fn no_comparison_travels_without_its_caveat() {
    assert_eq!(published().comparisons.len(), 16);
    assert!(published().comparisons.iter().all(|one| one.caveat == NOT_RANDOMISED));
}

#[test]
fn every_cell_has_a_count_with_an_interval_or_words_instead() {
    let rows = published().tables.iter().flat_map(|table| &table.rows);
    for cell in rows.flat_map(|row| &row.cells) {
        assert_eq!(cell.rate.is_some(), cell.instead.is_none());
        assert!(cell.rate.is_none_or(|rate| rate.interval.is_some()));
    }
}

#[test]
fn an_oddity_stands_at_its_cell() {
    let row = published().table("interviews").unwrap().row("distrust").unwrap();
    let cell = row.cells.iter().find(|cell| cell.group == GroupName::Standard).unwrap();
    assert_eq!(cell.oddity.as_deref(), Some("printed as 6 (14.80 %), the count gives 14.29 %"));
    let notes = &published().table("interviews").unwrap().notes;
    assert!(
        notes[0].starts_with("Printed: 76 (44%) participants. 76 of 177 is 42.9 %"),
        "{notes:?}"
    );
}

#[test]
fn the_study_travels_as_json() {
    // A limit that is not a number would become null, which does not come back.
    let json = serde_json::to_string(published()).unwrap();
    let back: Study = serde_json::from_str(&json).unwrap();
    assert_eq!((&back.groups, &back.caveats), (&published().groups, &published().caveats));
    assert_eq!(back.comparisons.len(), published().comparisons.len());
}
