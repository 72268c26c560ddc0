//! `rapport serve`.

use std::net::TcpListener;
use std::time::Duration;

use anyhow::Context;
use api::{Server, Settings};

use super::work::Worker;
use crate::config::{Config, Switch};
use crate::{frontend, logging};

/// Serves until Ctrl-C or SIGTERM.
pub(crate) fn serve() -> anyhow::Result<()> {
    logging::start();
    let config = Config::read()?;
    super::require_current(&config)?;
    let taken =
        || format!("cannot serve on {}: is the port taken? RAPPORT_BIND chooses another", config.bind);
    let listener = TcpListener::bind(config.bind).with_context(taken)?;
    let store = super::store(&config, "rapport serve");
    let settings = Settings {
        workers: config.workers,
        pool_size: config.pool_size,
        drain: Duration::from_secs(config.drain_seconds),
        shutdown: Duration::from_secs(config.shutdown_seconds),
    };
    let auth = api::AuthSettings {
        secret: config.secret.clone(),
        previous_secret: config.previous_secret.clone(),
        public_url: config.public_url.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
    };
    let sessions = api::Sessions::new(auth, store.runtime().clone())?;
    let server = Server { store, sessions, site: frontend::site(), settings };
    let jobs = match config.jobs {
        Switch::On => Some(Worker::start(&config)?),
        Switch::Off => None,
    };
    let served = actix_web::rt::System::new().block_on(async move {
        log::info!("serving on http://{}", listener.local_addr()?);
        api::serve(server, listener)?.await
    });
    if let Some(jobs) = jobs {
        jobs.stop()?;
    }
    Ok(served?)
}
