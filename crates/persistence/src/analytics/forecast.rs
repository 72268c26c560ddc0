//! What is to be expected, month by month.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Numeric};
use domain::opportunity::Outcome;
use rust_decimal::Decimal;
use wire::ListQuery;
use wire::analytics::{Days, ForecastBucket, ForecastRow, Report};

use super::dimension::{months_from, start_of};
use super::drill::{is, is_before, is_empty, lies_in};
use super::{Basis, Drill, Span, Statement, money};
use crate::list::Value;
use crate::{Read, Result};

type Columns =
    (Integer, Nullable<Date>, BigInt, Nullable<Numeric>, Nullable<Numeric>, BigInt, Nullable<Numeric>);
type Row = (i32, Option<NaiveDate>, i64, Option<Decimal>, Option<Decimal>, i64, Option<Decimal>);

/// The buckets in the order of the report, as the statement numbers them.
const OVERDUE: i32 = 0;
const MONTH: i32 = 1;
const NO_DATE: i32 = 2;

#[derive(Default)]
struct Sums {
    open: (i64, Decimal, Decimal),
    won: (i64, Decimal),
}

impl Read<'_> {
    /// The open deals by the month they are expected to close in, weighted by their probability, and beside them
    /// what was won in that month, at its full worth. First comes a row of the open deals whose expected day is
    /// past, last one of those without such a day; both whatever the period.
    ///
    /// The period limits expected days and days of closing; without one it runs from the first day of the present
    /// month. Months between the first and the last with deals are never left out.
    pub fn forecast(&mut self, query: &ListQuery, days: &Days) -> Result<Report<ForecastRow>> {
        let basis = self.basis(query)?;
        let mut span = basis.span(days)?;
        if *days == Days::default() {
            span.first = start_of(basis.today, 1);
        }
        let found: Vec<Row> = statement(&basis, span).get_results(self.conn)?;
        let mut sums: BTreeMap<(i32, Option<NaiveDate>), Sums> = BTreeMap::new();
        for (bucket, month, count, amount, weighted, won_count, won_amount) in found {
            let sum = sums.entry((bucket, month)).or_default();
            sum.open.0 += count;
            sum.open.1 += amount.unwrap_or_default();
            sum.open.2 += weighted.unwrap_or_default();
            sum.won.0 += won_count;
            sum.won.1 += won_amount.unwrap_or_default();
        }
        sums.entry((OVERDUE, None)).or_default();
        sums.entry((NO_DATE, None)).or_default();
        let mut months = sums.keys().filter_map(|(_, month)| *month);
        let (first, last) = (months.next(), months.next_back());
        let mut next = first.and_then(|month| month.checked_add_months(Months::new(1)));
        while let (Some(month), Some(last)) = (next, last)
            && month < last
        {
            sums.entry((MONTH, Some(month))).or_default();
            next = month.checked_add_months(Months::new(1));
        }
        let rows =
            sums.into_iter().map(|((bucket, month), sums)| row(query, &basis, span, bucket, month, &sums));
        let rows = rows.collect::<Result<_>>()?;
        Ok(basis.report(span, rows))
    }
}

fn row(
    query: &ListQuery,
    basis: &Basis,
    span: Span,
    bucket: i32,
    month: Option<NaiveDate>,
    sums: &Sums,
) -> Result<ForecastRow> {
    let drill = Drill::new(query);
    let in_month = month.and_then(|month| months_from(month, 1)).map(|days| days.within(span));
    let mut open = vec![is("outcome", Outcome::Open)];
    let bucket = match (bucket, in_month) {
        (_, Some(days)) => {
            // Of the present month only the days to come: the others are overdue.
            let first = days.first.max(Some(basis.today));
            if first > days.last {
                open.extend(lies_in("expected_close_date", Span { last: None, ..days }));
                open.push(is_before("expected_close_date", days.from()));
            } else {
                open.extend(lies_in("expected_close_date", Span { first, ..days }));
            }
            ForecastBucket::Month
        }
        (OVERDUE, None) => {
            open.push(is_before("expected_close_date", basis.today));
            ForecastBucket::Overdue
        }
        (_, None) => {
            open.push(is_empty("expected_close_date"));
            ForecastBucket::NoDate
        }
    };
    let won = |days: Span| {
        let mut tests = vec![is("outcome", Outcome::Won)];
        tests.extend(lies_in("closed_on", days));
        drill.list(tests)
    };
    let (count, amount, weighted) = sums.open;
    let (won_count, won_amount) = sums.won;
    Ok(ForecastRow {
        bucket,
        month,
        count,
        amount: money(Some(amount), basis.currency),
        weighted_amount: money(Some(weighted), basis.currency),
        won_count,
        won_amount: money(Some(won_amount), basis.currency),
        forecast_amount: money(Some(weighted + won_amount), basis.currency),
        filter: drill.list(open)?,
        won_filter: in_month.map(won).transpose()?,
    })
}

fn statement(basis: &Basis, span: Span) -> Statement<Columns> {
    let today = || Value::Date(basis.today);
    Statement::new("SELECT CASE WHEN opportunities.expected_close_date IS NULL THEN 2 \
         WHEN opportunities.expected_close_date < ")
    .bind(today())
    .sql(" THEN 0 ELSE 1 END, CASE WHEN opportunities.expected_close_date >= ")
    .bind(today())
    .sql(
        " THEN date_trunc('month', opportunities.expected_close_date::timestamp)::date END, count(*), \
         sum(opportunities.base_amount), sum(opportunities.base_amount * opportunities.probability), 0::bigint, \
         NULL::numeric FROM opportunities WHERE opportunities.outcome = 'open' \
         AND (opportunities.expected_close_date IS NULL OR opportunities.expected_close_date < ",
    )
    .bind(today())
    .sql(" OR opportunities.expected_close_date BETWEEN ")
    .bind(Value::Date(span.from()))
    .sql(" AND ")
    .bind(Value::Date(span.to()))
    .sql(") AND ")
    .rows(&basis.deals)
    .sql(
        " GROUP BY 1, 2 UNION ALL SELECT 1, date_trunc('month', opportunities.closed_on::timestamp)::date, 0, \
         NULL, NULL, count(*), sum(opportunities.base_amount) FROM opportunities \
         WHERE opportunities.outcome = 'won' AND opportunities.closed_on BETWEEN ",
    )
    .bind(Value::Date(span.from()))
    .sql(" AND ")
    .bind(Value::Date(span.to()))
    .sql(" AND ")
    .rows(&basis.deals)
    .sql(" GROUP BY 1, 2")
}
