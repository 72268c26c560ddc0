//! How large the application is on its way to a browser, and whether that is too much.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::dist::Build;
use super::step;
use crate::process;

/// The most that a browser may have to load before anything can be seen, packed by brotli.
const FIRST_LOAD: u64 = 400_000;
/// The most that all the code may take when it is unpacked.
const CODE: u64 = 4_200_000;
/// Packs each file, unless that was done before; Node has both formats at their best.
const PACK: &str = include_str!("pack.js");

struct Sizes {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
    is_first: bool,
}

/// What an application weighs.
pub(super) struct Weight {
    first: u64,
    code: u64,
}

impl Weight {
    /// Fails with one sentence if it is too large.
    pub(super) fn judge(&self) -> Result<()> {
        let Self { first, code } = self;
        if *first > FIRST_LOAD {
            bail!("the application is too large: its first load is {first} bytes, and may be {FIRST_LOAD}");
        }
        if *code > CODE {
            bail!("the application is too large: its code is {code} bytes, and may be {CODE}");
        }
        Ok(())
    }
}

/// Packs the files, prints their sizes, and notes them in `sizes.json` beside the page.
pub(super) fn pack(build: &Build) -> Result<Weight> {
    let mut node = Command::new("node");
    process::run(node.args(["--eval", PACK, "--"]).args(&build.files))
        .context("the files cannot be packed")?;
    let sizes = build.files.iter().map(|file| sizes(file, build)).collect::<Result<Vec<_>>>()?;
    let first: u64 = sizes.iter().filter(|file| file.is_first).map(|file| file.brotli).sum();
    println!("\n{:<44}{:>10}{:>10}{:>10}", "file", "bytes", "gzip", "brotli");
    for Sizes { name, raw, gzip, brotli, is_first } in &sizes {
        let mark = if *is_first { "" } else { "  later" };
        println!("{name:<44}{raw:>10}{gzip:>10}{brotli:>10}{mark}");
    }
    println!("{:<44}{:>30}  of {FIRST_LOAD}", "first load", first);
    let files = sizes.iter().map(|file| {
        json!({ "name": file.name, "raw": file.raw, "gzip": file.gzip, "brotli": file.brotli, "first": file.is_first })
    });
    let note = json!({ "build": build.id, "first_load": first, "files": files.collect::<Vec<_>>() });
    step::write_if_new(&super::output().join("sizes.json"), &format!("{note:#}\n"))?;
    let code = sizes.iter().filter(|file| file.name.ends_with(".wasm")).map(|file| file.raw).sum();
    Ok(Weight { first, code })
}

fn sizes(file: &Path, build: &Build) -> Result<Sizes> {
    let name = file.file_name().and_then(|name| name.to_str()).context("a file has a name")?.to_owned();
    let raw = fs::metadata(file)?.len();
    // What is packed by its nature has no packed files beside it.
    let packed =
        |ending: &str| fs::metadata(format!("{}.{ending}", file.display())).map_or(raw, |file| file.len());
    Ok(Sizes { raw, gzip: packed("gz"), brotli: packed("br"), is_first: build.first.contains(file), name })
}
