//! `rapport import`: a file becomes records, here and now.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use domain::ImportStatus;
use persistence::{Actor, Origin, Via};
use service::import::Run;
use wire::import::{Import, ImportInput, StartImport};
use wire::user::User;
use wire::{Filter, ListQuery, Op};

use crate::config::Config;
use crate::logging;

/// What to import, how, and as whom.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The CSV file.
    #[arg(long)]
    file: PathBuf,
    /// The plan: a JSON file in the form of `ImportPlan` in the API document.
    #[arg(long)]
    plan: PathBuf,
    /// E-mail address of the user whose rights the import has.
    #[arg(long = "as")]
    user: String,
    /// Check the rows and keep nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Imports the file; fails if a row was refused.
pub(crate) fn import(arguments: Arguments) -> anyhow::Result<()> {
    logging::start();
    let config = Config::read()?;
    super::require_current(&config)?;
    let Arguments { file, plan, user, dry_run } = arguments;
    let named = |path: &PathBuf| format!("cannot read {}", path.display());
    let plan = serde_json::from_reader(File::open(&plan).with_context(|| named(&plan))?)
        .with_context(|| format!("{} is no plan", plan.display()))?;
    let content = File::open(&file).with_context(|| named(&file))?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let store = super::store(&config, "rapport import");
    let named =
        Filter::Test(wire::list::Test { field: "email".to_owned(), op: Op::Eq, value: vec![user.clone()] });
    let query = ListQuery { filter: named, ..ListQuery::default() };
    let found = store.read(&Actor::system("console"), |read| read.page::<User>(&query))?.data.pop();
    let user_id = found.with_context(|| format!("there is no user {user}"))?.id;
    let access = store.load_access(user_id)?.with_context(|| format!("{user} may not sign in"))?;
    let origin = Origin { via: Via::Import, request_id: format!("console-{user_id}"), address: None };
    let actor = Actor::new(access.into(), origin);
    let start = StartImport { is_dry_run: dry_run };
    let progress = |import: &Import| {
        log::info!("{} of {} rows", import.done_rows, import.total_rows.unwrap_or_default());
        Run::On
    };
    let done = service::import::import_file(
        &store,
        &actor,
        ImportInput { file_name, plan },
        content,
        start,
        progress,
    )
    .map_err(|error| anyhow::anyhow!("{error}: {error:?}"))?;
    super::print(&format!(
        "{}: {} created, {} found, {} refused",
        file.display(),
        done.created_rows,
        done.updated_rows,
        done.failed_rows
    ))?;
    match done.status {
        ImportStatus::Succeeded => Ok(()),
        _ => bail!("{}: GET /api/v1/imports/{}/failures says why", done.status, done.id),
    }
}
