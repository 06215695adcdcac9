//! The recorder of deliveries. A customer's page waits for it a moment and never fails by it: what
//! takes longer is kept behind the customer's back, what cannot be kept is counted.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::state::App;
use crate::store::{NewDelivery, StoreError};

/// How long a page waits for its delivery to be kept.
const PATIENCE: Duration = Duration::from_millis(300);
/// How many deliveries may wait; with more, the store is away and pages are not recorded.
const MAX_WAITING: usize = 256;

/// The deliveries that are being kept.
#[derive(Clone, Debug)]
pub struct Recorder(Arc<Semaphore>);

impl Default for Recorder {
    fn default() -> Recorder {
        Recorder(Arc::new(Semaphore::new(MAX_WAITING)))
    }
}

impl Recorder {
    /// Keeps a delivery, or counts that it could not be kept.
    pub(super) async fn record(&self, app: &App, delivery: NewDelivery) {
        let Ok(place) = self.0.clone().try_acquire_owned() else {
            return unrecorded(app, &"too many deliveries wait for the store");
        };
        let app = app.clone();
        let kept = tokio::spawn(async move {
            let _place = place;
            let kept: Result<u64, StoreError> =
                app.store.add_delivery(&delivery, app.customer()).await;
            if let Err(error) = kept {
                unrecorded(&app, &error);
            }
        });
        // A task that goes on counts its failure itself.
        let _ = timeout(PATIENCE, kept).await;
    }
}

fn unrecorded(app: &App, error: &dyn std::fmt::Display) {
    app.metrics.unrecorded_pages.inc();
    let n = app.metrics.unrecorded_pages.get();
    tracing::warn!(%error, n, "a page was served and its delivery is not recorded");
}
