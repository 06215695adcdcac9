//! Delivery: mature subjects whom no channel of their arm has reached by the day of maturity. They
//! are analysed in their arm, and the sentence says so where the arms differ.

use jiff::Timestamp;

use super::Context;
use super::entry::{Entries, Entry};
use super::known::Known;
use super::tally::Tally;
use crate::day::Day;
use crate::observation::Observed;
use crate::plan::Channel;

/// Shares that differ by more than this join the sentence.
const LARGEST_GAP: f64 = 0.1;

/// Mature subjects of two arms whom nothing has reached, of those whose arm delivers anything.
pub fn not_delivered(context: &Context<'_, '_>, entries: &Entries, arms: [usize; 2]) -> [u64; 2] {
    let today = Known::At(context.input.now).last_day_over();
    let is_missed = |entry: &&Entry| entry.on <= today && !is_reached(context, entry);
    let missed: Vec<&Entry> = entries.all.iter().filter(is_missed).collect();
    arms.map(|arm| missed.iter().filter(|entry| entry.arm == arm).count() as u64)
}

/// Whether shares of mature subjects differ so much that the sentence says so.
pub fn is_uneven(not_delivered: [u64; 2], mature: [Tally; 2]) -> bool {
    let share = |place: usize| not_delivered[place] as f64 / mature[place].n.max(1) as f64;
    (share(0) - share(1)).abs() > LARGEST_GAP + 1e-9
}

fn is_reached(context: &Context<'_, '_>, entry: &Entry) -> bool {
    let subject = context.subjects.at(entry.place);
    let channels = &context.input.plan.arms[entry.arm].channels;
    let by_then = |at: Timestamp| subject.enrolment.at <= at && Day::of(at) <= entry.on;
    let known = Known::EndOf(entry.on);
    let has_page = || subject.rows.iter().any(|row| row.page().is_some() && by_then(row.at));
    let has_notice = || {
        let rows = subject.known(known).filter(|row| by_then(row.at));
        let notices = rows.filter_map(Observed::notice);
        notices.clone().any(|notice| {
            let same = notices.clone().filter(|other| other.is_same(notice));
            notice.step.reaches() && !same.clone().any(|other| other.step.returns())
        })
    };
    // The script is read to whoever calls: it is not sent, so it cannot fail to arrive.
    let is_sent = channels.iter().any(|channel| *channel != Channel::Script);
    let garden = channels.contains(&Channel::Garden);
    let notice = channels.iter().any(|one| matches!(one, Channel::Email | Channel::Letter));
    !is_sent || (garden && has_page()) || (notice && has_notice())
}
