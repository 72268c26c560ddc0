//! What must hold when something dies: servers, workers and Postgres are killed and stopped under load, and
//! afterwards the database is held against what clients were told.

mod handover;
mod import;
mod ledger;
mod mistake;
mod outage;
mod rig;
mod seller;
mod writes;

use std::path::Path;
use std::thread;

use anyhow::{Result, bail};

use super::report::Outcome;
use crate::process;

/// Runs every case. The import waits most of the time, so it has a Postgres of its own beside the others.
pub(super) fn check(binary: &Path) -> Result<Outcome> {
    thread::scope(|scope| {
        let import = scope.spawn(|| import::check(binary));
        let others = mistake::check(binary)
            .and_then(|()| writes::check(binary))
            .and_then(|()| outage::check(binary))
            .and_then(|()| handover::check(binary));
        let Ok(import) = import.join() else { bail!("the case of imports panicked") };
        match (others, import) {
            (Err(one), Err(other)) => bail!("{one:#}; and of the import: {other:#}"),
            (others, import) => others.and(import),
        }
    })?;
    Ok(Outcome::Passed)
}

/// Sleeps, but not past a signal to us.
fn pause(time: std::time::Duration) -> Result<()> {
    let end = std::time::Instant::now() + time;
    while std::time::Instant::now() < end {
        process::check_signals()?;
        thread::sleep(process::TICK);
    }
    Ok(())
}
