//! From the names in cells to the records they mean: one statement for a column of a chunk.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{Kind, UserId};
use persistence::{Entity, Error, NewRecord, Owner, Result, Tx, VisitEntity, every_entity, read_input};
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::import::{MissingReference, ReferenceKey, Template};
use wire::shape::{Holds, members};
use wire::{FieldCode, FieldError};

use super::cell::{self, Forms};
use super::mapping::{Column, Mapping, Reference};

/// What a text was found to mean.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    One(Uuid),
    Several,
    Nothing,
    /// It was to be created, and was refused.
    Refused(Vec<FieldError>),
}

/// A text, and the name of the record within which it is looked for.
pub(super) type Name = (String, Option<String>);

/// What is known of the references of one import. Only what was found is kept over chunks: what is missing may be
/// created by a row.
#[derive(Default)]
pub(super) struct References {
    known: HashMap<(String, Name), Uuid>,
    owners: HashMap<Uuid, Owner>,
}

impl References {
    /// The meaning of each name in a column. `with` is what a template makes of the row a name comes from.
    pub(super) fn resolve(
        &mut self,
        tx: &mut Tx<'_>,
        mapping: &Mapping,
        (column, reference): (&Column, &Reference),
        names: BTreeMap<Name, Vec<Option<String>>>,
    ) -> Result<HashMap<Name, Meaning>> {
        let mut meanings = HashMap::new();
        let mut unknown: BTreeMap<Option<String>, BTreeMap<String, Vec<Option<String>>>> = BTreeMap::new();
        for (name, with) in names {
            match self.known.get(&(column.to.clone(), name.clone())) {
                Some(id) => drop(meanings.insert(name, Meaning::One(*id))),
                None => drop(unknown.entry(name.1).or_default().insert(name.0, with)),
            }
        }
        for (within, texts) in unknown {
            let mut lookup = Lookup {
                tx,
                reference,
                forms: &mapping.forms,
                within: within.as_deref(),
                texts,
                found: None,
            };
            every_entity(&mut lookup);
            let found = lookup.found.ok_or(Error::NotFound(reference.kind))??;
            for (text, meaning) in found {
                let name = (text, within.clone());
                if let Meaning::One(id) = meaning {
                    self.known.insert((column.to.clone(), name.clone()), id);
                }
                meanings.insert(name, meaning);
            }
        }
        Ok(meanings)
    }

    /// These users as owners; those who are no more are not among them.
    pub(super) fn owners(&mut self, tx: &mut Tx<'_>, users: BTreeSet<Uuid>) -> Result<&HashMap<Uuid, Owner>> {
        let new: Vec<UserId> =
            users.into_iter().filter(|id| !self.owners.contains_key(id)).map(UserId).collect();
        if !new.is_empty() {
            self.owners.extend(tx.owners_of(&new)?.into_iter().map(|owner| (owner.owner_id.0, owner)));
        }
        Ok(&self.owners)
    }

    /// Forgets everything: what a chunk created was undone.
    pub(super) fn forget(&mut self) {
        self.known.clear();
    }
}

/// Finds the kind of the reference, and there the names.
struct Lookup<'a, 'c> {
    tx: &'a mut Tx<'c>,
    reference: &'a Reference,
    forms: &'a Forms,
    within: Option<&'a str>,
    /// Each text, with what the templates of `create_with` made of its row.
    texts: BTreeMap<String, Vec<Option<String>>>,
    found: Option<Result<Vec<(String, Meaning)>>>,
}

impl VisitEntity for Lookup<'_, '_> {
    fn visit<E: Entity>(&mut self) {
        if E::KIND == self.reference.kind {
            self.found = Some(self.look::<E>());
        }
    }
}

impl Lookup<'_, '_> {
    fn look<E: Entity>(&mut self) -> Result<Vec<(String, Meaning)>> {
        let within = match (&self.reference.rule.within, self.within) {
            (Some(rule), Some(name)) => match self.outer::<E>(&rule.field, name)? {
                Some(id) => Some((rule.field.as_str(), id)),
                None => return Ok(self.texts.keys().map(|text| (text.clone(), Meaning::Nothing)).collect()),
            },
            _ => None,
        };
        let by = self.reference.rule.by;
        let texts: Vec<String> = self.texts.keys().cloned().collect();
        let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
        for (text, id) in self.tx.find_named::<E>(by, &texts, within)? {
            found.entry(text).or_default().push(id);
        }
        let mut meanings = Vec::with_capacity(texts.len());
        let mut missing = Vec::new();
        for text in texts {
            match found.get(&text).map(Vec::as_slice) {
                Some([id]) => meanings.push((text, Meaning::One(*id))),
                Some([_, ..]) => meanings.push((text, Meaning::Several)),
                _ if self.reference.rule.missing == MissingReference::Create && by != ReferenceKey::Id => {
                    missing.push(text);
                }
                _ => meanings.push((text, Meaning::Nothing)),
            }
        }
        meanings.extend(self.create::<E>(missing, within)?);
        Ok(meanings)
    }

    /// The record of this name that records of `E` refer to by `field`.
    fn outer<E: Entity>(&mut self, field: &str, name: &str) -> Result<Option<Uuid>> {
        let shape = E::fields().infos().into_iter().find(|info| info.name == field).map(|info| info.shape);
        let Some(persistence::Shape::Reference(kind)) = shape else {
            return Err(Error::invalid("within", FieldCode::UnknownField));
        };
        let mut by_name = ByName { tx: self.tx, kind, name, found: None };
        every_entity(&mut by_name);
        by_name.found.ok_or(Error::NotFound(kind))?
    }

    /// Creates the records of these names, each with what its row says besides.
    fn create<E: Entity>(
        &mut self,
        texts: Vec<String>,
        within: Option<(&str, Uuid)>,
    ) -> Result<Vec<(String, Meaning)>> {
        let key = match self.reference.rule.by {
            ReferenceKey::ExternalId => "external_ids",
            ReferenceKey::Email => "email",
            ReferenceKey::Code => "code",
            ReferenceKey::Name | ReferenceKey::Id => "name",
        };
        let members = members::<E::Input>();
        let holds =
            |field: &str| members.iter().find(|member| member.name == field).map(|member| &member.holds);
        let mut meanings = Vec::new();
        let mut records = Vec::new();
        let mut created = Vec::new();
        for text in texts {
            let mut input = Map::new();
            let mut errors = Vec::new();
            let own = std::iter::once((key, Some(text.clone())));
            let filled = self.texts.get(&text).into_iter().flatten().cloned();
            let with =
                self.reference.create_with.iter().map(|(field, _): &(String, Template)| field.as_str());
            for (field, text) in own.chain(with.zip(filled)) {
                let Some(text) = text else { continue };
                let value = cell::read(&text, holds(field).unwrap_or(&Holds::Text), self.forms, None, ";");
                match value {
                    Ok(value) => drop(input.insert(field.to_owned(), value)),
                    Err(wrong) => errors.push(cell::error(field, wrong)),
                }
            }
            if let Some((field, id)) = within {
                input.insert(field.to_owned(), Value::String(id.to_string()));
            }
            match read_input::<E::Input>(Value::Object(input)) {
                Ok(input) if errors.is_empty() => {
                    records.push(NewRecord { input, owner: None, created_at: None });
                    created.push(text);
                }
                Ok(_) => meanings.push((text, Meaning::Refused(errors))),
                Err(error) => meanings.push((text, Meaning::Refused(error.fields()))),
            }
        }
        let results = if records.is_empty() { Vec::new() } else { self.tx.create_many::<E>(records)? };
        for (text, result) in created.into_iter().zip(results) {
            let meaning = match result {
                Ok(record) => Meaning::One(record.id().into()),
                Err(error) => Meaning::Refused(error.fields()),
            };
            meanings.push((text, meaning));
        }
        Ok(meanings)
    }
}

/// Finds the one record of a kind by its name.
struct ByName<'a, 'c> {
    tx: &'a mut Tx<'c>,
    kind: Kind,
    name: &'a str,
    found: Option<Result<Option<Uuid>>>,
}

impl VisitEntity for ByName<'_, '_> {
    fn visit<E: Entity>(&mut self) {
        if E::KIND == self.kind {
            let found = self.tx.find_named::<E>(ReferenceKey::Name, &[self.name.to_owned()], None);
            self.found = Some(found.map(|found| match found.as_slice() {
                [(_, id)] => Some(*id),
                _ => None,
            }));
        }
    }
}
