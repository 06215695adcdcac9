//! What has come in since the last look, taken in at once.

use jiff::Timestamp;

use super::filing::file;
use super::{Accumulated, NewRow};
use crate::observation::{PageServed, Records, SubjectFacts};
use crate::trial::Trial;

/// As few rows are always taken in one by one.
const FEW_ROWS: usize = 8;
/// With more than one new row for so many subjects, adding everything up anew is the shorter way.
const SUBJECTS_A_ROW: usize = 40;

impl Accumulated {
    /// The same trial under the same plan, further on: stopped, or at a later time of its own.
    pub fn tell(&mut self, trial: Trial) {
        self.whole.trial = trial;
    }

    /// Takes in what has come in since the last look, as known at `now`, which never goes back.
    ///
    /// `news` has the rows that are new, and what was known before about subjects who are new. Its
    /// coverage replaces what was known when there is any; its opened pages are the new ones; its
    /// number of rows that were set aside is the whole one.
    pub fn extend(&mut self, mut news: Records, now: Timestamp) {
        self.advance(now);
        let changes_all = !news.coverage.is_empty()
            || !news.ineligible.is_empty()
            || !news.endings.is_empty()
            || (self.records.opened.is_none()
                && news.opened.as_ref().is_some_and(|it| !it.is_empty()));
        self.whole.n_set_aside = news.n_set_aside;
        self.records.n_set_aside = news.n_set_aside;
        if changes_all || n_rows(&news) > FEW_ROWS + self.rows.len() / SUBJECTS_A_ROW {
            self.take_in(news);
            return self.add_up();
        }
        let facts = std::mem::take(&mut news.facts);
        let opened = news.opened.take().unwrap_or_default();
        for row in one_by_one(news) {
            self.add(row, now);
        }
        facts.into_iter().for_each(|row| self.learn(row));
        opened.into_iter().for_each(|row| self.open(row));
    }

    /// Keeps rows without counting them.
    fn take_in(&mut self, news: Records) {
        let records = &mut self.records;
        records.enrolments.extend(news.enrolments);
        records.sightings.extend(news.sightings);
        records.quarantine.extend(news.quarantine);
        records.contacts.extend(news.contacts);
        records.pages.extend(news.pages);
        records.facts.extend(news.facts);
        records.ineligible.extend(news.ineligible);
        records.endings.extend(news.endings);
        records.surveys.extend(news.surveys);
        if !news.coverage.is_empty() {
            records.coverage = news.coverage;
        }
        if let Some(opened) = news.opened {
            records.opened.get_or_insert_default().extend(opened);
        }
    }

    /// Takes in what is known about a subject beside its rows.
    fn learn(&mut self, facts: SubjectFacts) {
        let place = self.places.get(&facts.subject).copied();
        if place.is_none() {
            self.waiting.insert(facts.subject.clone());
        }
        let at = self.records.facts.len();
        self.records.facts.push(facts);
        if let Some(place) = place {
            self.rows[place].facts = Some(at);
            self.stand_again(place);
        }
    }

    /// Takes in that a page was opened.
    fn open(&mut self, page: PageServed) {
        let place = self.places.get(&page.subject).copied();
        let (at, subject) = (page.at, page.subject.clone());
        let opened = self.records.opened.get_or_insert_default();
        file(&mut self.rows, place, |rows| &mut rows.opened, opened.len());
        opened.push(page);
        match place {
            Some(place) if at > self.whole.as_known_at => {
                self.due.entry(at).or_default().push(place);
            }
            Some(place) => self.stand_again(place),
            None => drop(self.waiting.insert(subject)),
        }
    }
}

fn n_rows(news: &Records) -> usize {
    news.enrolments.len()
        + news.sightings.len()
        + news.quarantine.len()
        + news.contacts.len()
        + news.pages.len()
        + news.surveys.len()
        + news.opened.as_ref().map_or(0, Vec::len)
}

/// The rows that concern one subject each, enrolments first.
fn one_by_one(news: Records) -> impl Iterator<Item = NewRow> {
    let enrolments = news.enrolments.into_iter().map(NewRow::Enrolment);
    enrolments
        .chain(news.sightings.into_iter().map(NewRow::Sighting))
        .chain(news.quarantine.into_iter().map(NewRow::Quarantine))
        .chain(news.contacts.into_iter().map(NewRow::Contact))
        .chain(news.pages.into_iter().map(NewRow::Page))
        .chain(news.surveys.into_iter().map(NewRow::Survey))
}
