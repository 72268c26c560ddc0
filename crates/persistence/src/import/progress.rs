//! How an import goes on: started, running, finished, each in the transaction of the rows it speaks of.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{Action, ImportId, ImportStatus, Right};
use wire::import::{Import, ImportFailure, StartImport};

use super::{Row, States, touch};
use crate::schema::{import_failures, import_files, imports};
use crate::{At, Error, Read, Result, Tx};

/// What became of some rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows dealt with.
    pub done_rows: i64,
    /// Rows that became new records.
    pub created_rows: i64,
    /// Rows that were found to be there.
    pub updated_rows: i64,
    /// Rows refused.
    pub failed_rows: i64,
}

impl Read<'_> {
    /// The refused rows after this row, in the order of the file.
    pub fn import_failures(&mut self, id: ImportId, after: i64, limit: i64) -> Result<Vec<ImportFailure>> {
        use import_failures as failures;
        let rows =
            failures::table.filter(failures::import_id.eq(id.0)).filter(failures::row_number.gt(after));
        let rows = rows.order(failures::row_number).limit(limit);
        let rows: Vec<(i64, Vec<String>, serde_json::Value)> =
            rows.select((failures::row_number, failures::cells, failures::problems)).load(self.conn)?;
        let read = |(row_number, cells, problems)| {
            Ok(ImportFailure { row_number, cells, problems: serde_json::from_value(problems)? })
        };
        rows.into_iter().map(read).collect()
    }
}

impl Tx<'_> {
    /// Lets the import begin, or go on after it was cancelled. What a dry run or a failed try left is forgotten.
    pub fn start_import(&mut self, at: At<Import>, start: StartImport) -> Result<Import> {
        self.actor().needs(Right::Import)?;
        let before = self.lock::<Import>(at, Action::Update)?;
        before.may_change()?;
        if before.file_bytes.is_none() {
            return Err(Error::state("file_bytes", "send the file first"));
        }
        let goes_on = before.status == ImportStatus::Cancelled && before.is_dry_run == start.is_dry_run;
        if !goes_on {
            self.forget_run(before.id)?;
        }
        let queued = (
            imports::status.eq(ImportStatus::Queued),
            imports::is_dry_run.eq(start.is_dry_run),
            imports::finished_at.eq(None::<DateTime<Utc>>),
            imports::problem.eq(None::<String>),
        );
        let after = touch!(self, before.id, queued)?;
        self.record("start", Some(&before), &after)?;
        Ok(after)
    }

    /// Stops the import after the rows that are being worked on; what is written stays.
    pub fn cancel_import(&mut self, at: At<Import>) -> Result<Import> {
        let before = self.lock::<Import>(at, Action::Update)?;
        if !before.status.is_active() {
            return Err(Error::state("status", "the import is not running"));
        }
        let cancelled =
            (imports::status.eq(ImportStatus::Cancelled), imports::finished_at.eq(Some(self.now())));
        let after = touch!(self, before.id, cancelled)?;
        self.record("cancel", Some(&before), &after)?;
        Ok(after)
    }

    /// Notes what is known once the file was looked through.
    pub fn open_import(&mut self, id: ImportId, headers: &[String], total_rows: i64) -> Result<Import> {
        let opened = (
            imports::status.eq(ImportStatus::Running),
            imports::headers.eq(headers),
            imports::total_rows.eq(Some(total_rows)),
            imports::started_at.eq(Some(self.now())),
        );
        touch!(self, id, opened)
    }

    /// The import, locked, if it waits for a worker or was left by one.
    pub fn lock_queued_import(&mut self, id: ImportId) -> Result<Option<Import>> {
        let import = self.lock::<Import>(At { id, version: None }, Action::Update)?;
        Ok(Some(import).filter(|import| import.status.is_active()))
    }

    /// The import, locked, if it is still running and the next row is the one after `done_rows`: nobody cancelled it,
    /// and no other worker is at it.
    pub fn lock_running_import(&mut self, id: ImportId, done_rows: i64) -> Result<Option<Import>> {
        let import = self.lock::<Import>(At { id, version: None }, Action::Update)?;
        let is_mine = import.status == ImportStatus::Running && import.done_rows == done_rows;
        Ok(Some(import).filter(|_| is_mine))
    }

    /// Notes what became of rows, together with what they became.
    pub fn advance_import(
        &mut self,
        id: ImportId,
        progress: Progress,
        failures: &[ImportFailure],
    ) -> Result<Import> {
        use import_failures as table;
        let row = |failure: &ImportFailure| {
            Ok((
                table::import_id.eq(id.0),
                table::row_number.eq(failure.row_number),
                table::cells.eq(failure.cells.clone()),
                table::problems.eq(serde_json::to_value(&failure.problems)?),
            ))
        };
        let rows: Vec<_> = failures.iter().map(row).collect::<Result<_>>()?;
        if !rows.is_empty() {
            diesel::insert_into(table::table).values(rows).execute(self.conn)?;
        }
        let moved = (
            imports::done_rows.eq(imports::done_rows + progress.done_rows),
            imports::created_rows.eq(imports::created_rows + progress.created_rows),
            imports::updated_rows.eq(imports::updated_rows + progress.updated_rows),
            imports::failed_rows.eq(imports::failed_rows + progress.failed_rows),
        );
        touch!(self, id, moved)
    }

    /// Ends the import after its last row. The file goes, unless it was a dry run: then it can be started in earnest.
    pub fn finish_import(&mut self, before: &Import) -> Result<Import> {
        let status = ImportStatus::finished(before.created_rows + before.updated_rows, before.failed_rows);
        let finished = (imports::status.eq(status), imports::finished_at.eq(Some(self.now())));
        let mut after = touch!(self, before.id, finished)?;
        if !before.is_dry_run {
            let file = import_files::table.filter(import_files::import_id.eq(before.id.0));
            diesel::delete(file).execute(self.conn)?;
            after = touch!(self, before.id, imports::file_bytes.eq(None::<i64>))?;
        }
        self.record("finish", Some(before), &after)?;
        Ok(after)
    }

    /// Ends the import because of a problem with the whole of it. The file stays: the plan can be put right.
    pub fn fail_import(&mut self, id: ImportId, problem: &str) -> Result<Import> {
        let before = self.lock::<Import>(At { id, version: None }, Action::Update)?;
        let failed = (
            imports::status.eq(ImportStatus::Failed),
            imports::finished_at.eq(Some(self.now())),
            imports::problem.eq(Some(problem)),
        );
        let after = touch!(self, id, failed)?;
        self.record("finish", Some(&before), &after)?;
        Ok(after)
    }

    /// Removes the files of imports that nobody touched since `then`; says of how many.
    pub fn purge_import_files(&mut self, then: DateTime<Utc>) -> Result<usize> {
        let idle = [ImportStatus::Queued, ImportStatus::Running];
        let old = imports::table.filter(imports::updated_at.lt(then)).filter(imports::status.ne_all(idle));
        let files = import_files::table.filter(import_files::import_id.eq_any(old.select(imports::id)));
        let purged: Vec<uuid::Uuid> =
            diesel::delete(files).returning(import_files::import_id).get_results(self.conn)?;
        let purged: std::collections::BTreeSet<uuid::Uuid> = purged.into_iter().collect();
        for id in &purged {
            touch!(self, ImportId(*id), imports::file_bytes.eq(None::<i64>))?;
        }
        Ok(purged.len())
    }

    fn forget_run(&mut self, id: ImportId) -> Result<()> {
        let failures = import_failures::table.filter(import_failures::import_id.eq(id.0));
        diesel::delete(failures).execute(self.conn)?;
        let reset = (
            imports::total_rows.eq(None::<i64>),
            imports::done_rows.eq(0),
            imports::created_rows.eq(0),
            imports::updated_rows.eq(0),
            imports::failed_rows.eq(0),
            imports::started_at.eq(None::<DateTime<Utc>>),
        );
        touch!(self, id, reset).map(drop)
    }
}
