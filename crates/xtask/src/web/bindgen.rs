//! wasm-bindgen, in the very version of the crate that the application is built with.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{process, workspace};

/// The program, installed if need be.
pub(super) fn program() -> Result<PathBuf> {
    let (version, tools) = (version()?, workspace::tools()?);
    let program = tools.join("bin/wasm-bindgen");
    let is_right = |program: &PathBuf| {
        let said = process::output(Command::new(program).arg("--version"));
        said.is_ok_and(|said| said.split_whitespace().any(|word| word == version))
    };
    if is_right(&program) {
        return Ok(program);
    }
    println!("Installing wasm-bindgen {version} into {}: it joins Rust and the browser.", tools.display());
    let mut cargo = workspace::cargo();
    cargo.args(["install", "wasm-bindgen-cli", "--quiet", "--force", "--version", &format!("={version}")]);
    // Without what its other programs need, and in half the time: it works for seconds only.
    cargo
        .args(["--no-default-features", "--bin", "wasm-bindgen"])
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    cargo.arg("--root").arg(&tools).arg("--target-dir").arg(tools.join("wasm-bindgen-build"));
    process::run(&mut cargo).context("wasm-bindgen cannot be installed")?;
    fs::remove_dir_all(tools.join("wasm-bindgen-build"))?;
    if !is_right(&program) {
        bail!("{} is not version {version}", program.display());
    }
    Ok(program)
}

/// The version in `Cargo.lock`.
pub(super) fn version() -> Result<String> {
    let text = fs::read_to_string(workspace::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let lock: Value = toml::from_str(&text).context("cannot read Cargo.lock")?;
    let packages = lock["package"].as_array().context("Cargo.lock names no packages")?;
    let found = packages.iter().find(|package| package["name"] == "wasm-bindgen");
    let version = found.and_then(|package| package["version"].as_str());
    Ok(version.context("Cargo.lock has no wasm-bindgen")?.to_owned())
}
