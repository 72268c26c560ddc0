//! Debian packages that the product needs, installed only when missing.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::cluster::Binaries;
use crate::process;
use crate::web::toolchain;

/// Something the machine must have.
pub(crate) struct Need {
    package: &'static str,
    why: &'static str,
    is_there: fn() -> bool,
}

pub(crate) const COMPILER: Need =
    Need { package: "build-essential", why: "Rust links with its C compiler", is_there: has_compiler };
pub(crate) const PKG_CONFIG: Need =
    Need { package: "pkg-config", why: "the build finds libpq with it", is_there: has_pkg_config };
pub(crate) const LIBPQ: Need =
    Need { package: "libpq-dev", why: "the server talks to Postgres through libpq", is_there: has_libpq };
pub(crate) const POSTGRES: Need =
    Need { package: "postgresql", why: "records live in PostgreSQL", is_there: has_postgres };
const VENV: Need = Need {
    package: "python3-venv",
    why: "the API is tested with Schemathesis, a Python program",
    is_there: has_venv,
};
const CURL: Need =
    Need { package: "curl", why: "the documents' examples ask the server with it", is_there: has_curl };
const JQ: Need =
    Need { package: "jq", why: "the documents' examples read the answers with it", is_there: has_jq };
const WRK: Need = Need { package: "wrk", why: "the benchmark sends its requests with it", is_there: has_wrk };
const CHROMIUM: Need =
    Need { package: "chromium", why: "the application is tested in this browser", is_there: has_chromium };
const CHINESE: Need =
    Need { package: "fonts-noto-cjk", why: "the browser writes Chinese with it", is_there: has_chinese };
const NODE: Need = Need {
    package: "nodejs",
    why: "the application in the browser is built with it, version 20 or newer",
    is_there: has_node,
};
const NPM: Need =
    Need { package: "npm", why: "what builds the application in the browser comes by it", is_there: has_npm };
const RUSTC_WEB: Need = Need {
    package: "rustc-web",
    why: "this Rust can compile for browsers",
    is_there: toolchain::has_debian_rust,
};
const CARGO_WEB: Need =
    Need { package: "cargo-web", why: "it belongs to that Rust", is_there: toolchain::has_debian_cargo };
const RUST_WEB_SRC: Need = Need {
    package: "rust-web-src",
    why: "Rust's own library is built for browsers from it",
    is_there: toolchain::has_debian_source,
};
const LLD: Need =
    Need { package: "lld-22", why: "Rust links code for browsers with it", is_there: toolchain::has_linker };
/// Debian's Rust, where rustup's cannot compile for browsers.
pub(crate) const DEBIAN_RUST: &[Need] = &[RUSTC_WEB, CARGO_WEB, RUST_WEB_SRC, LLD];
/// What building the product and running it on an own database takes.
pub(crate) const PRODUCT: &[Need] = &[COMPILER, PKG_CONFIG, LIBPQ, POSTGRES];
/// What the documents' examples take besides.
pub(crate) const EXAMPLES: &[Need] = &[CURL, JQ];
/// What Schemathesis takes besides.
pub(crate) const CONTRACT: &[Need] = &[VENV];
/// What tests in a browser take besides.
pub(crate) const BROWSER: &[Need] = &[CHROMIUM, CHINESE];
/// What the benchmark takes besides; pgbench comes with Postgres.
pub(crate) const BENCH: &[Need] = &[WRK];

/// `create_main_cluster = false` here keeps Debian's package from starting a cluster on port 5432.
const NO_MAIN_CLUSTER: &str = "/etc/postgresql-common/createcluster.d/rapport.conf";

/// Installs those of the needs that are missing, saying what and why first.
///
/// Fails with one sentence where apt or the right to use it is missing.
pub(crate) fn ensure(needs: &[Need]) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.iter().map(|need| need.package).collect::<Vec<_>>().join(" ");
    let install = format!("apt-get install -y --no-install-recommends {packages}");
    if process::find("apt-get").is_none() {
        bail!("this machine lacks {packages} and has no apt-get: install them its own way and start again");
    }
    let sudo = if rustix::process::geteuid().is_root() { "" } else { "sudo " };
    if !sudo.is_empty() && process::find("sudo").is_none() {
        bail!(
            "this machine lacks {packages} and there is no sudo: have `{install}` run by root and start again"
        );
    }
    println!("Installing what this machine lacks (by `{sudo}apt-get`):");
    for need in &missing {
        println!("  {}: {}", need.package, need.why);
    }
    let script = script(&install, missing.iter().any(|need| need.package == POSTGRES.package));
    as_root(&script).with_context(|| format!("cannot install {packages}"))?;
    match missing.iter().find(|need| !(need.is_there)()) {
        Some(need) => bail!("{} is installed, yet cannot be found: {}", need.package, need.why),
        None => Ok(()),
    }
}

/// What the application in the browser is built with. One after the other: some packages of Node bring npm along and
/// bear no other.
pub(crate) fn ensure_node() -> Result<()> {
    ensure(&[NODE])?;
    ensure(&[NPM])
}

fn script(install: &str, with_postgres: bool) -> String {
    let install = format!("apt-get update -q && DEBIAN_FRONTEND=noninteractive {install}");
    if !with_postgres {
        return install;
    }
    format!(
        "mkdir -p \"$(dirname {NO_MAIN_CLUSTER})\" && echo 'create_main_cluster = false' > {NO_MAIN_CLUSTER} \
         && {{ {install}; result=$?; rm -f {NO_MAIN_CLUSTER}; exit $result; }}"
    )
}

/// In our own process group and with the terminal, as sudo may ask for a password.
fn as_root(script: &str) -> Result<()> {
    let mut command = match process::find("sudo") {
        Some(sudo) if !rustix::process::geteuid().is_root() => Command::new(sudo),
        _ => Command::new("env"),
    };
    let status = command.args(["sh", "-c", script]).status()?;
    process::check_signals()?;
    if !status.success() {
        bail!("apt-get or sudo failed ({status})");
    }
    Ok(())
}

fn has_compiler() -> bool {
    process::find("cc").is_some()
}

fn has_pkg_config() -> bool {
    process::find("pkg-config").is_some()
}

fn has_libpq() -> bool {
    succeeds("pkg-config", &["--exists", "libpq"]) || succeeds("pg_config", &["--libdir"])
}

fn has_postgres() -> bool {
    Binaries::newest().is_some()
}

fn has_venv() -> bool {
    succeeds("python3", &["-c", "import ensurepip, venv"])
}

fn has_curl() -> bool {
    process::find("curl").is_some()
}

fn has_wrk() -> bool {
    process::find("wrk").is_some()
}

fn has_jq() -> bool {
    process::find("jq").is_some()
}

fn has_chromium() -> bool {
    process::find("chromium").is_some()
}

fn has_chinese() -> bool {
    let fonts = process::output(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    fonts.is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn has_node() -> bool {
    let version = process::output(Command::new("node").arg("--version")).unwrap_or_default();
    let major = version.trim().strip_prefix('v').and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
    major.is_some_and(|major| major >= 20)
}

fn has_npm() -> bool {
    process::find("npm").is_some()
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
