//! The columns of a file: which member of a record stands where, and how.

use std::collections::BTreeMap;

use persistence::{AUTHORS, Entity, Error, Result, Shape};
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::export::{ExportColumn, ExportPlan, NAME};
use wire::shape::{Holds, Member, members};
use wire::{FieldCode, FieldError};

use super::cell::{self, Cell};

/// A column of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// The member of the record.
    pub(super) member: String,
    shows: Shows,
    /// What stands above it.
    pub(super) header: String,
}

/// What a column shows of its member.
#[derive(Debug, Clone, PartialEq)]
enum Shows {
    /// The value, which is this.
    Value(Holds),
    /// The names of the records that it refers to.
    Names,
}

impl Column {
    /// Its cell in the row of a record.
    pub(super) fn cell(&self, record: &Map<String, Value>, labels: &BTreeMap<Uuid, String>) -> Cell {
        let member = record.get(&self.member).unwrap_or(&Value::Null);
        match &self.shows {
            Shows::Value(holds) => cell::value(member, holds),
            Shows::Names => cell::names(member, labels),
        }
    }

    /// True if it names who wrote the record.
    pub(super) fn names_authors(&self) -> bool {
        self.shows == Shows::Names && AUTHORS.contains(&self.member.as_str())
    }

    /// True if it holds texts of any length.
    pub(super) fn is_wide(&self) -> bool {
        matches!(self.shows, Shows::Names | Shows::Value(Holds::Text | Holds::List(_) | Holds::Json))
    }
}

/// The columns of a plan; every member and the names of what it refers to if the plan names none. [`Error::Invalid`]
/// for those that records of this kind do not have.
pub(super) fn columns<E: Entity>(plan: &ExportPlan) -> Result<Vec<Column>> {
    let known = all::<E>();
    if plan.columns.is_empty() {
        return Ok(known);
    }
    let mut errors = Vec::new();
    let mut columns = Vec::with_capacity(plan.columns.len());
    for (index, ExportColumn { field, header }) in plan.columns.iter().enumerate() {
        match known.iter().find(|column| column.header == *field) {
            Some(column) => {
                let header = header.clone().unwrap_or_else(|| field.clone());
                columns.push(Column { header, ..column.clone() });
            }
            None => {
                let place = format!("/columns/{index}/field");
                errors.push(FieldError::at(&place, FieldCode::UnknownField).with("hint", field));
            }
        }
    }
    if errors.is_empty() { Ok(columns) } else { Err(Error::Invalid(errors)) }
}

/// Every column that there can be, under its own name.
fn all<E: Entity>() -> Vec<Column> {
    let fields = E::fields().infos();
    let refers = |name: &str| {
        AUTHORS.contains(&name)
            || fields.iter().any(|field| {
                field.name == name && matches!(field.shape, Shape::Reference(_) | Shape::References(_))
            })
    };
    let column = |Member { name, holds }: Member| {
        let names = refers(&name).then(|| Column {
            member: name.clone(),
            shows: Shows::Names,
            header: format!("{name}{NAME}"),
        });
        let value = Column { member: name.clone(), shows: Shows::Value(holds), header: name };
        [Some(value), names].into_iter().flatten()
    };
    members::<E>().into_iter().flat_map(column).collect()
}
