//! Reading what records leave behind: timelines, owner history, the audit log.

mod names;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{Right, UserId};
use serde_json::Value;
use uuid::Uuid;
use wire::trail::{AuditEntry, TimelineEntry};

use crate::schema::{audit_entries as audit, timeline_entries as timeline};
use crate::{Entity, Error, Read, Result};

pub use names::Naming;

/// Where to go on reading: entries before this one.
pub type Before = Option<(DateTime<Utc>, Uuid)>;

/// Which entries of the audit log.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// Of this kind of record.
    pub kind: Option<String>,
    /// Of this record.
    pub record_id: Option<Uuid>,
    /// By this user.
    pub actor_id: Option<UserId>,
}

impl Read<'_> {
    /// What happened to a record that the actor can see, newest first.
    pub fn timeline<E: Entity>(
        &mut self,
        id: E::Id,
        before: Before,
        limit: i64,
    ) -> Result<Vec<TimelineEntry>> {
        self.get::<E>(id)?;
        let id: Uuid = id.into();
        let is_account = E::KIND == domain::Kind::Account;
        let (at, last) = before.unwrap_or((DateTime::<Utc>::MAX_UTC, Uuid::max()));
        let columns = (
            timeline::id,
            timeline::at,
            timeline::kind,
            timeline::record_id,
            timeline::actor_id,
            timeline::event,
            timeline::params,
        );
        let earlier = timeline::at.le(at).and(timeline::at.lt(at).or(timeline::id.lt(last)));
        let entries =
            timeline::table.filter(earlier).order((timeline::at.desc(), timeline::id.desc())).limit(limit);
        let mut rows: Vec<Row> =
            entries.filter(timeline::record_id.eq(id)).select(columns).load(self.conn)?;
        if is_account {
            let inside = entries.filter(timeline::account_id.eq(id)).filter(timeline::record_id.ne(id));
            let inside: Vec<Row> = inside.select(columns).load(self.conn)?;
            rows.extend(self.visible_events(inside)?);
            rows.sort_by_key(|row| std::cmp::Reverse((row.1, row.0)));
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        rows.into_iter().map(entry).collect()
    }

    /// The entries of the audit log, newest first.
    pub fn audit(&mut self, filter: &AuditFilter, before: Before, limit: i64) -> Result<Vec<AuditEntry>> {
        self.actor.needs(Right::Audit)?;
        let (at, last) = before.unwrap_or((DateTime::<Utc>::MAX_UTC, Uuid::max()));
        let earlier = audit::at.le(at).and(audit::at.lt(at).or(audit::id.lt(last)));
        let chosen = audit::table
            .filter(earlier)
            .filter(filter.kind.as_ref().map_or_else(always, |kind| Box::new(audit::kind.eq(kind))))
            .filter(filter.record_id.map_or_else(always, |id| Box::new(audit::record_id.eq(id))))
            .filter(
                filter.actor_id.map_or_else(always, |id| Box::new(audit::actor_id.assume_not_null().eq(id))),
            );
        let rows: Vec<AuditRow> = chosen
            .order((audit::at.desc(), audit::id.desc()))
            .limit(limit)
            .select(AuditRow::as_select())
            .load(self.conn)?;
        Ok(rows.into_iter().map(AuditEntry::from).collect())
    }
}

type Test<'a> =
    Box<dyn BoxableExpression<audit::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool> + 'a>;

fn always<'a>() -> Test<'a> {
    Box::new(diesel::dsl::sql::<diesel::sql_types::Bool>("TRUE"))
}

type Row = (Uuid, DateTime<Utc>, String, Uuid, Option<UserId>, String, Value);

impl crate::read::reference::Event for Row {
    fn kind(&self) -> &str {
        &self.2
    }

    fn record_id(&self) -> Uuid {
        self.3
    }
}

fn entry((id, at, kind, record_id, actor_id, event, params): Row) -> Result<TimelineEntry> {
    let kind = kind.parse().map_err(|error: domain::UnknownValue| Error::Internal(error.to_string()))?;
    Ok(TimelineEntry { id, at, kind, record_id, actor_id, event, params })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit, check_for_backend(diesel::pg::Pg))]
struct AuditRow {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Option<UserId>,
    via: String,
    request_id: String,
    address: Option<String>,
    kind: String,
    record_id: Uuid,
    verb: String,
    diff: Value,
}

impl From<AuditRow> for AuditEntry {
    fn from(row: AuditRow) -> Self {
        let AuditRow { id, at, actor_id, via, request_id, address, kind, record_id, verb, diff } = row;
        Self { id, at, actor_id, via, request_id, address, kind, record_id, verb, diff }
    }
}
