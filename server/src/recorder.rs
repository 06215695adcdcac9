//! The recorder of deliveries. A customer's page waits for it a moment and never fails by it: what
//! takes longer is kept behind the customer's back, what cannot be kept is counted.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::clock::Clock;
use crate::metrics::Metrics;
use crate::store::{By, NewDelivery, Store, StoreError};

/// How long a page waits for its delivery to be kept.
const PATIENCE: Duration = Duration::from_millis(300);
/// How many deliveries may wait; with more, the store is away and pages are not recorded.
const MAX_WAITING: usize = 256;

/// The deliveries that are being kept; cheap to clone.
#[derive(Clone)]
pub struct Recorder {
    places: Arc<Semaphore>,
    store: Arc<dyn Store>,
    clock: Clock,
    metrics: Arc<Metrics>,
}

impl Recorder {
    /// A recorder for which nothing waits yet.
    pub fn new(store: Arc<dyn Store>, clock: Clock, metrics: Arc<Metrics>) -> Recorder {
        Recorder { places: Arc::new(Semaphore::new(MAX_WAITING)), store, clock, metrics }
    }

    /// Keeps a delivery, or counts that it could not be kept.
    pub async fn record(&self, delivery: NewDelivery) {
        let Ok(place) = self.places.clone().try_acquire_owned() else {
            return self.unrecorded(&"too many deliveries wait for the store");
        };
        let own = self.clone();
        let kept = tokio::spawn(async move {
            let _place = place;
            let by = By { who: "garden", at: own.clock.now() };
            let kept: Result<u64, StoreError> = own.store.add_delivery(&delivery, by).await;
            if let Err(error) = kept {
                own.unrecorded(&error);
            }
        });
        // A task that goes on counts its failure itself.
        let _ = timeout(PATIENCE, kept).await;
    }

    fn unrecorded(&self, error: &dyn std::fmt::Display) {
        self.metrics.unrecorded_pages.inc();
        let n = self.metrics.unrecorded_pages.get();
        tracing::warn!(%error, n, "a page was served and its delivery is not recorded");
    }
}
