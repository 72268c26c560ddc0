//! The run of a long export, from its first row to its last: one that was interrupted begins anew, for a file shows one
//! moment.

use domain::Right;
use persistence::{Actor, Begun, Entity, Error, Read, Result, Store, VisitEntity, every_entity};

use super::column::{Column, columns};
use super::draw::draw;
use super::parts::Parts;
use super::sheet::Sheet;

/// Whether a run goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// With the next rows.
    On,
    /// Not now: a later run begins anew.
    Stop,
}

/// Writes the file as its user, whose rows it holds. Asks every few rows whether to go on. An export that was deleted
/// meanwhile ends quietly. Only [`Error::Unavailable`] is worth another try.
pub fn run(store: &Store, actor: &Actor, begun: &Begun, pace: impl Fn() -> Pace) -> Result<()> {
    match write(store, actor, begun, &pace) {
        Err(Error::NotFound(domain::Kind::Export)) => Ok(()),
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => store.write(actor, |tx| tx.fail_export(begun, &error.to_string())),
        Ok(()) => Ok(()),
    }
}

fn write(store: &Store, actor: &Actor, begun: &Begun, pace: &dyn Fn() -> Pace) -> Result<()> {
    actor.needs(Right::Export)?;
    let mut on_progress = |rows: i64| {
        if pace() == Pace::Stop {
            return Err(Error::Unavailable("the worker stops".to_owned()));
        }
        store.write(actor, |tx| tx.advance_export(begun, rows))
    };
    let parts = Parts::new(store, actor, begun);
    let (sheet, rows) = store.snapshot(actor, |read| {
        let mut write = Write { read, begun, parts: Some(parts), on_progress: &mut on_progress, done: None };
        every_entity(&mut write);
        write.done.unwrap_or(Err(Error::NotFound(begun.kind)))
    })?;
    let bytes = sheet.finish()?.finish()?;
    store.write(actor, |tx| tx.finish_export(begun, rows, bytes))
}

/// Writes the records of the export's kind.
struct Write<'a, 'c> {
    read: &'a mut Read<'c>,
    begun: &'a Begun,
    parts: Option<Parts>,
    on_progress: &'a mut dyn FnMut(i64) -> Result<()>,
    done: Option<Result<(Sheet<Parts>, i64)>>,
}

impl VisitEntity for Write<'_, '_> {
    fn visit<E: Entity>(&mut self) {
        if E::KIND == self.begun.kind
            && let Some(parts) = self.parts.take()
        {
            self.done = Some(self.all::<E>(parts));
        }
    }
}

impl Write<'_, '_> {
    fn all<E: Entity>(&mut self, parts: Parts) -> Result<(Sheet<Parts>, i64)> {
        let plan = &self.begun.plan;
        let columns: Vec<Column> = columns::<E>(plan)?;
        let zone = self.read.actor().access().time_zone;
        let mut sheet = Sheet::new(plan.format, E::PATH, &columns, zone, parts)?;
        let rows = draw::<E>(self.read, plan, &columns, &mut |cells| sheet.row(cells), self.on_progress)?;
        Ok((sheet, rows))
    }
}
