//! A Postgres, a demo company in it, and a server to be ill-treated.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::cluster::Cluster;
use crate::http::Request;
use crate::server::{self, Server, Settings};
use crate::{logins, process, workspace};

const DATABASE: &str = "faults";

/// What a case works with.
pub(super) struct Rig {
    pub(super) cluster: Cluster,
    pub(super) settings: Settings,
    binary: PathBuf,
    log: PathBuf,
}

impl Rig {
    /// A fresh Postgres with a demo company, and no server yet.
    pub(super) fn new(binary: &Path, case: &str) -> Result<Self> {
        let cluster = Cluster::start_crash_proof()?;
        let settings = Settings { drain_seconds: 2, ..Settings::on_new_database(&cluster, DATABASE)? };
        for arguments in [&["migrate"][..], &["seed", "--scale", "demo"]] {
            let mut command = Command::new(binary);
            settings.give(&mut command);
            process::run(command.args(arguments).env("RAPPORT_LOG", "warn"))?;
        }
        let log = workspace::tools()?.join(format!("faults-{case}.log"));
        std::fs::write(&log, "")?;
        Ok(Self { cluster, settings, binary: binary.to_owned(), log })
    }

    /// A server at the rig's address that works off no jobs; ready.
    pub(super) fn server(&self) -> Result<Server> {
        self.server_with(&self.settings, "off")
    }

    /// A server with settings of its own; ready.
    pub(super) fn server_with(&self, settings: &Settings, jobs: &str) -> Result<Server> {
        let mut server = Server::start(&self.binary, settings, |command| {
            command.env("RAPPORT_JOBS", jobs);
            // Servers take each other's tokens only under one address.
            command.env("RAPPORT_PUBLIC_URL", "https://faults.example");
            // Where the log cannot be opened, the terminal has it.
            let _to_terminal = self.log_to(command);
        })?;
        server.wait_ready().with_context(|| format!("the log is {}", self.log.display()))?;
        Ok(server)
    }

    /// `rapport work`.
    pub(super) fn worker(&self) -> Result<Server> {
        Server::start_as("work", &self.binary, &self.settings, |command| {
            let _to_terminal = self.log_to(command);
        })
    }

    /// The settings of a second server on the same database.
    pub(super) fn second(&self) -> Result<Settings> {
        Ok(Settings { address: server::free_address()?, ..self.settings.clone() })
    }

    fn log_to(&self, command: &mut Command) -> Result<()> {
        let log = std::fs::OpenOptions::new().append(true).open(&self.log)?;
        command.stdout(log.try_clone()?).stderr(log);
        Ok(())
    }

    /// An administrator's token.
    pub(super) fn token(&self) -> Result<String> {
        logins::of_role("administrator")?.sign_in(self.settings.address)
    }

    /// Two stages of a pipeline of their own, between which deals can be moved.
    pub(super) fn stages(&self, token: &str) -> Result<[String; 2]> {
        let create = |path: &str, input: Value| -> Result<String> {
            let request = Request::new("POST", path).token(token).json(&input);
            let record = request.send(self.settings.address)?.expect(201)?;
            Ok(record["id"].as_str().unwrap_or_default().to_owned())
        };
        let pipeline = create("/api/v1/pipelines", json!({ "name": "Faults", "is_default": false }))?;
        let stage = |name: &str, position: u32| {
            let input = json!({ "pipeline_id": pipeline, "name": name, "position": position, "probability": "0.5",
                "outcome": "open" });
            create("/api/v1/stages", input)
        };
        Ok([stage("One", 1)?, stage("Two", 2)?])
    }

    /// The number that a query finds.
    pub(super) fn number(&self, sql: &str) -> Result<u64> {
        let text = self.cluster.psql(DATABASE, sql)?;
        text.trim().parse().with_context(|| format!("{sql} gave {text}"))
    }

    /// The rows that a query finds, a line each.
    pub(super) fn rows(&self, sql: &str) -> Result<Vec<String>> {
        Ok(self.cluster.psql(DATABASE, sql)?.lines().map(str::to_owned).collect())
    }

    /// Fails, with the rows, unless a query finds none.
    pub(super) fn none(&self, what: &str, sql: &str) -> Result<()> {
        let rows = self.rows(sql)?;
        if !rows.is_empty() {
            let some: Vec<&str> = rows.iter().take(5).map(String::as_str).collect();
            bail!(
                "{what}: {} rows, such as {}; the log is {}",
                rows.len(),
                some.join("; "),
                self.log.display()
            );
        }
        Ok(())
    }
}
