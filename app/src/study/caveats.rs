//! Caveats of the study, in plain words. The numbers
//! come from its counts.

use trial::published::{GroupName, NOT_RANDOMISED, Study};

use crate::fmt;
use crate::results::baseline::NO_NOTICE;

/// The caveats, the weightiest first.
pub fn sentences(study: &Study) -> Vec<String> {
    let always = [format!(
        "The standard and the improved group were {NOT_RANDOMISED}: the standard group appears \
             to come from an observational study. No difference between them can be put down to \
             the text."
    )];
    let counted = [cleanup(study), help(study)].into_iter().flatten();
    let closing = [
        format!(
            "{:.0}–{:.0}\u{a0}% of infections cleaned up with no notice at all, in a control group and two \
             reference networks.",
            NO_NOTICE.low * 100.0,
            NO_NOTICE.high * 100.0
        ),
        "The rows count what customers wrote or said, not all that they did.".to_owned(),
        "Only counts were published. There are no timelines, so no curve can be drawn.".to_owned(),
    ];
    always.into_iter().chain(counted).chain(closing).collect()
}

/// That the difference in cleanup is inside the noise.
fn cleanup(study: &Study) -> Option<String> {
    let row = study.table("remediation")?.row("remediated")?;
    let share = |group| Some(fmt::share(row.rate(group)?.count.share()?));
    let on_it = study.comparisons.iter().find(|c| c.table == "remediation")?;
    Some(format!(
        "Cleaned up: {} in the improved group, {} in the standard one. The difference of {} is \
         inside the noise (95\u{a0}% limits {}).",
        share(GroupName::Improved)?,
        share(GroupName::Standard)?,
        fmt::points(on_it.difference),
        fmt::points_range(on_it.interval.low, on_it.interval.high)
    ))
}

/// That requests for help and calls differ in opposite directions.
fn help(study: &Study) -> Option<String> {
    let logs = study.table("communication_logs")?;
    let counts = |row: &str| {
        let row = logs.row(row)?;
        let of = |group| row.rate(group).map(|rate| fmt::count(rate.count.x(), rate.count.n()));
        Some((of(GroupName::Standard)?, of(GroupName::Improved)?))
    };
    let (help_standard, help_improved) = counts("requests_additional_help")?;
    let (calls_standard, calls_improved) = counts("helpdesk")?;
    Some(format!(
        "Rows point in different directions: asked for more help, {help_standard} in the standard \
         group and {help_improved} in the improved one; called the help desk, {calls_standard} and \
         {calls_improved}. One row out of many, picked afterwards, proves nothing."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_caveat_is_that_the_groups_were_not_randomised() {
        let all = sentences(trial::published::study().unwrap());
        assert!(all[0].contains(NOT_RANDOMISED), "{}", all[0]);
        assert_eq!(all.len(), 6, "no counted caveat is lost: {all:?}");
    }

    #[test]
    fn a_fall_in_requests_is_never_told_without_the_rise_in_calls() {
        let told = help(trial::published::study().unwrap()).unwrap();
        for count in ["41 of 97", "8 of 40", "44 of 97", "21 of 40"] {
            assert!(told.contains(count), "{count} is missing in: {told}");
        }
    }
}
