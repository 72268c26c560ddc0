//! Writing many records: one statement for what one record would need one for, and only bad records fail.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::Action;
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::{FieldCode, FieldError};

use super::{Tx, merged, validate};
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
        let mut checked = self.check_each::<E>(&changes)?;
        let mut rows = Vec::with_capacity(records.len());
        let mut places = Vec::with_capacity(records.len());
        for (place, record) in records.into_iter().enumerate() {
            if checked[place].is_err() {
                continue;
            }
            let mut stamp = self.stamp(self.runtime.new_id(), 0);
            stamp.owner = record.owner.or(stamp.owner);
            stamp.at = record.created_at.unwrap_or(stamp.at);
            match E::prepare(self, None, record.input) {
                Ok(draft) => {
                    rows.push((stamp, draft));
                    places.push(place);
                }
                // A statement failed outside a savepoint: the transaction is lost.
                Err(error @ Error::Database(_)) => return Err(error),
                Err(error) => checked[place] = Err(of_the_record(error)?),
            }
        }
        let mut results: Vec<Option<Result<E>>> =
            checked.into_iter().map(|checked| checked.err().map(Err)).collect();
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
        rows: &[(Stamp, E::Draft)],
        results: &mut Vec<Result<E>>,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let inserted = self.attempt(|tx| {
            let created = E::insert(tx.read.conn, rows)?;
            for record in &created {
                tx.record("create", None, record)?;
            }
            E::after_create(tx, &created)?;
            Ok(created)
        });
        match inserted {
            Ok(created) => {
                let mut by_id: HashMap<Uuid, E> =
                    created.into_iter().map(|record| (record.id().into(), record)).collect();
                let of =
                    |(stamp, _): &(Stamp, E::Draft)| by_id.remove(&stamp.id).ok_or(Error::NotFound(E::KIND));
                results.extend(rows.iter().map(of));
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
