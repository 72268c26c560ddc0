//! What Postgres's `postmaster.pid` and `/proc` tell about a cluster that may be running.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::{Binaries, Place, canonical};
use crate::process;

/// Whether the postmaster with this process id accepts connections.
pub(super) fn is_ready(data: &Path, pid: u32) -> bool {
    let file = std::fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    let lines: Vec<&str> = file.lines().map(str::trim).collect();
    lines.first() == Some(&pid.to_string().as_str()) && lines.get(7) == Some(&"ready")
}

/// Stops the cluster by `pg_ctl`: fast, and if that takes too long, at once (the next start recovers).
pub(super) fn stop(binaries: &Binaries, place: &Place) -> Result<()> {
    stop_by(binaries, place, "fast").or_else(|_| stop_by(binaries, place, "immediate"))
}

/// Stops the cluster in one of `pg_ctl`'s modes.
pub(super) fn stop_by(binaries: &Binaries, place: &Place, mode: &str) -> Result<()> {
    let mut command = place.command(&binaries.path("pg_ctl"));
    command.args(["stop", "-s", "-w", "-t", "20", "-m", mode, "-D"]).arg(place.data());
    process::output(&mut command).map(drop)
}

/// Ends what an earlier, killed run may have left: a running Postgres, or a stale `postmaster.pid`
/// whose process id now is some other program's, which would keep Postgres from starting.
///
/// The caller holds the clone's lock, so whatever still runs is nobody's.
pub(super) fn clear(binaries: &Binaries, place: &Place) -> Result<()> {
    let data = canonical(&place.data());
    let file = data.join("postmaster.pid");
    let Ok(text) = std::fs::read_to_string(&file) else { return Ok(()) };
    let postmaster = text.lines().next().unwrap_or_default().trim().to_owned();
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let running = processes_in(&data);
        if running.contains(&postmaster) {
            println!("Stopping the Postgres that a killed run left behind.");
            return stop(binaries, place);
        }
        if running.is_empty() {
            break;
        }
        // Its sessions outlive a killed postmaster for a moment; a second one beside them would
        // ruin the data.
        if Instant::now() > deadline {
            bail!("processes of a killed Postgres still use {}: {}", data.display(), running.join(", "));
        }
        process::check_signals()?;
        std::thread::sleep(process::TICK);
    }
    println!("Recovering from a run that was killed: removing its stale postmaster.pid.");
    std::fs::remove_file(file)?;
    Ok(())
}

/// The processes at work in this data folder: every process of a cluster changes into it.
fn processes_in(data: &Path) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let inside =
        processes.filter(|it| std::fs::read_link(it.path().join("cwd")).is_ok_and(|cwd| cwd == data));
    inside.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}
