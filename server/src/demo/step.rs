//! One step of simulated time: who arrives is enrolled, what becomes known is stored.

use content::DeviceKind;
use jiff::{SignedDuration, Timestamp};
use trial::assignment::arm_index;
use trial::observation::{Contact, Ineligible, Observed, What};
use trial::simulate::{Arrival, Happening, SimulatedEvent};
use trial::{Stratum, SubjectId};

use super::agenda::{Coding, Due, coding};
use super::{Demo, MAX_SUBJECTS};
use crate::garden::{SubjectPage, serve_page};
use crate::language::Chosen;
use crate::problem::Problem;
use crate::random;
use crate::store::{Batch, EnrolAnswer, NewDelivery, NewEnrolment, NewHelp};

/// What detections say, in turn; mostly nothing.
const DEVICE_KINDS: [DeviceKind; 8] = [
    DeviceKind::Unknown,
    DeviceKind::Camera,
    DeviceKind::Unknown,
    DeviceKind::Router,
    DeviceKind::Recorder,
    DeviceKind::Unknown,
    DeviceKind::Nas,
    DeviceKind::Printer,
];

/// What became known in a step, by the door of the store that it goes through.
#[derive(Default)]
struct News {
    coverage: Vec<trial::observation::CoverageDay>,
    observed: Vec<Observed>,
    help: Vec<NewHelp>,
    pages: Vec<Fetched>,
    ineligible: Vec<Ineligible>,
    read: Vec<Coding>,
    read_later: Vec<Coding>,
}

/// A page that was fetched, by a person or by a machine.
struct Fetched {
    subject: SubjectId,
    at: Timestamp,
    opened: bool,
}

impl Demo {
    /// Plays `length` of simulated time; `false` when the story is over. A step that was cut off is
    /// simply played again: rows that are there count once, only pages may be kept a second time.
    pub(super) async fn step(&mut self, length: SignedDuration) -> Result<bool, Problem> {
        let trial = self.app.trial(&self.id).await?;
        let to = self.now.checked_add(length).map_err(Problem::internal)?;
        let open = trial.trial.is_running() && trial.n_enrolled < MAX_SUBJECTS;
        if open {
            self.enrol(to).await?;
        } else if self.agenda.is_over() {
            return Ok(false);
        }
        let mut news = News::default();
        for due in self.agenda.take_until(to, &self.world) {
            news.add(due, to);
        }
        self.tell(news).await?;
        self.app.store.set_simulated_now(&self.id, to).await?;
        self.now = to;
        Ok(true)
    }

    async fn enrol(&mut self, to: Timestamp) -> Result<(), Problem> {
        let mut arrivals = Vec::new();
        while let Some(arrival) = self.agenda.arrival_until(to, &mut self.world) {
            arrivals.push(arrival);
        }
        let entries: Result<Vec<_>, Problem> =
            arrivals.iter().map(|arrival| self.entry(arrival)).collect();
        let answers = self.app.store.enrol_all(&entries?, &arm_index, self.by()).await?;
        for (arrival, answer) in arrivals.iter().zip(answers) {
            if let EnrolAnswer::Enrolled { enrolment, .. } = answer {
                let events = self.world.subject(&enrolment.arm, enrolment.at, arrival.number);
                self.agenda.add_life(&arrival.subject, events, self.now);
                self.agenda.add_beside(&arrival.subject, enrolment.at, arrival.number, self.now);
            }
        }
        Ok(())
    }

    fn entry(&self, arrival: &Arrival) -> Result<NewEnrolment, Problem> {
        let kind = arrival.number as usize % DEVICE_KINDS.len();
        Ok(NewEnrolment {
            trial: self.id.clone(),
            subject: arrival.subject.clone(),
            at: arrival.at,
            arrived_at: arrival.at,
            stratum: Stratum::all(),
            device_kind: Some(DEVICE_KINDS[kind]),
            locale: None,
            candidates: random::candidates()?,
        })
    }

    async fn tell(&mut self, news: News) -> Result<(), Problem> {
        self.append(Batch::Coverage(news.coverage)).await?;
        self.append(Batch::Observed(news.observed)).await?;
        self.serve(news.pages).await?;
        for help in &news.help {
            self.app.store.ask_for_help(help, self.by()).await?;
        }
        self.append(Batch::Ineligible(self.id.clone(), news.ineligible)).await?;
        self.code(news.read).await?;
        news.read_later.into_iter().for_each(|coding| self.agenda.add_coding(coding));
        Ok(())
    }

    async fn append(&self, batch: Batch) -> Result<(), Problem> {
        if !batch.is_empty() {
            self.app.store.append(&batch, self.by()).await?;
        }
        Ok(())
    }

    /// Renders and keeps the pages, as the garden would.
    async fn serve(&self, pages: Vec<Fetched>) -> Result<(), Problem> {
        let mut deliveries = Vec::new();
        for Fetched { subject, at, opened } in pages {
            let subject = self.app.store.subject(&subject).await?;
            let Some(page) = SubjectPage::to(&self.app, subject, &Chosen::default()).await? else {
                continue;
            };
            let served = serve_page(&self.app, &page, opened).await?;
            deliveries.push(NewDelivery { at, ..served.delivery });
        }
        if !deliveries.is_empty() {
            self.app.store.add_deliveries(&deliveries, self.by()).await?;
        }
        Ok(())
    }
}

impl News {
    /// Sorts something in that became known by `to`.
    fn add(&mut self, due: Due, to: Timestamp) {
        match due {
            Due::Coverage(row) => self.coverage.push(row),
            Due::Coding(coding) => self.read.push(coding),
            Due::Probe(subject, at) => self.pages.push(Fetched { subject, at, opened: false }),
            Due::Observed(row) => self.observed.push(row),
            Due::Ineligible(row) => self.ineligible.push(row),
            Due::Event(subject, event) => {
                let coding = coding(&subject, &event);
                self.add_event(subject, event, coding.as_ref().filter(|c| c.coded_at <= to));
                self.read_later.extend(coding.filter(|coding| coding.coded_at > to));
            }
        }
    }

    fn add_event(&mut self, subject: SubjectId, event: SimulatedEvent, read: Option<&Coding>) {
        let SimulatedEvent { at, arrived_at, what } = event;
        let what = match what {
            Happening::PageOpened => {
                return self.pages.push(Fetched { subject, at, opened: true });
            }
            Happening::HelpForm { text, .. } => {
                self.read.extend(read.cloned());
                return self.help.push(NewHelp { subject, at, text });
            }
            Happening::SightingSeen { feed } => What::Sighting(feed),
            Happening::Quarantine { change } => What::QuarantineEvent(change),
            Happening::Contact { channel, .. } => {
                let coded = |it: &Coding| Contact::coded(channel, it.codes.clone(), it.coded_at);
                What::Contact(Box::new(read.map_or(Contact::uncoded(channel), coded)))
            }
        };
        self.observed.push(Observed { subject, at, arrived_at, what });
    }
}
