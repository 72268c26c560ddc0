//! Schemathesis: a running server against its own OpenAPI document, as three kinds of caller.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::openapi;
use super::report::Outcome;
use crate::cluster::Cluster;
use crate::logins::{self, Login};
use crate::server::{self, Server, Settings};
use crate::{http, process, workspace};

/// The release of Schemathesis, and of the checks that it makes.
const RELEASE: &str = "4.32.5";
/// Enough for every run of CI; a longer search is worth its time before a release.
const EXAMPLES: &str = "10";
/// The roles of the demo company to try, as `demo-logins.txt` spells them.
const ROLES: [&str; 2] = ["administrator", "sales representative"];

/// Fails if the server breaks its document for an administrator, a sales representative, or
/// someone who has not signed in.
pub(super) fn check(cluster: &Cluster, binary: &Path) -> Result<Outcome> {
    if !openapi::file().exists() {
        return Ok(Outcome::Skipped("there is no openapi/openapi.json to hold the server against".into()));
    }
    let program = install()?;
    let logins = logins::all()?;
    let settings = Settings {
        database_url: cluster.create_database("schemathesis")?,
        secret: workspace::random_hex(32)?,
        address: server::free_address()?,
    };
    let mut server = Server::start_with_demo_data(binary, &settings, "schemathesis")?;

    for role in ROLES {
        println!("-- as {role}");
        let token = sign_in(&server, of_role(&logins, role)?)?;
        attack(&program, &server, Some(&token))?;
    }
    println!("-- without a token");
    attack(&program, &server, None)?;
    server.check_alive()?;
    Ok(Outcome::Passed)
}

fn attack(program: &Path, server: &Server, token: Option<&str>) -> Result<()> {
    let mut command = Command::new(program);
    command.arg("run").arg(openapi::file()).args(["--url", &format!("http://{}", server.address())]);
    command.args(["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", EXAMPLES]);
    // The same requests each time: a failure must be ours, not the dice's.
    command.args(["--workers", "2", "--seed", "1", "--generation-database", "none"]);
    if let Some(token) = token {
        command.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    // Its folder of reports and caches is not the clone.
    command.current_dir(workspace::tools()?);
    process::run(&mut command).with_context(|| match Server::log_file("schemathesis") {
        Ok(log) => format!("the server's log is {}", log.display()),
        Err(error) => error.to_string(),
    })
}

/// A token by the same call that every client makes.
fn sign_in(server: &Server, login: &Login) -> Result<String> {
    let body = json!({ "email": login.email, "password": login.password }).to_string();
    let answer = http::post_json(server.address(), "/api/v1/auth/login", &body)?;
    if answer.status != 200 {
        bail!("{} cannot sign in: {} {}", login.email, answer.status, answer.body);
    }
    let session: Value = serde_json::from_str(&answer.body).context("the answer to a login is no JSON")?;
    let token = session["access_token"].as_str().context("the answer to a login has no access_token")?;
    Ok(token.to_owned())
}

fn of_role<'a>(logins: &'a [Login], role: &str) -> Result<&'a Login> {
    let found = logins.iter().find(|login| login.role.to_lowercase().starts_with(role));
    found.with_context(|| format!("{} lists no {role}", logins::file().display()))
}

/// The program, from a virtual environment of its own.
fn install() -> Result<PathBuf> {
    let folder = workspace::tools()?.join(format!("schemathesis-{RELEASE}"));
    let program = folder.join("bin/schemathesis");
    if process::output(Command::new(&program).arg("--version")).is_ok_and(|said| said.contains(RELEASE)) {
        return Ok(program);
    }
    println!("Installing Schemathesis {RELEASE} into {}: it tests the API.", folder.display());
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = Command::new(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", &format!("schemathesis=={RELEASE}")]);
    process::run(&mut pip)?;
    Ok(program)
}
