//! Whose page an address is, and what stands on it.

use content::{Hash, Locale, Rendered, Target, Token, Values, render};
use jiff::Timestamp;
use trial::observation::ContactChannel;
use trial::trial::Frozen;
use trial::{Channel, Trial};
use wire::subject::{TimelineEntry, TimelineEvent};

use super::release::{RELEASE_MINUTES, Release};
use crate::problem::Problem;
use crate::state::App;
use crate::store::{NewDelivery, StoreError, Subject};

/// A subject at its page.
#[derive(Debug)]
pub struct Visit {
    /// Who.
    pub subject: Subject,
    /// The trial whose page is shown.
    pub trial: Trial,
    /// The document, frozen at the start.
    pub revision: Hash,
    /// Its locale.
    pub locale: Locale,
    /// What has happened to the subject.
    pub timeline: Vec<TimelineEntry>,
    /// The trial's own time.
    pub now: Timestamp,
}

/// A page, and what is kept of it.
#[derive(Debug)]
pub struct Served {
    /// The page.
    pub rendered: Rendered,
    /// The revision, the values and the hash of the bytes.
    pub delivery: NewDelivery,
}

impl Visit {
    /// The visit that a token stands for; `None` when no page belongs to it. A text that cannot be a
    /// token is looked up like one, so that both take about the same time.
    ///
    /// # Errors
    /// What the store says.
    pub async fn of(app: &App, token: &str) -> Result<Option<Visit>, Problem> {
        let Some(token) = token.parse::<Token>().ok().or_else(|| "-".parse().ok()) else {
            return Ok(None);
        };
        match app.store.subject_by_token(&token).await {
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(subject) => Visit::to(app, subject).await,
        }
    }

    /// The visit of a subject to the page of its newest trial that has one. A trial that has stopped
    /// still serves its subjects.
    ///
    /// # Errors
    /// What the store says.
    pub async fn to(app: &App, subject: Subject) -> Result<Option<Visit>, Problem> {
        for place in app.store.enrolments_of(&subject.id).await? {
            let trial = app.trial(&place.trial).await?.trial;
            let pages = trial.frozen.iter().filter(|frozen| {
                frozen.channel == Channel::Garden && frozen.arm == place.enrolment.arm
            });
            let wanted = [subject.locale.as_ref().map(AsRef::as_ref), Some(&*trial.plan.locale)];
            let Some(page) = in_first_locale(pages.collect(), &wanted) else { continue };
            let revision = page.revision.parse().map_err(Problem::internal)?;
            let locale = page.locale.parse().map_err(Problem::internal)?;
            let timeline = app.store.timeline(&subject.id).await?;
            let now = trial.now(app.now());
            return Ok(Some(Visit { subject, trial, revision, locale, timeline, now }));
        }
        Ok(None)
    }

    /// Where the release of the line stands.
    pub fn release(&self) -> Release {
        Release::after(&self.timeline)
    }

    /// Whether the help form of the page has been sent.
    pub fn has_asked_for_help(&self) -> bool {
        let by_form = |event: &TimelineEvent| {
            matches!(event, TimelineEvent::Contact { channel: ContactChannel::ContactForm, .. })
        };
        self.timeline.iter().any(|entry| by_form(&entry.event))
    }

    fn values(&self) -> Values {
        let Release { state, left } = self.release();
        Values {
            case_code: self.subject.case_code.clone(),
            device_kind: self.subject.device_kind,
            token: self.subject.token.clone(),
            release: state,
            releases_left: left,
            release_minutes: RELEASE_MINUTES,
            more: std::collections::BTreeMap::new(),
            other_locales: Vec::new(),
        }
    }
}

/// Renders the page of a visit from its frozen revision.
///
/// # Errors
/// What the store says.
pub async fn serve_page(app: &App, visit: &Visit) -> Result<Served, Problem> {
    let revision = app.store.revision(&visit.revision).await?;
    let (document, _) = content::parse(&revision.source);
    let values = visit.values();
    let rendered = render(&document, &revision.brand, &values, Target::GardenHtml);
    let delivery = NewDelivery {
        subject: visit.subject.id.clone(),
        trial: visit.trial.id.clone(),
        revision: visit.revision.clone(),
        values,
        bytes: rendered.hash.clone(),
        at: visit.now,
    };
    Ok(Served { rendered, delivery })
}

/// The page in the first of these locales that it has, in the same language, or in any.
fn in_first_locale<'a>(pages: Vec<&'a Frozen>, wanted: &[Option<&str>]) -> Option<&'a Frozen> {
    let language = |locale: &str| locale.split('-').next().unwrap_or_default().to_owned();
    let exact = |locale: &str| pages.iter().find(|page| page.locale == locale);
    let near = |locale: &str| pages.iter().find(|page| language(&page.locale) == language(locale));
    let found = wanted.iter().flatten().find_map(|locale| exact(locale).or_else(|| near(locale)));
    found.or_else(|| pages.first()).copied()
}
