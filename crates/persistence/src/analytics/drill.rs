//! From a row of a report to the list of its deals.

use chrono::NaiveDate;
use wire::list::{DEFAULT_LIMIT, Test};
use wire::{Filter, ListQuery, Op};

use super::Span;
use crate::{Error, Result};

/// Writes query strings of the deals' list: the report's own filter and a row's tests.
pub(super) struct Drill<'q> {
    report: &'q ListQuery,
}

impl<'q> Drill<'q> {
    /// From a report that was asked for with `report`.
    pub(super) fn new(report: &'q ListQuery) -> Self {
        Self { report }
    }

    /// The deals that the report's own filter and all of `tests` let through.
    ///
    /// A query string names a parameter once, so where the report's filter has it already the test is written in
    /// another way. [`Error::Rule`] if there is none left, or if the filter only fits a search body.
    pub(super) fn list(&self, tests: Vec<Test>) -> Result<String> {
        let Filter::And { and } = &self.report.filter else { return Err(unwritable()) };
        let mut all = and.clone();
        for test in tests {
            if all.contains(&Filter::Test(test.clone())) {
                continue;
            }
            let mut forms = forms(test).into_iter();
            let free = forms.find(|tests| tests.iter().all(|test| is_free(&all, test)));
            all.extend(free.ok_or_else(unwritable)?.into_iter().map(Filter::Test));
        }
        let query = ListQuery {
            q: self.report.q.clone(),
            filter: Filter::And { and: all },
            limit: DEFAULT_LIMIT,
            ..ListQuery::default()
        };
        query.to_query().ok_or_else(unwritable)
    }
}

fn unwritable() -> Error {
    Error::state("filter", "the rows of a report with this filter have no lists")
}

fn is_free(all: &[Filter], test: &Test) -> bool {
    let taken =
        |filter: &Filter| matches!(filter, Filter::Test(other) if other.parameter() == test.parameter());
    !all.iter().any(taken)
}

/// The ways to write one test.
fn forms(test: Test) -> Vec<Vec<Test>> {
    let again = |op: Op| Test { op, ..test.clone() };
    match (test.op, test.value.as_slice()) {
        (Op::Eq, _) => vec![vec![again(Op::Eq)], vec![again(Op::In)]],
        (Op::Between, [first, last]) => {
            let bound = |op, value: &String| Test { value: vec![value.clone()], ..again(op) };
            vec![vec![again(Op::Between)], vec![bound(Op::Gte, first), bound(Op::Lte, last)]]
        }
        _ => vec![vec![test]],
    }
}

/// The field has this value.
pub(super) fn is(field: &str, value: impl ToString) -> Test {
    Test { field: field.to_owned(), op: Op::Eq, value: vec![value.to_string()] }
}

/// The field has one of these values.
pub(super) fn is_one_of(field: &str, values: &[&str]) -> Test {
    Test {
        field: field.to_owned(),
        op: Op::In,
        value: values.iter().map(|&value| value.to_owned()).collect(),
    }
}

/// The field is empty.
pub(super) fn is_empty(field: &str) -> Test {
    Test { field: field.to_owned(), op: Op::IsNull, value: vec!["true".to_owned()] }
}

/// The day is before `day`.
pub(super) fn is_before(field: &str, day: NaiveDate) -> Test {
    Test { field: field.to_owned(), op: Op::Lt, value: vec![day.to_string()] }
}

/// The day lies in `span`; nothing if it has no ends.
pub(super) fn lies_in(field: &str, span: Span) -> Vec<Test> {
    let test = |op, value| Test { field: field.to_owned(), op, value };
    match (span.first, span.last) {
        (Some(first), Some(last)) => vec![test(Op::Between, vec![first.to_string(), last.to_string()])],
        (Some(first), None) => vec![test(Op::Gte, vec![first.to_string()])],
        (None, Some(last)) => vec![test(Op::Lte, vec![last.to_string()])],
        (None, None) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(own: &str, tests: Vec<Test>) -> String {
        let query = ListQuery::parse(own).unwrap();
        let text = Drill::new(&query).list(tests).unwrap();
        assert!(ListQuery::parse(&text).is_ok(), "{text}");
        text
    }

    #[test]
    fn tests_are_added_to_the_filter_of_the_report() {
        assert_eq!(list("q=solar", vec![is("outcome", "open")]), "q=solar&outcome=open");
        assert_eq!(list("outcome=open", vec![is("outcome", "open")]), "outcome=open");
    }

    #[test]
    fn a_parameter_that_is_taken_is_written_in_another_way() {
        assert_eq!(list("outcome=won", vec![is("outcome", "lost")]), "outcome=won&outcome__in=lost");
        let day = |text: &str| text.parse().ok();
        let span = Span { first: day("2026-01-01"), last: day("2026-01-31") };
        let own = "closed_on__between=2025-01-01%2C2026-01-15";
        assert_eq!(
            list(own, lies_in("closed_on", span)),
            [own, "closed_on__gte=2026-01-01", "closed_on__lte=2026-01-31"].join("&")
        );
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let query = ListQuery { filter: Filter::Or { or: Vec::new() }, ..ListQuery::default() };
        assert!(Drill::new(&query).list(Vec::new()).is_err());
        let taken = ListQuery::parse("owner_id=a&owner_id__in=b").unwrap();
        assert!(Drill::new(&taken).list(vec![is("owner_id", "c")]).is_err());
    }
}
