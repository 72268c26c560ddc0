//! The subcommands.

mod doctor;
mod import;
mod seed;
mod serve;
mod user;
mod work;

use anyhow::bail;
use clap::Subcommand;
use persistence::migration::{self, State};
use persistence::{PoolSettings, Runtime, Store};
use secrecy::ExposeSecret;
use std::time::Duration;

use crate::config::Config;
use crate::logging;

/// What the program can do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the API.
    Serve,
    /// Work off jobs: imports and whatever else takes its time.
    Work,
    /// Bring the database up to date.
    Migrate,
    /// Fill an empty database with demo data.
    Seed(seed::Seed),
    /// Turn a CSV file into records.
    Import(import::Arguments),
    /// Create users, reset passwords, list users.
    #[command(subcommand)]
    User(user::Command),
    /// Check configuration and database, and say how to mend what is wrong.
    Doctor,
    /// Print the API document.
    Openapi,
}

/// Does it.
pub(crate) fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve => serve::serve(),
        Command::Work => work::work(),
        Command::Migrate => migrate(),
        Command::Seed(wanted) => seed::seed(wanted),
        Command::Import(arguments) => import::import(arguments),
        Command::User(command) => user::user(command),
        Command::Doctor => doctor::doctor(),
        Command::Openapi => print(&serde_json::to_string_pretty(&api::document())?),
    }
}

/// Prints to standard output; a reader that has gone away is no fault.
#[expect(clippy::print_stdout, reason = "the result of a command")]
fn print(text: &str) -> anyhow::Result<()> {
    println!("{text}");
    Ok(())
}

fn migrate() -> anyhow::Result<()> {
    logging::start();
    let config = Config::read()?;
    for name in migration::run(config.database_url.expose_secret())? {
        log::info!("ran the migration {name}");
    }
    tokio::runtime::Runtime::new()?.block_on(worker::migrate(config.database_url.expose_secret()))?;
    service::installation::prepare(&store(&config, "rapport migrate"))?;
    Ok(())
}

/// Fails, saying what to do, if the database's schema is not the program's.
fn require_current(config: &Config) -> anyhow::Result<()> {
    match migration::state(config.database_url.expose_secret())? {
        State::Current => Ok(()),
        State::Behind(waiting) => bail!("{waiting} migrations wait to be run: run `rapport migrate` first"),
        State::Ahead(version) => Err(migration::Failure::Ahead(version).into()),
    }
}

/// The pool that the commands use.
fn store(config: &Config, application_name: &'static str) -> Store {
    let settings = PoolSettings {
        size: config.pool_size,
        wait: Duration::from_secs(2),
        statement_timeout: Duration::from_secs(10),
        application_name,
    };
    let secret = config.secret.expose_secret().as_bytes();
    Store::open(config.database_url.expose_secret(), settings, Runtime::default(), secret)
}
