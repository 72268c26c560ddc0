//! How each dimension is found in SQL and in the list of deals.

use chrono::{Datelike, Months, NaiveDate};
use domain::analytics::Dimension;
use wire::list::Test;

use super::Span;
use super::drill::{is, is_empty, lies_in};

/// The static SQL of a dimension. `key` stands in the row's query, beside `opportunities` and what `join` adds;
/// `label` and `order` in the query around it, where the value is called `key`.
pub(super) struct DimensionSql {
    pub(super) key: &'static str,
    pub(super) join: &'static str,
    pub(super) amount: &'static str,
    pub(super) label: &'static str,
    pub(super) order: &'static str,
}

const PLAIN: DimensionSql = DimensionSql {
    key: "NULL::text",
    join: "",
    amount: "opportunities.base_amount",
    label: "key",
    order: "sum(amount) DESC NULLS LAST, sum(won) DESC, key",
};

/// Months, quarters and years run forward.
const TIME: DimensionSql = DimensionSql { order: "key", ..PLAIN };

pub(super) const fn sql(dimension: Dimension) -> DimensionSql {
    match dimension {
        Dimension::None => PLAIN,
        Dimension::Owner => DimensionSql {
            key: "opportunities.owner_id",
            label: "(SELECT users.name COLLATE \"default\" FROM users WHERE users.id = key)",
            ..PLAIN
        },
        Dimension::Department => DimensionSql {
            key: "opportunities.department_id",
            label: "(SELECT departments.name COLLATE \"default\" FROM departments WHERE departments.id = key)",
            ..PLAIN
        },
        Dimension::Branch => DimensionSql {
            key: "departments.branch_id",
            join: " JOIN departments ON departments.id = opportunities.department_id",
            label: "(SELECT branches.name COLLATE \"default\" FROM branches WHERE branches.id = key)",
            ..PLAIN
        },
        Dimension::Product => DimensionSql {
            key: "lines.product_id",
            // A deal with two lines of one product counts once.
            join: " CROSS JOIN LATERAL (SELECT product_id, sum(opportunity_lines.amount) AS amount \
                   FROM opportunity_lines WHERE opportunity_lines.opportunity_id = opportunities.id \
                   AND opportunity_lines.deleted_at IS NULL GROUP BY product_id) AS lines",
            amount: "lines.amount * opportunities.rate",
            label: "(SELECT products.name COLLATE \"default\" FROM products WHERE products.id = key)",
            ..PLAIN
        },
        Dimension::Industry => DimensionSql {
            key: "accounts.industry",
            join: " LEFT JOIN accounts ON accounts.id = opportunities.account_id",
            ..PLAIN
        },
        Dimension::Source => DimensionSql { key: "opportunities.source", ..PLAIN },
        Dimension::Month => DimensionSql {
            key: "date_trunc('month', opportunities.closed_on::timestamp)::date",
            label: "to_char(key, 'YYYY-MM')",
            ..TIME
        },
        Dimension::Quarter => DimensionSql {
            key: "date_trunc('quarter', opportunities.closed_on::timestamp)::date",
            label: "to_char(key, 'YYYY\"-Q\"Q')",
            ..TIME
        },
        Dimension::Year => DimensionSql {
            key: "date_trunc('year', opportunities.closed_on::timestamp)::date",
            label: "to_char(key, 'YYYY')",
            ..TIME
        },
    }
}

/// The tests that a deal closed in `span` with the value `key` passes; None if `key` is no value of the
/// dimension.
pub(super) fn tests(dimension: Dimension, key: Option<&str>, span: Span) -> Option<Vec<Test>> {
    let mut tests = lies_in("closed_on", span);
    let field = match dimension {
        Dimension::None => return Some(tests),
        Dimension::Month => return closed_within(key?, 1, span),
        Dimension::Quarter => return closed_within(key?, 3, span),
        Dimension::Year => return closed_within(key?, 12, span),
        Dimension::Owner => "owner_id",
        Dimension::Department => "department_id",
        Dimension::Branch => "branch_id",
        Dimension::Product => "product_id",
        Dimension::Industry => "industry",
        Dimension::Source => "source",
    };
    tests.push(key.map_or_else(|| is_empty(field), |key| is(field, key)));
    Some(tests)
}

fn closed_within(first: &str, months: u32, span: Span) -> Option<Vec<Test>> {
    let first: NaiveDate = first.parse().ok()?;
    Some(lies_in("closed_on", months_from(first, months)?.within(span)))
}

/// So many whole months, the first of them beginning on `first`.
pub(super) fn months_from(first: NaiveDate, months: u32) -> Option<Span> {
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some(Span { first: Some(first), last: Some(last) })
}

/// The first day of the month or quarter, of `months` months, that `day` lies in.
pub(super) fn start_of(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.with_day(1)?.with_month(day.month0() / months * months + 1)
}

impl Span {
    /// The days of both.
    pub(super) fn within(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: other.last.min(self.last).or(self.last) }
    }
}
