//! A kept database of one scale, and servers on it.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::Result;

use crate::cluster::{Cluster, Place};
use crate::server::{self, Server, Settings};
use crate::workspace::{self, Profile};
use crate::{logins, process};

/// The database and what runs on it.
pub(super) struct Site {
    pub(super) cluster: Cluster,
    pub(super) database: String,
    settings: Settings,
    binary: PathBuf,
}

/// A server and the token of somebody who signed in to it.
pub(super) struct Caller {
    pub(super) server: Server,
    pub(super) token: String,
}

impl Site {
    /// Builds the server and opens the database of this scale, making and filling it the first time.
    pub(super) fn open(scale: &str) -> Result<Self> {
        let binary = workspace::build(Profile::Release)?;
        let cluster = Cluster::start_measured(Place::of_bench()?)?;
        let database = format!("bench_{scale}");
        let settings = Settings {
            database_url: cluster.url("postgres", &database),
            secret: workspace::random_hex(32)?,
            address: server::free_address()?,
            drain_seconds: 0,
        };
        let site = Self { cluster, database, settings, binary };
        site.fill(scale)?;
        site.settings.run(&site.binary, &["migrate"])?;
        Ok(site)
    }

    /// Under another name until it is whole, so that a kill leaves no half of one.
    fn fill(&self, scale: &str) -> Result<()> {
        let name = &self.database;
        let found = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
        if !self.cluster.psql("postgres", &found)?.is_empty() {
            return Ok(());
        }
        let unfinished = format!("{name}_unfinished");
        self.cluster.psql("postgres", &format!("DROP DATABASE IF EXISTS {unfinished}"))?;
        let settings = Settings::on_new_database(&self.cluster, &unfinished)?;
        settings.run(&self.binary, &["migrate"])?;
        let started = Instant::now();
        settings.run(&self.binary, &["seed", "--scale", scale])?;
        println!("Seeding {scale} took {:.0} s.", started.elapsed().as_secs_f64());
        self.cluster.psql("postgres", &format!("ALTER DATABASE {unfinished} RENAME TO {name}"))?;
        Ok(())
    }

    /// The rows of a query of one column.
    pub(super) fn column(&self, sql: &str) -> Result<Vec<String>> {
        Ok(self.cluster.psql(&self.database, sql)?.lines().map(str::to_owned).collect())
    }

    /// Starts a server and waits until it is ready. Its log goes to a file; jobs are left alone.
    pub(super) fn serve(&self) -> Result<Server> {
        let log = File::create(workspace::tools()?.join("bench-server.log"))?;
        let mut server = Server::start(&self.binary, &self.settings, |command| {
            command.env("RAPPORT_JOBS", "off").stdout(Stdio::null()).stderr(log);
        })?;
        server.wait_ready()?;
        Ok(server)
    }

    /// The same, with somebody of this role signed in.
    pub(super) fn call_as(&self, role: &str) -> Result<Caller> {
        let server = self.serve()?;
        let token = logins::of_role(role)?.sign_in(server.address())?;
        Ok(Caller { server, token })
    }

    /// Runs pgbench on the database with these arguments and returns what it printed.
    pub(super) fn pgbench(&self, arguments: impl FnOnce(&mut Command)) -> Result<String> {
        let mut command = self.cluster.client("pgbench");
        arguments(&mut command);
        process::output(command.arg(self.cluster.url("postgres", &self.database)))
    }
}
