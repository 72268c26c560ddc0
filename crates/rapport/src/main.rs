//! The program: serves, works off jobs, migrates, seeds, imports, and tells what is wrong with an installation.

mod command;
mod config;
mod frontend;
mod logging;

use std::process::ExitCode;

use clap::Parser;

use command::Command;

/// An open-source CRM: leads, sales funnel, quotes, contracts, service and customer analytics.
#[derive(Parser)]
#[command(name = "rapport", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // A missing file is no fault: in production the environment is set by whatever starts the program.
    let _ = dotenvy::dotenv();
    match command::run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rapport: {error:#}");
            ExitCode::FAILURE
        }
    }
}
