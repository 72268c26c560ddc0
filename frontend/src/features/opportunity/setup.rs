//! How selling is set up: the pipelines and their stages. They change rarely, so all who ask within some minutes share
//! one answer.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::opportunity::Outcome;
use domain::{Kind, PipelineId, StageId, UserId};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, try_join};
use serde::de::DeserializeOwned;
use wire::pipeline::Pipeline;
use wire::stage::Stage;

use crate::api::records::{self, Record};
use crate::api::{Failure, Load, changes, session};
use crate::features::sales_setup::{PIPELINE, STAGE};

/// Every pipeline by name, and every stage in the order of its pipeline.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Setup {
    pub(super) pipelines: Vec<Pipeline>,
    pub(super) stages: Vec<Stage>,
}

impl Setup {
    /// The pipeline with this id; else the one that new deals go to.
    pub(super) fn pipeline(&self, id: Option<PipelineId>) -> Option<&Pipeline> {
        let named = id.and_then(|id| self.pipelines.iter().find(|pipeline| pipeline.id == id));
        let default = || self.pipelines.iter().find(|pipeline| pipeline.is_default);
        named.or_else(default).or_else(|| self.pipelines.first())
    }

    /// The stages of a pipeline: the open ones in their order, then those in which deals are won and lost.
    pub(super) fn stages_of(&self, pipeline: PipelineId) -> Vec<Stage> {
        let of = |outcome: Outcome| {
            self.stages.iter().filter(move |stage| stage.pipeline_id == pipeline && stage.outcome == outcome)
        };
        of(Outcome::Open).chain(of(Outcome::Won)).chain(of(Outcome::Lost)).cloned().collect()
    }

    /// A stage by its id.
    pub(super) fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}

type Answer = Shared<LocalBoxFuture<'static, Result<Arc<Setup>, Failure>>>;

/// Whose answer it is, and how often pipelines and stages had been changed from here when it was asked for.
type Asked = (Option<UserId>, u32, u32);

thread_local! {
    static KNOWN: RefCell<Option<(Asked, DateTime<Utc>, Answer)>> = const { RefCell::new(None) };
}

/// How long an answer is good for.
const FRESH: TimeDelta = TimeDelta::minutes(5);

/// The setup, for a screen.
pub(super) fn load() -> Load<Arc<Setup>> {
    Load::new(|| {
        let asked =
            (session::me().map(|me| me.user.id), changes::count(Kind::Pipeline), changes::count(Kind::Stage));
        let answer = answer(asked);
        async move {
            let answer = answer.await;
            if answer.is_err() {
                KNOWN.set(None);
            }
            answer
        }
    })
}

fn answer(asked: Asked) -> Answer {
    let now = kit::format::now();
    KNOWN.with_borrow_mut(|known| match known {
        Some((of, at, answer)) if *of == asked && now - *at < FRESH => answer.clone(),
        _ => {
            let answer = fetch().boxed_local().shared();
            *known = Some((asked, now, answer.clone()));
            answer
        }
    })
}

async fn fetch() -> Result<Arc<Setup>, Failure> {
    let (pipelines, stages) =
        try_join(records::list_all(&PIPELINE, "name"), records::list_all(&STAGE, "position")).await?;
    let pipelines = typed(&pipelines)?;
    let stages = typed(&stages)?;
    Ok(Arc::new(Setup { pipelines, stages }))
}

/// Records as what they are.
pub(super) fn typed<T: DeserializeOwned>(records: &[Record]) -> Result<Vec<T>, Failure> {
    records.iter().map(Record::typed).collect::<Option<_>>().ok_or(Failure::Unreadable)
}
