//! `crates/persistence/src/schema.rs` is what the migrations make.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::report::{self, Outcome};
use crate::cluster::Cluster;
use crate::server::Settings;
use crate::{migrations, packages, process, workspace};

/// The command-line tool of diesel's release in `Cargo.lock`.
const DIESEL_CLI: &str = "2.3.14";

/// `schema`: writes the file anew from the migrations alone, so that it works while the code that
/// includes the old file does not compile.
pub(crate) fn write() -> Result<()> {
    packages::ensure(&[packages::COMPILER, packages::PKG_CONFIG, packages::LIBPQ, packages::POSTGRES])?;
    let cluster = Cluster::start_throw_away()?;
    let url = cluster.create_database("schema")?;
    migrations::apply_all(&cluster, "schema")?;
    let text = print_schema(&url)?;
    let file = file();
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    println!("Wrote {}.", file.display());
    Ok(())
}

/// Fails unless the file is what the migrations inside the binary make.
pub(super) fn check(cluster: &Cluster, binary: &Path) -> Result<Outcome> {
    let Ok(committed) = fs::read_to_string(file()) else {
        return Ok(Outcome::Skipped("there is no schema.rs (`make schema` writes it)".into()));
    };
    let settings = Settings::on_new_database(cluster, "schema")?;
    settings.run(binary, &["migrate"])?;
    let fresh = print_schema(&settings.database_url)?;
    report::same("crates/persistence/src/schema.rs (`make schema` renews it)", &fresh, &committed)?;
    Ok(Outcome::Passed)
}

fn file() -> PathBuf {
    workspace::root().join("crates/persistence/src/schema.rs")
}

/// What diesel makes of the database, formatted as `cargo fmt` would.
fn print_schema(url: &str) -> Result<String> {
    let mut command = Command::new(diesel()?);
    command.args(["print-schema", "--database-url", url]).current_dir(workspace::root());
    rustfmt(&with_full_arrays(&process::output(&mut command)?))
}

/// diesel takes the elements of every array for nullable, as Postgres cannot say otherwise. The arrays here are
/// written from lists that have no gaps.
fn with_full_arrays(schema: &str) -> String {
    let mut parts = schema.split("Array<Nullable<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "Array<" + &part.replacen(">>", ">", 1))
}

fn rustfmt(text: &str) -> Result<String> {
    let mut command = Command::new("rustfmt");
    command.arg("--config-path").arg(workspace::root().join("rustfmt.toml"));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("there is no rustfmt")?;
    // Its output is read only afterwards: rustfmt reads all of its input before it writes.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("rustfmt cannot read what diesel printed");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The diesel tool: ours, the machine's if it is the same release, else installed now.
fn diesel() -> Result<PathBuf> {
    let tools = workspace::tools()?;
    let ours = tools.join("bin/diesel");
    for candidate in [Some(ours.clone()), process::find("diesel")].into_iter().flatten() {
        let version = process::output(Command::new(&candidate).arg("--version"));
        if version.is_ok_and(|said| said.contains(DIESEL_CLI)) {
            return Ok(candidate);
        }
    }
    println!("Installing diesel_cli {DIESEL_CLI} into {}: it writes and checks schema.rs.", tools.display());
    let mut command = workspace::cargo();
    command.args(["install", "diesel_cli", "--version", DIESEL_CLI, "--locked", "--force"]);
    command.args(["--no-default-features", "--features", "postgres", "--root"]).arg(&tools);
    process::run(&mut command)?;
    Ok(ours)
}
