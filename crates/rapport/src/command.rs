//! The subcommands.

mod doctor;
mod serve;

use clap::Subcommand;
use persistence::{PoolSettings, Runtime, Store, migration};
use secrecy::ExposeSecret;
use std::time::Duration;

use crate::config::Config;
use crate::logging;

/// What the program can do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the API.
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// Check configuration, database and disk, and say how to mend what is wrong.
    Doctor,
    /// Print the API document.
    Openapi,
}

/// Does it.
pub(crate) fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve => serve::serve(),
        Command::Migrate => migrate(),
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
    service::installation::prepare(&store(&config, "rapport migrate"))?;
    Ok(())
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
