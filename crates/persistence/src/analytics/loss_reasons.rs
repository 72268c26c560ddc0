//! Why deals were lost.

use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text, Uuid as SqlUuid};
use domain::LossReasonId;
use domain::analytics::share;
use domain::opportunity::Outcome;
use rust_decimal::Decimal;
use wire::ListQuery;
use wire::analytics::{Days, LossReasonRow, Report};

use super::drill::{is, is_empty, lies_in};
use super::{Drill, Statement, money};
use crate::list::Value;
use crate::{Read, Result};

type Columns = (Nullable<SqlUuid>, Nullable<Text>, BigInt, Nullable<Numeric>);
type Row = (Option<LossReasonId>, Option<String>, i64, Option<Decimal>);

impl Read<'_> {
    /// The deals lost in the period (ever, if none is given) by reason, the most frequent first; those without a
    /// reason are a row of their own. Shares are of all deals lost in the period, by number and by amount.
    pub fn loss_reasons(&mut self, query: &ListQuery, days: &Days) -> Result<Report<LossReasonRow>> {
        let basis = self.basis(query)?;
        let span = basis.span(days)?;
        let statement = Statement::<Columns>::new(
            "SELECT lost.id, loss_reasons.name COLLATE \"default\", lost.count, lost.amount FROM (SELECT \
             opportunities.loss_reason_id AS id, count(*) AS count, sum(opportunities.base_amount) AS amount \
             FROM opportunities WHERE opportunities.outcome = 'lost' AND opportunities.closed_on BETWEEN ",
        );
        let statement = statement
            .bind(Value::Date(span.from()))
            .sql(" AND ")
            .bind(Value::Date(span.to()))
            .sql(" AND ")
            .rows(&basis.deals)
            .sql(
                " GROUP BY 1) AS lost LEFT JOIN loss_reasons ON loss_reasons.id = lost.id \
                 ORDER BY lost.count DESC, lost.amount DESC NULLS LAST, lost.id",
            );
        let found: Vec<Row> = statement.get_results(self.conn)?;
        let all_count: i64 = found.iter().map(|(_, _, count, _)| count).sum();
        let all_amount: Decimal = found.iter().filter_map(|(_, _, _, amount)| *amount).sum();
        let drill = Drill::new(query);
        let row = |(id, label, count, amount): Row| {
            let mut tests = vec![is("outcome", Outcome::Lost)];
            tests.extend(lies_in("closed_on", span));
            tests.push(id.map_or_else(|| is_empty("loss_reason_id"), |id| is("loss_reason_id", id)));
            Ok(LossReasonRow {
                loss_reason_id: id,
                label,
                count,
                amount: money(amount, basis.currency),
                count_share: share(count.into(), all_count.into()),
                amount_share: share(amount.unwrap_or_default(), all_amount),
                filter: drill.list(tests)?,
            })
        };
        let rows = found.into_iter().map(row).collect::<Result<_>>()?;
        Ok(basis.report(span, rows))
    }
}
