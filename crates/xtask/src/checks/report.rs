//! Names, times and outcomes of the steps.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{process, workspace};

/// How a step that did not fail ended.
pub(super) enum Outcome {
    Passed,
    /// What it checks is not in the repository.
    Skipped(String),
}

/// The steps so far.
#[derive(Default)]
pub(super) struct Report {
    lines: Vec<(&'static str, Duration, String)>,
}

impl Report {
    /// Runs one step and remembers how it went.
    pub(super) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        println!("\n==> {name}");
        let started = Instant::now();
        let result = process::check_signals().and_then(|()| work());
        let outcome = match &result {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("SKIPPED: {why}"),
            Err(_) => "FAILED".to_owned(),
        };
        self.lines.push((name, started.elapsed(), outcome));
        result.map(drop)
    }

    /// A line for every step that ran.
    pub(super) fn print(&self) {
        println!("\n{:<16}{:>8}  outcome", "step", "seconds");
        for (name, time, outcome) in &self.lines {
            println!("{name:<16}{:>8.1}  {outcome}", time.as_secs_f32());
        }
        let total: Duration = self.lines.iter().map(|(_, time, _)| *time).sum();
        println!("{:<16}{:>8.1}", "total", total.as_secs_f32());
    }
}

/// Fails, showing the difference, unless both texts are the same but for `pg_dump`'s random keys.
pub(super) fn same(what: &str, expected: &str, actual: &str) -> Result<()> {
    let (expected, actual) = (without_keys(expected), without_keys(actual));
    if expected == actual {
        return Ok(());
    }
    let folder = workspace::target()?.join("tmp");
    fs::create_dir_all(&folder)?;
    let (old, new) = (folder.join("expected"), folder.join("actual"));
    fs::write(&old, expected)?;
    fs::write(&new, actual)?;
    // `diff` exits with 1 where there is a difference, as here.
    let _differs = process::run(Command::new("diff").arg("-u").args([old, new]));
    bail!("{what} differs (lines with + are what is, with - what should be)")
}

/// Since the fix of CVE-2025-8714 each dump carries a `\restrict` line with a random key.
fn without_keys(dump: &str) -> String {
    let kept =
        dump.lines().filter(|line| !line.starts_with("\\restrict ") && !line.starts_with("\\unrestrict "));
    kept.flat_map(|line| [line, "\n"]).collect()
}
