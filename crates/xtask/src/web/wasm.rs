//! The application's code: compiled, cut into pieces, joined to the browser by wasm-bindgen, and for people made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow};

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

/// The file that is loaded first.
const FIRST: &str = "app.wasm";
/// The script that loads the others.
const LOADER: &str = "./pieces.js";

/// The code, and the script that loads it.
pub(super) struct Code {
    /// What is loaded first.
    pub(super) wasm: PathBuf,
    /// What is loaded later, when it is needed.
    pub(super) pieces: Vec<PathBuf>,
    pub(super) glue: PathBuf,
}

/// Where the code is, as it was last built.
pub(super) fn built(aim: Aim) -> Result<Code> {
    let folder = super::kept(aim)?.join("code");
    let files = step::files_in(&folder).unwrap_or_default();
    let pieces = files.into_iter().filter(|file| has_ending(file, "wasm") && !file.ends_with(FIRST));
    Ok(Code { wasm: folder.join(FIRST), pieces: pieces.collect(), glue: folder.join("app.js") })
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
    let way = format!("{} {} {FEATURES:?}", bindgen::version()?, npm.version());
    let code = built(aim)?;
    step::unless_done(&code.wasm, &format!("{way} {}", stamp(&compiled)?), || {
        let cut = super::kept(aim)?.join("cut");
        empty(&cut)?;
        split(&compiled, &cut)?;
        join(&bindgen, &cut)?;
        shrink(aim, npm, &cut)
    })?;
    built(aim)
}

/// Cuts the code into what is loaded first and the pieces that `frontend/src/pieces.rs` names, and writes the script
/// that loads those.
fn split(compiled: &Path, cut: &Path) -> Result<()> {
    let compiled = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let first = cut.join("first.wasm");
    let mut options = wasm_split_cli_support::Options::new(&compiled);
    options.output_dir = cut;
    options.main_out_path = &first;
    options.link_name = LOADER;
    options.main_module = "./app.js";
    let split = wasm_split_cli_support::transform(options);
    split.map_err(|error| anyhow!("the code cannot be cut into pieces: {error:#}")).map(drop)
}

/// Joins what is loaded first to the browser.
fn join(bindgen: &Path, cut: &Path) -> Result<()> {
    let mut command = Command::new(bindgen);
    command.args(["--target", "web", "--no-typescript", "--out-name", "app", "--keep-lld-exports"]);
    command.args(["--remove-name-section", "--remove-producers-section"]);
    process::run(command.arg("--out-dir").arg(cut).arg(cut.join("first.wasm")))
}

/// Makes what was cut small, for people, and puts it where the rest of the build takes it from.
fn shrink(aim: Aim, npm: &Npm, cut: &Path) -> Result<()> {
    let folder = super::kept(aim)?.join("code");
    empty(&folder)?;
    for file in step::files_in(cut)?.iter().filter(|file| has_ending(file, "wasm")) {
        let name = match step::stem(file)? {
            "first" => continue,
            "app_bg" => FIRST.to_owned(),
            piece => format!("{piece}.wasm"),
        };
        let made = folder.join(name);
        match aim {
            // It warns of names that it does not know, of which none is kept.
            Aim::Release => {
                process::output(npm.wasm_opt().args(["-Oz", "-o"]).arg(made).args(FEATURES).arg(file))
                    .map(drop)?
            }
            Aim::Dev => fs::copy(file, made).map(drop)?,
        }
    }
    // Pieces are files of the server as all others are, and so get their full names.
    let loader = cut.join(LOADER);
    fs::write(&loader, fs::read_to_string(&loader)?.replace("URL(\"./", "URL(\"/assets/"))?;
    let mut esbuild = npm.esbuild();
    esbuild.args(["--bundle", "--format=esm", "--minify", "--target=es2024", "--charset=utf8"]);
    // It warns that the loader is named several times, once for each piece.
    esbuild.arg("--log-level=error").arg(format!("--outfile={}", folder.join("app.js").display()));
    process::run(esbuild.arg(cut.join("app.js")))
}

/// An empty folder.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found == ending)
}

/// What tells a compiled file from the one before, without reading its megabytes: cargo writes it only when it changed.
fn stamp(compiled: &Path) -> Result<String> {
    let file = fs::metadata(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    Ok(format!("{} {}", file.len(), file.modified()?.duration_since(UNIX_EPOCH)?.as_nanos()))
}
