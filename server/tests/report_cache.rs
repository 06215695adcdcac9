//! A cached report of a running trial equals one computed from all of its rows.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::{SignedDuration, Timestamp};
use server::clock::Clock;
use server::state::App;
use server::store::{Batch, Engine, SqliteFile, open};
use trial::assignment::arm_index;
use trial::observation::{
    Answers, Code, Contact, ContactChannel, CoverageDay, CoverageState, EndReason, Ineligible,
    KindName, Observed, QuarantineChange, What,
};
use trial::report::build;
use trial::{SubjectId, TrialId};

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;

use cast::{by, delivery, entry, name, start};

/// Numbers that look drawn and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

struct Story {
    app: App,
    dice: Dice,
    n_subjects: u32,
}

impl Story {
    fn now(&self) -> Timestamp {
        self.app.now()
    }

    fn someone(&mut self) -> SubjectId {
        let n = self.dice.below(u64::from(self.n_subjects.max(1)));
        name(&format!("line-{n}"))
    }

    /// A moment of the last days; a row about it arrives now.
    fn earlier(&mut self) -> Timestamp {
        let hours = i64::try_from(self.dice.below(90)).unwrap();
        self.now() - SignedDuration::from_hours(hours)
    }

    async fn enrol(&mut self, trial: &TrialId) {
        let n = self.n_subjects;
        let mut entry = entry(trial.as_str(), &format!("line-{n}"), 1_000 + n);
        (entry.at, entry.arrived_at) = (self.now(), self.now());
        self.app.store.enrol(&entry, &arm_index, by()).await.unwrap();
        self.n_subjects += 1;
    }

    async fn code(&mut self) {
        let contacts =
            self.app.store.contacts(Default::default(), None, 1_000).await.unwrap().items;
        if contacts.is_empty() {
            return;
        }
        let place = self.dice.below(contacts.len() as u64) as usize;
        let codes = [Code::ALL[self.dice.below(13) as usize]];
        let now = self.now();
        self.app.store.set_codes(contacts[place].id, &codes, now, by()).await.unwrap();
    }

    async fn serve(&mut self, trial: &TrialId) {
        let subject = self.someone();
        let mut page = delivery(trial.as_str(), subject.as_str(), 1);
        (page.at, page.opened) = (self.now(), self.dice.below(2) == 0);
        // Nobody is there to be served yet.
        drop(self.app.store.add_delivery(&page, by()).await);
    }

    /// Something is observed, soon or late, sometimes about a stranger.
    fn batch(&mut self, trial: &TrialId) -> Batch {
        let (subject, at, arrived_at) = (self.someone(), self.earlier(), self.now());
        let reason = ["business line", "objected"][self.dice.below(2) as usize].to_owned();
        let said = [None, Some(true), Some(false)];
        let what = match self.dice.below(14) {
            0 => What::FollowUpEnd(EndReason::OptedOut),
            1 => {
                let subject = name(&format!("line-{}", self.dice.below(90)));
                let row = Ineligible { subject, at, reason, arrived_at };
                return Batch::Ineligible(trial.clone(), vec![row]);
            }
            2 | 3 => {
                let [received, read] = [0, 1].map(|_| said[self.dice.below(3) as usize]);
                What::SurveyAnswer(Answers { received, read, distrusted: None })
            }
            4 => {
                let day = at.to_zoned(jiff::tz::TimeZone::UTC).date();
                let state = CoverageState::Delivered;
                let row = CoverageDay { feed: name("darknet"), day, state, arrived_at };
                return Batch::Coverage(vec![row]);
            }
            5..8 => {
                let change = [QuarantineChange::Placed, QuarantineChange::ReleasedBySelf];
                What::QuarantineEvent(change[self.dice.below(2) as usize])
            }
            8..11 => What::Contact(Box::new(Contact::uncoded(ContactChannel::HelpDesk))),
            _ => What::Sighting(name("darknet")),
        };
        Batch::Observed(vec![Observed { subject, at, arrived_at, what }])
    }

    fn move_clock(&mut self) {
        let hours = match self.dice.below(12) {
            0 | 1 => 31,
            n => n,
        };
        let to = self.now() + SignedDuration::from_hours(i64::try_from(hours).unwrap());
        self.app.clock.move_to(to).unwrap();
        self.app.live.clock_moved();
    }
}

#[tokio::test]
async fn after_any_changes_the_report_is_the_one_of_all_rows() {
    let folder = tempfile::tempdir().unwrap();
    let file = SqliteFile::at(folder.path().join("stile.db"));
    let store = open(&Engine::Sqlite(file)).await.unwrap();
    let clock = Clock::test("2026-03-02T08:00:00Z".parse().unwrap());
    let app = App::new(store, clock, "http://garden.test");
    start(&*app.store, "first").await.unwrap();
    let trial: TrialId = name("first");
    let mut story = Story { app, dice: Dice(20_261_122), n_subjects: 0 };
    for step in 0..260 {
        for _ in 0..=story.dice.below(3) {
            match story.dice.below(10) {
                0 | 1 => story.enrol(&trial).await,
                2 => story.move_clock(),
                3 => story.code().await,
                4 => story.serve(&trial).await,
                _ => {
                    let batch = story.batch(&trial);
                    story.app.store.append(&batch, by()).await.unwrap();
                }
            }
        }
        let live = story.app.report(&trial).await.unwrap();
        let stored = story.app.store.trial(&trial).await.unwrap().trial;
        let records = story.app.store.records(&trial).await.unwrap();
        let anew = build(&stored, &records, stored.now(story.now()));
        assert!(live.report.says_the_same_as(&anew), "step {step}");
    }
    let records = story.app.store.records(&trial).await.unwrap();
    let n = |kind| records.of(kind).count();
    assert!(records.enrolments.len() > 40 && n(KindName::Contact) > 20);
    assert!(n(KindName::FollowUpEnd) > 0 && !records.ineligible.is_empty());
    let coded = |row: &&Observed| row.contact().is_some_and(|it| it.codes.is_some());
    assert!(records.observed.iter().filter(coded).count() > 10);
    assert!(records.knows_opened() && n(KindName::PageServed) > 0);
}
