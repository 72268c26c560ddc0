//! The jobs of imports.

use chrono::TimeDelta;
use domain::ImportId;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use persistence::job::{self, Job};
use persistence::{Actor, Error, Result, Store, Via};
use serde::{Deserialize, Serialize};
use service::import::Run;
use wire::import::Import;

use crate::{Context, in_background, user};

/// How long the file of an import is kept that nobody touches.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Reads the file of an import.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct RunImport(job::RunImport);

impl TaskHandler for RunImport {
    const IDENTIFIER: &'static str = job::RunImport::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let id = self.0.import_id;
        in_background(&context, move |context| run(context, id)).await
    }
}

/// Removes files of imports that nobody needs any more.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PurgeImportFiles(job::PurgeImportFiles);

impl TaskHandler for PurgeImportFiles {
    const IDENTIFIER: &'static str = job::PurgeImportFiles::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        in_background(&context, |context| {
            let then = context.store.runtime().now() - KEPT;
            let actor = Actor::system(job::PurgeImportFiles::NAME);
            let purged = context.store.write(&actor, |tx| tx.purge_import_files(then))?;
            log::info!("removed the files of {purged} imports");
            Ok(())
        })
        .await
    }
}

fn run(context: &Context, id: ImportId) -> Result<()> {
    let store = &context.store;
    let system = Actor::system("run_import");
    let import: Import = match store.read(&system, |read| read.get(id)) {
        // Somebody deleted it.
        Err(Error::NotFound(_)) => return Ok(()),
        found => found?,
    };
    let Some(actor) = user_of(store, &import)? else {
        let problem = "the user whose import it is may not sign in any more";
        return store.write(&system, |tx| tx.fail_import(id, problem)).map(drop);
    };
    let on_progress = |_: &Import| if context.is_stopping() { Run::Pause } else { Run::On };
    let done = service::import::run(store, &actor, id, on_progress)?;
    log::info!("import {id}: {} of {:?} rows, {} refused", done.done_rows, done.total_rows, done.failed_rows);
    Ok(())
}

/// The user whose import it is, as they may act today.
fn user_of(store: &Store, import: &Import) -> Result<Option<Actor>> {
    let request_id = format!("import-{}", import.id);
    match import.created_by {
        Some(user_id) => user(store, user_id, Via::Import, request_id),
        None => Ok(Some(Actor::system(&request_id))),
    }
}
