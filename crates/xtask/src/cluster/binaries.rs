//! Which of the machine's Postgres installations to use.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The oldest version that the migrations work with.
const OLDEST: u32 = 15;

/// The programs of one version of Postgres.
pub(crate) struct Binaries {
    folder: PathBuf,
    version: u32,
}

impl Binaries {
    /// The newest installed version, if there is one that is new enough.
    pub(crate) fn newest() -> Option<Self> {
        Self::installed().into_iter().max_by_key(|it| it.version)
    }

    /// The version that made this data folder, or the newest for a new one. Fails if it is not installed.
    pub(super) fn for_data(data: &Path) -> Result<Self> {
        let missing = "PostgreSQL is not installed (its server programs, version 15 or newer)";
        let Ok(version) = std::fs::read_to_string(data.join("PG_VERSION")) else {
            return Self::newest().context(missing);
        };
        let version: u32 = version.trim().parse().context("PG_VERSION holds no number")?;
        match Self::installed().into_iter().find(|it| it.version == version) {
            Some(binaries) => Ok(binaries),
            None => {
                bail!("the database in {} needs PostgreSQL {version}, which is not installed", data.display())
            }
        }
    }

    /// One of the programs.
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    /// Debian keeps each version in a folder of its own; elsewhere `pg_config` knows where it is.
    fn installed() -> Vec<Self> {
        let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let folders = debian.map(|version| version.path().join("bin"));
        folders.chain(from_pg_config()).filter_map(Self::at).filter(|it| it.version >= OLDEST).collect()
    }

    fn at(folder: PathBuf) -> Option<Self> {
        if !folder.join("initdb").is_file() {
            return None;
        }
        let said = process::output(Command::new(folder.join("postgres")).arg("--version")).ok()?;
        Some(Self { version: major_version(&said)?, folder })
    }
}

fn from_pg_config() -> Option<PathBuf> {
    let folder = process::output(Command::new("pg_config").arg("--bindir")).ok()?;
    Some(PathBuf::from(folder.trim()))
}

/// 15 of `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`, 17 of `postgres (PostgreSQL) 17beta1`.
fn major_version(said: &str) -> Option<u32> {
    let number = said.split_whitespace().nth(2)?;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major_version;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major_version("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n"), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 17beta1"), Some(17));
        assert_eq!(major_version("gibberish"), None);
    }
}
