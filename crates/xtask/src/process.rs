//! Starting and stopping other programs so that a signal to us leaves nothing behind.
//!
//! Signals only raise a flag: every wait looks at it and returns [`Interrupted`], so that the
//! destructors up the stack stop what they started, in order.

use std::fmt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

static STOP: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// How often a wait looks at its child and at the flag.
pub(crate) const TICK: Duration = Duration::from_millis(20);

/// The user or the system asked us to stop.
#[derive(Debug)]
pub(crate) struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped by a signal")
    }
}

impl std::error::Error for Interrupted {}

/// From here on SIGINT, SIGTERM and SIGHUP only raise the flag.
pub(crate) fn catch_signals() -> Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&STOP))?;
    }
    Ok(())
}

/// Fails with [`Interrupted`] once a signal came.
pub(crate) fn check_signals() -> Result<()> {
    if STOP.load(Ordering::Relaxed) { Err(Interrupted.into()) } else { Ok(()) }
}

/// A command that the kernel ends with `signal` (a name such as `TERM`) when we die, even by
/// `kill -9`; a plain one where util-linux's `setpriv` is missing.
pub(crate) fn bound_to_us(program: &Path, signal: &str) -> Command {
    let Some(setpriv) = find("setpriv") else { return Command::new(program) };
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", signal, "--"]).arg(program);
    command
}

/// Runs a command to its end with our output, in a process group of its own; a signal to us ends
/// the whole group. Fails unless it exits with 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    check_signals()?;
    let mut child =
        command.stdin(Stdio::null()).process_group(0).spawn().with_context(|| cannot_start(command))?;
    loop {
        if let Some(status) = child.try_wait()? {
            // A signal to the whole terminal may have ended the child before us.
            check_signals()?;
            return succeeded(command, status);
        }
        if let Err(interrupted) = check_signals() {
            let _gone = kill_process_group(Pid::from_child(&child), Signal::TERM);
            child.wait()?;
            return Err(interrupted);
        }
        std::thread::sleep(TICK);
    }
}

/// Runs a short command and returns what it printed; its errors become part of ours.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).process_group(0).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed: {}", name_of(command), said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no UTF-8", name_of(command)))
}

/// Asks a child to end, waits for `patience`, then kills it.
pub(crate) fn stop(child: &mut Child, patience: Duration) -> Result<()> {
    if child.try_wait()?.is_some() {
        return Ok(());
    }
    let _gone = kill_process(Pid::from_child(child), Signal::TERM);
    let deadline = Instant::now() + patience;
    while child.try_wait()?.is_none() {
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(());
        }
        std::thread::sleep(TICK);
    }
    Ok(())
}

/// Asks a child to end, without waiting.
pub(crate) fn ask_to_end(child: &Child) -> Result<()> {
    Ok(kill_process(Pid::from_child(child), Signal::TERM)?)
}

/// Where `PATH`, or the system's folders that an ordinary user's `PATH` lacks, has this program.
pub(crate) fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]);
    folders.map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("{} failed ({status})", name_of(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("{} cannot be started", name_of(command))
}

/// The command as one would type it, without its folder, without long arguments, and without the
/// `setpriv` that may wrap it.
fn name_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    let wrapped =
        words[0].ends_with("/setpriv").then(|| words.iter().position(|word| word == "--")).flatten();
    let words = wrapped.map_or(&words[..], |dashes| &words[dashes + 1..]);
    let program = words[0].rsplit('/').next().unwrap_or_default();
    std::iter::once(program)
        .chain(words[1..].iter().take(2).map(String::as_str))
        .collect::<Vec<_>>()
        .join(" ")
}
