//! Rows of one kind become records: a chunk at a time, in the transaction of the caller.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use persistence::{Entity, Error, NewRecord, Owner, Result, Tx, read_input};
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::import::{ImportMode, MissingReference};
use wire::{FieldCode, FieldError};

use super::cell;
use super::file::Row;
use super::mapping::{Column, Mapping, Reference, Target};
use super::reference::{Meaning, Name, References};

/// What became of a row.
#[derive(Debug)]
pub(super) enum Outcome {
    Created,
    Updated,
    Failed(Vec<FieldError>),
}

/// A row as it is to be written.
#[derive(Default)]
struct Draft {
    values: Map<String, Value>,
    owner: Option<Owner>,
    created_at: Option<DateTime<Utc>>,
}

/// Writes the rows; the answer is in their order.
pub(super) fn write<E: Entity>(
    tx: &mut Tx<'_>,
    mapping: &Mapping,
    references: &mut References,
    rows: &[Row],
) -> Result<Vec<Outcome>> {
    let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(rows.len());
    let mut drafts = Vec::with_capacity(rows.len());
    for (place, draft) in read_rows(tx, mapping, references, rows)?.into_iter().enumerate() {
        match draft {
            Ok(draft) => {
                drafts.push((place, draft));
                outcomes.push(None);
            }
            Err(errors) => outcomes.push(Some(Outcome::Failed(errors))),
        }
    }
    if mapping.mode == ImportMode::Create {
        create::<E>(tx, drafts, &mut outcomes)?;
    } else {
        write_matched::<E>(tx, mapping, drafts, &mut outcomes)?;
    }
    Ok(outcomes.into_iter().flatten().collect())
}

/// The rows as drafts, each with everything that is wrong with it.
fn read_rows(
    tx: &mut Tx<'_>,
    mapping: &Mapping,
    references: &mut References,
    rows: &[Row],
) -> Result<Vec<Result<Draft, Vec<FieldError>>>> {
    let mut drafts: Vec<(Draft, Vec<FieldError>)> = rows.iter().map(|row| whole(mapping, row)).collect();
    let is_whole: Vec<bool> = drafts.iter().map(|(_, errors)| errors.is_empty()).collect();
    for column in &mapping.columns {
        let text = |(row, is_whole): (&Row, &bool)| mapping.text(column, row).filter(|_| *is_whole);
        let texts: Vec<Option<String>> = rows.iter().zip(&is_whole).map(text).collect();
        match &column.target {
            Target::Field(holds) => {
                for ((draft, errors), text) in drafts.iter_mut().zip(texts) {
                    let Some(text) = text else { continue };
                    match cell::read(&text, holds, &mapping.forms, column.factor, &column.separator) {
                        Ok(value) => drop(draft.values.insert(column.to.clone(), value)),
                        Err(wrong) => errors.push(cell::error(&column.to, wrong)),
                    }
                }
            }
            Target::CreatedAt => {
                for ((draft, errors), text) in drafts.iter_mut().zip(texts) {
                    let Some(text) = text else { continue };
                    match cell::time(&text, &mapping.forms) {
                        Ok(time) => draft.created_at = Some(time),
                        Err(wrong) => errors.push(cell::error(&column.to, wrong)),
                    }
                }
            }
            Target::Reference(reference) => {
                let found = meanings(tx, mapping, references, (column, reference), (rows, &texts))?;
                for ((draft, errors), found) in drafts.iter_mut().zip(found) {
                    match found {
                        Ok(ids) if ids.is_empty() => {}
                        Ok(ids) if reference.is_list => {
                            let ids = ids.iter().map(|id| Value::String(id.to_string())).collect();
                            draft.values.insert(column.to.clone(), Value::Array(ids));
                        }
                        Ok(ids) => {
                            drop(draft.values.insert(column.to.clone(), Value::String(ids[0].to_string())))
                        }
                        Err(more) => errors.extend(more),
                    }
                }
            }
            Target::Owner(reference) => {
                let found = meanings(tx, mapping, references, (column, reference), (rows, &texts))?;
                let users: BTreeSet<Uuid> = found.iter().flatten().flatten().copied().collect();
                let owners = references.owners(tx, users)?;
                for ((draft, errors), found) in drafts.iter_mut().zip(found) {
                    match found {
                        Ok(ids) => draft.owner = ids.first().and_then(|id| owners.get(id)).copied(),
                        Err(more) => errors.extend(more),
                    }
                }
            }
        }
    }
    Ok(drafts
        .into_iter()
        .map(|(draft, errors)| if errors.is_empty() { Ok(draft) } else { Err(errors) })
        .collect())
}

/// An empty draft, with what is wrong with the row as a whole.
fn whole(mapping: &Mapping, row: &Row) -> (Draft, Vec<FieldError>) {
    let mut errors = Vec::new();
    if row.is_garbled {
        let error = FieldError::at("", FieldCode::InvalidFormat);
        errors.push(error.with("hint", "some characters are not of the file's encoding"));
    }
    if row.cells.len() != mapping.width() {
        let error = FieldError::at("", FieldCode::InvalidFormat);
        let error = error.with("hint", "the row has {cells} cells, the header {columns}");
        errors.push(error.with("cells", row.cells.len()).with("columns", mapping.width()));
    }
    (Draft::default(), errors)
}

type Found = Result<Vec<Uuid>, Vec<FieldError>>;

/// For each row, the records that its text in a column names.
fn meanings(
    tx: &mut Tx<'_>,
    mapping: &Mapping,
    references: &mut References,
    (column, reference): (&Column, &Reference),
    (rows, texts): (&[Row], &[Option<String>]),
) -> Result<Vec<Found>> {
    let mut wanted: BTreeMap<Name, Vec<Option<String>>> = BTreeMap::new();
    let mut names_of = Vec::with_capacity(rows.len());
    for (row, text) in rows.iter().zip(texts) {
        let within = reference.within.as_ref().and_then(|template| mapping.fill(template, row));
        let entries: Vec<String> = match text {
            Some(text) if reference.is_list => {
                let entries = text.split(&column.separator).map(str::trim).filter(|entry| !entry.is_empty());
                entries.map(str::to_owned).collect()
            }
            one => one.iter().cloned().collect(),
        };
        let names: Vec<Name> = entries.into_iter().map(|entry| (entry, within.clone())).collect();
        for name in &names {
            let with =
                || reference.create_with.iter().map(|(_, template)| mapping.fill(template, row)).collect();
            wanted.entry(name.clone()).or_insert_with(with);
        }
        names_of.push(names);
    }
    let known: HashMap<Name, Meaning> = references.resolve(tx, mapping, (column, reference), wanted)?;
    let meaning = |name: &Name| -> Found {
        let wrong = |code: FieldCode| vec![FieldError::at(&column.to, code).with("hint", &name.0)];
        match known.get(name) {
            Some(Meaning::One(id)) => Ok(vec![*id]),
            Some(Meaning::Several) => Err(wrong(FieldCode::Ambiguous)),
            Some(Meaning::Refused(errors)) => {
                // At the members of the record that was to be created.
                let within = |error: &FieldError| {
                    let inner = error.pointer.as_deref().unwrap_or_default();
                    let pointer = Some(format!("/{}{inner}", column.to));
                    FieldError { pointer, ..error.clone() }
                };
                Err(errors.iter().map(within).collect())
            }
            Some(Meaning::Nothing) | None if reference.rule.missing == MissingReference::LeaveEmpty => {
                Ok(Vec::new())
            }
            Some(Meaning::Nothing) | None => Err(wrong(FieldCode::NotFound)),
        }
    };
    let each = |names: Vec<Name>| -> Found {
        let mut ids = Vec::with_capacity(names.len());
        for name in &names {
            ids.extend(meaning(name)?);
        }
        Ok(ids)
    };
    Ok(names_of.into_iter().map(each).collect())
}

/// Writes rows as new records.
fn create<E: Entity>(
    tx: &mut Tx<'_>,
    drafts: Vec<(usize, Draft)>,
    outcomes: &mut [Option<Outcome>],
) -> Result<()> {
    let mut places = Vec::with_capacity(drafts.len());
    let mut records = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts {
        match read_input::<E::Input>(Value::Object(draft.values)) {
            Ok(input) => {
                places.push(place);
                records.push(NewRecord { input, owner: draft.owner, created_at: draft.created_at });
            }
            Err(error) => outcomes[place] = Some(Outcome::Failed(error.fields())),
        }
    }
    if records.is_empty() {
        return Ok(());
    }
    for (place, result) in places.into_iter().zip(tx.create_many::<E>(records)?) {
        outcomes[place] = Some(match result {
            Ok(_) => Outcome::Created,
            Err(error) => Outcome::Failed(error.fields()),
        });
    }
    Ok(())
}

/// Writes rows onto the records they match. Rows of one key come one after the other: each wave has a key once.
fn write_matched<E: Entity>(
    tx: &mut Tx<'_>,
    mapping: &Mapping,
    drafts: Vec<(usize, Draft)>,
    outcomes: &mut [Option<Outcome>],
) -> Result<()> {
    let mut waiting = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts {
        match keys(&mapping.match_by, &draft.values) {
            Ok(keys) => waiting.push((place, draft, keys)),
            Err(errors) => outcomes[place] = Some(Outcome::Failed(errors)),
        }
    }
    while !waiting.is_empty() {
        let mut taken: HashSet<Key> = HashSet::new();
        let (mut wave, mut later) = (Vec::new(), Vec::new());
        for (place, draft, keys) in waiting {
            if keys.iter().any(|key| taken.contains(key)) {
                later.push((place, draft, keys));
                continue;
            }
            taken.extend(keys.iter().cloned());
            wave.push((place, draft, keys));
        }
        write_wave::<E>(tx, mapping, wave, outcomes)?;
        waiting = later;
    }
    Ok(())
}

/// The values of the match fields, as texts.
type Key = Vec<String>;

/// The keys of a row: one, or each of its external ids.
fn keys(match_by: &[String], values: &Map<String, Value>) -> Result<Vec<Key>, Vec<FieldError>> {
    if let [only] = match_by
        && let Some(Value::Array(ids)) = values.get(only)
        && !ids.is_empty()
    {
        return Ok(ids.iter().map(|id| vec![text_of(id)]).collect());
    }
    let missing = match_by.iter().filter(|field| !values.contains_key(*field));
    let errors: Vec<FieldError> = missing.map(|field| FieldError::at(field, FieldCode::Required)).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(vec![match_by.iter().filter_map(|field| values.get(field)).map(text_of).collect()])
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn write_wave<E: Entity>(
    tx: &mut Tx<'_>,
    mapping: &Mapping,
    wave: Vec<(usize, Draft, Vec<Key>)>,
    outcomes: &mut [Option<Outcome>],
) -> Result<()> {
    let mut tests: Vec<(&str, Vec<String>)> = Vec::new();
    for (index, field) in mapping.match_by.iter().enumerate() {
        let values: BTreeSet<&String> =
            wave.iter().flat_map(|(.., keys)| keys).filter_map(|key| key.get(index)).collect();
        tests.push((field, values.into_iter().cloned().collect()));
    }
    let found: Vec<E> = tx.lock_matching(&tests)?;
    let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut records: Vec<Option<E>> = Vec::with_capacity(found.len());
    for (index, record) in found.into_iter().enumerate() {
        let members = persistence::members(&record, &mapping.match_by)?;
        for key in keys(&mapping.match_by, &members).unwrap_or_default() {
            by_key.entry(key).or_default().push(index);
        }
        records.push(Some(record));
    }
    let (mut changes, mut changed_places, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for (place, draft, keys) in wave {
        let matched: BTreeSet<usize> =
            keys.iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
        let first = matched.first().and_then(|index| records[*index].take());
        match (matched.len(), first) {
            (0, _) if mapping.mode == ImportMode::Upsert => new.push((place, draft)),
            (0, _) => {
                let at = mapping.match_by.first().map(String::as_str).unwrap_or_default();
                let hint = keys.first().map(|key| key.join(", ")).unwrap_or_default();
                let error = FieldError::at(at, FieldCode::NotFound).with("hint", hint);
                outcomes[place] = Some(Outcome::Failed(vec![error]));
            }
            (1, Some(before)) => {
                changes.push((with_lists(&before, draft.values)?, before));
                changed_places.push(place);
            }
            _ => {
                let at = mapping.match_by.first().map(String::as_str).unwrap_or_default();
                let hint = keys.first().map(|key| key.join(", ")).unwrap_or_default();
                let error = FieldError::at(at, FieldCode::Ambiguous).with("hint", hint);
                outcomes[place] = Some(Outcome::Failed(vec![error]));
            }
        }
    }
    let changes = changes.into_iter().map(|(patch, before)| (before, patch)).collect();
    for (place, result) in changed_places.into_iter().zip(tx.update_many::<E>(changes)?) {
        outcomes[place] = Some(match result {
            Ok(_) => Outcome::Updated,
            Err(error) => Outcome::Failed(error.fields()),
        });
    }
    create::<E>(tx, new, outcomes)
}

/// A patch that adds external ids to those the record has: a file knows the names of one system only.
fn with_lists<E: Entity>(before: &E, mut patch: Map<String, Value>) -> Result<Map<String, Value>> {
    const FIELD: &str = "external_ids";
    let Some(Value::Array(new)) = patch.get(FIELD) else { return Ok(patch) };
    let members = persistence::members(before, &[FIELD.to_owned()])?;
    let mut all = match members.get(FIELD) {
        Some(Value::Array(old)) => old.clone(),
        _ => return Err(Error::Internal(format!("{FIELD} is no list"))),
    };
    all.extend(new.iter().filter(|id| !all.contains(id)).cloned().collect::<Vec<_>>());
    patch.insert(FIELD.to_owned(), Value::Array(all));
    Ok(patch)
}
