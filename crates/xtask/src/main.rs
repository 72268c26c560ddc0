//! The developer's commands: what the `Makefile` and CI call.
//!
//! Plain Rust with a few small crates, so that it builds on a machine that has no Postgres and no
//! libpq yet; it installs what the product itself needs.

mod bench;
mod checks;
mod cluster;
mod http;
mod logins;
mod migrations;
mod packages;
mod process;
mod run;
mod server;
mod web;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo run -p xtask -- <command>

  run       build, start an own Postgres and the server; Ctrl-C stops both
  dev       the same, unoptimised, and build the frontend again whenever it changes
  web       build the application in the browser into frontend/dist
  test      everything that CI runs
  bench     requests a second, lists and reports, for 100k and 1m (or the scales named)
  contract  Schemathesis against the server
  examples  the examples of the documents against the server
  faults    kill and stop things under load
  browser   the tests in a browser against the server
  screenshots  pictures of the application's screens, into the target folder
  lint      the checks that need no database
  openapi   write openapi/openapi.json
  schema    write crates/persistence/src/schema.rs
  clean-db  delete the databases of `run` and `bench`";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<process::Interrupted>() => ExitCode::from(130),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    process::catch_signals()?;
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run"] => run::run(),
        ["dev"] => run::dev(),
        ["web"] => web::build(web::Aim::Release),
        ["test"] => checks::test(),
        ["bench", ref scales @ ..] => bench::bench(scales),
        ["contract"] => checks::contract(),
        ["examples"] => checks::examples(),
        ["faults"] => checks::faults(),
        ["browser"] => checks::browser(),
        ["screenshots"] => checks::screenshots(),
        ["lint"] => checks::lint(),
        ["openapi"] => checks::openapi::write(),
        ["schema"] => checks::schema::write(),
        ["clean-db"] => run::clean_database(),
        _ => bail!("{USAGE}"),
    }
}
