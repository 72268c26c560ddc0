//! The one bridge from async to the blocking database.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use persistence::{Actor, Read, Result, Store};
use tokio::sync::Semaphore;
use wire::ProblemCode;

use crate::error::ApiError;

/// The longest wait of a unit of work for its connection, for a thread before that included: a database that is away
/// is told in this time, however many ask for it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Hands units of work to the blocking pool.
#[derive(Clone)]
pub(crate) struct Db {
    store: Store,
    /// So many units may run or wait for a connection; more would pile up on blocking threads.
    permits: Arc<Semaphore>,
}

impl Db {
    pub(crate) fn new(store: Store, permits: usize) -> Self {
        Self { store, permits: Arc::new(Semaphore::new(permits)) }
    }

    /// Reads; one statement costs one round trip. `work` runs again if the connection proves to be broken.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        actor: Actor,
        work: impl Fn(&mut Read<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.run(move |store| store.read(&actor, work)).await
    }

    /// Runs blocking work that needs the store but no actor: sign-in, health.
    #[expect(clippy::disallowed_methods, reason = "the one place that goes to the blocking pool")]
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let busy = |cause: String| ApiError { cause: Some(cause), ..ApiError::new(ProblemCode::DbBusy) };
        let permit = self.permits.clone().try_acquire_owned().map_err(|error| busy(error.to_string()))?;
        let store = self.store.until(Instant::now() + PATIENCE);
        let done = web::block(move || {
            let done = work(&store);
            drop(permit);
            done
        });
        Ok(done.await.map_err(|error| busy(error.to_string()))??)
    }
}

impl FromRequest for Db {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let db = request.app_data::<web::Data<Self>>().map(|db| db.get_ref().clone());
        ready(db.ok_or_else(|| ApiError::new(ProblemCode::Internal)))
    }
}
