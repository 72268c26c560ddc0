//! Which Rust compiles for browsers: rustup's, or Debian's.
//!
//! rustup has Rust's own library for browsers ready made. Where it can neither be found nor fetched, Debian's
//! packages bring a compiler, that library's source and a linker, and it is built along.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Aim;
use crate::{packages, process, workspace};

/// What browsers are called among the machines that Rust compiles for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// How long rustup may take to fetch the library.
const PATIENCE: Duration = Duration::from_secs(90);
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
/// Where Debian's packages put the source of Rust's own library.
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// What cargo tells its children, and of that what people tell cargo.
const TOLD: [&str; 3] = ["CARGO", "RUST", "LD_LIBRARY_PATH"];
const KEPT: [&str; 5] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR", "CARGO_TERM_"];

/// A Rust that can compile for browsers.
pub(super) enum Toolchain {
    /// The one that built us.
    Rustup,
    /// Debian's.
    Debian { linker: PathBuf },
}

impl Toolchain {
    /// rustup's if it has the library or can fetch it, else Debian's, installed if need be.
    pub(super) fn pick() -> Result<Self> {
        // rustup is asked once: where it cannot fetch the library today, it most likely cannot tomorrow.
        let asked = workspace::tools()?.join("rustup-was-asked-for-wasm");
        if has_library()? || (!asked.exists() && fetch_library()? && has_library()?) {
            return Ok(Self::Rustup);
        }
        fs::write(asked, "")?;
        packages::ensure(packages::DEBIAN_RUST)?;
        let linker = linker().context("Debian's linker is installed, yet it cannot be found")?;
        Ok(Self::Debian { linker })
    }

    /// Which one it is, in words, with its version.
    pub(super) fn words(&self) -> Result<String> {
        let (whose, rustc) = match self {
            Self::Rustup => ("rustup's", "rustc"),
            Self::Debian { .. } => ("Debian's", DEBIAN_RUSTC),
        };
        let version = process::output(self.clean(&mut Command::new(rustc)).arg("--version"))?;
        Ok(format!("{whose} {}", version.trim()))
    }

    /// `cargo build` of the application, into a target folder of its own.
    pub(super) fn build(&self, aim: Aim, target: &Path) -> Command {
        let flags = [
            "--cfg=getrandom_backend=\"wasm_js\"",
            // Components whose types are not part of the types around them: sooner built, and smaller.
            "--cfg=erase_components",
            // What uses what, by which the code is cut into pieces.
            "-Clink-arg=--emit-relocs",
        ];
        let profile = if aim == Aim::Release { "web" } else { "web-dev" };
        let mut command = match self {
            Self::Rustup => workspace::cargo(),
            Self::Debian { .. } => Command::new(DEBIAN_CARGO),
        };
        command.current_dir(workspace::root());
        self.clean(&mut command).args(["build", "--locked", "-p", "frontend", "--target", TARGET]);
        if let Self::Debian { linker } = self {
            command.arg("-Zbuild-std=std,panic_abort");
            // What builds Rust's own library may use what is not settled; our code uses none of it.
            command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", DEBIAN_RUSTC);
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command.args(["--profile", profile]).arg("--target-dir").arg(target);
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        command
    }

    /// Keeps what rustup's cargo, under which we run, tells its children away from a cargo that is not its own.
    fn clean<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if let Self::Debian { .. } = self {
            for (name, _) in std::env::vars_os() {
                let begins =
                    |words: &[&str]| words.iter().any(|word| name.to_string_lossy().starts_with(word));
                if begins(&TOLD) && !begins(&KEPT) {
                    command.env_remove(name);
                }
            }
        }
        command
    }
}

/// True if rustup's Rust has its library for browsers.
fn has_library() -> Result<bool> {
    let sysroot =
        process::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(workspace::root()))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    Ok(library.exists())
}

/// Asks rustup for the library; quietly, as there is another way.
fn fetch_library() -> Result<bool> {
    if process::find("rustup").is_none() {
        return Ok(false);
    }
    println!("Asking rustup for {TARGET}, which compiles the application in the browser.");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(workspace::root());
    let mut child = rustup.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        let asked_to_stop = process::check_signals();
        if asked_to_stop.is_err() || Instant::now() > deadline {
            process::stop(&mut child, Duration::from_secs(2))?;
            return asked_to_stop.map(|()| false);
        }
        std::thread::sleep(process::TICK);
    }
}

/// Debian's compiler, if it is new enough for us.
pub(crate) fn has_debian_rust() -> bool {
    let version = process::output(Command::new(DEBIAN_RUSTC).arg("--version")).unwrap_or_default();
    let minor = version.strip_prefix("rustc 1.").and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
    let needed = env!("CARGO_PKG_RUST_VERSION").split('.').nth(1).and_then(|minor| minor.parse().ok());
    minor >= needed && minor.is_some()
}

pub(crate) fn has_debian_cargo() -> bool {
    Path::new(DEBIAN_CARGO).exists()
}

pub(crate) fn has_debian_source() -> bool {
    Path::new(DEBIAN_SOURCE).exists()
}

pub(crate) fn has_linker() -> bool {
    linker().is_some()
}

/// The newest `wasm-ld-22` or later: an older one may not read what the compiler writes.
fn linker() -> Option<PathBuf> {
    (22..40).rev().find_map(|version| process::find(&format!("wasm-ld-{version}")))
}
