//! The jobs of exports.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use persistence::job::{self, Job};
use persistence::{Actor, Result, Via};
use serde::{Deserialize, Serialize};
use service::export::Pace;

use crate::{Context, in_background, user};

/// Writes the file of an export.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct RunExport(job::RunExport);

impl TaskHandler for RunExport {
    const IDENTIFIER: &'static str = job::RunExport::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        in_background(&context, move |context| run(context, self.0)).await
    }
}

/// Removes exports whose time is over, with their files.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PurgeExports(job::PurgeExports);

impl TaskHandler for PurgeExports {
    const IDENTIFIER: &'static str = job::PurgeExports::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        in_background(&context, |context| {
            let actor = Actor::system(job::PurgeExports::NAME);
            let purged = context.store.write(&actor, |tx| tx.purge_exports())?;
            log::info!("removed {purged} exports");
            Ok(())
        })
        .await
    }
}

fn run(context: &Context, job: job::RunExport) -> Result<()> {
    let (store, id) = (&context.store, job.export_id);
    let system = Actor::system(job::RunExport::NAME);
    // Somebody may have deleted it.
    let Some(begun) = store.write(&system, |tx| tx.begin_export(id))? else { return Ok(()) };
    let Some(actor) = user(store, begun.user_id, Via::System, format!("export-{id}"))? else {
        let problem = "the user whose export it is may not sign in any more";
        return store.write(&system, |tx| tx.fail_export(&begun, problem));
    };
    let pace = || if context.is_stopping() { Pace::Stop } else { Pace::On };
    service::export::run(store, &actor, &begun, pace)?;
    log::info!("export {id} is over");
    Ok(())
}
