//! `rapport work`, and the same beside `rapport serve`.

use std::thread::JoinHandle;

use anyhow::anyhow;
use secrecy::ExposeSecret;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::config::Config;
use crate::logging;

/// Works off jobs until Ctrl-C or SIGTERM; jobs that run then go on with the next worker.
pub(crate) fn work() -> anyhow::Result<()> {
    logging::start();
    let config = Config::read()?;
    super::require_current(&config)?;
    let store = super::store(&config, "rapport work");
    Runtime::new()?.block_on(async move {
        let mut terminate = signal(SignalKind::terminate())?;
        let stop = async move {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        };
        log::info!("working off jobs");
        Ok(worker::run(config.database_url.expose_secret(), store, stop).await?)
    })
}

/// A worker on a thread of its own.
pub(crate) struct Worker {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<anyhow::Result<()>>,
}

impl Worker {
    /// Starts it.
    pub(crate) fn start(config: &Config) -> anyhow::Result<Self> {
        let (url, store) = (config.database_url.clone(), super::store(config, "rapport jobs"));
        let (stop, stopped) = oneshot::channel();
        let runtime = Runtime::new()?;
        let work = move || {
            // A sender that is gone means the same as its message.
            let stop = async move { drop(stopped.await) };
            let done = runtime.block_on(worker::run(url.expose_secret(), store, stop));
            done.inspect_err(|error| log::error!("jobs are not worked off: {error}")).map_err(Into::into)
        };
        Ok(Self { stop, thread: std::thread::spawn(work) })
    }

    /// Lets it put its jobs aside, and waits for that.
    pub(crate) fn stop(self) -> anyhow::Result<()> {
        // A worker that has failed is not listening any more; its error comes from the thread.
        let _ = self.stop.send(());
        self.thread.join().map_err(|_error| anyhow!("the worker panicked"))?
    }
}
