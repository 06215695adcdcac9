//! The state that handlers share: the store, the clock, the live reports; each also to be had by
//! itself.

use std::sync::Arc;

use axum::extract::FromRef;
use content::DocumentId;
use jiff::Timestamp;
use tokio::sync::watch;
use trial::TrialId;
use wire::trials::LiveReport;

use crate::assessment::Summaries;
use crate::clock::Clock;
use crate::live::{Live, Reports};
use crate::lookup;
use crate::metrics::Metrics;
use crate::preview::Previews;
use crate::problem::Problem;
use crate::recorder::Recorder;
use crate::store::{By, Store, StoredDocument, StoredTrial};

/// The parts of the running server; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// What time it is.
    pub clock: Clock,
    /// What the list of messages says of each text.
    pub summaries: Arc<Summaries>,
    /// The reports that people watch.
    pub live: Arc<Live>,
    /// What is counted about the server itself.
    pub metrics: Arc<Metrics>,
    /// Garden pages whose deliveries are being kept.
    pub recorder: Recorder,
    /// The garden as customers reach it, without a slash at the end.
    pub garden_origin: Arc<str>,
    /// The walks that staff take through the garden.
    pub previews: Arc<Previews>,
    /// Becomes true when the server is about to stop.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// A server over this store that runs until it is killed.
    pub fn new(store: Arc<dyn Store>, clock: Clock, garden_origin: &str) -> App {
        let live = Arc::new(Live::default());
        let stopping = watch::channel(false).1;
        let previews = Arc::new(Previews::default());
        let metrics = Arc::<Metrics>::default();
        let recorder = Recorder::new(store.clone(), clock.clone(), metrics.clone());
        let garden_origin = garden_origin.into();
        let summaries = Arc::new(Summaries::default());
        App { store, clock, summaries, live, metrics, recorder, garden_origin, previews, stopping }
    }

    /// The server's time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whoever sits at this machine; names come with sign-in.
    pub fn staff(&self) -> By<'static> {
        By { who: "staff (no sign-in)", at: self.now() }
    }

    /// A customer, through a page of the garden.
    pub fn customer(&self) -> By<'static> {
        By { who: "garden", at: self.now() }
    }

    /// The trial of that name.
    ///
    /// # Errors
    /// `NotFound`, with the name that was looked for.
    pub async fn trial(&self, id: &TrialId) -> Result<StoredTrial, Problem> {
        lookup::trial(&*self.store, id).await
    }

    /// The document of that name.
    ///
    /// # Errors
    /// `NotFound`, with the name that was looked for.
    pub async fn document(&self, id: &DocumentId) -> Result<StoredDocument, Problem> {
        lookup::document(&*self.store, id).await
    }

    /// The report of a trial as of now.
    ///
    /// # Errors
    /// `NotFound`, or the store cannot be read.
    pub async fn report(&self, id: &TrialId) -> Result<Arc<LiveReport>, Problem> {
        Reports::from_ref(self).report(id).await
    }
}

impl FromRef<App> for Arc<dyn Store> {
    fn from_ref(app: &App) -> Arc<dyn Store> {
        app.store.clone()
    }
}

impl FromRef<App> for Arc<Metrics> {
    fn from_ref(app: &App) -> Arc<Metrics> {
        app.metrics.clone()
    }
}

impl FromRef<App> for Reports {
    fn from_ref(app: &App) -> Reports {
        Reports {
            store: app.store.clone(),
            clock: app.clock.clone(),
            live: app.live.clone(),
            metrics: app.metrics.clone(),
            stopping: app.stopping.clone(),
        }
    }
}
