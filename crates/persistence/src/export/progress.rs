//! How an export goes on: begun, written part by part, finished. A run that another run has followed, or whose export
//! was deleted, may write no more: [`Error::NotFound`].

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{ExportId, ExportStatus, Kind, UserId};
use wire::export::ExportPlan;

use crate::schema::{export_files, exports};
use crate::{Error, Result, Tx};

/// How long an export is kept that has ended.
const KEPT: TimeDelta = TimeDelta::minutes(15);

/// A run of an export.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The export.
    pub id: ExportId,
    /// Which run it is.
    pub run: i32,
    /// Whose it is.
    pub user_id: UserId,
    /// Kind of the records.
    pub kind: Kind,
    /// What the file is to hold.
    pub plan: ExportPlan,
}

/// Sets columns of an export that this run is at. A macro because the type of every set of columns is another.
macro_rules! touch {
    ($tx:ident, $begun:ident, $changes:expr) => {{
        let mine = exports::table.filter(exports::id.eq($begun.id.0)).filter(exports::run.eq($begun.run));
        let mine = mine.filter(exports::status.eq(ExportStatus::Running));
        match diesel::update(mine).set($changes).execute($tx.conn)? {
            1 => Ok(()),
            _ => Err(Error::NotFound(Kind::Export)),
        }
    }};
}

impl Tx<'_> {
    /// Begins the file anew, as it must be of one moment; None if there is nothing to do any more.
    pub fn begin_export(&mut self, id: ExportId) -> Result<Option<Begun>> {
        let waits = exports::status.eq_any([ExportStatus::Queued, ExportStatus::Running]);
        let begun = (
            exports::status.eq(ExportStatus::Running),
            exports::run.eq(exports::run + 1),
            exports::done_rows.eq(0),
        );
        let update = diesel::update(exports::table.filter(exports::id.eq(id.0)).filter(waits)).set(begun);
        let columns = (exports::run, exports::created_by, exports::kind, exports::plan);
        let found: Option<(i32, UserId, Kind, serde_json::Value)> =
            update.returning(columns).get_result(self.conn).optional()?;
        let Some((run, user_id, kind, plan)) = found else { return Ok(None) };
        let old = export_files::table.filter(export_files::export_id.eq(id.0));
        diesel::delete(old).execute(self.conn)?;
        Ok(Some(Begun { id, run, user_id, kind, plan: serde_json::from_value(plan)? }))
    }

    /// Notes how many rows are written.
    pub fn advance_export(&mut self, begun: &Begun, done_rows: i64) -> Result<()> {
        touch!(self, begun, exports::done_rows.eq(done_rows))
    }

    /// Adds a part to the file. Parts are of at most a few MiB.
    pub fn add_export_part(&mut self, begun: &Begun, part: i32, content: &[u8]) -> Result<()> {
        touch!(self, begun, exports::status.eq(ExportStatus::Running))?;
        let row = (
            export_files::export_id.eq(begun.id.0),
            export_files::part.eq(part),
            export_files::content.eq(content),
        );
        diesel::insert_into(export_files::table).values(row).execute(self.conn)?;
        Ok(())
    }

    /// Says that the file is there, with so many rows and bytes.
    pub fn finish_export(&mut self, begun: &Begun, rows: i64, bytes: i64) -> Result<()> {
        let finished = (
            exports::status.eq(ExportStatus::Succeeded),
            exports::done_rows.eq(rows),
            exports::file_bytes.eq(Some(bytes)),
            exports::finished_at.eq(Some(self.now())),
            exports::expires_at.eq(self.now() + KEPT),
        );
        touch!(self, begun, finished)
    }

    /// Says that there will be no file, and why.
    pub fn fail_export(&mut self, begun: &Begun, problem: &str) -> Result<()> {
        let failed = (
            exports::status.eq(ExportStatus::Failed),
            exports::finished_at.eq(Some(self.now())),
            exports::expires_at.eq(self.now() + KEPT),
            exports::problem.eq(Some(problem)),
        );
        touch!(self, begun, failed)
    }
}
