//! Where a cluster lives and whose it is.

use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{canonical, socket_fits, without_pg_variables};
use crate::{process, workspace};

/// The folder of a cluster, its socket's folder, and the account it runs under.
pub(crate) struct Place {
    home: PathBuf,
    pub(super) socket: PathBuf,
    account: Option<Account>,
    /// Folders that go when the cluster does.
    temporary: Vec<PathBuf>,
}

/// The account `postgres`, for when we are root, as which Postgres refuses to run.
#[derive(Clone, Copy)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Place {
    /// The clone's own place: `.rapport`, or a folder in `/var/lib/rapport` when we are root and
    /// the account `postgres` may not enter the clone.
    pub(crate) fn of_clone() -> Result<Self> {
        let root = canonical(&workspace::root());
        Self::within(root.join(".rapport"), &root)
    }

    /// The place of the cluster that `bench` keeps: a folder in that of the clone.
    pub(crate) fn of_bench() -> Result<Self> {
        let home = canonical(&workspace::root()).join(".rapport/bench");
        Self::within(home.clone(), &home)
    }

    /// `home`, or a folder elsewhere that is named after `identity`.
    fn within(home: PathBuf, identity: &Path) -> Result<Self> {
        make_home(&home)?;
        let account = Account::for_postgres()?;
        let home = match account {
            Some(account) if !account.can_enter(&home) => {
                let elsewhere = Path::new("/var/lib/rapport").join(fingerprint(identity));
                make_home(&elsewhere)?;
                println!(
                    "The database is kept in {}: Postgres runs as user postgres, who may not enter {}.",
                    elsewhere.display(),
                    home.display()
                );
                elsewhere
            }
            _ => home,
        };
        let (socket, temporary) = match home.join("socket") {
            socket if socket_fits(&socket) => (socket, Vec::new()),
            _ => {
                let socket = temporary_folder(account)?;
                (socket.clone(), vec![socket])
            }
        };
        Ok(Self { home, socket, account, temporary })
    }

    /// A fresh temporary place, deleted together with the cluster.
    pub(super) fn temporary() -> Result<Self> {
        let account = Account::for_postgres()?;
        let home = temporary_folder(account)?;
        Ok(Self { socket: home.clone(), temporary: vec![home.clone()], home, account })
    }

    /// Postgres's data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.home.join("postgres")
    }

    /// What Postgres says.
    pub(super) fn log(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    /// Creates the folders that Postgres writes to. Fails if the data belongs to someone else.
    pub(super) fn prepare(&self) -> Result<()> {
        let uid = self.account.map_or_else(|| rustix::process::geteuid().as_raw(), |it| it.uid);
        if let Ok(data) = self.data().metadata()
            && data.uid() != uid
        {
            bail!(
                "the database in {} belongs to user number {}, not to {uid}: start as the user who made it, \
                 or delete it with `make clean-db`",
                self.data().display(),
                data.uid()
            );
        }
        if !self.socket.exists() {
            self.make_private(&self.socket)?;
        }
        Ok(())
    }

    /// A Postgres program, run under the cluster's account.
    pub(super) fn command(&self, program: &Path) -> Command {
        self.command_with(program, &[])
    }

    /// The same, ended by `signal` when we die (see [`process::bound_to_us`]).
    pub(super) fn bound_command(&self, program: &Path, signal: &str) -> Command {
        self.command_with(program, &["--pdeathsig", signal])
    }

    fn command_with(&self, program: &Path, options: &[&str]) -> Command {
        let identity = self.account.map(Account::options).unwrap_or_default();
        let mut command = match process::find("setpriv") {
            Some(setpriv) if !identity.is_empty() || !options.is_empty() => {
                let mut command = Command::new(setpriv);
                command.args(identity).args(options).arg("--").arg(program);
                command
            }
            _ => Command::new(program),
        };
        without_pg_variables(&mut command);
        command.current_dir(&self.home);
        command
    }

    /// A new folder that only the cluster's account may enter.
    pub(super) fn make_private(&self, folder: &Path) -> Result<()> {
        make_private(folder, self.account)
    }

    /// Deletes the data. The cluster must not run.
    pub(crate) fn delete_data(&self) -> Result<()> {
        for folder in [self.data(), self.data().with_extension("new"), self.home.join("socket")] {
            if folder.exists() {
                std::fs::remove_dir_all(&folder)
                    .with_context(|| format!("cannot delete {}", folder.display()))?;
            }
        }
        Ok(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for folder in &self.temporary {
            if let Err(error) = std::fs::remove_dir_all(folder) {
                eprintln!("warning: cannot delete {}: {error}", folder.display());
            }
        }
    }
}

impl Account {
    /// None when we are an ordinary user: then the cluster is simply ours.
    fn for_postgres() -> Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        if process::find("setpriv").is_none() {
            bail!("Postgres refuses to run as root and there is no setpriv: start as an ordinary user");
        }
        let number = |option| -> Result<u32> {
            let said = process::output(Command::new("id").args([option, "postgres"]))
                .context("Postgres refuses to run as root and there is no user postgres")?;
            Ok(said.trim().parse()?)
        };
        Ok(Some(Self { uid: number("-u")?, gid: number("-g")? }))
    }

    fn options(self) -> Vec<String> {
        let Self { uid, gid } = self;
        vec![format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".into()]
    }

    fn can_enter(self, folder: &Path) -> bool {
        let mut command = Command::new("setpriv");
        command.args(self.options()).args(["--", "test", "-x"]).arg(folder);
        command.status().is_ok_and(|status| status.success())
    }
}

/// The folder that holds the cluster's folder, our log and our secret; others may pass, not look.
fn make_home(home: &Path) -> Result<()> {
    let fail = || format!("cannot create {}", home.display());
    std::fs::create_dir_all(home).with_context(fail)?;
    let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
    std::fs::set_permissions(home, Permissions::from_mode(mode)).with_context(fail)
}

fn make_private(folder: &Path, account: Option<Account>) -> Result<()> {
    let fail = || format!("cannot create {}", folder.display());
    DirBuilder::new().mode(0o700).create(folder).with_context(fail)?;
    match account {
        Some(Account { uid, gid }) => chown(folder, Some(uid), Some(gid)).with_context(fail),
        None => Ok(()),
    }
}

/// A new private folder with a short path: of the user's runtime folder, else of `/tmp`, which
/// unlike `TMPDIR` is short and open to the account `postgres`. Its name is random, and it is an
/// error if it exists, so nobody can lay it out for us beforehand.
fn temporary_folder(account: Option<Account>) -> Result<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let base = match (account, runtime) {
        (None, Some(runtime))
            if runtime.is_dir() && socket_fits(&runtime.join("rapport-0123456789abcdef")) =>
        {
            runtime
        }
        _ => "/tmp".into(),
    };
    let folder = base.join(format!("rapport-{}", workspace::random_hex(8)?));
    make_private(&folder, account)?;
    Ok(folder)
}

/// A short name for a path that stays the same from release to release: FNV-1a.
fn fingerprint(path: &Path) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = path.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn a_fingerprint_is_stable() {
        assert_eq!(fingerprint("a".as_ref()), "af63dc4c8601ec8c");
    }
}
