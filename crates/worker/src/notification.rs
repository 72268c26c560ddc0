//! The jobs of notifications.

use chrono::TimeDelta;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use persistence::Actor;
use persistence::job::{self, Job};
use serde::{Deserialize, Serialize};

use crate::in_background;

/// How long a notification is kept.
const KEPT: TimeDelta = TimeDelta::days(90);

/// Removes notifications that are old.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PurgeNotifications(job::PurgeNotifications);

impl TaskHandler for PurgeNotifications {
    const IDENTIFIER: &'static str = job::PurgeNotifications::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        in_background(&context, |context| {
            let then = context.store.runtime().now() - KEPT;
            let actor = Actor::system(job::PurgeNotifications::NAME);
            let purged = context.store.write(&actor, |tx| tx.purge_notifications(then))?;
            log::info!("removed {purged} notifications");
            Ok(())
        })
        .await
    }
}
