//! `web`: the application in the browser, from Rust, CSS and JavaScript to the files that the server hands out.
//!
//! They end up in `frontend/dist`: `index.html`, and in `assets` everything that it loads, named after what is in it.
//! A step whose input has not changed is left out, so that a second call takes a second.

mod bindgen;
mod dev;
mod dist;
pub(crate) mod npm;
mod size;
mod step;
pub(crate) mod toolchain;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{packages, process, workspace};
use dist::Dist;
use npm::Npm;

pub(crate) use dev::Watch;

/// What the application is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    /// Small, and packed: what people get.
    Release,
    /// Soon: what is worked on.
    Dev,
}

/// The scripts that the page itself names, below `frontend`.
const SCRIPTS: [&str; 2] = ["boot", "theme"];
/// The style sheets that the page names, below `frontend`: that of the first paint, and all others as one.
const STYLES: [(&str, &str); 2] = [("boot", "boot.css"), ("app", "styles/main.css")];
/// The letters that the application brings along: their names here, and in the package.
const FONTS: [(&str, &str); 2] = [
    ("inter-latin.woff2", "inter-latin-wght-normal.woff2"),
    ("inter-latin-ext.woff2", "inter-latin-ext-wght-normal.woff2"),
];

/// Builds everything; for people also packs it, and prints how large it is.
pub(crate) fn build(aim: Aim) -> Result<()> {
    let build = build_files(aim)?;
    if aim == Aim::Release
        && let Err(too_large) = size::pack(&build)?.judge()
    {
        println!("warning: {too_large}");
    }
    Ok(())
}

/// Builds everything for people, and fails if it is too large for them.
pub(crate) fn check() -> Result<()> {
    size::pack(&build_files(Aim::Release)?)?.judge()
}

fn build_files(aim: Aim) -> Result<dist::Build> {
    packages::ensure_node()?;
    let npm = Npm::install()?;
    let code = wasm::build(aim, &npm)?;
    assemble(aim, &npm, &code)
}

/// Where the files for the server are.
fn output() -> PathBuf {
    source().join("dist")
}

/// Where what they are made of is.
fn source() -> PathBuf {
    workspace::root().join("frontend")
}

/// Where steps keep what they made.
fn kept(aim: Aim) -> Result<PathBuf> {
    let name = if aim == Aim::Release { "made" } else { "made-dev" };
    let folder = workspace::target()?.join("web").join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// Puts the application's code and all that is no Rust where the server takes it from, the page last.
fn assemble(aim: Aim, npm: &Npm, code: &wasm::Code) -> Result<dist::Build> {
    let (source, kept) = (source(), kept(aim)?);
    let mut dist = Dist::at(&output())?;
    for (name, file) in FONTS {
        let file = npm.package("@fontsource-variable/inter").join("files").join(file);
        dist.add(name, fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?)?;
    }
    dist.add("favicon.svg", fs::read(source.join("favicon.svg"))?)?;
    for (name, file) in STYLES {
        let made = kept.join(format!("{name}.css"));
        style(npm, &source.join(file), &made)?;
        dist.add_text(&format!("{name}.css"), &fs::read_to_string(made)?)?;
    }
    for file in code.pieces.iter().chain([&code.wasm]) {
        dist.add(&format!("{}.wasm", step::stem(file)?), fs::read(file)?)?;
    }
    dist.add_text("app.js", &fs::read_to_string(&code.glue)?)?;
    for name in SCRIPTS {
        let made = script(npm, &source.join(format!("{name}.js")), &kept, &["--format=esm"])?;
        dist.add_text(&format!("{name}.js"), &fs::read_to_string(made)?)?;
    }
    let later = loaded_later(npm, &source.join("charts"), &kept, &mut dist)?;
    dist.finish(&fs::read_to_string(source.join("index.html"))?, &later)
}

/// The scripts that screens load when they need them: each in the folder, with what it imports in it.
fn loaded_later(npm: &Npm, folder: &Path, kept: &Path, dist: &mut Dist) -> Result<Vec<String>> {
    let mut names = Vec::new();
    if !folder.exists() {
        return Ok(names);
    }
    for file in step::files_in(folder)? {
        if file.parent() == Some(folder) && file.extension().is_some_and(|ending| ending == "js") {
            let made = script(npm, &file, kept, &["--format=esm", "--bundle"])?;
            let name = step::stem(&file)?;
            dist.add_text(&format!("{name}.js"), &fs::read_to_string(made)?)?;
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// One style sheet with all that it imports in it, for browsers of today: nothing is rewritten for older ones.
fn style(npm: &Npm, entry: &Path, made: &Path) -> Result<()> {
    let folder = entry.parent().context("a style sheet is in a folder")?;
    let mut inputs = vec![entry.to_path_buf()];
    if folder != source() {
        inputs.extend(step::files_in(folder)?);
    }
    step::unless_done(made, &step::fingerprint(&inputs, &npm.version())?, || {
        let mut command = npm.lightningcss()?;
        command.args(["--minify", "--bundle"]).arg(entry).arg("-o").arg(made);
        process::run(&mut command)
    })
}

/// A script without what only people read.
fn script(npm: &Npm, entry: &Path, kept: &Path, options: &[&str]) -> Result<PathBuf> {
    let made = kept.join(format!("{}.js", step::stem(entry)?));
    let folder = entry.parent().context("a script is in a folder")?;
    let inputs = if folder == source() { vec![entry.to_path_buf()] } else { step::files_in(folder)? };
    step::unless_done(&made, &step::fingerprint(&inputs, &npm.version())?, || {
        let mut command = npm.esbuild();
        command.args(options).args(["--minify", "--target=es2024", "--charset=utf8", "--log-level=warning"]);
        command.arg("--legal-comments=none").arg(format!("--outfile={}", made.display())).arg(entry);
        process::run(&mut command)
    })?;
    Ok(made)
}
