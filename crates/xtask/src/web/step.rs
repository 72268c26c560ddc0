//! Steps that are done again only when their input changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::process;

/// Does the work that makes `made`, unless it is there and was made from an input with the same fingerprint.
pub(super) fn unless_done(made: &Path, input: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut note = made.as_os_str().to_owned();
    note.push(".from");
    let note = PathBuf::from(note);
    if made.exists() && fs::read_to_string(&note).is_ok_and(|known| known == input) {
        return Ok(());
    }
    process::check_signals()?;
    // Absent the first time.
    let _absent = fs::remove_file(&note);
    work()?;
    fs::write(&note, input).with_context(|| format!("cannot write {}", note.display()))
}

/// What tells these files, and what is made of them in this `way`, from all others.
pub(super) fn fingerprint(files: &[PathBuf], way: &str) -> Result<String> {
    let mut digest = Sha256::new_with_prefix(way);
    for file in files {
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        digest.update(file.as_os_str().as_encoded_bytes());
        digest.update(content.len().to_be_bytes());
        digest.update(content);
    }
    Ok(hexadecimal(&digest.finalize()))
}

/// The same for bytes, as short as it can be while no two files of a build get the same.
pub(super) fn short_fingerprint(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content)[..8])
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file, unless it says so already: cargo and browsers go by what was written when. True if it was written.
pub(super) fn write_if_new(file: &Path, text: &str) -> Result<bool> {
    let is_new = !fs::read_to_string(file).is_ok_and(|before| before == text);
    if is_new {
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(is_new)
}

/// Every file below a folder, in order.
pub(super) fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() { found.extend(files_in(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// A file's name without its ending.
pub(super) fn stem(file: &Path) -> Result<&str> {
    file.file_stem().and_then(|stem| stem.to_str()).with_context(|| format!("{} has no name", file.display()))
}
