//! The plan of an import while the user works on it: a line for each column of the file, and further ones for fields
//! that come from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use validator::Validate;
use wire::import::{DateFormat, DecimalSeparator, ImportColumn, ImportMode, ImportPlan};
use wire::{FieldError, problem};
use words::tr;

use super::guess::{self, Sure};
use super::sample::{Sample, Values};
use crate::api::field_words;
use crate::record::{Entity, Field};

/// Where one field comes from. Its column is empty as long as no field is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// What tells it from the others.
    pub(super) key: usize,
    pub(super) column: RwSignal<ImportColumn>,
    /// What is wrong with it.
    pub(super) error: RwSignal<Option<String>>,
    /// The field was proposed, and how sure that is.
    pub(super) proposed: RwSignal<Option<Sure>>,
    /// Its settings are shown.
    pub(super) is_open: RwSignal<bool>,
}

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
    /// What the plan says besides.
    base: StoredValue<ImportPlan>,
}

impl Mapping {
    /// The plan of an import, laid upon the columns of its file.
    pub(super) fn new(entity: &'static Entity, plan: ImportPlan, sample: Sample) -> Self {
        let mapping = Self {
            entity,
            columns: RwSignal::new(Vec::new()),
            further: RwSignal::new(Vec::new()),
            mode: RwSignal::new(plan.mode),
            match_by: RwSignal::new(plan.match_by.clone()),
            decimal_separator: RwSignal::new(plan.decimal_separator),
            date_formats: RwSignal::new(plan.date_formats.clone()),
            error: RwSignal::new(None),
            sample: StoredValue::new(sample),
            base: StoredValue::new(plan),
        };
        mapping.lay();
        mapping
    }

    /// Makes the lines: the first use of a column is its own line, everything else stands further below.
    fn lay(self) {
        let (plan, sample) = (self.base.get_value(), self.sample.get_value());
        let proposals = guess::fields(self.entity, &sample.headers);
        let mut left = plan.columns;
        let mut own = Vec::new();
        for (header, proposal) in sample.headers.iter().zip(proposals) {
            let planned = left.iter().position(|column| column.column.as_ref() == Some(header));
            let column = match planned {
                Some(place) => left.remove(place),
                None => ImportColumn { column: Some(header.clone()), ..ImportColumn::default() },
            };
            let line = Line::new(own.len(), column);
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

    /// Adds a line for this field, or for one that is still to be chosen.
    pub(super) fn add(self, field: &str) -> Line {
        let key = untrack(|| self.lines()).iter().map(|line| line.key + 1).max().unwrap_or_default();
        let column =
            ImportColumn { to: field.to_owned(), value: Some(String::new()), ..ImportColumn::default() };
        let line = Line::new(key, column);
        self.further.update(|further| further.push(line));
        line
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
        let is_missing =
            |field: &&'static Field| self.entity.fact(field.name).is_required && !filled.contains(field.name);
        guess::targets(self.entity).into_iter().filter(is_missing).collect()
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

    /// Says at each line what is wrong with it; true if nothing is.
    pub(super) fn check(self) -> bool {
        let (plan, lines) = untrack(|| (self.plan(), self.planned()));
        self.clear_errors();
        for line in &lines {
            line.error.set(line.column.with_untracked(|column| self.wrong(column)));
        }
        let mut errors =
            plan.validate().map_or_else(|errors| problem::field_errors(&errors), |()| Vec::new());
        // Said already, in words that fit better.
        errors.retain(|error| place_of(error).is_none_or(|place| !is_wrong(&lines, place)));
        self.tell(&errors);
        if self.error.with_untracked(Option::is_none) && !untrack(|| self.unfilled()).is_empty() {
            self.error.set(Some(tr!(import.unfilled)));
        }
        self.error.with_untracked(Option::is_none)
            && lines.iter().all(|line| line.error.with_untracked(Option::is_none))
    }

    /// What is wrong with a line that the rules of the API would say less well.
    fn wrong(self, column: &ImportColumn) -> Option<String> {
        let has = |header: &str| self.sample.with_value(|sample| sample.place(header).is_some());
        if column.to.is_empty() {
            return Some(tr!(import.choose_field));
        }
        match (&column.column, &column.template, &column.value) {
            (Some(header), ..) if !has(header) => Some(tr!(import.no_column, column = header.clone())),
            (_, Some(text), _) | (_, _, Some(text)) if text.is_empty() => Some(tr!(import.enter_text)),
            (_, Some(text), _) => {
                let template = wire::import::Template::parse(text).ok()?;
                let missing = template.columns().find(|header| !has(header))?.to_owned();
                Some(tr!(import.no_column, column = missing))
            }
            _ => None,
        }
    }

    fn clear_errors(self) {
        self.error.set(None);
        untrack(|| self.lines()).into_iter().for_each(|line| line.error.set(None));
    }

    /// Shows each error at the line that it is about; the others over the whole.
    pub(super) fn tell(self, errors: &[FieldError]) {
        let lines = untrack(|| self.planned());
        for error in errors {
            match place_of(error).and_then(|place| lines.get(place)) {
                Some(line) => line.error.set(Some(field_words(error))),
                None => self.error.set(Some(self.in_words(error))),
            }
        }
    }

    fn in_words(self, error: &FieldError) -> String {
        let pointer = error.pointer.as_deref().unwrap_or_default();
        if pointer.contains("match_by") {
            return tr!(import.match_by_wrong);
        }
        field_words(error)
    }
}

impl Line {
    fn new(key: usize, column: ImportColumn) -> Self {
        Self {
            key,
            column: RwSignal::new(column),
            error: RwSignal::new(None),
            proposed: RwSignal::new(None),
            is_open: RwSignal::new(false),
        }
    }

    /// Changes what the line says.
    pub(super) fn set(self, change: impl FnOnce(&mut ImportColumn)) {
        self.error.set(None);
        self.column.update(change);
    }

    /// A part of what the line says, as a signal.
    pub(super) fn text(self, read: fn(&ImportColumn) -> String) -> Signal<String> {
        Signal::derive(move || self.column.with(read))
    }
}

/// Which of the plan's columns an error is about: `/plan/columns/3/to` or `/columns/3`.
fn place_of(error: &FieldError) -> Option<usize> {
    let (_, rest) = error.pointer.as_deref()?.split_once("/columns/")?;
    rest.split('/').next()?.parse().ok()
}

fn is_wrong(lines: &[Line], place: usize) -> bool {
    lines.get(place).is_some_and(|line| line.error.with_untracked(Option::is_some))
}
