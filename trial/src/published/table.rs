//! The study's tables, computed from what was printed.

use super::printed::{Counts, Printed};
use super::{Cell, Group, GroupName, NO_NOTICE, Row, Study, Table, comparison};
use crate::report::Rate;
use crate::stats::rate::Count;

/// The rows of the interviews, in the printed order, with plain words.
const INTERVIEWS: [(&str, &str); 3] = [
    ("received", "Received the message"),
    ("read", "Read the message"),
    ("distrust", "Did not trust the message"),
];

/// The rows of the contacts, in the printed order, with plain words.
const CONTACTS: [(&str, &str); 12] = [
    ("contact_email", "Wrote an e-mail"),
    ("contact_form", "Used the contact form"),
    ("helpdesk", "Called the help desk"),
    ("runs_virus_scanner", "Ran a virus scanner"),
    ("identifies_iot_device", "Named the device"),
    ("requests_additional_help", "Asked for more help"),
    ("wants_to_call_abuse_team", "Wanted to call the abuse desk"),
    ("requests_paid_technician", "Asked for a paid technician"),
    ("disconnects_device", "Disconnected the device"),
    ("cannot_work", "Could not work"),
    ("complains_over_disruption", "Complained about the disruption"),
    ("threatens_to_terminate", "Threatened to leave"),
];

/// What stands where a group has no count in a table of contacts.
const NOT_OFFERED: &str = "not offered";

pub fn study(printed: &Printed) -> Study {
    let tables = vec![remediation(printed), interviews(printed), contacts(printed)];
    Study {
        title: printed.title.clone(),
        doi: printed.doi.clone(),
        note: printed.note.clone(),
        n_customers: printed.customers_total,
        groups: GroupName::ALL.into_iter().filter_map(|name| group(printed, name)).collect(),
        no_notice: NO_NOTICE,
        comparisons: tables.iter().flat_map(comparison::of_table).collect(),
        tables,
        caveats: printed.caveats.clone(),
        siblings: printed.siblings.clone(),
    }
}

fn group(printed: &Printed, name: GroupName) -> Option<Group> {
    let group = printed.groups.get(&name)?;
    Some(Group {
        name,
        label: group.label.clone(),
        n_logs: group.n_logs,
        n_interviews: group.n_interviews,
    })
}

fn remediation(printed: &Printed) -> Table {
    let implied = &printed.remediation_implied_counts;
    let cell = |group: GroupName| {
        let words = printed.remediation_printed.get(&group);
        let counts = match group {
            GroupName::Improved => Some(implied.improved),
            GroupName::Standard => Some(implied.standard),
            GroupName::Email => None,
        };
        let rate = counts.and_then(|(x, n)| rate(x, n));
        Cell {
            group,
            oddity: words.filter(|_| rate.is_some()).map(|words| format!("printed as {words}")),
            instead: words.filter(|_| rate.is_none()).cloned(),
            rate,
        }
    };
    Table {
        name: "remediation".to_owned(),
        title: "Cleaned up".to_owned(),
        notes: vec![format!("Counts are {}.", implied.label)],
        rows: vec![Row {
            name: "remediated".to_owned(),
            label: "Cleaned up".to_owned(),
            cells: GroupName::ALL.into_iter().map(cell).collect(),
        }],
    }
}

fn interviews(printed: &Printed) -> Table {
    let n = |name: GroupName| printed.groups.get(&name).map_or(0, |group| group.n_interviews);
    let rows = INTERVIEWS.iter().filter_map(|&(name, label)| {
        let counts = printed.interviews.get(name)?;
        Some(row(name, label, counts, n, |group| oddity(printed, "interviews", group, name)))
    });
    let notes = printed.printed_oddities.iter().filter(|oddity| oddity.place == "interviews, all");
    Table {
        name: "interviews".to_owned(),
        title: "Said in interviews".to_owned(),
        notes: notes
            .map(|oddity| format!("Printed: {}. {}.", oddity.printed, oddity.recomputed))
            .collect(),
        rows: rows.collect(),
    }
}

fn contacts(printed: &Printed) -> Table {
    let n = |name: GroupName| printed.groups.get(&name).map_or(0, |group| group.n_logs);
    let rows = CONTACTS.iter().filter_map(|&(name, label)| {
        let counts = printed.communication_logs.get(name)?;
        Some(row(name, label, counts, n, |group| {
            oddity(printed, "communication_logs", group, name)
        }))
    });
    Table {
        name: "communication_logs".to_owned(),
        title: "Wrote or called".to_owned(),
        notes: Vec::new(),
        rows: rows.collect(),
    }
}

fn row(
    name: &str,
    label: &str,
    counts: &Counts,
    n: impl Fn(GroupName) -> u64,
    oddity: impl Fn(GroupName) -> Option<String>,
) -> Row {
    let cell = |group: GroupName| {
        let count = counts.get(&group).copied().flatten();
        let rate = count.and_then(|x| rate(x, n(group)));
        let instead = rate.is_none().then(|| NOT_OFFERED.to_owned());
        Cell { group, rate, instead, oddity: oddity(group) }
    };
    let cells = GroupName::ALL.into_iter().map(cell).collect();
    Row { name: name.to_owned(), label: label.to_owned(), cells }
}

fn oddity(printed: &Printed, table: &str, group: GroupName, row: &str) -> Option<String> {
    let group = match group {
        GroupName::Email => "email",
        GroupName::Improved => "improved",
        GroupName::Standard => "standard",
    };
    let place = format!("{table}, {group}, {row}");
    let oddity = printed.printed_oddities.iter().find(|oddity| oddity.place == place)?;
    Some(format!("printed as {}, the count gives {}", oddity.printed, oddity.recomputed))
}

fn rate(x: u64, n: u64) -> Option<Rate> {
    Count::new(x, n).ok().map(Rate::of)
}

#[cfg(test)]
mod tests {
    use super::super::printed::read;
    use super::*;

    #[test]
    fn every_printed_row_has_a_label_and_every_oddity_its_place() {
        let printed = read().unwrap();
        let study = study(&printed);
        let n_rows = |name: &str| study.table(name).unwrap().rows.len();
        assert_eq!(n_rows("interviews"), printed.interviews.len());
        assert_eq!(n_rows("communication_logs"), printed.communication_logs.len());
        let cells = study.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let n_placed = cells.filter(|cell| cell.oddity.iter().any(|o| o.contains("gives"))).count();
        assert_eq!(n_placed + 1, printed.printed_oddities.len());
        assert_eq!(study.table("interviews").unwrap().notes.len(), 1);
    }

    #[test]
    fn computed_shares_agree_with_the_printed_ones_except_in_the_oddities() {
        let printed = read().unwrap();
        let study = study(&printed);
        let remediated = study.table("remediation").unwrap().row("remediated").unwrap();
        for group in [GroupName::Improved, GroupName::Standard] {
            let words = printed.remediation_printed[&group].trim_end_matches('%');
            let share = remediated.rate(group).unwrap().count.share().unwrap();
            assert!(
                (share * 100.0 - words.parse::<f64>().unwrap()).abs() <= 0.5 + 1e-9,
                "{group:?}"
            );
        }
        for oddity in printed.printed_oddities.iter().filter(|o| o.place != "interviews, all") {
            let row = oddity.place.rsplit(", ").next().unwrap();
            let row = study.table("interviews").unwrap().row(row).unwrap();
            let share = row.rate(GroupName::Standard).unwrap().count.share().unwrap();
            assert_eq!(format!("{:.2} %", share * 100.0), oddity.recomputed);
            assert!(!oddity.printed.contains(&oddity.recomputed));
        }
    }
}
