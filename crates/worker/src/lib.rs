//! Jobs: the queue is in Postgres, and any number of workers take from it. A job may run twice, and goes on where
//! it was stopped; a worker that is killed loses nothing.

mod export;
mod import;
mod lead;
mod notification;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::UserId;
use graphile_worker::{
    WorkerBuildError, WorkerContext, WorkerOptions, WorkerRecoveryConfig, WorkerShutdownConfig,
};
use persistence::{Actor, Origin, Store, Via};
use tokio::sync::watch;

/// Jobs that one worker runs at a time.
const CONCURRENCY: usize = 3;
/// How long a worker may be silent until its jobs are given to others.
const SILENCE: Duration = Duration::from_secs(30);
/// What is done when, in UTC, each with its empty payload: without one a job would be given null, which none reads. Days
/// begin at different hours in different zones, so leads are looked at every hour.
const CALENDAR: &str = "17 3 * * * purge_import_files {}
*/5 * * * * purge_exports {}
23 3 * * * purge_notifications {}
3 * * * * return_leads {}
33 2 * * * score_leads {}";
/// Between a worker that failed and the next one.
const REST: Duration = Duration::from_secs(2);

/// Why the worker does not run.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The queue cannot be reached, or is not what it should be.
    #[error("the job queue: {0}")]
    Queue(#[from] WorkerBuildError),
    /// The worker stopped.
    #[error("the worker stopped: {0}")]
    Stopped(String),
}

/// What every job works with.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) store: Store,
    is_stopping: Arc<AtomicBool>,
}

impl Context {
    fn new(store: Store) -> Self {
        Self { store, is_stopping: Arc::default() }
    }

    /// True once the worker was asked to stop: jobs pause where they can go on later.
    pub(crate) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}

/// Brings the queue's tables up to date: a step of migrating the database.
pub async fn migrate(database_url: &str) -> Result<(), Failure> {
    let shutdown = WorkerShutdownConfig::default().listen_os_shutdown_signals(false);
    let options =
        WorkerOptions::default().database_url(database_url).max_pg_conn(1).worker_shutdown(shutdown);
    options.init().await?;
    Ok(())
}

/// Works off jobs until `stop` is done. Jobs that run then pause; they go on with the next worker. A worker that the
/// database fails in the middle of its work is followed by another.
pub async fn run(
    database_url: &str,
    store: Store,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
    let context = Context::new(store);
    let is_stopping = context.is_stopping.clone();
    let (tell, told) = watch::channel(());
    tokio::spawn(async move {
        stop.await;
        is_stopping.store(true, Ordering::Relaxed);
        drop(tell);
    });
    let mut worker = hire(database_url, &context, told.clone()).await?;
    loop {
        let Err(error) = worker.run().await else { return Ok(()) };
        if context.is_stopping() {
            return Err(Failure::Stopped(error.to_string()));
        }
        log::warn!("the worker stopped, another takes over: {error}");
        worker = loop {
            tokio::time::sleep(REST).await;
            match hire(database_url, &context, told.clone()).await {
                Err(error) if !context.is_stopping() => log::warn!("no worker yet: {error}"),
                hired => break hired?,
            }
        };
    }
}

/// A worker that stops when the sender of `told` is gone.
async fn hire(
    database_url: &str,
    context: &Context,
    mut told: watch::Receiver<()>,
) -> Result<graphile_worker::Worker, Failure> {
    let stopped = async move { drop(told.changed().await) };
    let shutdown = WorkerShutdownConfig::default()
        .listen_os_shutdown_signals(false)
        .interrupted_job_retry_delay(Duration::from_secs(1))
        .shutdown_signal(stopped);
    let recovery = WorkerRecoveryConfig::default()
        .heartbeat_interval(SILENCE / 3)
        .sweep_interval(SILENCE / 3)
        .sweep_threshold(SILENCE)
        .recovery_delay(Duration::from_secs(1));
    let options = options(database_url, context.clone()).worker_shutdown(shutdown).worker_recovery(recovery);
    let options = options.with_cron(CALENDAR).map_err(|error| Failure::Stopped(error.to_string()))?;
    Ok(options.init().await?)
}

/// Works off the jobs that are due now, and returns.
pub async fn drain(database_url: &str, store: Store) -> Result<(), Failure> {
    let shutdown = WorkerShutdownConfig::default().listen_os_shutdown_signals(false);
    let worker = options(database_url, Context::new(store)).worker_shutdown(shutdown).init().await?;
    worker.run_once().await.map_err(|error| Failure::Stopped(error.to_string()))
}

fn options(database_url: &str, context: Context) -> WorkerOptions {
    WorkerOptions::default()
        .database_url(database_url)
        .max_pg_conn(u32::try_from(CONCURRENCY).unwrap_or(u32::MAX) + 2)
        .concurrency(CONCURRENCY)
        .poll_interval(Duration::from_secs(2))
        .add_extension(context)
        .define_job::<export::RunExport>()
        .define_job::<export::PurgeExports>()
        .define_job::<import::RunImport>()
        .define_job::<import::PurgeImportFiles>()
        .define_job::<notification::PurgeNotifications>()
        .define_job::<lead::ReturnLeads>()
        .define_job::<lead::ScoreLeads>()
}

/// Runs blocking work apart from the queue's own.
pub(crate) async fn in_background(
    context: &WorkerContext,
    work: impl FnOnce(&Context) -> persistence::Result<()> + Send + 'static,
) -> Result<(), String> {
    let context = context.get_ext::<Context>().ok_or("the job has no context")?.clone();
    let done = tokio::task::spawn_blocking(move || work(&context)).await;
    done.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
}

/// A user whose job it is, as they may act today; None if they may not sign in any more.
pub(crate) fn user(
    store: &Store,
    user_id: UserId,
    via: Via,
    request_id: String,
) -> persistence::Result<Option<Actor>> {
    let access = store.load_access(user_id)?;
    let origin = Origin { via, request_id, address: None };
    Ok(access.map(|access| Actor::new(Arc::new(access), origin)))
}

#[cfg(test)]
mod tests {
    use persistence::job::{self, Job};

    use super::CALENDAR;

    #[test]
    fn jobs_can_read_what_the_calendar_gives_them() {
        for line in CALENDAR.lines() {
            let (entry, payload) = line.split_at(line.find('{').expect("an entry has a payload"));
            let name = entry.split_whitespace().last().unwrap_or_default();
            let read = match name {
                job::PurgeExports::NAME => serde_json::from_str(payload).map(|job::PurgeExports {}| ()),
                job::PurgeImportFiles::NAME => {
                    serde_json::from_str(payload).map(|job::PurgeImportFiles {}| ())
                }
                job::PurgeNotifications::NAME => {
                    serde_json::from_str(payload).map(|job::PurgeNotifications {}| ())
                }
                job::ReturnLeads::NAME => serde_json::from_str(payload).map(|job::ReturnLeads {}| ()),
                job::ScoreLeads::NAME => serde_json::from_str(payload).map(|job::ScoreLeads {}| ()),
                _ => panic!("nobody knows the job {name}"),
            };
            assert!(read.is_ok(), "{line}");
        }
    }
}
