//! Lists become files: read page by page in one snapshot, so that a file shows one moment and just what the list shows.
//!
//! A short list is written at once; a long one by a worker, into the database part by part.

mod book;
mod cell;
mod column;
mod draw;
mod parts;
mod run;
mod sheet;

pub use run::{Pace, run};

use domain::Kind;
use persistence::job::RunExport;
use persistence::{Entity, Error, Read, Result, Tx, validate};
use wire::export::{Export, ExportPlan, MAX_ROWS, MAX_ROWS_AT_ONCE};
use wire::{FieldCode, FieldError};

use self::draw::{count, draw};
use self::sheet::Sheet;

/// What becomes of a list that is to be exported.
pub enum Drawn {
    /// The file with so many rows.
    File(Vec<u8>, i64),
    /// It has so many rows that a worker is to write them.
    Long(i64),
}

/// The list of a plan as a file, if it is short enough. [`Error::Invalid`] for columns that are not there and for
/// more than a million rows, [`Error::BadQuery`] for a list that makes no sense.
pub fn at_once<E: Entity>(read: &mut Read<'_>, plan: &ExportPlan) -> Result<Drawn> {
    read.actor().needs(domain::Right::Export)?;
    validate(plan)?;
    let columns = column::columns::<E>(plan)?;
    let rows = count::<E>(read, plan)?;
    if rows > MAX_ROWS {
        let error = FieldError::at("/filter", FieldCode::OutOfRange);
        return Err(Error::Invalid(vec![error.with("hint", "at most 1,000,000 records")]));
    }
    if rows > MAX_ROWS_AT_ONCE {
        return Ok(Drawn::Long(rows));
    }
    let zone = read.actor().access().time_zone;
    let mut sheet = Sheet::new(plan.format, E::PATH, &columns, zone, Vec::new())?;
    let rows = draw::<E>(read, plan, &columns, &mut |cells| sheet.row(cells), &mut |_| Ok(()))?;
    Ok(Drawn::File(sheet.finish()?, rows))
}

/// Lets a worker write the file of so many rows: it takes it up once this transaction is committed.
pub fn start(tx: &mut Tx<'_>, kind: Kind, plan: &ExportPlan, rows: i64) -> Result<Export> {
    let export = tx.create_export(kind, plan, rows)?;
    tx.enqueue(&RunExport { export_id: export.id })?;
    Ok(export)
}
