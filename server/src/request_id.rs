//! The name of a request in the log and in the answer, known to everything that its task does.

use std::fmt::{self, Display};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

tokio::task_local! {
    static CURRENT: RequestId;
}

/// The name of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId {
    number: u64,
}

impl RequestId {
    /// One that no request has had since the start.
    pub fn next() -> RequestId {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        RequestId { number: NUMBER.fetch_add(1, Ordering::Relaxed) }
    }

    /// The request that this task answers.
    pub fn current() -> Option<RequestId> {
        CURRENT.try_with(|id| *id).ok()
    }

    /// Does the work of answering this request.
    pub async fn scope<F: Future>(self, answer: F) -> F::Output {
        CURRENT.scope(self, answer).await
    }
}

impl Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Another one after each start, so that ids of two logs are not mixed up.
        static START: LazyLock<u32> = LazyLock::new(|| getrandom::u32().unwrap_or_default());
        write!(f, "{:08x}-{}", *START, self.number)
    }
}
