//! The plan of an import while the user works on it: a line for each column of the file, and further ones for fields
//! that come from elsewhere.

mod check;
mod guess;
mod line;
pub(super) mod propose;

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use wire::import::{DateFormat, DecimalSeparator, ImportColumn, ImportMode, ImportPlan};

use super::file::{Sample, Values};
use crate::record::{Entity, Field, Is};

pub(super) use self::guess::{Sure, targets};
pub(super) use self::line::Line;

/// The plan on the screen.
#[derive(Clone, Copy)]
pub(super) struct Mapping {
    pub(super) entity: &'static Entity,
    pub(super) sample: StoredValue<Sample>,
    /// The columns of the file, in its order.
    pub(super) columns: RwSignal<Vec<Line>>,
    /// Fields from elsewhere, or from a column that fills another field already.
    pub(super) further: RwSignal<Vec<Line>>,
    pub(super) mode: RwSignal<ImportMode>,
    pub(super) match_by: RwSignal<Vec<String>>,
    pub(super) decimal_separator: RwSignal<DecimalSeparator>,
    pub(super) date_formats: RwSignal<Vec<DateFormat>>,
    /// What is wrong with the whole.
    pub(super) error: RwSignal<Option<String>>,
    /// It was tried to go on: what is missing is an error from then on.
    pub(super) was_checked: RwSignal<bool>,
    /// What the plan says besides.
    base: StoredValue<ImportPlan>,
    /// Lines live as long as the plan, not as long as the control that adds them.
    owner: StoredValue<Owner>,
}

impl Mapping {
    /// The plan of an import, laid upon the columns of its file; `asked` is the column that is to be set right.
    pub(super) fn new(
        entity: &'static Entity,
        plan: ImportPlan,
        sample: Sample,
        asked: Option<String>,
    ) -> Self {
        let mapping = Self {
            entity,
            columns: RwSignal::new(Vec::new()),
            further: RwSignal::new(Vec::new()),
            mode: RwSignal::new(plan.mode),
            match_by: RwSignal::new(plan.match_by.clone()),
            decimal_separator: RwSignal::new(plan.decimal_separator),
            date_formats: RwSignal::new(plan.date_formats.clone()),
            error: RwSignal::new(None),
            was_checked: RwSignal::new(false),
            sample: StoredValue::new(sample),
            base: StoredValue::new(plan),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        mapping.lay(asked.as_deref());
        mapping
    }

    /// Makes the lines: the first use of a column is its own line, everything else stands further below.
    fn lay(self, asked: Option<&str>) {
        let (plan, sample) = (self.base.get_value(), self.sample.get_value());
        let proposals = guess::fields(self.entity, &sample);
        let mut left = plan.columns;
        let mut own = Vec::new();
        for (header, proposal) in sample.headers.iter().zip(proposals) {
            let planned = left.iter().position(|column| column.column.as_ref() == Some(header));
            let column = match planned {
                Some(place) => left.remove(place),
                None => ImportColumn { column: Some(header.clone()), ..ImportColumn::default() },
            };
            let line = Line::new(own.len(), column).asked(asked == Some(header.as_str()));
            let is_as_proposed =
                |(field, _): &(&Field, Sure)| line.column.with_untracked(|column| column.to == field.name);
            line.proposed.set(proposal.filter(is_as_proposed).map(|(_, sure)| sure));
            own.push(line);
        }
        let first = own.len();
        let further = left.into_iter().enumerate().map(|(place, column)| Line::new(first + place, column));
        self.further.set(further.collect());
        self.columns.set(own);
    }

    /// Every line; followed.
    pub(super) fn lines(self) -> Vec<Line> {
        let further = self.further.get();
        self.columns.get().into_iter().chain(further).collect()
    }

    /// Adds a line for this field, or for one that is still to be chosen. Records rarely have the same text where it
    /// may be any.
    pub(super) fn add(self, field: &str) {
        let key = untrack(|| self.lines()).iter().map(|line| line.key + 1).max().unwrap_or_default();
        let is_free = self.entity.field(field).is_some_and(|field| matches!(field.is, Is::Text | Is::Email));
        let (template, value) =
            if is_free { (Some(String::new()), None) } else { (None, Some(String::new())) };
        let column = ImportColumn { to: field.to_owned(), template, value, ..ImportColumn::default() };
        let line = self.owner.get_value().with(|| Line::new(key, column));
        self.further.update(|further| further.push(line));
    }

    /// Takes a further line away.
    pub(super) fn remove(self, line: Line) {
        self.further.update(|further| further.retain(|other| other.key != line.key));
    }

    /// The fields that have a line; followed.
    pub(super) fn filled(self) -> BTreeSet<String> {
        let named = self.lines().into_iter().map(|line| line.column.with(|column| column.to.clone()));
        named.filter(|name| !name.is_empty()).collect()
    }

    /// The fields that a new record must have and that no line fills; followed.
    pub(super) fn unfilled(self) -> Vec<&'static Field> {
        if self.mode.get() == ImportMode::Update {
            return Vec::new();
        }
        let filled = self.filled();
        let currencies: BTreeSet<&str> =
            filled.iter().filter_map(|name| self.entity.field(name)?.is.beside()).collect();
        let must =
            |field: &Field| self.entity.fact(field.name).is_required || currencies.contains(field.name);
        let is_missing = |field: &&'static Field| must(field) && !filled.contains(field.name);
        targets(self.entity).into_iter().filter(is_missing).collect()
    }

    /// The field of a line; followed.
    pub(super) fn field_of(self, line: Line) -> Option<&'static Field> {
        line.column.with(|column| self.entity.field(&column.to))
    }

    /// The different values of the column that a line takes its texts from; followed.
    pub(super) fn values_of(self, line: Line) -> Values {
        let header = line.column.with(|column| column.column.clone());
        header
            .map_or_else(Values::default, |header| self.sample.with_value(|sample| sample.values_of(&header)))
    }

    /// The texts of a line that its field takes neither as they are nor by a replacement; followed.
    pub(super) fn strange_of(self, line: Line) -> Vec<String> {
        let Some(field) = self.field_of(line) else { return Vec::new() };
        let values = self.values_of(line).list;
        let left = line.column.with(|column| {
            let is_left =
                |text: &String| !column.aliases.contains_key(text) && !column.empty_as.contains(text);
            values.into_iter().filter(is_left).collect::<Vec<_>>()
        });
        guess::strange(field, &left)
    }

    /// Chooses the field of a line, and proposes what its texts stand for.
    pub(super) fn choose(self, line: Line, name: &str) {
        let values = untrack(|| self.values_of(line)).list;
        let field = self.entity.field(name);
        line.error.set(None);
        line.proposed.set(None);
        line.column.update(|column| {
            name.clone_into(&mut column.to);
            column.reference = None;
            column.aliases = field.map_or_else(BTreeMap::new, |field| guess::aliases(field, &values));
        });
    }

    /// The plan as it is; followed.
    pub(super) fn plan(self) -> ImportPlan {
        let chosen = |line: &Line| line.column.get();
        ImportPlan {
            mode: self.mode.get(),
            match_by: self.match_by.get(),
            decimal_separator: self.decimal_separator.get(),
            date_formats: self.date_formats.get(),
            columns: self.planned().iter().map(chosen).collect(),
            ..self.base.get_value()
        }
    }

    /// The lines that are part of the plan; followed.
    fn planned(self) -> Vec<Line> {
        let chosen = |line: &Line| line.column.with(|column| !column.to.is_empty());
        let own = self.columns.get().into_iter().filter(chosen);
        let further = self.further.get();
        own.chain(further).collect()
    }
}
