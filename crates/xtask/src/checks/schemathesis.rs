//! Schemathesis: a running server against its own OpenAPI document, as three kinds of caller.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::openapi;
use super::report::Outcome;
use crate::cluster::Cluster;
use crate::server::{Server, Settings};
use crate::{logins, process, workspace};

/// The release of Schemathesis, and of the checks that it makes.
const RELEASE: &str = "4.32.5";
/// Of the database and the log.
const NAME: &str = "schemathesis";
const CONFIGURATION: &str = include_str!("schemathesis.toml");

/// A caller of the API.
struct Caller {
    /// As `demo-logins.txt` spells it; none has not signed in.
    role: Option<&'static str>,
    /// Which part of the document.
    part: Part,
    /// Requests that are made up for each operation: enough for every run, while a longer search is worth its
    /// time before a release.
    examples: &'static str,
}

/// Operations that go together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    /// What leaves the caller's own right to ask as it is.
    Harmless,
    /// What may take it away: the rest of such a run may well be answered with 401 and 403.
    Harmful,
}

/// Operations by which callers can lock themselves out.
const HARMFUL: [&str; 12] = [
    "batch_roles",
    "batch_users",
    "change_password",
    "delete_role",
    "delete_user",
    "end_session",
    "logout",
    "reset_password_of_user",
    "restore_role",
    "set_password",
    "update_role",
    "update_user",
];

const CALLERS: [Caller; 4] = [
    Caller { role: Some("administrator"), part: Part::Harmless, examples: "2" },
    Caller { role: Some("sales representative"), part: Part::Harmless, examples: "1" },
    Caller { role: None, part: Part::Whole, examples: "1" },
    Caller { role: Some("administrator"), part: Part::Harmful, examples: "5" },
];

/// Fails if the server breaks its document for an administrator, a sales representative, or someone who has not
/// signed in; or if callers were turned away so often that it proves nothing.
pub(super) fn check(cluster: &Cluster, binary: &Path) -> Result<Outcome> {
    if !openapi::file().exists() {
        return Ok(Outcome::Skipped("there is no openapi/openapi.json to hold the server against".into()));
    }
    let program = install()?;
    let settings = Settings::on_new_database(cluster, NAME)?;
    let mut server = Server::start_with_demo_data(binary, &settings, NAME)?;
    // All sign in first: the wrong passwords of the first caller make the address of all wait.
    let sign_in = |role| logins::of_role(role)?.sign_in(server.address());
    let tokens = CALLERS.iter().map(|caller| caller.role.map(sign_in).transpose());
    let tokens = tokens.collect::<Result<Vec<_>>>()?;
    for (caller, token) in CALLERS.iter().zip(tokens) {
        println!("-- {}", caller.words());
        let before = fs::read_to_string(Server::log_file(NAME)?)?.len();
        caller.attack(&program, &server, token.as_deref())?;
        let log = fs::read_to_string(Server::log_file(NAME)?)?;
        let (asked, refused) = requests(&log[before..])?;
        check_discretion(&log, token.as_deref())?;
        println!("{asked} requests, {refused} of them answered with 401");
        if caller.role.is_some() && caller.part == Part::Harmless && refused * 3 > asked {
            bail!("the caller was not known most of the time: {refused} of {asked} requests got 401");
        }
    }
    server.check_alive()?;
    Ok(Outcome::Passed)
}

impl Caller {
    fn words(&self) -> String {
        let who = self.role.map_or_else(|| "without a token".to_owned(), |role| format!("as {role}"));
        match self.part {
            Part::Harmful => format!("{who}, who may be locked out by it"),
            Part::Whole | Part::Harmless => who,
        }
    }

    fn attack(&self, program: &Path, server: &Server, token: Option<&str>) -> Result<()> {
        let tools = workspace::tools()?;
        let configuration = tools.join("schemathesis.toml");
        fs::write(&configuration, CONFIGURATION)?;
        let mut command = Command::new(program);
        command.arg("--config-file").arg(configuration).arg("run").arg(document()?);
        command.args(["--url", &format!("http://{}", server.address())]);
        command.args(["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", self.examples]);
        // The same requests each time: a failure must be ours, not the dice's.
        // One worker: CPython 3.11 parses in several threads at once only with "recursion depth mismatch".
        command.args(["--workers", "1", "--seed", "1", "--generation-database", "none"]);
        let choose = match self.part {
            Part::Whole => None,
            Part::Harmless => Some("--exclude-operation-id"),
            Part::Harmful => Some("--include-operation-id"),
        };
        if let Some(option) = choose {
            command.args(HARMFUL.iter().flat_map(|operation| [option, *operation]));
        }
        if let Some(token) = token {
            command.args(["--header", &format!("Authorization: Bearer {token}")]);
        }
        // Its folder of reports and caches is not the clone.
        command.current_dir(tools);
        let log = Server::log_file(NAME)?;
        process::run(&mut command).with_context(|| format!("the server's log is {}", log.display()))
    }
}

/// A copy of the document without cursors: they are signed, so none can be made up that the server takes. And of a
/// list's filters of one form with one of them: the server reads them all by the same code, and there are 170.
fn document() -> Result<PathBuf> {
    let mut document: Value = serde_json::from_str(&fs::read_to_string(openapi::file())?)?;
    let paths = document["paths"].as_object_mut().context("the document has no paths")?;
    let operations = paths.values_mut().filter_map(Value::as_object_mut).flat_map(|path| path.values_mut());
    for parameters in operations.filter_map(|operation| operation.get_mut("parameters")?.as_array_mut()) {
        let mut forms = HashSet::new();
        parameters.retain(|parameter| {
            let is_new = parameter["in"] != "query" || forms.insert(parameter["schema"].to_string());
            is_new && parameter["name"] != "cursor"
        });
    }
    if let Some(search) = document.pointer_mut("/components/schemas/Search/properties") {
        search.as_object_mut().and_then(|members| members.remove("cursor"));
    }
    let file = workspace::tools()?.join("openapi-for-schemathesis.json");
    fs::write(&file, document.to_string())?;
    Ok(file)
}

/// How many requests a log has, and how many of them were answered with 401.
fn requests(log: &str) -> Result<(usize, usize)> {
    let (mut asked, mut refused) = (0, 0);
    for line in log.lines() {
        let event: Value =
            serde_json::from_str(line).with_context(|| format!("no JSON in the log: {line}"))?;
        if event["target"] == "request" {
            if event["request_id"].as_str().is_none_or(str::is_empty) {
                bail!("a request without an id in the log: {line}");
            }
            asked += 1;
            refused += usize::from(event["status"] == 401);
        }
    }
    Ok((asked, refused))
}

/// Fails if the log tells a secret, or whose it is.
fn check_discretion(log: &str, token: Option<&str>) -> Result<()> {
    let logins = logins::all()?;
    let secrets = logins.iter().flat_map(|login| [login.email.as_str(), login.password.as_str()]);
    for secret in secrets.chain(token).chain(["Bearer ", "$argon2"]) {
        if let Some(line) = log.lines().find(|line| line.contains(secret)) {
            bail!("the log tells {secret:?}: {line}");
        }
    }
    Ok(())
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
