//! What users are told of: what others did with records of theirs.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{Kind, UserId};
use serde_json::Value;
use uuid::Uuid;
use wire::notification::Notification;

use crate::change::Change;
use crate::schema::notifications;
use crate::trail::Before;
use crate::{Actor, Read, Result, Runtime, Tx, Via};

/// Events of which the owner is told; what else changes is on the record's timeline.
const NEWS: [&str; 15] = [
    "activity_assigned",
    "activity_planned",
    "assigned",
    "created",
    "deleted",
    "form_submitted",
    "lead_converted",
    "lead_disqualified",
    "lead_nurtured",
    "lead_qualified",
    "lead_reopened",
    "lead_returned",
    "lost",
    "reopened",
    "won",
];
/// So many records one by one; more that something happens to at once are one notification.
const ONE_BY_ONE: usize = 3;
/// As far as unread notifications are counted.
const COUNTED: i64 = 100;

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = notifications, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    user_id: UserId,
    at: DateTime<Utc>,
    actor_id: Option<UserId>,
    kind: Kind,
    record_id: Uuid,
    event: String,
    params: Value,
    records: i32,
    read_at: Option<DateTime<Utc>>,
}

impl From<Row> for Notification {
    fn from(row: Row) -> Self {
        let Row { id, at, actor_id, kind, record_id, event, params, records, read_at, .. } = row;
        Self { id, at, actor_id, kind, record_id, event, params, records, read_at }
    }
}

/// Tells the owners of what others did; an import tells nobody.
pub(crate) fn tell(
    conn: &mut PgConnection,
    runtime: &Runtime,
    actor: &Actor,
    at: DateTime<Utc>,
    changes: &[Change],
) -> Result<()> {
    if actor.origin().via == Via::Import {
        return Ok(());
    }
    let mut rows: Vec<Row> = Vec::new();
    for (place, change) in changes.iter().enumerate() {
        if !NEWS.contains(&change.event.code.as_str()) || is_passed_on(changes, place) {
            continue;
        }
        for user in told(changes, change).iter().filter(|owner| Some(**owner) != actor.user_id()) {
            rows.push(Row {
                id: runtime.new_id(),
                user_id: *user,
                at,
                actor_id: actor.user_id(),
                kind: change.kind,
                record_id: change.record_id,
                event: change.event.code.clone(),
                params: change.event.params.clone(),
                records: 1,
                read_at: None,
            });
        }
    }
    if !rows.is_empty() {
        diesel::insert_into(notifications::table).values(grouped(rows)).execute(conn)?;
    }
    Ok(())
}

/// Of what is new, only whose it is in the end is told: nobody lost it.
fn told<'a>(changes: &[Change], change: &'a Change) -> &'a [UserId] {
    if is_new(changes, change) { change.owners.get(..1).unwrap_or_default() } else { &change.owners }
}

/// True if the record is new, and more happens to it here that is to be told instead.
fn is_passed_on(changes: &[Change], place: usize) -> bool {
    let change = &changes[place];
    let mut later = changes[place + 1..].iter().filter(|later| later.record_id == change.record_id);
    later.any(|later| NEWS.contains(&later.event.code.as_str())) && is_new(changes, change)
}

fn is_new(changes: &[Change], change: &Change) -> bool {
    changes.iter().any(|first| first.record_id == change.record_id && first.verb == "create")
}

/// The same, with one in the place of many of the same event.
fn grouped(rows: Vec<Row>) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let is_same =
            |other: &Row| (other.user_id, other.kind, &other.event) == (row.user_id, row.kind, &row.event);
        match groups.iter_mut().find(|group| group.first().is_some_and(is_same)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let one = |mut group: Vec<Row>| {
        let records = i32::try_from(group.len()).unwrap_or(i32::MAX);
        if group.len() > ONE_BY_ONE {
            group.truncate(1);
            group.iter_mut().for_each(|row| row.records = records);
        }
        group
    };
    groups.into_iter().flat_map(one).collect()
}

impl Read<'_> {
    /// What the actor was told of, newest first; a key or job without a user is told nothing.
    pub fn notifications(
        &mut self,
        is_unread: bool,
        before: Before,
        limit: i64,
    ) -> Result<Vec<Notification>> {
        let (at, last) = before.unwrap_or((DateTime::<Utc>::MAX_UTC, Uuid::max()));
        let earlier = notifications::at.le(at).and(notifications::at.lt(at).or(notifications::id.lt(last)));
        let mut mine = notifications::table
            .filter(notifications::user_id.nullable().eq(self.actor.user_id()))
            .filter(earlier)
            .order((notifications::at.desc(), notifications::id.desc()))
            .limit(limit)
            .select(Row::as_select())
            .into_boxed();
        if is_unread {
            mine = mine.filter(notifications::read_at.is_null());
        }
        let rows: Vec<Row> = mine.load(self.conn)?;
        Ok(rows.into_iter().map(Notification::from).collect())
    }

    /// How many of them are not read, counted up to a hundred.
    pub fn unread_notifications(&mut self) -> Result<i64> {
        let unread = notifications::table
            .filter(notifications::user_id.nullable().eq(self.actor.user_id()))
            .filter(notifications::read_at.is_null())
            .limit(COUNTED)
            .select(notifications::id);
        let ids: Vec<Uuid> = unread.load(self.conn)?;
        Ok(i64::try_from(ids.len()).unwrap_or(COUNTED))
    }
}

impl Tx<'_> {
    /// Notes that the actor has read these notifications, or all. Those of others stay as they are.
    pub fn read_notifications(&mut self, ids: Option<&[Uuid]>) -> Result<()> {
        let unread = notifications::table
            .filter(notifications::user_id.nullable().eq(self.actor.user_id()))
            .filter(notifications::read_at.is_null());
        let now = notifications::read_at.eq(self.now());
        match ids {
            Some(ids) => {
                diesel::update(unread.filter(notifications::id.eq_any(ids))).set(now).execute(self.conn)
            }
            None => diesel::update(unread).set(now).execute(self.conn),
        }?;
        Ok(())
    }

    /// Removes what happened before `then`, read or not; returns how many notifications that were.
    pub fn purge_notifications(&mut self, then: DateTime<Utc>) -> Result<usize> {
        Ok(diesel::delete(notifications::table.filter(notifications::at.lt(then))).execute(self.conn)?)
    }
}
