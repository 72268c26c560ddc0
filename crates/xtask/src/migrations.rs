//! The files in `migrations/`, applied by psql: no compiled code that depends on their outcome.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::cluster::Cluster;
use crate::workspace;

/// A folder with an `up.sql` and a `down.sql`.
pub(crate) struct Migration {
    folder: PathBuf,
}

/// All of them, in the order of their dates.
pub(crate) fn all() -> Result<Vec<Migration>> {
    let folder = workspace::root().join("migrations");
    let mut folders = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(folders.into_iter().map(|folder| Migration { folder }).collect())
}

/// Applies every migration to a database.
pub(crate) fn apply_all(cluster: &Cluster, database: &str) -> Result<()> {
    all()?.iter().try_for_each(|migration| migration.apply(cluster, database))
}

impl Migration {
    /// Runs `up.sql`.
    pub(crate) fn apply(&self, cluster: &Cluster, database: &str) -> Result<()> {
        self.run("up.sql", cluster, database)
    }

    /// Runs `down.sql`.
    pub(crate) fn revert(&self, cluster: &Cluster, database: &str) -> Result<()> {
        self.run("down.sql", cluster, database)
    }

    /// In one transaction, as diesel does, unless `metadata.toml` says otherwise.
    fn run(&self, name: &str, cluster: &Cluster, database: &str) -> Result<()> {
        let file = self.folder.join(name);
        let sql = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let metadata = fs::read_to_string(self.folder.join("metadata.toml")).unwrap_or_default();
        let alone = metadata.lines().any(|line| line.replace(' ', "") == "run_in_transaction=false");
        let sql = if alone { sql } else { format!("BEGIN;\n{sql}\nCOMMIT;") };
        cluster.psql(database, &sql).with_context(|| format!("{} fails", file.display()))?;
        Ok(())
    }
}
