//! Writing as an actor: every change is checked, versioned and recorded in one transaction.

mod apart;
mod many;

use std::ops::{Deref, DerefMut};

use domain::{Action, Right, UserId};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;
use validator::Validate;
use wire::{FieldCode, FieldError, problem};

use crate::change::{self, Change};
use crate::list::{Plan, Predicate};
use crate::read::key_is;
use crate::settle::{Settle, Standing};
use crate::{At, Entity, Error, Owner, Read, Result, Stamp, notification};

pub(crate) use apart::lock_number;
pub use many::NewRecord;

/// A read-write transaction of an actor. Reads as [`Read`] does.
pub struct Tx<'c> {
    read: Read<'c>,
    changes: Vec<Change>,
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;
    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.read
    }
}

impl<'c> Tx<'c> {
    pub(crate) fn new(read: Read<'c>) -> Self {
        Self { read, changes: Vec::new() }
    }

    /// Writes the records of what was changed, and tells whose records they are; [`crate::Store::write`] calls it before the commit.
    pub(crate) fn flush(&mut self) -> Result<()> {
        let changes = std::mem::take(&mut self.changes);
        let (runtime, actor, now) = (self.read.runtime, self.read.actor, self.read.now());
        notification::tell(self.read.conn, runtime, actor, now, &changes)?;
        change::record(self.read.conn, runtime, actor, now, changes)
    }

    /// Creates a record, owned by the actor. [`Error::Forbidden`] if it would belong to a record that the actor sees
    /// but may add nothing to.
    pub fn create<E: Entity>(&mut self, input: E::Input) -> Result<E> {
        let stamp = self.stamp(self.runtime.new_id(), 0);
        self.create_as(stamp, input)
    }

    /// The same for a record that is another's from the start.
    pub fn create_for<E: Entity>(&mut self, owner: Owner, input: E::Input) -> Result<E> {
        let stamp = Stamp { owner: Some(owner), ..self.stamp(self.runtime.new_id(), 0) };
        self.create_as(stamp, input)
    }

    fn create_as<E: Entity>(&mut self, stamp: Stamp, input: E::Input) -> Result<E> {
        self.actor.scope(E::KIND, Action::Create)?;
        validate(&input)?;
        self.check_references::<E>(None, &[&input])?;
        let created = self.insert_one(stamp, input)?;
        self.check_reach(std::slice::from_ref(&created))?;
        Ok(created)
    }

    /// Adds a record that is checked already, or that follows from what the actor did.
    pub(crate) fn add<E: Entity>(&mut self, id: Uuid, input: E::Input) -> Result<E> {
        let stamp = self.stamp(id, 0);
        self.insert_one(stamp, input)
    }

    fn insert_one<E: Entity>(&mut self, stamp: Stamp, input: E::Input) -> Result<E> {
        let draft = E::prepare(self, None, input)?;
        let created = E::insert(self.read.conn, &[(stamp, draft)])?.pop().ok_or(Error::NotFound(E::KIND))?;
        self.record("create", None, &created)?;
        E::after_create(self, std::slice::from_ref(&created))?;
        Ok(created)
    }

    /// Merges `patch` (RFC 7396) onto what a client may set of the record, checks the whole, and saves it.
    pub fn update<E: Entity>(&mut self, at: At<E>, patch: &Map<String, Value>) -> Result<E> {
        let before = self.lock::<E>(at, Action::Update)?;
        let old = before.input();
        let input: E::Input = merged(&old, patch)?;
        if input == old {
            return Ok(before);
        }
        validate(&input)?;
        self.check_references::<E>(Some(&old), &[&input])?;
        self.save(&before, input)
    }

    /// Saves `input` as the new state of `before`, which is locked and which the actor may change.
    pub(crate) fn save<E: Entity>(&mut self, before: &E, input: E::Input) -> Result<E> {
        let draft = E::prepare(self, Some(before), input)?;
        self.save_draft(before, &draft)
    }

    /// Writes `draft` over `before`, which is locked and which the actor may change, and what follows from it.
    pub(crate) fn save_draft<E: Entity>(&mut self, before: &E, draft: &E::Draft) -> Result<E> {
        let after = self.put(before, draft)?;
        E::after_update(self, before, &after)?;
        Ok(after)
    }

    /// Writes `draft` over `before` as it is, without the rules of its kind.
    pub(crate) fn put<E: Entity>(&mut self, before: &E, draft: &E::Draft) -> Result<E> {
        let stamp = self.stamp(before.id().into(), before.version());
        let after = E::save(self.read.conn, &stamp, draft)?;
        let after = after.ok_or(Error::Stale { kind: E::KIND, version: before.version() })?;
        self.record("update", Some(before), &after)?;
        Ok(after)
    }

    /// Puts the record in the recycle bin.
    pub fn delete<E: Entity>(&mut self, at: At<E>) -> Result<()> {
        let before = self.lock::<E>(at, Action::Delete)?;
        self.settle(&before, Standing::Deleted(self.now()))?;
        self.record_settled("delete", &before)?;
        E::after_settle(self, &before)
    }

    /// Takes the record out of the recycle bin.
    pub fn restore<E: Entity>(&mut self, id: E::Id) -> Result<E> {
        let scope = self.actor.scope(E::KIND, Action::Delete)?;
        let deleted = Predicate::Not(Box::new(Predicate::IsNull(E::fields().source().deleted)));
        let rows = E::visible(&scope).and(deleted).and(key_is::<E>(id.into()));
        let before: E = self.one(rows)?.ok_or(Error::NotFound(E::KIND))?;
        self.settle(&before, Standing::Live)?;
        self.record_settled("restore", &before)?;
        E::after_settle(self, &before)?;
        self.get(id)
    }

    /// Gives the record to another owner; it counts for that user's department from now on. Stage, dates and
    /// authors stay untouched.
    pub fn assign<E: Entity>(&mut self, at: At<E>, to: UserId, reason: Option<&str>) -> Result<E> {
        self.actor.needs(Right::Assign)?;
        let before = self.lock::<E>(at, Action::Update)?;
        if before.owner().is_none() {
            return Err(Error::state("owner_id", "records of this kind belong to nobody"));
        }
        let to = self.owner_of(to)?;
        self.give(&before, to, reason)
    }

    /// Gives a record to another owner, which is locked and which the actor may give away.
    pub(crate) fn give<E: Entity>(&mut self, before: &E, to: Owner, reason: Option<&str>) -> Result<E> {
        self.settle(before, Standing::OwnedBy(to))?;
        crate::ownership::record(self, E::KIND, before.id().into(), before.owner(), to, reason)?;
        let rows = self.rows_of_anyone::<E>(before.id().into());
        let after: E = self.one(rows)?.ok_or(Error::NotFound(E::KIND))?;
        self.record("assign", Some(before), &after)?;
        Ok(after)
    }

    /// The record, locked; the actor may do `action` on it, and it has the version of `at`.
    pub fn lock<E: Entity>(&mut self, at: At<E>, action: Action) -> Result<E> {
        let rows = self.rows::<E>(Action::Read)?.and(key_is::<E>(at.id.into()));
        let found = E::lock(self.read.conn, &Plan::new(rows, Vec::new(), 1))?.pop();
        let record: E = found.ok_or(Error::NotFound(E::KIND))?;
        self.may(&record, action)?;
        match at.version {
            Some(version) if version != record.version() => {
                Err(Error::Stale { kind: E::KIND, version: record.version() })
            }
            _ => Ok(record),
        }
    }

    /// Notes that a record changed, for audit, timeline and outbox.
    pub fn record<E: Entity>(&mut self, verb: &'static str, before: Option<&E>, after: &E) -> Result<()> {
        self.changes.push(Change::between(verb, before, after)?);
        Ok(())
    }

    /// Names the change that was recorded last, when it was more than a change of fields.
    pub(crate) fn rename_change(&mut self, verb: &'static str, event: &str, params: Value) {
        if let Some(change) = self.changes.last_mut() {
            change.verb = verb;
            change.event.code = event.to_owned();
            change.event.params = params;
        }
    }

    /// Adds to what the timeline says of the change that was recorded last.
    pub fn tell(&mut self, name: &str, value: impl Into<Value>) {
        if let Some(Value::Object(params)) = self.changes.last_mut().map(|change| &mut change.event.params) {
            params.insert(name.to_owned(), value.into());
        }
    }

    /// The standard members of a row that the actor writes now.
    pub(crate) fn stamp(&self, id: Uuid, version: i64) -> Stamp {
        let access = self.actor.access();
        let owner = access.user_id.zip(access.department_id);
        let owner = owner.map(|(owner_id, department_id)| Owner { owner_id, department_id });
        Stamp { id, version, at: self.now(), by: access.user_id, owner }
    }

    fn settle<E: Entity>(&mut self, before: &E, to: Standing) -> Result<()> {
        let stamp = self.stamp(before.id().into(), before.version());
        let settled = Settle::new(E::fields().table(), stamp, to).run(self.read.conn)?;
        if settled { Ok(()) } else { Err(Error::Stale { kind: E::KIND, version: before.version() }) }
    }

    fn record_settled<E: Entity>(&mut self, verb: &'static str, record: &E) -> Result<()> {
        let mut change = Change::between(verb, Some(record), record)?;
        change.version += 1;
        self.changes.push(change);
        Ok(())
    }

    fn rows_of_anyone<E: Entity>(&self, id: Uuid) -> Predicate {
        key_is::<E>(id).and(Predicate::IsNull(E::fields().source().deleted))
    }

    /// Undoes what `work` did if it fails, and only that.
    pub fn attempt<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.savepoint(work, Result::is_ok)
    }

    /// Does `work`, and undoes it whether it fails or not: to see what would become of it.
    pub fn rehearse<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.savepoint(work, |_| false)
    }

    fn savepoint<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T>,
        is_kept: impl FnOnce(&Result<T>) -> bool,
    ) -> Result<T> {
        use diesel::connection::{AnsiTransactionManager, TransactionManager};
        type Manager = AnsiTransactionManager;
        let before = self.changes.len();
        Manager::begin_transaction(&mut *self.read.conn)?;
        let done = work(self);
        if is_kept(&done) {
            Manager::commit_transaction(&mut *self.read.conn)?;
        } else {
            self.changes.truncate(before);
            Manager::rollback_transaction(&mut *self.read.conn)?;
        }
        done
    }
}

/// Runs the validator over an input.
pub fn validate(input: &impl Validate) -> Result<()> {
    input.validate().map_err(|errors| Error::Invalid(problem::field_errors(&errors)))
}

/// Merges a patch onto an input: null clears, absent keeps, objects merge member by member.
pub fn merged<I: serde::Serialize + DeserializeOwned>(input: &I, patch: &Map<String, Value>) -> Result<I> {
    let mut target = serde_json::to_value(input)?;
    merge(&mut target, patch);
    read_input(target)
}

fn merge(target: &mut Value, patch: &Map<String, Value>) {
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(members) = target else { return };
    for (name, value) in patch {
        match value {
            Value::Null => drop(members.insert(name.clone(), Value::Null)),
            Value::Object(inner) => merge(members.entry(name.clone()).or_insert(Value::Null), inner),
            other => drop(members.insert(name.clone(), other.clone())),
        }
    }
}

/// Reads an input from JSON; the error names the field.
pub fn read_input<I: DeserializeOwned>(value: Value) -> Result<I> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." {
            String::new()
        } else {
            format!("/{}", path.replace(['.', '['], "/").replace(']', "").replace("//", "/"))
        };
        Error::Invalid(vec![field_error(&place, &error.into_inner().to_string())])
    })
}

/// What serde says, as a code at a place: our own types write `code|words`.
fn field_error(place: &str, words: &str) -> FieldError {
    let quoted = || words.split('`').nth(1).unwrap_or_default();
    let inside = |name: &str| format!("{place}/{name}");
    if let Some((code, hint)) = words.split_once('|') {
        return FieldError::at(place, FieldCode::parse(code).unwrap_or_default()).with("hint", hint);
    }
    if words.starts_with("missing field") {
        return FieldError::at(&inside(quoted()), FieldCode::Required);
    }
    if words.starts_with("unknown field") {
        let field = quoted().to_owned();
        let place = if place.ends_with(&format!("/{field}")) { place.to_owned() } else { inside(&field) };
        return FieldError::at(&place, FieldCode::UnknownField);
    }
    if words.starts_with("unknown variant") {
        return FieldError::at(place, FieldCode::UnknownValue)
            .with("hint", words.split_once(", expected ").map_or("", |(_, expected)| expected));
    }
    if words.starts_with("invalid type: null") {
        return FieldError::at(place, FieldCode::Required);
    }
    let code =
        if words.starts_with("invalid type") { FieldCode::InvalidType } else { FieldCode::InvalidFormat };
    FieldError::at(place, code).with("hint", words)
}
