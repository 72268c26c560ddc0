//! `rapport serve`.

use std::net::TcpListener;
use std::time::Duration;

use anyhow::Context;
use api::{Server, Settings};

use crate::config::Config;
use crate::logging;

/// Serves until Ctrl-C or SIGTERM.
pub(crate) fn serve() -> anyhow::Result<()> {
    logging::start();
    let config = Config::read()?;
    super::require_current(&config)?;
    let taken = || format!("cannot serve on {}: is the port taken? RAPPORT_BIND chooses another", config.bind);
    let listener = TcpListener::bind(config.bind).with_context(taken)?;
    let store = super::store(&config, "rapport serve");
    let settings = Settings {
        workers: config.workers,
        pool_size: config.pool_size,
        shutdown: Duration::from_secs(config.shutdown_seconds),
    };
    let auth = api::AuthSettings {
        secret: config.secret,
        previous_secret: config.previous_secret,
        public_url: config.public_url,
        trusted_proxies: Vec::new(),
    };
    let sessions = api::Sessions::new(auth, store.runtime().clone())?;
    let server = Server { store, sessions, settings };
    actix_web::rt::System::new().block_on(async move {
        log::info!("serving on http://{}", listener.local_addr()?);
        api::serve(server, listener)?.await
    })?;
    Ok(())
}
