//! Work on many records, one request after the other: how far it is, how it is stopped, what became of each record.

use kit::{format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::batch::{Assign, BatchOp};
use wire::list::MAX_LIMIT;
use wire::{ListQuery, Sort};
use words::tr;

use crate::api::records::{self, Record};
use crate::api::{Failure, changes, said};
use crate::record::Entity;

/// How many records one request takes.
const AT_ONCE: usize = 100;

/// What is done with each record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Deed {
    /// Merges this onto it.
    Change(Map<String, Value>),
    /// Gives it to another owner.
    Assign(Assign),
    /// Puts it into the recycle bin.
    Delete,
    /// Takes it out again.
    Restore,
}

/// Which records are meant.
#[derive(Debug, Clone)]
pub(super) enum Meant {
    /// These.
    These(Vec<Record>),
    /// The first so many, in the order in which they were made, that pass the query.
    All(ListQuery, usize),
}

/// Where a job stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Progress {
    pub(super) deed: Deed,
    /// How many records are meant.
    pub(super) total: usize,
    /// How many of them are known; nothing is done before all are.
    pub(super) found: usize,
    /// Those with which it went well.
    pub(super) done: Vec<Record>,
    /// Those that were refused, and why.
    pub(super) refused: Vec<(Record, String)>,
    /// What ended it too early.
    pub(super) failure: Option<Failure>,
    pub(super) is_stopped: bool,
    pub(super) is_over: bool,
}

/// The job of a list: one at a time. Its state outlives the list, for a deletion can be taken back from elsewhere.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) entity: &'static Entity,
    pub(super) progress: ArcRwSignal<Progress>,
    /// Whether its progress is shown.
    pub(super) is_shown: RwSignal<bool>,
}

impl Progress {
    fn of(deed: Deed, total: usize) -> Self {
        Self {
            deed,
            total,
            found: 0,
            done: Vec::new(),
            refused: Vec::new(),
            failure: None,
            is_stopped: false,
            is_over: false,
        }
    }

    /// How many records it has dealt with.
    pub(super) fn passed(&self) -> usize {
        self.done.len() + self.refused.len()
    }

    /// True if all went well.
    fn is_good(&self) -> bool {
        self.done.len() == self.total && self.failure.is_none()
    }

    /// Says how many records it was done with.
    pub(super) fn words(&self) -> String {
        let count = count(self.done.len());
        match self.deed {
            Deed::Change(_) => tr!(bulk.changed, count = count),
            Deed::Assign(_) => tr!(bulk.assigned, count = count),
            Deed::Delete => tr!(bulk.deleted, count = count),
            Deed::Restore => tr!(bulk.restored, count = count),
        }
    }
}

impl Meant {
    /// How many.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::These(records) => records.len(),
            Self::All(_, count) => *count,
        }
    }
}

impl Job {
    pub(super) fn new(entity: &'static Entity) -> Self {
        let progress = ArcRwSignal::new(Progress::of(Deed::Restore, 0));
        Self { entity, progress, is_shown: RwSignal::new(false) }
    }

    /// Begins. What takes several requests is shown while it goes on; what did not go well is shown when it is over.
    pub(super) fn start(&self, meant: Meant, deed: Deed) {
        self.progress.set(Progress::of(deed.clone(), meant.len()));
        self.is_shown.try_set(meant.len() > AT_ONCE);
        let job = self.clone();
        spawn_local(async move {
            let ended = job.run(meant, &deed).await;
            changes::tell(job.entity.kind);
            job.progress.update(|progress| {
                progress.failure = ended.err();
                progress.is_over = true;
            });
            job.tell();
        });
    }

    /// No further request is sent.
    pub(super) fn stop(&self) {
        self.progress.update(|progress| progress.is_stopped = !progress.is_over);
    }

    /// Takes a deletion back.
    pub(super) fn undo(&self) {
        let deleted = self.progress.with_untracked(|progress| progress.done.clone());
        self.start(Meant::These(deleted), Deed::Restore);
    }

    async fn run(&self, meant: Meant, deed: &Deed) -> Result<(), Failure> {
        let records = match meant {
            Meant::These(records) => records,
            Meant::All(query, count) => self.gather(query, count).await?,
        };
        for some in records.chunks(AT_ONCE) {
            if self.progress.with_untracked(|progress| progress.is_stopped) {
                break;
            }
            let refusals = deed.carry_out(self.entity, some).await?;
            self.progress.update(|progress| {
                for (record, refusal) in some.iter().zip(refusals) {
                    match refusal {
                        None => progress.done.push(record.clone()),
                        Some(why) => progress.refused.push((record.clone(), why)),
                    }
                }
            });
        }
        Ok(())
    }

    /// All records first: a change could move those that are still to come.
    async fn gather(&self, query: ListQuery, count: usize) -> Result<Vec<Record>, Failure> {
        let sort = vec![Sort::parse("created_at")];
        let fields = Some(vec![self.entity.name.to_owned()]);
        let mut query = ListQuery { sort, fields, limit: MAX_LIMIT, cursor: None, ..query };
        let mut found = Vec::new();
        loop {
            let page = records::list(self.entity, &query).await?;
            found.extend(page.rows);
            self.progress.update(|progress| progress.found = found.len());
            query.cursor = page.page.next_cursor;
            let is_stopped = self.progress.with_untracked(|progress| progress.is_stopped);
            if query.cursor.is_none() || found.len() >= count || is_stopped {
                found.truncate(count);
                self.progress.update(|progress| progress.total = found.len());
                return Ok(found);
            }
        }
    }

    /// Says in few words that all went well, with a way back; else shows what did not.
    fn tell(&self) {
        let progress = self.progress.get_untracked();
        if !progress.is_good() {
            self.is_shown.try_set(true);
            return;
        }
        self.is_shown.try_set(false);
        if progress.deed == Deed::Delete {
            let job = self.clone();
            toast::undo(progress.words(), Callback::new(move |()| job.undo()));
        } else {
            toast::done(progress.words());
        }
    }
}

impl Deed {
    /// Does it, and tells for each record why it was refused, if it was. The request as a whole may fail, too.
    async fn carry_out(
        &self,
        entity: &'static Entity,
        some: &[Record],
    ) -> Result<Vec<Option<String>>, Failure> {
        let (op, body) = match self {
            Self::Change(patch) => (BatchOp::Update, Some(patch.clone())),
            Self::Assign(to) => (BatchOp::Assign, body_of(to)),
            Self::Delete => (BatchOp::Delete, None),
            Self::Restore => (BatchOp::Restore, None),
        };
        if let [one] = some {
            return self.carry_out_one(entity, one).await.map(|refusal| vec![refusal]);
        }
        let results = records::batch(entity, op, some, body.as_ref()).await?;
        Ok(results.iter().map(|result| result.code.map(|code| said(code, &result.errors))).collect())
    }

    /// The same with one record, which those may change as well who may not change many at once.
    async fn carry_out_one(&self, entity: &'static Entity, one: &Record) -> Result<Option<String>, Failure> {
        let result = match self {
            Self::Change(patch) => records::update(entity, one, patch).await.map(drop),
            Self::Assign(to) => records::assign(entity, one, to).await.map(drop),
            Self::Delete => records::delete(entity, one.id(), Some(one.version())).await,
            Self::Restore => records::restore(entity, one.id()).await.map(drop),
        };
        match result {
            Ok(()) => Ok(None),
            Err(Failure::Problem(problem)) if problem.status < 500 => {
                Ok(Some(said(problem.code, &problem.errors)))
            }
            Err(failure) => Err(failure),
        }
    }
}

/// The body of an operation.
fn body_of(to: &Assign) -> Option<Map<String, Value>> {
    serde_json::to_value(to).ok()?.as_object().cloned()
}

/// A number of records on the screen.
pub(super) fn count(number: usize) -> String {
    format::number(i64::try_from(number).unwrap_or(i64::MAX))
}
