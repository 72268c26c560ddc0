//! `run`: from a fresh clone to a server one can sign in to, and back.

mod clone_lock;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::cluster::{Cluster, Place};
use crate::server::{self, Server, Settings};
use crate::web::{Aim, Watch};
use crate::workspace::{self, Profile};
use crate::{logins, packages, process, web};
use clone_lock::CloneLock;

/// Below this a first start would fail half-way.
const LEAST_DISK_MB: u64 = 300;

/// Builds and runs everything until a signal comes; then stops the server and after it Postgres.
///
/// Fails with one sentence if something is in the way, or if the server or Postgres ends by itself.
pub(crate) fn run() -> Result<()> {
    run_for(Aim::Release)
}

/// The same for whoever works on the application in the browser: it is built again whenever it changes, and the
/// server, which is not optimised, reads it from the disk.
pub(crate) fn dev() -> Result<()> {
    run_for(Aim::Dev)
}

fn run_for(aim: Aim) -> Result<()> {
    let started = Instant::now();
    read_dotenv()?;
    let bind = std::env::var("RAPPORT_BIND").unwrap_or_else(|_| "127.0.0.1:8080".into());
    let address = server::parse_address(&bind)?;
    let given_database = std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty());

    let folder = workspace::root().join(".rapport");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let lock = CloneLock::take(&folder, &format!("http://{address}"))?;
    lock.end_leftover_server()?;
    server::check_free(address)?;
    check_disk(&folder)?;
    let mut needs = vec![packages::COMPILER, packages::PKG_CONFIG, packages::LIBPQ];
    if given_database.is_none() {
        needs.push(packages::POSTGRES);
    }
    packages::ensure(&needs)?;
    web::build(aim)?;
    let mut changes = (aim == Aim::Dev).then(Watch::begin).transpose()?;
    let binary = workspace::build(if aim == Aim::Dev { Profile::Debug } else { Profile::Release })?;

    // Dropped in reverse order: the server goes before its database.
    let mut cluster = None;
    let database_url = match given_database {
        Some(url) => url,
        None => cluster.insert(Cluster::start_kept(Place::of_clone()?)?).url("rapport", "rapport"),
    };
    let settings = Settings { database_url, secret: secret(&folder)?, address, drain_seconds: 0 };
    settings.run(&binary, &["migrate"])?;
    settings.run(&binary, &["seed", "--scale", "demo", "--if-empty"])?;
    let mut server = Server::start(&binary, &settings, |_| {})?;
    lock.note_server(server.id())?;
    server.wait_ready()?;
    greet(&server, started)?;

    let result = watch(&mut server, cluster.as_mut(), changes.as_mut());
    if result.as_ref().is_err_and(|error| !error.is::<process::Interrupted>()) {
        return result;
    }
    println!("Stopping.");
    Ok(())
}

/// `clean-db`: deletes the databases that `run` and `bench` keep for this clone.
pub(crate) fn clean_database() -> Result<()> {
    let folder = workspace::root().join(".rapport");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let lock = CloneLock::take(&folder, "deleting the database")?;
    lock.end_leftover_server()?;
    for place in [Place::of_clone()?, Place::of_bench()?] {
        let data = place.data();
        if !data.exists() {
            println!("There is no database in {}.", data.display());
            continue;
        }
        Cluster::end_leftover(&place)?;
        place.delete_data()?;
        println!("Deleted {}.", data.display());
    }
    Ok(())
}

/// `.env` fills in what the environment lacks, as it does for the product itself.
fn read_dotenv() -> Result<()> {
    match dotenvy::from_path(workspace::root().join(".env")) {
        Err(error) if !error.not_found() => Err(error).context("cannot read .env"),
        _ => Ok(()),
    }
}

/// Returns only when a signal came or something ended by itself.
fn watch(
    server: &mut Server,
    mut cluster: Option<&mut Cluster>,
    mut changes: Option<&mut Watch>,
) -> Result<()> {
    loop {
        if let Some(changes) = &mut changes {
            changes.build_changes()?;
        }
        process::check_signals()?;
        if let Some(cluster) = &mut cluster {
            cluster.check_alive()?;
        }
        server.check_alive()?;
        std::thread::sleep(process::TICK * 10);
    }
}

fn greet(server: &Server, started: Instant) -> Result<()> {
    println!(
        "\nRapport is ready at http://{} (after {:.1} s).",
        server.address(),
        started.elapsed().as_secs_f32()
    );
    if logins::file().exists() {
        println!("\nDemo logins (e-mail, password, role):");
        for login in logins::all()? {
            println!("  {}  {}  {}", login.email, login.password, login.role);
        }
    }
    println!("\nCtrl-C stops everything; the data stays until `make clean-db`.");
    Ok(())
}

/// The key that signs sessions: the environment's, else one made once for this clone.
fn secret(folder: &Path) -> Result<String> {
    if let Ok(secret) = std::env::var("RAPPORT_SECRET") {
        return Ok(secret);
    }
    let file: PathBuf = folder.join("secret");
    if !file.exists() {
        // Written aside and renamed, so that a kill leaves no half of a secret.
        let unfinished = folder.join("secret.new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        options.open(&unfinished)?.write_all(workspace::random_hex(32)?.as_bytes())?;
        fs::rename(unfinished, &file)?;
    }
    fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

fn check_disk(folder: &Path) -> Result<()> {
    let disk = rustix::fs::statvfs(folder)?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
    if free < LEAST_DISK_MB {
        bail!("the disk of {} is full: {free} MB are free, Rapport needs {LEAST_DISK_MB}", folder.display());
    }
    Ok(())
}
