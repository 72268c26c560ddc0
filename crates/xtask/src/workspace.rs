//! Where things are: the clone, cargo's target folder, the tools we install for ourselves.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The clone's folder: cargo says where it is, since clones that share a target folder share this program, too.
pub(crate) fn root() -> PathBuf {
    let built_in = || env!("CARGO_MANIFEST_DIR").into();
    let here: PathBuf = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(built_in, PathBuf::from);
    here.ancestors().nth(2).unwrap_or(&here).to_path_buf()
}

/// The cargo that started us, at work in the clone.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// `cargo metadata` with these arguments.
pub(crate) fn metadata(arguments: &[&str]) -> Result<Value> {
    let text =
        process::output(cargo().args(["metadata", "--format-version", "1", "--locked"]).args(arguments))?;
    serde_json::from_str(&text).context("cargo metadata printed no JSON")
}

/// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a configuration file puts it.
pub(crate) fn target() -> Result<PathBuf> {
    let metadata = metadata(&["--no-deps"])?;
    let folder = metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
    Ok(folder.into())
}

/// The folder for tools that we install for ourselves, created if need be.
pub(crate) fn tools() -> Result<PathBuf> {
    let folder = target()?.join("tools");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// How a binary is built.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    Debug,
    Release,
}

/// Builds the product and returns the binary's path.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--locked"]);
    let folder = match profile {
        // With the features of the whole workspace, the dependencies are those of the tests.
        Profile::Debug => {
            command.args(["--workspace", "--bin", "rapport"]);
            "debug"
        }
        Profile::Release => {
            command.args(["-p", "rapport", "--release"]);
            "release"
        }
    };
    process::run(&mut command)?;
    Ok(target()?.join(folder).join("rapport"))
}

/// So many bytes of the kernel's randomness, in hexadecimal digits.
pub(crate) fn random_hex(bytes: usize) -> Result<String> {
    use std::io::Read;
    let mut random = vec![0; bytes];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}
