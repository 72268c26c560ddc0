//! The packages of `frontend/package-lock.json`, in a folder of ours beside the target, and the programs in them.
//!
//! No script of a package runs when it is installed: programs that such a script would put in place are taken from
//! the package for this kind of machine.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::step;
use crate::{process, workspace};

/// Installed packages.
pub(crate) struct Npm {
    folder: PathBuf,
    version: String,
}

impl Npm {
    /// Installs what the lock file names, if that has changed.
    pub(crate) fn install() -> Result<Self> {
        let folder = workspace::target()?.join("web/npm");
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let files = ["package.json", "package-lock.json"].map(|name| super::source().join(name));
        let version = step::fingerprint(&files, "")?;
        step::unless_done(&folder.join("node_modules"), &version, || {
            println!("Installing the npm packages of frontend/package-lock.json into {}.", folder.display());
            for file in &files {
                fs::copy(file, folder.join(file.file_name().context("a file has a name")?))?;
            }
            let mut npm = Command::new("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
            process::run(npm.current_dir(&folder)).context("the npm packages cannot be installed")
        })?;
        Ok(Self { folder, version })
    }

    /// What tells these packages from those of another lock file.
    pub(super) fn version(&self) -> String {
        self.version.clone()
    }

    /// The folder that scripts import from.
    pub(crate) fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// A package's folder.
    pub(super) fn package(&self, name: &str) -> PathBuf {
        self.modules().join(name)
    }

    /// Makes code for browsers smaller.
    pub(super) fn wasm_opt(&self) -> Command {
        self.script("binaryen/bin/wasm-opt")
    }

    /// Puts scripts together; it finds what they import among the packages.
    pub(super) fn esbuild(&self) -> Command {
        let mut command = self.script("esbuild/bin/esbuild");
        command.env("NODE_PATH", self.modules());
        command
    }

    /// Puts style sheets together.
    pub(super) fn lightningcss(&self) -> Result<Command> {
        let packages = fs::read_dir(self.modules())?.filter_map(|entry| Some(entry.ok()?.path()));
        let program = packages.map(|package| package.join("lightningcss")).find(|program| {
            let package = program.parent().and_then(|package| package.file_name()?.to_str());
            package.is_some_and(|name| name.starts_with("lightningcss-cli-")) && program.exists()
        });
        Ok(Command::new(program.context("lightningcss has no package for this kind of machine")?))
    }

    fn script(&self, file: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.modules().join(file));
        command
    }
}
