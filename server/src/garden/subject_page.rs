//! The page of a subject: found by its token, filled in from the template that was frozen at the
//! start.

use content::{DocumentId, Hash, Locale, Rendered, Target, Token, Values};
use jiff::Timestamp;
use trial::observation::ContactChannel;
use trial::trial::Frozen;
use trial::{ArmName, Channel, Trial};
use wire::subject::{TimelineEntry, TimelineEvent};

use super::release::{RELEASE_MINUTES, Release};
use crate::language::{Chosen, pick};
use crate::problem::Problem;
use crate::state::App;
use crate::store::{NewDelivery, StoreError, Subject};

/// A page before its bytes are filled in.
#[derive(Debug)]
pub struct SubjectPage {
    /// Who.
    pub subject: Subject,
    /// The trial whose page is shown.
    pub trial: Trial,
    /// The document, in the language that the reader wants if there is one.
    pub document: DocumentId,
    /// Its revision that was frozen at the start.
    pub revision: Hash,
    /// Every language in which the page can be had.
    pub locales: Vec<Locale>,
    /// The language that the reader wants, if the page cannot be had in it.
    pub missing: Option<Locale>,
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

impl SubjectPage {
    /// The page that a token stands for; `None` when there is none. A text that cannot be a
    /// token is looked up like one, so that both take about the same time.
    pub async fn of(
        app: &App,
        token: &str,
        chosen: &Chosen,
    ) -> Result<Option<SubjectPage>, Problem> {
        let Some(token) = token.parse::<Token>().ok().or_else(|| "-".parse().ok()) else {
            return Ok(None);
        };
        match app.store.subject_by_token(&token).await {
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(subject) => SubjectPage::to(app, subject, chosen).await,
        }
    }

    /// The page of a subject in its newest trial that has one. A trial that has stopped
    /// still serves its subjects.
    pub async fn to(
        app: &App,
        subject: Subject,
        chosen: &Chosen,
    ) -> Result<Option<SubjectPage>, Problem> {
        for place in app.store.enrolments_of(&subject.id).await? {
            let trial = app.trial(&place.trial).await?.trial;
            let mut pages = pages(&trial, &place.enrolment.arm)?;
            let locales: Vec<_> =
                pages.iter().map(|(document, _)| document.locale.clone()).collect();
            let wishes = [chosen.0.as_ref(), subject.locale.as_ref()];
            let Some(picked) = pick(&locales, &wishes, trial.plan.locale.as_ref()) else {
                continue;
            };
            let (document, revision) = pages.swap_remove(picked.place);
            let timeline = app.store.timeline(&subject.id).await?;
            let (now, missing) = (trial.now(app.now()), picked.missing);
            let page =
                SubjectPage { subject, trial, document, revision, locales, missing, timeline, now };
            return Ok(Some(page));
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

    /// The languages in which the page can be had besides its own.
    fn other_locales(&self) -> Vec<Locale> {
        let own = &self.document.locale;
        self.locales.iter().filter(|locale| *locale != own).cloned().collect()
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
            other_locales: self.other_locales(),
            missing_locale: self.missing.clone(),
        }
    }
}

/// Fills in a subject's page from the template of its frozen revision; `opened` when a person asks
/// for it.
pub async fn serve_page(app: &App, page: &SubjectPage, opened: bool) -> Result<Served, Problem> {
    let template = app.store.template(&page.revision, Target::GardenHtml).await?;
    let values = page.values();
    let rendered = template.fill(&values);
    let delivery = NewDelivery {
        subject: page.subject.id.clone(),
        trial: page.trial.id.clone(),
        document: page.document.clone(),
        revision: page.revision.clone(),
        values,
        bytes: rendered.hash.clone(),
        opened,
        at: page.now,
    };
    Ok(Served { rendered, delivery })
}

/// The garden pages of an arm as they were frozen, one for each language.
fn pages(trial: &Trial, arm: &ArmName) -> Result<Vec<(DocumentId, Hash)>, Problem> {
    let variant = trial.plan.arm(arm).and_then(|arm| arm.variant.as_ref());
    let Some(variant) = variant else { return Ok(Vec::new()) };
    let own = |frozen: &&Frozen| frozen.channel == Channel::Garden && frozen.arm == *arm;
    let page = |frozen: &Frozen| {
        let document = DocumentId {
            message: trial.plan.message.clone(),
            variant: variant.as_str().parse().map_err(Problem::internal)?,
            channel: Channel::Garden,
            locale: frozen.locale.clone(),
        };
        Ok((document, frozen.revision.clone()))
    };
    trial.frozen.iter().filter(own).map(page).collect()
}
