//! What was won, month by month or quarter by quarter.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Date, Nullable, Numeric};
use domain::Currency;
use domain::analytics::Step;
use domain::opportunity::Outcome;
use rust_decimal::Decimal;
use wire::ListQuery;
use wire::analytics::{Days, Report, WonRow};

use super::dimension::{months_from, start_of};
use super::drill::{is, lies_in};
use super::{Drill, Statement, money};
use crate::list::Value;
use crate::{Error, Read, Result};

type Columns = (Date, BigInt, Nullable<Numeric>, BigInt, Nullable<Numeric>);
type Row = (NaiveDate, i64, Option<Decimal>, i64, Option<Decimal>);

/// What was won in a step: within the report's period, and in all of it.
struct Won {
    count: i64,
    amount: Option<Decimal>,
    whole: Option<Decimal>,
}

impl Read<'_> {
    /// The deals won in the period (ever, if none is given) by the month or quarter of `closed_on`, with the
    /// worth of the step before and of the same step a year before; those are of whole steps even where the
    /// period cuts one. Steps without deals have a row of zeros. The rows run from the first step of the period to
    /// its last or the present one, whichever is earlier; without an end to the period, to the last deal.
    pub fn won(&mut self, query: &ListQuery, step: Step, days: &Days) -> Result<Report<WonRow>> {
        let basis = self.basis(query)?;
        let span = basis.span(days)?;
        let months = step.months();
        let begin = |day| start_of(day, months).ok_or_else(out_of_calendar);
        let earlier = |day: NaiveDate, by: u32| day.checked_sub_months(Months::new(by));
        let since = earlier(begin(span.from())?, 12).ok_or_else(out_of_calendar)?;
        let whole_span = months_from(begin(span.to())?, months).ok_or_else(out_of_calendar)?;
        let statement = Statement::<Columns>::new("SELECT date_trunc(")
            .bind(Value::Text(step.as_str().to_owned()))
            .sql(", opportunities.closed_on::timestamp)::date, ");
        let within = |statement: Statement<Columns>, what: &'static str| {
            statement
                .sql(what)
                .sql(" FILTER (WHERE opportunities.closed_on BETWEEN ")
                .bind(Value::Date(span.from()))
                .sql(" AND ")
                .bind(Value::Date(span.to()))
                .sql("), ")
        };
        let statement = within(statement, "count(*)");
        let statement = within(statement, "sum(opportunities.base_amount)")
            .sql(
                "count(*), sum(opportunities.base_amount) FROM opportunities \
                 WHERE opportunities.outcome = 'won' AND opportunities.closed_on BETWEEN ",
            )
            .bind(Value::Date(since))
            .sql(" AND ")
            .bind(Value::Date(whole_span.to()))
            .sql(" AND ")
            .rows(&basis.deals)
            .sql(" GROUP BY 1");
        let found: Vec<Row> = statement.get_results(self.conn)?;
        let won: BTreeMap<NaiveDate, Won> = found
            .into_iter()
            .map(|(day, count, amount, _, whole)| {
                (day, Won { count, amount, whole: Some(whole.unwrap_or_default()) })
            })
            .collect();
        let mut with_deals = won.iter().filter(|(_, won)| won.count > 0).map(|(day, _)| *day);
        let (first_deal, last_deal) = (with_deals.next(), with_deals.next_back());
        let last_deal = last_deal.or(first_deal);
        let first = span.first.map(begin).transpose()?.or(first_deal);
        let last = span.last.map(|last| begin(last.min(basis.today))).transpose()?.max(last_deal);
        let last = if span.last.is_none() { last_deal } else { last };
        let drill = Drill::new(query);
        let whole = |day: Option<NaiveDate>| {
            let won = day.and_then(|day| won.get(&day));
            won.and_then(|won| won.whole).map(|amount| money(Some(amount), basis.currency))
        };
        let mut rows = Vec::new();
        let mut next = first;
        while let (Some(starts_on), Some(last)) = (next, last)
            && starts_on <= last
        {
            let of_step = months_from(starts_on, months).ok_or_else(out_of_calendar)?.within(span);
            let mut tests = vec![is("outcome", Outcome::Won)];
            tests.extend(lies_in("closed_on", of_step));
            let (count, amount) = sums(won.get(&starts_on), basis.currency);
            rows.push(WonRow {
                starts_on,
                count,
                amount,
                previous_amount: whole(earlier(starts_on, months)),
                year_before_amount: whole(earlier(starts_on, 12)),
                filter: drill.list(tests)?,
            });
            next = starts_on.checked_add_months(Months::new(months));
        }
        Ok(basis.report(span, rows))
    }
}

fn sums(won: Option<&Won>, currency: Currency) -> (i64, domain::Amount) {
    won.map_or((0, money(None, currency)), |won| (won.count, money(won.amount, currency)))
}

fn out_of_calendar() -> Error {
    Error::Internal("a day outside the calendar".to_owned())
}
