//! Writing many records: one statement for what one record would need one for, and only bad records fail.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::Action;
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::{FieldCode, FieldError};

use super::{Tx, merged, validate};
use crate::list::{Plan, Predicate, Value as ListValue};
use crate::{Entity, Error, Owner, Result, Stamp};

/// A record to be created.
pub struct NewRecord<I> {
    /// What is set of it.
    pub input: I,
    /// Whose it is; the actor's if None.
    pub owner: Option<Owner>,
    /// When it came into being; now if None.
    pub created_at: Option<DateTime<Utc>>,
}

/// An input, with what it replaces if it changes a record.
type Change<'a, I> = (Option<&'a I>, &'a I);

impl Tx<'_> {
    /// Creates the records; the answer is in their order. A record that is refused leaves the others alone. An error
    /// of the whole is no fault of a record: a missing permission, or the database away.
    pub fn create_many<E: Entity>(&mut self, records: Vec<NewRecord<E::Input>>) -> Result<Vec<Result<E>>> {
        self.actor.scope(E::KIND, Action::Create)?;
        let changes: Vec<Change<'_, E::Input>> = records.iter().map(|record| (None, &record.input)).collect();
        let checked = self.check_each::<E>(&changes)?;
        let mut rows = Vec::with_capacity(records.len());
        let mut places = Vec::with_capacity(records.len());
        let mut results: Vec<Option<Result<E>>> = Vec::with_capacity(records.len());
        for (place, (record, checked)) in records.into_iter().zip(checked).enumerate() {
            results.push(checked.err().map(Err));
            if results[place].is_some() {
                continue;
            }
            let mut stamp = self.stamp(self.runtime.new_id(), 0);
            stamp.owner = record.owner.or(stamp.owner);
            stamp.at = record.created_at.unwrap_or(stamp.at);
            rows.push((stamp, record.input));
            places.push(place);
        }
        let mut created = Vec::with_capacity(rows.len());
        self.insert_all::<E>(&rows, &mut created)?;
        for (place, created) in places.into_iter().zip(created) {
            results[place] = Some(created);
        }
        Ok(results.into_iter().flatten().collect())
    }

    /// Merges each patch onto its record, which is locked; what stays the same is left alone. The answer is in their
    /// order; a record that is refused leaves the others alone.
    pub fn update_many<E: Entity>(
        &mut self,
        changes: Vec<(E, Map<String, Value>)>,
    ) -> Result<Vec<Result<E>>> {
        let mut results: Vec<Option<Result<E>>> = Vec::with_capacity(changes.len());
        let mut saves: Vec<(usize, E, E::Input, E::Input)> = Vec::new();
        for (place, (before, patch)) in changes.into_iter().enumerate() {
            let old = before.input();
            let new = match self.may(&before, Action::Update) {
                Ok(()) => merged::<E::Input>(&old, &patch),
                Err(error) => Err(error),
            };
            results.push(match new {
                Ok(new) if new == old => Some(Ok(before)),
                Ok(new) => {
                    saves.push((place, before, old, new));
                    None
                }
                Err(error) => Some(Err(of_the_record(error)?)),
            });
        }
        let pairs: Vec<Change<'_, E::Input>> =
            saves.iter().map(|(_, _, old, new)| (Some(old), new)).collect();
        let checked = self.check_each::<E>(&pairs)?;
        let mut sound = Vec::with_capacity(saves.len());
        for ((place, before, _, new), checked) in saves.into_iter().zip(checked) {
            match checked {
                Ok(()) => sound.push((place, before, new)),
                Err(error) => results[place] = Some(Err(error)),
            }
        }
        self.save_all(&sound, &mut results)?;
        Ok(results.into_iter().flatten().collect())
    }

    /// Runs the validator over each input, and checks the references of all in one statement.
    fn check_each<E: Entity>(&mut self, changes: &[Change<'_, E::Input>]) -> Result<Vec<Result<()>>> {
        let mut named = Vec::with_capacity(changes.len());
        for (before, input) in changes {
            named.push(crate::read::named::<E>(*before, input)?);
        }
        let unseen: BTreeSet<(&'static str, Uuid)> = self.unseen::<E>(named.iter().flatten().copied())?;
        let check = |(named, (_, input)): (Vec<(&'static str, Uuid)>, &Change<'_, E::Input>)| {
            let missing = named.into_iter().filter(|name| unseen.contains(name));
            let mut errors: Vec<FieldError> =
                missing.map(|(field, _)| FieldError::at(field, FieldCode::NotFound)).collect();
            if let Err(Error::Invalid(more)) = validate(*input) {
                errors.extend(more);
            }
            if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
        };
        Ok(named.into_iter().zip(changes).map(check).collect())
    }

    /// Inserts the rows in one statement; if that fails, each half of them, down to the row that is to blame.
    fn insert_all<E: Entity>(
        &mut self,
        rows: &[(Stamp, E::Input)],
        results: &mut Vec<Result<E>>,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        match self.attempt(|tx| tx.insert_each(rows)) {
            Ok(inserted) => {
                results.extend(inserted);
                Ok(())
            }
            Err(error) if rows.len() == 1 => {
                results.push(Err(of_the_record(error)?));
                Ok(())
            }
            Err(error) => {
                of_the_record(error)?;
                let (first, second) = rows.split_at(rows.len() / 2);
                self.insert_all(first, results)?;
                self.insert_all(second, results)
            }
        }
    }

    /// Inserts the rows that their kind has nothing against, in one statement.
    fn insert_each<E: Entity>(&mut self, rows: &[(Stamp, E::Input)]) -> Result<Vec<Result<E>>> {
        let mut drafts = Vec::with_capacity(rows.len());
        let mut refused: HashMap<Uuid, Error> = HashMap::new();
        for (stamp, input) in rows {
            match E::prepare(self, None, input.clone()) {
                Ok(draft) => drafts.push((*stamp, draft)),
                // A statement failed: the savepoint is lost.
                Err(error @ Error::Database(_)) => return Err(error),
                Err(error) => drop(refused.insert(stamp.id, of_the_record(error)?)),
            }
        }
        let created = if drafts.is_empty() { Vec::new() } else { E::insert(self.read.conn, &drafts)? };
        for record in &created {
            self.record("create", None, record)?;
        }
        E::after_create(self, &created)?;
        self.check_reach(&created)?;
        let mut by_id: HashMap<Uuid, E> =
            created.into_iter().map(|record| (record.id().into(), record)).collect();
        let of = |(stamp, _): &(Stamp, E::Input)| match refused.remove(&stamp.id) {
            Some(error) => Err(error),
            None => by_id.remove(&stamp.id).ok_or(Error::NotFound(E::KIND)),
        };
        Ok(rows.iter().map(of).collect())
    }

    /// A record without an owner lies where the record does that it belongs to: [`Error::Forbidden`] if that is out of
    /// the reach in which the actor may create. References have been found visible, which is less.
    pub(super) fn check_reach<E: Entity>(&mut self, created: &[E]) -> Result<()> {
        let reach = self.actor.scope(E::KIND, Action::Create)?.reach();
        if E::IS_OWNED || self.actor.access().permissions.reach(E::KIND, Action::Read) <= reach {
            return Ok(());
        }
        let ids: Vec<Uuid> = created.iter().map(|record| record.id().into()).collect();
        let limit = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let rows = Predicate::AnyOf(E::fields().key(), ListValue::Uuids(ids));
        let rows = self.rows::<E>(Action::Create)?.and(rows);
        let reached = E::fetch(self.read.conn, &Plan::new(rows, Vec::new(), limit))?.len();
        if reached == created.len() { Ok(()) } else { Err(Error::Forbidden(E::KIND, Action::Create)) }
    }

    /// Saves the changed records under one savepoint; if one fails, each half of them.
    fn save_all<E: Entity>(
        &mut self,
        saves: &[(usize, E, E::Input)],
        results: &mut [Option<Result<E>>],
    ) -> Result<()> {
        if saves.is_empty() {
            return Ok(());
        }
        let saved = self.attempt(|tx| {
            let each = saves.iter().map(|(_, before, input)| tx.save(before, input.clone()));
            each.collect::<Result<Vec<E>>>()
        });
        match saved {
            Ok(saved) => {
                for ((place, ..), after) in saves.iter().zip(saved) {
                    results[*place] = Some(Ok(after));
                }
                Ok(())
            }
            Err(error) if saves.len() == 1 => {
                results[saves[0].0] = Some(Err(of_the_record(error)?));
                Ok(())
            }
            Err(error) => {
                of_the_record(error)?;
                let (first, second) = saves.split_at(saves.len() / 2);
                self.save_all(first, results)?;
                self.save_all(second, results)
            }
        }
    }
}

/// The error, if a record is to blame; otherwise it is an error of the whole.
fn of_the_record(error: Error) -> Result<Error> {
    if error.is_of_the_record() { Ok(error) } else { Err(error) }
}
