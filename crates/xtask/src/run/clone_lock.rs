//! One run per clone, and what a killed one left behind.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::process;

/// Held while this clone runs; the kernel lets go of it even after `kill -9`.
pub(super) struct CloneLock {
    _file: File,
    server: PathBuf,
}

impl CloneLock {
    /// Fails with one sentence, which tells the holder's purpose, if this clone already runs.
    pub(super) fn take(folder: &Path, purpose: &str) -> Result<Self> {
        let path = folder.join("run.lock");
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder)?;
                bail!("Rapport already runs from this clone ({}): stop that one first", holder.trim());
            }
            Err(TryLockError::Error(error)) => return Err(error).context("cannot lock .rapport/run.lock"),
        }
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "process {}, {purpose}", std::process::id())?;
        Ok(Self { _file: file, server: folder.join("server.pid") })
    }

    /// Remembers the server, for the run after one that was killed.
    pub(super) fn note_server(&self, id: u32) -> Result<()> {
        let seen = fs::read(format!("/proc/{id}/stat")).unwrap_or_default();
        fs::write(&self.server, format!("{id}\n{}", start_time(&seen)))?;
        Ok(())
    }

    /// Ends the server of a killed run, if it still runs: it holds the port.
    pub(super) fn end_leftover_server(&self) -> Result<()> {
        let Ok(text) = fs::read_to_string(&self.server) else { return Ok(()) };
        let (id, since) = text.split_once('\n').unwrap_or_default();
        let still_runs = || {
            let seen = fs::read(format!("/proc/{id}/stat")).unwrap_or_default();
            !since.is_empty() && start_time(&seen) == since
        };
        if let Some(id) = id.parse().ok().and_then(Pid::from_raw)
            && still_runs()
        {
            println!("Stopping the server that a killed run left behind.");
            end(id, still_runs)?;
        }
        fs::remove_file(&self.server)?;
        Ok(())
    }
}

impl Drop for CloneLock {
    fn drop(&mut self) {
        // Absent when no server was started.
        let _absent = fs::remove_file(&self.server);
    }
}

fn end(id: Pid, still_runs: impl Fn() -> bool) -> Result<()> {
    for (signal, patience) in [(Signal::TERM, 10), (Signal::KILL, 5)] {
        let _gone = kill_process(id, signal);
        let deadline = Instant::now() + Duration::from_secs(patience);
        while Instant::now() < deadline {
            process::check_signals()?;
            if !still_runs() {
                return Ok(());
            }
            std::thread::sleep(process::TICK);
        }
    }
    bail!("the server of an earlier run (process {}) does not end", id.as_raw_nonzero())
}

/// When a process started, in clock ticks since the boot: together with its id it is unique. Empty
/// for one that is gone or a zombie.
fn start_time(stat: &[u8]) -> String {
    let stat = String::from_utf8_lossy(stat);
    // The name, in parentheses, may itself hold spaces and parentheses.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    match fields.first() {
        Some(&"Z") | None => String::new(),
        Some(_) => fields.get(19).copied().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::start_time;

    #[test]
    fn the_start_time_is_the_22nd_field() {
        let alive = b"7 (a b) c) S 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 12345 23";
        assert_eq!(start_time(alive), "20");
        assert_eq!(start_time(b"7 (x) Z 1"), "");
        assert_eq!(start_time(b""), "");
    }
}
