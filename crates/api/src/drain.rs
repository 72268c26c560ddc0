//! The end of a server: first it says so to whoever sends it requests, then it stops.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// True once the server is about to stop: `/readyz` answers 503 and connections are closed after their request, so
/// that load balancers and their idle connections turn to other servers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draining(Arc<AtomicBool>);

impl Draining {
    pub(crate) fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Stops the server at a signal, letting running requests finish: at SIGTERM after it has drained for `time`, at
/// Ctrl-C, behind which a person waits, without that.
pub(crate) fn stop_at_signals(
    server: ServerHandle,
    draining: Draining,
    time: Duration,
) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    actix_web::rt::spawn(async move {
        if comes_first(&mut terminate, &mut interrupt).await {
            log::info!("asked to stop: requests are served for {} s more", time.as_secs());
            draining.0.store(true, Ordering::Relaxed);
            tokio::select! {
                () = tokio::time::sleep(time) => {}
                _ = interrupt.recv() => {}
            }
        }
        draining.0.store(true, Ordering::Relaxed);
        log::info!("stopping: running requests may finish");
        server.stop(true).await;
    });
    Ok(())
}

/// Whether the first signal comes before the second.
async fn comes_first(first: &mut Signal, second: &mut Signal) -> bool {
    tokio::select! {
        _ = first.recv() => true,
        _ = second.recv() => false,
    }
}
