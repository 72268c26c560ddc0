//! Exports: lists on their way out as files, and what the audit log says of them.

mod progress;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{Action, ExportFormat, ExportId, ExportStatus, Kind, Right, UserId};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::export::{Export, ExportPlan};

use crate::change::{SecurityEvent, record_security};
use crate::schema::{export_files, exports};
use crate::{Error, Read, Result, Tx};

pub use progress::Begun;

/// The most exports that a user may have at a time.
const MOST: i64 = 3;
/// How long an export is kept that no worker finishes.
const PATIENCE: TimeDelta = TimeDelta::days(1);

#[derive(Queryable, Selectable)]
#[diesel(table_name = exports, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: ExportId,
    created_at: DateTime<Utc>,
    kind: Kind,
    format: ExportFormat,
    status: ExportStatus,
    total_rows: i64,
    done_rows: i64,
    file_bytes: Option<i64>,
    finished_at: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
    problem: Option<String>,
}

impl From<Row> for Export {
    fn from(row: Row) -> Self {
        let Row { id, created_at, kind, format, status, total_rows, done_rows, .. } = row;
        let Row { file_bytes, finished_at, expires_at, problem, .. } = row;
        Self {
            id,
            created_at,
            kind,
            format,
            status,
            total_rows,
            done_rows,
            file_bytes,
            finished_at,
            expires_at,
            problem,
        }
    }
}

impl Read<'_> {
    /// The actor's exports that are not over their time, the latest first.
    pub fn exports(&mut self) -> Result<Vec<Export>> {
        let mine = exports::table.filter(exports::created_by.eq(self.exporter()?.0));
        let live = mine.filter(exports::expires_at.gt(self.now()));
        let latest = live.order((exports::created_at.desc(), exports::id.desc()));
        let rows: Vec<Row> = latest.select(Row::as_select()).load(self.conn)?;
        Ok(rows.into_iter().map(Export::from).collect())
    }

    /// An export of the actor; [`Error::NotFound`] if there is none, or its time is over.
    pub fn export(&mut self, id: ExportId) -> Result<Export> {
        let found = self.exports()?.into_iter().find(|export| export.id == id);
        found.ok_or(Error::NotFound(Kind::Export))
    }

    /// A part of the file, counted from 0; None after the last.
    pub fn export_part(&mut self, id: ExportId, part: i32) -> Result<Option<Vec<u8>>> {
        let row = export_files::table.find((id.0, part)).select(export_files::content);
        Ok(row.get_result(self.conn).optional()?)
    }

    /// The user, who must have the right.
    fn exporter(&self) -> Result<UserId> {
        self.actor.needs(Right::Export)?;
        self.actor.user_id().ok_or(Error::Forbidden(Kind::Export, Action::Read))
    }
}

impl Tx<'_> {
    /// Creates an export of so many rows; `state_not_allowed` if the actor has three already.
    pub fn create_export(&mut self, kind: Kind, plan: &ExportPlan, total_rows: i64) -> Result<Export> {
        let user = self.exporter()?;
        let live = exports::table.filter(exports::created_by.eq(user.0));
        let live: i64 = live.filter(exports::expires_at.gt(self.now())).count().get_result(self.conn)?;
        if live >= MOST {
            return Err(Error::state("", "three exports are being made or kept already"));
        }
        let id = ExportId(self.runtime.new_id());
        let row = (
            exports::id.eq(id.0),
            exports::created_at.eq(self.now()),
            exports::created_by.eq(user.0),
            exports::kind.eq(kind),
            exports::format.eq(plan.format),
            exports::plan.eq(serde_json::to_value(plan)?),
            exports::total_rows.eq(total_rows),
            exports::expires_at.eq(self.now() + PATIENCE),
        );
        let insert = diesel::insert_into(exports::table).values(row);
        let row: Row = insert.returning(Row::as_returning()).get_result(self.conn)?;
        self.note_export(id.0, kind, plan, total_rows)?;
        Ok(row.into())
    }

    /// Notes that the actor takes so many records out at once.
    pub fn record_export(&mut self, kind: Kind, plan: &ExportPlan, rows: i64) -> Result<()> {
        self.exporter()?;
        self.note_export(self.runtime.new_id(), kind, plan, rows)
    }

    /// Deletes an export of the actor with its file; a run that is at it stops.
    pub fn delete_export(&mut self, id: ExportId) -> Result<()> {
        let mine = exports::table.filter(exports::created_by.eq(self.exporter()?.0));
        let deleted = diesel::delete(mine.filter(exports::id.eq(id.0))).execute(self.conn)?;
        if deleted == 1 { Ok(()) } else { Err(Error::NotFound(Kind::Export)) }
    }

    /// Removes the exports whose time is over; says how many.
    pub fn purge_exports(&mut self) -> Result<usize> {
        let over = exports::table.filter(exports::expires_at.le(self.now()));
        Ok(diesel::delete(over).execute(self.conn)?)
    }

    fn note_export(&mut self, id: Uuid, kind: Kind, plan: &ExportPlan, rows: i64) -> Result<()> {
        let columns: Vec<&str> = plan.columns.iter().map(|column| column.field.as_str()).collect();
        let mut facts = json!({ "kind": kind, "rows": rows, "format": plan.format });
        let mut tell = |name: &str, value: Value, is_said: bool| {
            if is_said {
                facts[name] = value;
            }
        };
        tell("q", json!(plan.q), plan.q.is_some());
        tell("filter", json!(plan.filter), !plan.filter.is_all());
        tell("sort", json!(plan.sort), !plan.sort.is_empty());
        tell("columns", json!(columns), !columns.is_empty());
        let (runtime, actor_id, origin) = (self.runtime, self.actor.user_id(), self.actor.origin());
        let event =
            SecurityEvent { kind: Kind::Export, record_id: id, verb: "export", actor_id, origin, facts };
        record_security(self.conn, runtime, event)
    }
}
