//! Reading as an actor: every row that comes out was within the actor's scope.

mod cache;
mod find;
mod page;
mod pick;
pub(crate) mod reference;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::PgConnection;
use domain::Action;
use uuid::Uuid;
use wire::{FieldCode, FieldError, Label};

use self::cache::Cache;
pub use self::cache::Settings;
use crate::list::{CursorKey, Labels, Plan, Predicate, QueryContext, Value};
use crate::{Actor, Entity, Error, Fields, Result, Runtime};

pub(crate) use find::can_match;
pub use page::AUTHORS;
pub(crate) use page::ids_in;
pub(crate) use reference::named;

/// A connection on which an actor reads.
pub struct Read<'c> {
    pub(crate) conn: &'c mut PgConnection,
    pub(crate) actor: &'c Actor,
    pub(crate) runtime: &'c Runtime,
    pub(crate) cursors: &'c CursorKey,
    cache: Cache,
}

impl<'c> Read<'c> {
    pub(crate) fn new(
        conn: &'c mut PgConnection,
        actor: &'c Actor,
        runtime: &'c Runtime,
        cursors: &'c CursorKey,
    ) -> Self {
        Self { conn, actor, runtime, cursors, cache: Cache::default() }
    }

    /// Who reads.
    pub fn actor(&self) -> &'c Actor {
        self.actor
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        self.runtime.now()
    }

    /// The record; [`Error::NotFound`] if there is none or the actor cannot see it.
    pub fn get<E: Entity>(&mut self, id: E::Id) -> Result<E> {
        let rows = self.rows::<E>(Action::Read)?.and(key_is::<E>(id.into()));
        self.one::<E>(rows)?.ok_or(Error::NotFound(E::KIND))
    }

    /// The records of these ids that the actor can see, in no order.
    pub fn get_many<E: Entity>(&mut self, ids: &[Uuid]) -> Result<Vec<E>> {
        let rows = self
            .rows::<E>(Action::Read)?
            .and(Predicate::AnyOf(E::fields().key(), Value::Uuids(ids.to_vec())));
        let limit = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        Ok(E::fetch(self.conn, &Plan::new(rows, Vec::new(), limit))?)
    }

    /// Records to choose from with the words of `text` in their texts; the first 50 by name. [`Error::BadQuery`] if they have
    /// no name to look into.
    pub fn options<E: Entity>(&mut self, text: Option<&str>) -> Result<Vec<Label>> {
        let fields = E::fields();
        let rows = self.rows::<E>(Action::Read)?.and(contains(&fields, text)?);
        let by_name = fields.source().label.unwrap_or(fields.key());
        let order = vec![(by_name, wire::list::Direction::Ascending)];
        let found = E::fetch(self.conn, &Plan::new(rows, order, 50))?;
        Ok(found.iter().map(|record| Label { id: record.id().into(), label: record.label() }).collect())
    }

    /// The live rows of `E` on which the actor may do `action`: where every query begins.
    pub(crate) fn rows<E: Entity>(&self, action: Action) -> Result<Predicate> {
        let scope = self.actor.scope(E::KIND, action)?;
        Ok(E::visible(&scope).and(Predicate::IsNull(E::fields().source().deleted)))
    }

    pub(crate) fn one<E: Entity>(&mut self, rows: Predicate) -> Result<Option<E>> {
        Ok(E::fetch(self.conn, &Plan::new(rows, Vec::new(), 1))?.pop())
    }

    /// True if the actor may do `action` on this record, which is known to be visible.
    pub fn may<E: Entity>(&mut self, record: &E, action: Action) -> Result<()> {
        let scope = self.actor.scope(E::KIND, action)?;
        let seen = self.actor.access().permissions.reach(E::KIND, Action::Read);
        let allowed = match record.owner() {
            Some(owner) => scope.includes(owner.owner_id, owner.department_id),
            None if seen <= scope.reach() => true,
            None => {
                let rows = self.rows::<E>(action)?.and(key_is::<E>(record.id().into()));
                self.one::<E>(rows)?.is_some()
            }
        };
        if allowed { Ok(()) } else { Err(Error::Forbidden(E::KIND, action)) }
    }

    /// The names of these records, by kind; names are no secret.
    pub(crate) fn labels(&mut self, wanted: Labels) -> Result<Vec<(Uuid, String)>> {
        Ok(wanted.run(self.conn)?)
    }

    pub(crate) fn context(&self) -> QueryContext {
        let zone = self.actor.access().time_zone;
        QueryContext { me: self.actor.user_id(), today: self.today(zone), zone }
    }

    /// The day that it is in `zone`.
    pub(crate) fn today(&self, zone: Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }
}

/// The row of `E` with this key.
pub(crate) fn key_is<E: Entity>(id: Uuid) -> Predicate {
    Predicate::Compare(E::fields().key(), "=", Value::Uuid(id))
}

/// The words of `text` stand in what `q` searches; every row if there is no text.
fn contains<T>(fields: &Fields<T>, text: Option<&str>) -> Result<Predicate> {
    let Some(text) = text else { return Ok(Predicate::all()) };
    let unsearched = || vec![FieldError::parameter("q", FieldCode::UnknownParameter)];
    let searched = fields.search_text().ok_or_else(|| Error::BadQuery(unsearched()))?;
    Ok(searched.words(text))
}

/// The members of a record that a client asked for, with `id` and `version`.
pub fn members(
    record: &impl serde::Serialize,
    fields: &[String],
) -> Result<serde_json::Map<String, serde_json::Value>> {
    let wanted = |name: &str| name == "id" || name == "version" || fields.iter().any(|field| field == name);
    Ok(pick::pick(record, wanted)?)
}
