//! The outcome of one subject, as known at a moment.

use proptest::prelude::*;
use trial::observation::{CoverageState, KindName, Records};
use trial::outcome::{CleanByHorizon, Confirmation};

use super::story::{Story, at, day};

/// Enrolled at noon of day 0, with H = 14, q = 7: mature at noon of day 23.
const MATURE: f64 = 23.5;

#[test]
fn a_line_is_confirmed_clean_at_the_end_of_its_qth_observable_day() {
    let story = Story::new().covered(0..=7);
    assert_eq!(story.outcome(8.2).confirmed, None);
    let outcome = story.outcome(8.25);
    assert_eq!(outcome.confirmed, Some(Confirmation { at: at(8.0), quiet_since: at(0.5) }));
    assert_eq!(outcome.followed_days, 7.5);
    assert_eq!(
        outcome.explanation,
        "Confirmed clean on 8 Nov: no sighting for 7 observable days since 1 Nov. \
         Enters the rates on 24 Nov."
    );
}

#[test]
fn a_mature_line_that_was_quiet_is_clean_by_the_horizon() {
    let story = Story::new().covered(0..=30).seen(6.0).seen(12.0).seen(14.2);
    let outcome = story.outcome(MATURE);
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::Clean);
    assert_eq!(
        outcome.explanation,
        "Confirmed clean on 22 Nov: no sighting for 7 observable days since 15 Nov."
    );
}

#[test]
fn the_horizon_itself_is_still_in_time() {
    let story = Story::new().covered(0..=30).seen(6.0).seen(12.0);
    let in_time = story.clone().seen(14.5).outcome(MATURE).clean_by_horizon;
    assert_eq!(in_time, CleanByHorizon::Clean);
    let late = story.seen(14.6).outcome(MATURE).clean_by_horizon;
    assert_eq!(late, CleanByHorizon::NotClean { last_sighting: at(14.6) });
}

#[test]
fn it_is_too_early_until_horizon_quiet_time_and_grace_are_over() {
    let story = Story::new().covered(0..=30);
    let outcome = story.outcome(MATURE - 0.001);
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::TooEarly { until: at(MATURE) });
    assert_eq!(story.outcome(MATURE).clean_by_horizon, CleanByHorizon::Clean);
}

#[test]
fn too_early_says_how_far_the_line_is() {
    let story = Story::new().covered(0..=30).seen(1.5);
    assert_eq!(
        story.outcome(4.3).explanation,
        "Too early to say: 2 of 7 observable days without a sighting since 2 Nov. \
         Enters the rates on 24 Nov."
    );
}

#[test]
fn a_sighting_after_the_horizon_before_any_confirmation_is_not_clean() {
    let story = Story::new().covered(0..=40).seen(5.0).seen(10.0).seen(16.0);
    let outcome = story.outcome(MATURE);
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::NotClean { last_sighting: at(16.0) });
    assert_eq!(
        outcome.explanation,
        "Not clean by day 14: seen on 17 Nov, before any confirmation."
    );
    let later = story.outcome(30.0);
    assert_eq!(later.clean_by_horizon, CleanByHorizon::NotClean { last_sighting: at(16.0) });
    assert_eq!(
        later.explanation,
        "Confirmed clean on 24 Nov: no sighting for 7 observable days since 17 Nov. \
         Not clean by day 14: last seen on 17 Nov, after 15 Nov."
    );
}

#[test]
fn a_line_still_in_quarantine_is_not_confirmed() {
    let story = Story::in_the_garden().covered(0..=30);
    let outcome = story.outcome(MATURE);
    let answer = CleanByHorizon::NotConfirmed { in_quarantine: true, n_observable: 0 };
    assert_eq!((outcome.clean_by_horizon, outcome.confirmed), (answer, None));
    assert_eq!(
        outcome.explanation,
        "Not confirmed: the line is still in quarantine, where silence proves nothing \
         (0 of 7 observable days without a sighting since 1 Nov)."
    );
}

#[test]
fn too_little_time_outside_quarantine_is_not_confirmed() {
    let story = Story::in_the_garden().covered(0..=30).released(20.5);
    let outcome = story.outcome(MATURE);
    let answer = CleanByHorizon::NotConfirmed { in_quarantine: false, n_observable: 2 };
    assert_eq!(outcome.clean_by_horizon, answer);
    assert_eq!(
        outcome.explanation,
        "Not confirmed: only 2 of 7 observable days without a sighting since 1 Nov."
    );
}

#[test]
fn an_acknowledged_release_is_the_record_that_the_line_left() {
    let inside = Story::in_the_garden().covered(0..=30);
    assert_eq!(inside.outcome(12.0).confirmed, None);
    let acknowledged = inside.clone().acknowledged(1.0, 2.01);
    assert_eq!(acknowledged.outcome(12.0).confirmed.map(|c| c.at), Some(at(10.0)));
    // The log's own row for it changes nothing.
    let logged = acknowledged.clone().released(2.02);
    assert_eq!(logged.outcome(12.0), acknowledged.outcome(12.0));
    // Out and in again since it was asked for: this is no release of the second stay.
    let again = inside.released(1.1).placed(1.2).acknowledged(1.0, 2.01);
    assert_eq!(again.outcome(12.0).confirmed, None);
}

#[test]
fn rows_from_before_the_enrolment_are_history() {
    let story = Story::in_the_garden().covered(0..=30).released(0.2);
    assert_eq!(story.outcome(12.0).confirmed, None);
}

#[test]
fn quarantine_days_do_not_count_not_even_in_part() {
    let story = Story::new().covered(0..=30).placed(0.6).released(2.01);
    assert_eq!(story.outcome(12.0).confirmed.map(|c| c.at), Some(at(10.0)));
    let again = story.placed(5.4).released(5.5);
    assert_eq!(again.outcome(12.0).confirmed.map(|c| c.at), Some(at(11.0)));
}

#[test]
fn a_release_at_midnight_leaves_the_whole_day() {
    let story = Story::new().covered(0..=30).placed(0.6).released(2.0);
    assert_eq!(story.outcome(12.0).confirmed.map(|c| c.at), Some(at(9.0)));
}

#[test]
fn a_release_without_a_placement_ends_the_quarantine_that_the_enrolment_began() {
    let story = Story::in_the_garden().covered(0..=30).released(3.5);
    assert_eq!(story.outcome(12.0).confirmed.map(|c| c.at), Some(at(11.0)));
}

#[test]
fn a_release_twice_or_a_placement_twice_changes_nothing() {
    let once = Story::new().covered(0..=30).placed(0.6).released(2.5);
    let twice = once.clone().placed(1.0).released(4.2);
    assert_eq!(once.outcome(12.0), twice.outcome(12.0));
}

#[test]
fn a_sighting_after_the_confirmation_is_a_reinfection_and_the_first_confirmation_counts() {
    let story = Story::new().covered(0..=40).seen(16.5);
    let outcome = story.outcome(MATURE);
    assert_eq!(outcome.confirmed.map(|c| c.at), Some(at(8.0)));
    assert_eq!(outcome.reinfected_at, Some(at(16.5)));
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::Clean);
    assert_eq!(
        outcome.explanation,
        "Confirmed clean on 8 Nov: no sighting for 7 observable days since 1 Nov. \
         Seen again on 17 Nov: a reinfection; the first confirmation counts."
    );
}

#[test]
fn a_line_seen_again_by_the_horizon_has_to_be_quiet_again() {
    let again = Story::new().covered(0..=40).seen(10.5);
    assert_eq!(again.outcome(MATURE).confirmed.map(|c| c.at), Some(at(8.0)));
    assert_eq!(again.outcome(MATURE).clean_by_horizon, CleanByHorizon::Clean);

    let outcome = again.seen(16.5).outcome(MATURE);
    assert_eq!(outcome.confirmed.map(|c| c.at), Some(at(8.0)));
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::NotClean { last_sighting: at(16.5) });
    assert_eq!(
        outcome.explanation,
        "Confirmed clean on 8 Nov: no sighting for 7 observable days since 1 Nov. \
         Seen again on 11 Nov: a reinfection; the first confirmation counts. \
         Not clean by day 14: last seen on 17 Nov, after 15 Nov."
    );
}

#[test]
fn a_line_seen_again_and_then_kept_in_quarantine_is_not_confirmed_for_the_horizon() {
    let outcome = Story::new().covered(0..=40).seen(10.5).placed(13.5).outcome(MATURE);
    assert_eq!(
        outcome.clean_by_horizon,
        CleanByHorizon::NotConfirmed { in_quarantine: true, n_observable: 2 }
    );
    assert!(
        outcome.explanation.ends_with(
            "Not confirmed for day 14: only 2 of 7 observable days since it was seen again."
        ),
        "{}",
        outcome.explanation
    );
}

#[test]
fn a_sighting_at_the_instant_of_confirmation_is_a_reinfection() {
    let story = Story::new().covered(0..=40).seen(8.0);
    assert_eq!(story.outcome(9.0).reinfected_at, Some(at(8.0)));
    let before = Story::new().covered(0..=40).seen(7.9999);
    assert_eq!(before.outcome(9.0).confirmed, None);
}

/// Two reports are missing, and from day 8 on the line is in quarantine.
fn with_a_gap() -> Story {
    Story::new().covered([0, 1, 2, 3, 6, 7]).covered(8..=40).placed(8.1)
}

#[test]
fn missing_reports_that_could_have_confirmed_it_make_it_unknown() {
    let outcome = with_a_gap().outcome(MATURE);
    let missing = vec![day(4), day(5)];
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::Unknown { missing });
    assert_eq!(
        outcome.explanation,
        "Unknown: no report for 5 Nov and 6 Nov; with them the 7 observable days since 1 Nov \
         could be complete."
    );
}

#[test]
fn missing_reports_that_could_not_have_confirmed_it_leave_it_not_confirmed() {
    let story = Story::new().covered([0, 1, 2, 3]).covered(8..=40).placed(6.1);
    let answer = CleanByHorizon::NotConfirmed { in_quarantine: true, n_observable: 3 };
    assert_eq!(story.outcome(MATURE).clean_by_horizon, answer);
}

#[test]
fn no_reports_at_all_are_unknown_never_clean() {
    let outcome = Story::new().outcome(MATURE);
    assert_eq!(outcome.confirmed, None);
    let missing = (1..=7).map(day).collect();
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::Unknown { missing });
    assert!(outcome.explanation.contains("no report for 2 Nov, 3 Nov and 5 more days"));
}

#[test]
fn a_gap_that_is_filled_later_turns_clean() {
    let story = with_a_gap().coverage(4, CoverageState::Delivered, 25.0).coverage(
        5,
        CoverageState::ConfirmedEmpty,
        25.0,
    );
    assert!(matches!(story.outcome(24.9).clean_by_horizon, CleanByHorizon::Unknown { .. }));
    let outcome = story.outcome(25.0);
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::Clean);
    assert_eq!(outcome.confirmed.map(|c| c.at), Some(at(8.0)));
}

#[test]
fn a_report_taken_back_turns_clean_into_unknown() {
    let story = Story::new().covered(0..=7).placed(8.0).covered(8..=40);
    let story = story.coverage(3, CoverageState::Missing, 24.0);
    assert_eq!(story.outcome(23.9).clean_by_horizon, CleanByHorizon::Clean);
    let missing = vec![day(3)];
    let outcome = story.outcome(24.0);
    assert_eq!(outcome.clean_by_horizon, CleanByHorizon::Unknown { missing });
    assert!(outcome.explanation.contains("no report for 4 Nov; with it the 7 observable days"));
}

#[test]
fn a_missing_day_delays_a_confirmation() {
    let story = Story::new().covered([0, 1, 2, 4, 5, 6, 7, 8, 9]);
    assert_eq!(story.outcome(12.0).confirmed.map(|c| c.at), Some(at(9.0)));
}

#[test]
fn a_late_sighting_moves_a_confirmation() {
    let story = Story::new().covered(0..=30).seen_late(5.3, 11.0);
    assert_eq!(story.outcome(10.9).confirmed.map(|c| c.at), Some(at(8.0)));
    let moved = story.outcome(13.5).confirmed;
    assert_eq!(moved, Some(Confirmation { at: at(13.0), quiet_since: at(5.3) }));
}

#[test]
fn sightings_from_before_the_enrolment_do_not_count() {
    let story = Story::new().covered(-3..=30).seen(0.4).seen(-2.0);
    assert_eq!(story.outcome(12.0), Story::new().covered(0..=30).outcome(12.0));
}

#[test]
fn what_lies_in_the_future_does_not_count_yet() {
    let story = Story::new().covered(0..=30).seen_late(11.0, 9.0);
    assert_eq!(story.outcome(10.0).reinfected_at, None);
    assert_eq!(story.outcome(11.0).reinfected_at, Some(at(11.0)));
}

#[test]
fn follow_up_ends_at_the_watermark_and_at_horizon_and_quiet_time() {
    let story = Story::in_the_garden().covered(0..=60);
    assert_eq!(story.outcome(0.6).followed_days, 0.0);
    assert_eq!(story.outcome(10.3).followed_days, 9.5);
    assert_eq!(story.outcome(50.0).followed_days, 21.0);
}

#[test]
fn one_quiet_day_is_spoken_of_as_one() {
    let story = Story::new().planned(|plan| plan.quiet_days = 1).covered(0..=30);
    assert!(
        story
            .outcome(3.0)
            .explanation
            .starts_with("Confirmed clean on 2 Nov: no sighting for 1 observable day since 1 Nov.")
    );
}

/// Any rows of one subject over 30 days; some arrive late.
fn any_records() -> impl Strategy<Value = Records> {
    let moment = || {
        (0u32..300, 0u32..60).prop_map(|(at, late)| (f64::from(at) / 10.0, f64::from(late) / 10.0))
    };
    let sightings = prop::collection::vec(moment(), 0..6);
    let stays = prop::collection::vec((any::<bool>(), 0u32..300), 0..6);
    let days = prop::collection::vec((0i64..30, 0u8..3, 0u32..80), 0..60);
    (sightings, stays, days).prop_map(|(sightings, stays, days)| {
        let story = sightings
            .into_iter()
            .fold(Story::new(), |story, (at, late)| story.seen_late(at, at + late));
        let story = stays.into_iter().fold(story, |story, (is_placed, at)| {
            let at = f64::from(at) / 10.0;
            if is_placed { story.placed(at) } else { story.released(at) }
        });
        let states =
            [CoverageState::Delivered, CoverageState::ConfirmedEmpty, CoverageState::Missing];
        let story = days.into_iter().fold(story, |story, (n, state, late)| {
            story.coverage(n, states[usize::from(state)], n as f64 + 1.0 + f64::from(late) / 10.0)
        });
        story.records
    })
}

proptest! {
    #[test]
    fn order_and_repetition_of_rows_do_not_matter(records in any_records(), known in 5u32..400) {
        let known = f64::from(known) / 10.0;
        let once = Story { plan: None, records: records.clone() };
        let mut again = records.clone();
        again.observed.extend(records.observed.iter().rev().cloned());
        again.coverage.extend(records.coverage.iter().rev().cloned());
        again.enrolments.extend(records.enrolments);
        again.observed.reverse();
        again.coverage.reverse();
        let twice = Story { plan: None, records: again };
        prop_assert_eq!(once.outcome(known), twice.outcome(known));
    }

    #[test]
    fn a_confirmation_has_q_covered_days_and_no_sighting_behind_it(
        records in any_records(),
        known in 5u32..400,
    ) {
        let known = f64::from(known) / 10.0;
        let story = Story { plan: None, records };
        let outcome = story.outcome(known);
        prop_assert!(outcome.followed_days >= 0.0);
        if let Some(confirmed) = outcome.confirmed {
            let (from, to) = (confirmed.quiet_since, confirmed.at);
            let seen = story.records.of(KindName::Sighting).filter(|row| row.arrived_at <= at(known));
            prop_assert!(seen.clone().all(|row| row.at <= from || row.at >= to));
            prop_assert!(to.as_second() - from.as_second() >= 7 * 86_400);
            prop_assert!(to <= at(known));
        }
    }

    #[test]
    fn without_a_report_nobody_is_ever_clean(records in any_records(), known in 5u32..400) {
        let story = Story { plan: None, records: Records { coverage: Vec::new(), ..records } };
        let outcome = story.outcome(f64::from(known) / 10.0);
        prop_assert_eq!(outcome.confirmed, None);
        prop_assert_ne!(outcome.clean_by_horizon, CleanByHorizon::Clean);
    }
}
