//! The jobs of leads.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use persistence::job::{self, Job};
use persistence::{Actor, Error, Result};
use serde::{Deserialize, Serialize};

use crate::{Context, in_background};

/// Leads that one transaction takes back to work.
const AT_ONCE: usize = 200;
/// Leads that one transaction scores.
const SCORED_AT_ONCE: usize = 1000;

/// Takes nurtured leads whose day has come back to work.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ReturnLeads(job::ReturnLeads);

impl TaskHandler for ReturnLeads {
    const IDENTIFIER: &'static str = job::ReturnLeads::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        in_background(&context, return_leads).await
    }
}

/// Scores all leads anew: they lose points from week to week.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ScoreLeads(job::ScoreLeads);

impl TaskHandler for ScoreLeads {
    const IDENTIFIER: &'static str = job::ScoreLeads::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        in_background(&context, score_leads).await
    }
}

fn score_leads(context: &Context) -> Result<()> {
    let actor = Actor::system(job::ScoreLeads::NAME);
    let mut after = None;
    loop {
        let last = context.store.write(&actor, |tx| tx.rescore_leads(after, SCORED_AT_ONCE))?;
        match last {
            None => return Ok(()),
            // The next worker begins anew, which does no harm.
            Some(_) if context.is_stopping() => {
                return Err(Error::Unavailable("the worker stops".to_owned()));
            }
            last => after = last,
        }
    }
}

fn return_leads(context: &Context) -> Result<()> {
    let actor = Actor::system(job::ReturnLeads::NAME);
    let mut returned = 0;
    while !context.is_stopping() {
        let found = context.store.write(&actor, |tx| tx.return_leads(AT_ONCE))?;
        returned += found;
        if found < AT_ONCE {
            break;
        }
    }
    log::info!("returned {returned} leads to work");
    Ok(())
}
