//! `openapi/openapi.json` is what the code says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::report::{self, Outcome};
use crate::process;
use crate::workspace::{self, Profile};

/// `openapi`: writes the file anew.
pub(crate) fn write() -> Result<()> {
    let document = document(&workspace::build(Profile::Debug)?)?;
    let file = file();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, document).with_context(|| format!("cannot write {}", file.display()))?;
    println!("Wrote {}.", file.display());
    Ok(())
}

/// Fails unless the file is up to date.
pub(super) fn check(binary: &Path) -> Result<Outcome> {
    let Ok(committed) = fs::read_to_string(file()) else {
        return Ok(Outcome::Skipped("there is no openapi/openapi.json (`make openapi` writes it)".into()));
    };
    report::same("openapi/openapi.json (`make openapi` renews it)", &document(binary)?, &committed)?;
    Ok(Outcome::Passed)
}

pub(super) fn file() -> PathBuf {
    workspace::root().join("openapi/openapi.json")
}

fn document(binary: &Path) -> Result<String> {
    process::output(Command::new(binary).arg("openapi"))
}
