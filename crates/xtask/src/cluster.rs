//! A Postgres cluster of our own: the one that `run` keeps, or a throw-away one for tests.
//!
//! It listens on a Unix socket only, in a folder that nobody but its owner (and root) can enter.
//! So it may trust whoever gets that far: there is no password to leak or to lose, and no other
//! user or container of the machine can reach it. Its port, free on the loopback interface when
//! it was chosen, only names the socket; no other cluster is ever touched.

mod binaries;
mod leftover;
mod place;

use std::fs::File;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

pub(crate) use binaries::Binaries;
pub(crate) use place::Place;

use crate::{http, process};

/// The longest wait for recovery after a crash, and for a shutdown.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settings for a cluster that nobody will miss: quick instead of durable.
const THROW_AWAY: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=2GB",
    "max_connections=300",
];

/// The same for a cluster that is stopped and killed while it is used: what it has acknowledged it
/// must keep, though not through a power cut.
const CRASH_PROOF: &[&str] = &["fsync=off", "max_connections=300"];

/// Settings for measuring: Postgres's own but for memory, as anybody would set it, and for room to load
/// millions of rows between two checkpoints.
const MEASURED: &[&str] = &["shared_buffers=1GB", "max_wal_size=8GB"];

/// A running cluster; dropping it stops it, and deletes it if it is a throw-away one.
pub(crate) struct Cluster {
    binaries: Binaries,
    place: Place,
    port: u16,
    settings: &'static [&'static str],
    postmaster: Child,
}

/// How Postgres is stopped while others use it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Halt {
    /// Sessions are ended, the files are left in order.
    Fast,
    /// Everything is dropped at once; the next start recovers.
    Immediate,
}

impl Cluster {
    /// Starts the clone's own cluster, creating it the first time, with the database `rapport`.
    ///
    /// Recovers from a run that was killed. Fails with Postgres's own words where it cannot start.
    pub(crate) fn start_kept(place: Place) -> Result<Self> {
        let cluster = Self::start_at(place, &[])?;
        cluster.psql(
            "postgres",
            "SELECT 'CREATE ROLE rapport LOGIN' WHERE to_regrole('rapport') IS NULL \\gexec
             SELECT 'CREATE DATABASE rapport OWNER rapport'
             WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'rapport') \\gexec",
        )?;
        Ok(cluster)
    }

    /// Starts the clone's cluster for measuring, creating it the first time.
    pub(crate) fn start_measured(place: Place) -> Result<Self> {
        Self::start_at(place, MEASURED)
    }

    fn start_at(place: Place, settings: &'static [&'static str]) -> Result<Self> {
        let binaries = Binaries::for_data(&place.data())?;
        place.prepare()?;
        leftover::clear(&binaries, &place)?;
        Self::start(binaries, place, settings)
    }

    /// Ends what a killed run may have left running at this place; the caller holds the clone's lock.
    pub(crate) fn end_leftover(place: &Place) -> Result<()> {
        leftover::clear(&Binaries::for_data(&place.data())?, place)
    }

    /// Starts an empty cluster in a temporary folder.
    pub(crate) fn start_throw_away() -> Result<Self> {
        let place = Place::temporary()?;
        let binaries = Binaries::for_data(&place.data())?;
        Self::start(binaries, place, THROW_AWAY)
    }

    /// Starts an empty cluster in a temporary folder, to be stopped and started while it is used.
    pub(crate) fn start_crash_proof() -> Result<Self> {
        let place = Place::temporary()?;
        let binaries = Binaries::for_data(&place.data())?;
        Self::start(binaries, place, CRASH_PROOF)
    }

    /// Stops Postgres; [`Cluster::resume`] starts it again with the same data and address.
    pub(crate) fn halt(&mut self, how: Halt) -> Result<()> {
        let mode = match how {
            Halt::Fast => "fast",
            Halt::Immediate => "immediate",
        };
        leftover::stop_by(&self.binaries, &self.place, mode)?;
        self.postmaster.wait()?;
        Ok(())
    }

    /// Starts Postgres again; returns once it takes connections.
    pub(crate) fn resume(&mut self) -> Result<()> {
        self.postmaster = launch(&self.place, &self.binaries, self.port, self.settings)?;
        self.wait_ready()
    }

    fn start(binaries: Binaries, place: Place, settings: &'static [&'static str]) -> Result<Self> {
        if !place.data().exists() {
            initialise(&binaries, &place)?;
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let postmaster = launch(&place, &binaries, port, settings)?;
        let mut cluster = Self { binaries, place, port, settings, postmaster };
        cluster.wait_ready()?;
        Ok(cluster)
    }

    fn wait_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !leftover::is_ready(&self.place.data(), self.postmaster.id()) {
            process::check_signals()?;
            if self.postmaster.try_wait()?.is_some() {
                bail!("Postgres did not start: {}", self.last_words());
            }
            if Instant::now() > deadline {
                bail!("Postgres was not ready in {} s: {}", PATIENCE.as_secs(), self.last_words());
            }
            std::thread::sleep(process::TICK);
        }
        Ok(())
    }

    /// The URL of one of the cluster's databases for one of its roles.
    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        // The socket's folder as a percent-encoded host: libpq, tokio-postgres and plain URL
        // parsers all take it, and no slash of it can be mistaken for the database's.
        let host = http::encoded(&self.place.socket.to_string_lossy());
        format!("postgres://{role}@{host}:{}/{database}", self.port)
    }

    /// Runs SQL by psql as the superuser, stopping at the first error; returns bare rows.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> Result<String> {
        let mut command = self.client("psql");
        command.args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", &self.url("postgres", database)]);
        let mut child = command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("psql cannot be started")?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(sql.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Creates an empty database and returns its superuser URL.
    pub(crate) fn create_database(&self, name: &str) -> Result<String> {
        self.psql("postgres", &format!("CREATE DATABASE {name}"))?;
        Ok(self.url("postgres", name))
    }

    /// `pg_dump --schema-only` of a database.
    pub(crate) fn dump_schema(&self, database: &str) -> Result<String> {
        let url = self.url("postgres", database);
        process::output(self.client("pg_dump").args(["--schema-only", "--no-owner", "-d", &url]))
    }

    /// Fails once Postgres has ended by itself.
    pub(crate) fn check_alive(&mut self) -> Result<()> {
        match self.postmaster.try_wait()? {
            Some(status) => bail!("Postgres ended by itself ({status}): {}", self.last_words()),
            None => Ok(()),
        }
    }

    /// What Postgres has said since it was started.
    pub(crate) fn log(&self) -> Result<String> {
        Ok(std::fs::read_to_string(self.place.log())?)
    }

    /// One of Postgres's programs, not yet told which database.
    pub(crate) fn client(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.path(program));
        without_pg_variables(&mut command);
        command
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.place.log()).unwrap_or_default();
        let telling = |line: &&str| line.contains("FATAL") || line.contains("PANIC");
        let line = log.lines().find(telling).or_else(|| log.lines().last()).unwrap_or("it said nothing");
        format!("{line} (see {})", self.place.log().display())
    }

    fn stop(&mut self) -> Result<()> {
        if self.postmaster.try_wait()?.is_none() {
            leftover::stop(&self.binaries, &self.place)?;
            self.postmaster.wait()?;
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("warning: Postgres in {} may still run: {error:#}", self.place.data().display());
        }
        // The place deletes its folder itself if it is a temporary one.
    }
}

/// Starts the server's first process.
fn launch(place: &Place, binaries: &Binaries, port: u16, settings: &[&str]) -> Result<Child> {
    let log = File::create(place.log()).with_context(|| format!("cannot write {}", place.log().display()))?;
    let mut command = place.bound_command(&binaries.path("postgres"), "INT");
    command.arg("-D").arg(place.data()).arg("-k").arg(&place.socket).args(["-p", &port.to_string()]);
    for setting in ["listen_addresses="].iter().chain(settings) {
        command.args(["-c", setting]);
    }
    // Its own process group: Ctrl-C in the terminal reaches only us, who stop the server first.
    command
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("Postgres cannot be started")
}

/// Creates a cluster beside its final place and moves it there, so that a kill leaves no half of one.
fn initialise(binaries: &Binaries, place: &Place) -> Result<()> {
    let unfinished = place.data().with_extension("new");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished)?;
    }
    place.make_private(&unfinished)?;
    let mut command = place.command(&binaries.path("initdb"));
    command.args(["-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
    // Whoever reaches the socket is trusted (see the module's words); nobody may come by TCP, even
    // if someone turns on `listen_addresses`.
    command.args(["--auth-local=trust", "--auth-host=reject", "--no-instructions", "-D"]).arg(&unfinished);
    process::output(&mut command).context("Postgres cannot create its data folder")?;
    std::fs::rename(&unfinished, place.data())?;
    Ok(())
}

/// A user's `PGHOST`, `PGSERVICE` and so on must not lead our tools to another cluster.
fn without_pg_variables(command: &mut Command) {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C.UTF-8");
}

/// The longest path of a Unix socket that Linux takes.
const LONGEST_SOCKET: usize = 107;

/// Whether the socket of a cluster would fit into this folder.
fn socket_fits(folder: &Path) -> bool {
    folder.join(".s.PGSQL.65535.lock").as_os_str().len() <= LONGEST_SOCKET
}

/// A path as Postgres's own files and `/proc` write it.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
