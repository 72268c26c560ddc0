//! The application in a browser, against a server with demo data: its tests, and pictures of its screens.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use super::report::Outcome;
use crate::cluster::Cluster;
use crate::server::{Server, Settings};
use crate::web::npm::Npm;
use crate::{logins, process, workspace};

/// Of the database and the log.
const NAME: &str = "browser";

/// Runs `tests/browser/*.test.mjs`; pictures of those that fail are kept beside the server's log.
pub(super) fn check(cluster: &Cluster, binary: &Path) -> Result<Outcome> {
    let entries = fs::read_dir(folder())?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    files.sort();
    let pictures = workspace::tools()?.join("browser-failures");
    if pictures.exists() {
        fs::remove_dir_all(&pictures)?;
    }
    // One file after the other: each has a browser of its own. A time-out here would be that of a whole file; each test
    // has its own.
    run(cluster, binary, &pictures, |node| {
        node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    })
}

/// Takes the pictures of `tests/browser/screenshots.mjs`.
pub(super) fn picture(cluster: &Cluster, binary: &Path) -> Result<Outcome> {
    let pictures = workspace::target()?.join("screenshots");
    let outcome = run(cluster, binary, &pictures, |node| {
        node.arg(folder().join("screenshots.mjs"));
    })?;
    println!("The pictures are in {}.", pictures.display());
    Ok(outcome)
}

fn folder() -> PathBuf {
    workspace::root().join("tests/browser")
}

/// Runs Node on a server of its own.
fn run(
    cluster: &Cluster,
    binary: &Path,
    pictures: &Path,
    tune: impl FnOnce(&mut Command),
) -> Result<Outcome> {
    let npm = Npm::install()?;
    let settings = Settings::on_new_database(cluster, NAME)?;
    let mut server = Server::start_with_demo_data(binary, &settings, NAME)?;
    let logins = logins::all()?;
    let logins = logins.iter().map(|login| {
        let logins::Login { email, password, role } = login;
        json!({ "email": email, "password": password, "role": role })
    });
    let mut node = Command::new("node");
    tune(&mut node);
    node.current_dir(workspace::root());
    node.env("RAPPORT_URL", format!("http://{}", server.address()));
    node.env("RAPPORT_LOGINS", json!(logins.collect::<Vec<_>>()).to_string());
    node.env("RAPPORT_MODULES", npm.modules());
    node.env("RAPPORT_SCREENSHOTS", pictures);
    let log = Server::log_file(NAME)?;
    process::run(&mut node).with_context(|| format!("the server's log is {}", log.display()))?;
    server.check_alive()?;
    Ok(Outcome::Passed)
}
