//! Work of more than a millisecond, off the threads that answer requests.

use crate::problem::Problem;

/// Does work on a thread that may be kept busy.
///
/// # Errors
/// `Internal` when the work panicked.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_one_requests_problem() {
        assert_eq!(blocking(|| 1).await.ok(), Some(1));
        let panicked: Result<(), Problem> = blocking(|| panic!("of this request")).await;
        assert!(panicked.is_err());
    }
}
