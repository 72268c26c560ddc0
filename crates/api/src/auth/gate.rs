//! A gate in front of password hashing, which takes 19 MiB and a core for tens of milliseconds.

use std::sync::Arc;
use std::thread::available_parallelism;

use tokio::sync::{AcquireError, Semaphore};
use wire::ProblemCode;

use crate::error::ApiError;

/// How many may wait.
const QUEUE: usize = 32;

/// Lets twice as many hash as there are cores, 32 more wait, and refuses the rest.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    places: Arc<Semaphore>,
    permits: Arc<Semaphore>,
}

impl Gate {
    pub(super) fn new() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self::of(2 * cores, QUEUE)
    }

    fn of(permits: usize, queue: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(permits + queue)), permits: Arc::new(Semaphore::new(permits)) }
    }

    /// Runs `work` on a thread for blocking work; 503 if too many wait already.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let busy = |cause: String| ApiError { cause: Some(cause), ..ApiError::new(ProblemCode::DbBusy) };
        let place = self.places.clone().try_acquire_owned();
        let place = place.map_err(|_error| busy("too many passwords to hash".to_owned()))?;
        let permit = self.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|error: AcquireError| busy(error.to_string()))?;
        // The permit goes with the work: a client that hangs up does not make room for more.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop((permit, place));
            done
        });
        done.await.map_err(|error| ApiError {
            cause: Some(error.to_string()),
            ..ApiError::new(ProblemCode::Internal)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn what_does_not_fit_the_queue_is_refused() {
        let gate = Gate::of(1, 1);
        let (open, opened) = mpsc::channel::<()>();
        let first = tokio::spawn({
            let gate = gate.clone();
            async move { gate.run(move || opened.recv().is_ok()).await }
        });
        tokio::task::yield_now().await;
        let second = tokio::spawn({
            let gate = gate.clone();
            async move { gate.run(|| true).await }
        });
        tokio::task::yield_now().await;
        assert_eq!(gate.run(|| true).await.unwrap_err().code, ProblemCode::DbBusy);
        open.send(()).unwrap();
        assert!(first.await.unwrap().unwrap());
        assert!(second.await.unwrap().unwrap());
        assert!(gate.run(|| true).await.unwrap());
    }
}
