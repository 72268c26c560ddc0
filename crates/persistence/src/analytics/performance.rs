//! Deals closed in a period: how many were won, of what worth, in what time.

use diesel::RunQueryDsl;
use diesel::sql_types::{Nullable, Numeric, Text};
use domain::analytics::{Dimension, share};
use domain::opportunity::Outcome;
use domain::{Amount, Quantity};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wire::ListQuery;
use wire::analytics::{Days, PerformanceRow, Report};

use super::dimension::{self, DimensionSql};
use super::drill::is_one_of;
use super::{Basis, Drill, Span, Statement, money};
use crate::list::Value;
use crate::{Error, Read, Result};

type Columns = (Nullable<Text>, Nullable<Text>, Numeric, Numeric, Nullable<Numeric>, Nullable<Numeric>);
type Row = (Option<String>, Option<String>, Decimal, Decimal, Option<Decimal>, Option<Decimal>);

impl Read<'_> {
    /// The deals closed in the period (all of them if none is given) by `dimension`: won, lost, win rate, worth
    /// and length of the cycle, which runs from `started_on`, or else the day the record was created in the
    /// company's zone, to `closed_on`.
    ///
    /// Months, quarters and years come in their order, all else by won amount, largest first. By product a deal
    /// counts once for each product it has and not at all without lines, so the rows do not add up to the number
    /// of deals, and the amount is that of the product's lines at the deal's rate. By branch the branch of the
    /// deal's department counts, by industry the account's. Without a dimension there is always one row.
    pub fn performance(
        &mut self,
        query: &ListQuery,
        dimension: Dimension,
        days: &Days,
    ) -> Result<Report<PerformanceRow>> {
        let basis = self.basis(query)?;
        let span = basis.span(days)?;
        let mut found: Vec<Row> =
            statement(&dimension::sql(dimension), &basis, span).get_results(self.conn)?;
        if dimension == Dimension::None && found.is_empty() {
            found.push((None, None, Decimal::ZERO, Decimal::ZERO, None, None));
        }
        let drill = Drill::new(query);
        let row = |(key, label, won, lost, amount, median): Row| {
            let mut tests = vec![is_one_of("outcome", &[Outcome::Won.as_str(), Outcome::Lost.as_str()])];
            let of_key = dimension::tests(dimension, key.as_deref(), span);
            tests.extend(of_key.ok_or_else(|| Error::Internal("a row without a value".to_owned()))?);
            let average = amount.unwrap_or_default().checked_div(won);
            let count = |number: Decimal| number.to_i64().unwrap_or(i64::MAX);
            Ok(PerformanceRow {
                label,
                key,
                count: count(won + lost),
                won_count: count(won),
                lost_count: count(lost),
                win_rate: share(won, won + lost),
                won_amount: money(amount, basis.currency),
                average_amount: average.map(|average| Amount(average).rounded(basis.currency)),
                median_cycle_days: median.map(|days| Quantity(days.normalize())),
                filter: drill.list(tests)?,
            })
        };
        let rows = found.into_iter().map(row).collect::<Result<_>>()?;
        Ok(basis.report(span, rows))
    }
}

/// The medians come from a histogram of days: that takes one pass and no sort of all deals, and is exactly what
/// `percentile_cont(0.5)` finds. `OFFSET 0` keeps the days an unknown to the planner, which would otherwise
/// expect a group for nearly every deal and sort on disk.
fn statement(dimension: &DimensionSql, basis: &Basis, span: Span) -> Statement<Columns> {
    let closed = |statement: Statement<Columns>| {
        let statement = statement.bind(Value::Date(span.from())).sql(" AND ").bind(Value::Date(span.to()));
        statement.sql(" AND ").rows(&basis.deals)
    };
    let won =
        Statement::new("WITH won AS (SELECT key, days, count(*) AS won, sum(amount) AS amount FROM (SELECT ")
            .sql(dimension.key)
            .sql(" AS key, ")
            .sql(dimension.amount)
            .sql(
                " AS amount, opportunities.closed_on - coalesce(opportunities.started_on, \
             (opportunities.created_at AT TIME ZONE ",
            )
            .bind(Value::Text(basis.zone.name().to_owned()))
            .sql(")::date) AS days FROM opportunities")
            .sql(dimension.join)
            .sql(" WHERE opportunities.outcome = 'won' AND opportunities.closed_on BETWEEN ");
    let lost = closed(won)
        .sql(
            " OFFSET 0) AS deals GROUP BY key, days), ranked AS (SELECT *, \
             sum(won) OVER (PARTITION BY key ORDER BY days) AS up_to, \
             sum(won) OVER (PARTITION BY key) AS total FROM won), \
             closed AS (SELECT key, sum(won) AS won, 0::numeric AS lost, sum(amount) AS amount, \
             avg(days) FILTER (WHERE 2 * up_to >= total AND 2 * (up_to - won) <= total) AS median \
             FROM ranked GROUP BY key UNION ALL SELECT ",
        )
        .sql(dimension.key)
        .sql(", 0, count(*), NULL, NULL FROM opportunities")
        .sql(dimension.join)
        .sql(" WHERE opportunities.outcome = 'lost' AND opportunities.closed_on BETWEEN ");
    closed(lost)
        .sql(" GROUP BY 1) SELECT key::text, ")
        .sql(dimension.label)
        .sql(", sum(won), sum(lost), sum(amount), round(max(median), 1) FROM closed GROUP BY key ORDER BY ")
        .sql(dimension.order)
}
