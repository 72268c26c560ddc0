//! Debian packages that the product needs, installed only when missing.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::cluster::Binaries;
use crate::process;

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
/// What building the product and running it on an own database takes.
pub(crate) const PRODUCT: &[Need] = &[COMPILER, PKG_CONFIG, LIBPQ, POSTGRES];
/// What the documents' examples take besides.
pub(crate) const EXAMPLES: &[Need] = &[CURL, JQ];
/// What Schemathesis takes besides.
pub(crate) const CONTRACT: &[Need] = &[VENV];
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

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
