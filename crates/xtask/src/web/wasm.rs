//! The application's code: compiled, joined to the browser by wasm-bindgen, and for people made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use super::npm::Npm;
use super::toolchain::{TARGET, Toolchain};
use super::{Aim, bindgen, step};
use crate::{process, workspace};

/// What rustc takes for granted of browsers, and one more that all of them have.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The code, and the script that loads it.
pub(super) struct Code {
    pub(super) wasm: PathBuf,
    pub(super) glue: PathBuf,
}

/// Where the code is, as it was last built.
pub(super) fn built(aim: Aim) -> Result<Code> {
    let kept = super::kept(aim)?;
    Ok(Code { wasm: kept.join("app.wasm"), glue: kept.join("app.js") })
}

/// Compiles what changed.
pub(super) fn build(aim: Aim, npm: &Npm) -> Result<Code> {
    let bindgen = bindgen::program()?;
    let toolchain = Toolchain::pick()?;
    println!("Building the application in the browser with {}.", toolchain.words()?);
    let target = workspace::target()?.join("web");
    process::run(&mut toolchain.build(aim, &target))?;
    let profile = if aim == Aim::Release { "web" } else { "web-dev" };
    let compiled = target.join(TARGET).join(profile).join("frontend.wasm");
    join(aim, npm, &bindgen, &compiled)
}

fn join(aim: Aim, npm: &Npm, bindgen: &Path, compiled: &Path) -> Result<Code> {
    let (code, joined) = (built(aim)?, super::kept(aim)?.join("joined"));
    let way = format!("{} {} {FEATURES:?}", bindgen::version()?, npm.version());
    step::unless_done(&code.wasm, &format!("{way} {}", stamp(compiled)?), || {
        let mut command = Command::new(bindgen);
        command.args(["--target", "web", "--no-typescript", "--out-name", "app"]);
        command.args(["--remove-name-section", "--remove-producers-section"]);
        process::run(command.arg("--out-dir").arg(&joined).arg(compiled))?;
        let wasm = joined.join("app_bg.wasm");
        match aim {
            Aim::Release => {
                process::run(npm.wasm_opt().args(["-Oz", "-o"]).arg(&code.wasm).args(FEATURES).arg(wasm))?
            }
            Aim::Dev => fs::copy(wasm, &code.wasm).map(drop)?,
        }
        let mut esbuild = npm.esbuild();
        esbuild.args([
            "--bundle",
            "--format=esm",
            "--minify",
            "--target=es2024",
            "--charset=utf8",
            "--log-level=warning",
        ]);
        process::run(esbuild.arg(format!("--outfile={}", code.glue.display())).arg(joined.join("app.js")))
    })?;
    Ok(code)
}

/// What tells a compiled file from the one before, without reading its megabytes: cargo writes it only when it changed.
fn stamp(compiled: &Path) -> Result<String> {
    let file = fs::metadata(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    Ok(format!("{} {}", file.len(), file.modified()?.duration_since(UNIX_EPOCH)?.as_nanos()))
}
