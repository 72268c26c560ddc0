//! A plan laid upon the columns of one file and the fields of one kind.

use std::collections::{BTreeMap, BTreeSet};

use domain::Kind;
use persistence::{Entity, Shape};
use rust_decimal::Decimal;
use wire::import::{ImportColumn, ImportMode, ImportPlan, ImportReference, Template};
use wire::shape::{Holds, members};

use super::cell::Forms;
use super::file::Row;

/// How rows of this file become records.
pub(super) struct Mapping {
    pub(super) mode: ImportMode,
    pub(super) match_by: Vec<String>,
    pub(super) forms: Forms,
    pub(super) columns: Vec<Column>,
    headers: BTreeMap<String, usize>,
}

/// One field, and where it comes from.
pub(super) struct Column {
    pub(super) to: String,
    pub(super) target: Target,
    pub(super) factor: Option<Decimal>,
    pub(super) separator: String,
    plan: ImportColumn,
    source: Source,
}

/// What a column sets.
pub(super) enum Target {
    /// A member of the input.
    Field(Holds),
    /// A member of the input that refers to a record.
    Reference(Reference),
    /// The owner.
    Owner(Reference),
    /// The date of creation.
    CreatedAt,
}

/// How the record a text names is found.
pub(super) struct Reference {
    pub(super) kind: Kind,
    pub(super) is_list: bool,
    pub(super) rule: ImportReference,
    pub(super) within: Option<Template>,
    pub(super) create_with: Vec<(String, Template)>,
}

enum Source {
    Cell(usize),
    Template(Template),
    Constant(String),
}

impl Mapping {
    /// Lays `plan` upon the file's columns; the error says in words why it does not fit.
    pub(super) fn new<E: Entity>(
        plan: &ImportPlan,
        headers: &[String],
        forms: Forms,
    ) -> Result<Self, String> {
        let headers = numbered(headers)?;
        let fields = E::fields().infos();
        let members = members::<E::Input>();
        let mut missing = BTreeSet::new();
        let mut columns = Vec::new();
        for column in &plan.columns {
            let mut template = |text: &str| -> Result<Template, String> {
                let template = Template::parse(text)?;
                missing.extend(
                    template.columns().filter(|name| !headers.contains_key(*name)).map(str::to_owned),
                );
                Ok(template)
            };
            let source = match (&column.column, &column.template, &column.value) {
                (Some(name), None, None) => match headers.get(name) {
                    Some(index) => Source::Cell(*index),
                    None => {
                        missing.insert(name.clone());
                        continue;
                    }
                },
                (None, Some(text), None) => Source::Template(template(text)?),
                (None, None, Some(text)) => Source::Constant(text.clone()),
                _ => return Err(format!("{} must come from a column, a template or a value", column.to)),
            };
            let mut reference = |kind, is_list| -> Result<Reference, String> {
                let rule = column.reference.clone().unwrap_or_default();
                let within = rule.within.as_ref().map(|within| template(&within.name)).transpose()?;
                let each = rule.create_with.iter().map(|(field, text)| Ok((field.clone(), template(text)?)));
                let create_with = each.collect::<Result<_, String>>()?;
                Ok(Reference { kind, is_list, rule, within, create_with })
            };
            let member = members.iter().find(|member| member.name == column.to);
            let shape = fields.iter().find(|info| info.name == column.to).map(|info| info.shape);
            let target = match (column.to.as_str(), member, shape) {
                ("owner_id", None, _) => Target::Owner(reference(Kind::User, false)?),
                ("created_at", None, _) => Target::CreatedAt,
                (_, Some(_), Some(Shape::Reference(kind))) => Target::Reference(reference(kind, false)?),
                (_, Some(_), Some(Shape::References(kind))) => Target::Reference(reference(kind, true)?),
                (_, Some(member), _) => Target::Field(member.holds.clone()),
                (field, None, _) => return Err(format!("{} has no field {field}", E::KIND)),
            };
            columns.push(Column {
                to: column.to.clone(),
                target,
                factor: column.multiply_by.map(|factor| factor.0),
                separator: column.separator.clone().unwrap_or_else(|| ";".to_owned()),
                plan: column.clone(),
                source,
            });
        }
        if !missing.is_empty() {
            let missing: Vec<String> = missing.into_iter().collect();
            let there: Vec<String> = headers.keys().cloned().collect();
            return Err(format!(
                "the file has no column {}; it has {}",
                missing.join(", "),
                there.join(", ")
            ));
        }
        Ok(Self { mode: plan.mode, match_by: plan.match_by.clone(), forms, columns, headers })
    }

    /// What a template makes of a row.
    pub(super) fn fill(&self, template: &Template, row: &Row) -> Option<String> {
        template.fill(|name| row.cells.get(*self.headers.get(name)?).map(String::as_str))
    }

    /// The text that a column has in a row, after aliases and defaults; None if it is empty.
    pub(super) fn text(&self, column: &Column, row: &Row) -> Option<String> {
        let raw = match &column.source {
            Source::Cell(index) => row.cells.get(*index).cloned().unwrap_or_default(),
            Source::Template(template) => self.fill(template, row).unwrap_or_default(),
            Source::Constant(text) => text.clone(),
        };
        let text = column.plan.aliases.get(&raw).unwrap_or(&raw);
        let is_empty = text.is_empty() || column.plan.empty_as.contains(text);
        if is_empty { column.plan.default.clone() } else { Some(text.clone()) }
    }

    /// How many cells a row must have.
    pub(super) fn width(&self) -> usize {
        self.headers.len()
    }

    /// The file's column behind a field, for the reader of an error.
    pub(super) fn header_of(&self, field: &str) -> Option<String> {
        let column = self.columns.iter().find(|column| column.to == field)?;
        column.plan.column.clone()
    }
}

/// The columns by name; the error names those that stand twice.
fn numbered(headers: &[String]) -> Result<BTreeMap<String, usize>, String> {
    if headers.is_empty() {
        return Err("the file is empty: its first row must name the columns".to_owned());
    }
    let mut numbered = BTreeMap::new();
    for (index, header) in headers.iter().enumerate() {
        if header.is_empty() {
            return Err(format!("column {} has no name in the first row", index + 1));
        }
        if numbered.insert(header.clone(), index).is_some() {
            return Err(format!("the column {header} stands twice in the first row"));
        }
    }
    Ok(numbered)
}
