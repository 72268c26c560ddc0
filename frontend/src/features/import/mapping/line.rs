//! A line of the plan: where one field comes from.

use leptos::prelude::*;
use wire::import::{ImportColumn, ImportReference};

use super::guess::Sure;

/// Where one field comes from. Its column is empty as long as no field is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// What tells it from the others.
    pub(crate) key: usize,
    pub(crate) column: RwSignal<ImportColumn>,
    /// What is wrong with it.
    pub(crate) error: RwSignal<Option<String>>,
    /// The field was proposed, and how sure that is.
    pub(crate) proposed: RwSignal<Option<Sure>>,
    /// Its settings are shown.
    pub(crate) is_open: RwSignal<bool>,
    /// It is the one that is to be set right.
    pub(crate) is_asked: bool,
}

impl Line {
    pub(super) fn new(key: usize, column: ImportColumn) -> Self {
        Self {
            key,
            column: RwSignal::new(column),
            error: RwSignal::new(None),
            proposed: RwSignal::new(None),
            is_open: RwSignal::new(false),
            is_asked: false,
        }
    }

    /// The same line, open if it is the one that is to be set right.
    pub(super) fn asked(self, is_asked: bool) -> Self {
        self.is_open.set(is_asked);
        Self { is_asked, ..self }
    }

    /// Changes what the line says.
    pub(crate) fn set(self, change: impl FnOnce(&mut ImportColumn)) {
        self.error.set(None);
        self.column.update(change);
    }

    /// How the record that its text names is found; followed.
    pub(crate) fn reference(self) -> ImportReference {
        self.column.with(|column| column.reference.clone().unwrap_or_default())
    }

    /// Changes how the record that its text names is found.
    pub(crate) fn set_reference(self, change: impl FnOnce(&mut ImportReference)) {
        self.set(|column| {
            let mut rule = column.reference.take().unwrap_or_default();
            change(&mut rule);
            column.reference = (rule != ImportReference::default()).then_some(rule);
        });
    }

    /// A part of what the line says, as a signal.
    pub(crate) fn text(self, read: fn(&ImportColumn) -> String) -> Signal<String> {
        Signal::derive(move || self.column.with(read))
    }
}
