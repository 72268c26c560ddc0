//! Building again what somebody works on, whenever a file changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use anyhow::Result;

use super::npm::Npm;
use super::{Aim, step, wasm};
use crate::{process, workspace};

/// What the application is made of, below the clone.
const SOURCES: [&str; 6] =
    ["frontend", "crates/domain", "crates/wire", "openapi", "Cargo.toml", "Cargo.lock"];

/// The sources as they were when they were last looked at.
pub(crate) struct Watch(BTreeMap<PathBuf, SystemTime>);

impl Watch {
    /// As they are now.
    pub(crate) fn begin() -> Result<Self> {
        Ok(Self(times()?))
    }

    /// Builds again what changed since the last call; a mistake in it is told, and ends nothing.
    pub(crate) fn build_changes(&mut self) -> Result<()> {
        let now = times()?;
        if now == self.0 {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.0, now);
        let differs = |(path, time): &(&PathBuf, &SystemTime)| before.get(*path) != Some(time);
        let changed = self.0.iter().filter(differs).map(|(path, _)| path.as_path());
        let gone = before.keys().filter(|path| !self.0.contains_key(*path)).map(PathBuf::as_path);
        let takes_compiling = changed.chain(gone).any(is_compiled);
        let started = Instant::now();
        let result = if takes_compiling { super::build(Aim::Dev) } else { assemble() };
        match result {
            Err(error) if error.is::<process::Interrupted>() => return Err(error),
            Err(error) => eprintln!("error: {error:#}"),
            Ok(()) => println!("Built in {:.1} s: load the page again.", started.elapsed().as_secs_f32()),
        }
        Ok(())
    }
}

/// Style sheets, scripts and the page alone.
fn assemble() -> Result<()> {
    super::assemble(Aim::Dev, &Npm::install()?, &wasm::built(Aim::Dev)?).map(drop)
}

/// True for what ends up in the code.
fn is_compiled(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    matches!(ending, "rs" | "toml" | "lock" | "json")
}

fn times() -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut times = BTreeMap::new();
    for source in SOURCES {
        let path = workspace::root().join(source);
        let files = if path.is_dir() { step::files_in(&path)? } else { vec![path] };
        for file in files.into_iter().filter(|file| !file.starts_with(super::output())) {
            // Editors write a new file and rename it: one may be gone by now.
            let Ok(time) = file.metadata().and_then(|file| file.modified()) else { continue };
            times.insert(file, time);
        }
    }
    Ok(times)
}
