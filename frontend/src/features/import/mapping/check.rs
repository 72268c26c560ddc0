//! What is wrong with a plan, line by line: before it is sent, and as the server says.

use leptos::prelude::*;
use validator::Validate;
use wire::import::{ImportColumn, Template};
use wire::{FieldError, problem};
use words::tr;

use super::{Line, Mapping};
use crate::api::field_words;

impl Mapping {
    /// Says at each line what is wrong with it; true if nothing is.
    pub(crate) fn check(self) -> bool {
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
        self.was_checked.set(true);
        self.error.with_untracked(Option::is_none)
            && untrack(|| self.unfilled()).is_empty()
            && lines.iter().all(|line| line.error.with_untracked(Option::is_none))
    }

    /// What is wrong with a line that the rules of the API would say less well, or would not know: they have not seen
    /// the file.
    fn wrong(self, column: &ImportColumn) -> Option<String> {
        if column.to.is_empty() {
            return Some(tr!(import.choose_field));
        }
        let patterns = patterns_of(column);
        if column.value.iter().chain(&patterns).any(|text| text.trim().is_empty()) {
            return Some(tr!(import.enter_text));
        }
        let mut named: Vec<String> = column.column.iter().cloned().collect();
        for pattern in &patterns {
            let Ok(pattern) = Template::parse(pattern) else { return Some(tr!(import.pattern_wrong)) };
            named.extend(pattern.columns().map(str::to_owned));
        }
        let is_there = |header: &str| self.sample.with_value(|sample| sample.place(header).is_some());
        let missing = named.into_iter().find(|header| !is_there(header))?;
        Some(tr!(import.no_column, column = missing))
    }

    fn clear_errors(self) {
        self.error.set(None);
        untrack(|| self.lines()).into_iter().for_each(|line| line.error.set(None));
    }

    /// Shows each error at the line that it is about; the others over the whole.
    pub(crate) fn tell(self, errors: &[FieldError]) {
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

/// The patterns of a line: its own, and those by which its record is found or made.
fn patterns_of(column: &ImportColumn) -> Vec<String> {
    let reference = column.reference.iter();
    let others = reference
        .flat_map(|rule| rule.within.iter().map(|within| &within.name).chain(rule.create_with.values()));
    column.template.iter().chain(others).cloned().collect()
}

/// Which of the plan's columns an error is about: `/plan/columns/3/to` or `/columns/3`.
fn place_of(error: &FieldError) -> Option<usize> {
    let (_, rest) = error.pointer.as_deref()?.split_once("/columns/")?;
    rest.split('/').next()?.parse().ok()
}

fn is_wrong(lines: &[Line], place: usize) -> bool {
    lines.get(place).is_some_and(|line| line.error.with_untracked(Option::is_some))
}
