//! `rapport doctor`: what is wrong with an installation, and how to mend it.

use std::path::Path;

use anyhow::bail;
use persistence::doctor::{self, Examination, Finding};
use secrecy::ExposeSecret;

use crate::config::Config;

/// Below this a database soon stops.
const LEAST_DISK_MB: u64 = 1000;

/// Prints a line per check; fails if one did.
pub(crate) fn doctor() -> anyhow::Result<()> {
    let config = Config::read()?;
    super::print("ok    configuration")?;
    let Examination { mut findings, data_directory } = doctor::examine(config.database_url.expose_secret());
    // The folder of the database can be looked at where it is on this machine and readable.
    let folders = ["."].into_iter().chain(data_directory.as_deref());
    findings.extend(folders.filter_map(|folder| disk(Path::new(folder))));
    let mut is_well = true;
    for Finding { what, wrong } in findings {
        match wrong {
            None => super::print(&format!("ok    {what}"))?,
            Some(mend) => {
                is_well = false;
                super::print(&format!("WRONG {what}: {mend}"))?;
            }
        }
    }
    if !is_well {
        bail!("something is wrong; see above");
    }
    Ok(())
}

/// Whether the disk of a folder has room; None if the folder cannot be seen from here.
fn disk(folder: &Path) -> Option<Finding> {
    let folder = folder.canonicalize().ok()?;
    let disk = rustix::fs::statvfs(&folder).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
    let mend = || format!("{free} MB are free: make room, {LEAST_DISK_MB} MB at least");
    Some(Finding { what: format!("disk of {}", folder.display()), wrong: (free < LEAST_DISK_MB).then(mend) })
}
