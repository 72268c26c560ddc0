//! Who owned a record from when, and whom a record may be given to.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{DepartmentId, Kind, UserId};
use uuid::Uuid;
use wire::FieldCode;
use wire::ownership::OwnerChange;

use crate::schema::{ownership_history, users};
use crate::{Entity, Error, Owner, Read, Result, Tx};

impl Read<'_> {
    /// The user as an owner: active, with the department that the record counts for.
    pub(crate) fn owner_of(&mut self, user: UserId) -> Result<Owner> {
        let active = users::table
            .filter(users::id.eq(user))
            .filter(users::is_active)
            .filter(users::deleted_at.is_null());
        let department = active.select(users::department_id).get_result(self.conn).optional()?;
        let department_id = department.ok_or_else(|| Error::invalid("owner_id", FieldCode::NotFound))?;
        Ok(Owner { owner_id: user, department_id })
    }

    /// These users as owners, whether they still work here or not: for what was theirs before it came to us.
    pub fn owners_of(&mut self, users: &[UserId]) -> Result<Vec<Owner>> {
        let live = users::table.filter(users::id.eq_any(users)).filter(users::deleted_at.is_null());
        let rows: Vec<(UserId, DepartmentId)> =
            live.select((users::id, users::department_id)).load(self.conn)?;
        Ok(rows.into_iter().map(|(owner_id, department_id)| Owner { owner_id, department_id }).collect())
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = ownership_history, check_for_backend(diesel::pg::Pg))]
struct Row {
    at: DateTime<Utc>,
    from_owner_id: Option<UserId>,
    to_owner_id: UserId,
    from_department_id: Option<DepartmentId>,
    to_department_id: DepartmentId,
    actor_id: Option<UserId>,
    reason: Option<String>,
}

impl From<Row> for OwnerChange {
    fn from(row: Row) -> Self {
        let Row { at, from_owner_id, to_owner_id, from_department_id, to_department_id, actor_id, reason } =
            row;
        Self { at, from_owner_id, to_owner_id, from_department_id, to_department_id, actor_id, reason }
    }
}

impl Read<'_> {
    /// Every change of the record's owner, the first one first; [`Error::NotFound`] if the actor cannot see the
    /// record.
    pub fn owner_history<E: Entity>(&mut self, id: E::Id) -> Result<Vec<OwnerChange>> {
        self.get::<E>(id)?;
        let changes: Vec<Row> = ownership_history::table
            .filter(ownership_history::kind.eq(E::KIND))
            .filter(ownership_history::record_id.eq::<Uuid>(id.into()))
            .order((ownership_history::at, ownership_history::id))
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(changes.into_iter().map(OwnerChange::from).collect())
    }
}

/// Writes a line of the history.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    kind: Kind,
    record_id: Uuid,
    from: Option<Owner>,
    to: Owner,
    reason: Option<&str>,
) -> Result<()> {
    use ownership_history as history;
    let (id, at, actor) = (tx.runtime.new_id(), tx.now(), tx.actor.user_id());
    diesel::insert_into(history::table)
        .values((
            history::id.eq(id),
            history::at.eq(at),
            history::kind.eq(kind.as_str()),
            history::record_id.eq(record_id),
            history::from_owner_id.eq(from.map(|from| from.owner_id)),
            history::to_owner_id.eq(to.owner_id),
            history::from_department_id.eq(from.map(|from| from.department_id)),
            history::to_department_id.eq(to.department_id),
            history::actor_id.eq(actor),
            history::reason.eq(reason),
        ))
        .execute(tx.conn)?;
    Ok(())
}
