//! The open deals of a pipeline by stage.

use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text, Uuid as SqlUuid};
use domain::opportunity::Outcome;
use domain::{PipelineId, StageId};
use rust_decimal::Decimal;
use wire::ListQuery;
use wire::analytics::{Funnel, FunnelRow, FunnelTotal};

use super::drill::is;
use super::{Drill, Statement, money};
use crate::list::Value;
use crate::{Read, Result};

type Columns = (SqlUuid, Text, BigInt, Nullable<Numeric>, Nullable<Numeric>);
type Row = (StageId, String, i64, Option<Decimal>, Option<Decimal>);

impl Read<'_> {
    /// The open deals of `pipeline`, or of the default one, by stage: how many, Σ amount and Σ amount ×
    /// probability, in the base currency. Every live open stage has a row, in the order of the pipeline; sums are
    /// exact and rounded half up at the end, so the total is that of the deals and not of the rounded rows.
    ///
    /// [`crate::Error::BadQuery`] if there is no such pipeline or the filter makes no sense.
    pub fn funnel(&mut self, query: &ListQuery, pipeline: Option<PipelineId>) -> Result<Funnel> {
        let basis = self.basis(query)?;
        let pipeline = self.pipeline_of(pipeline)?;
        let statement = Statement::<Columns>::new(
            "SELECT stages.id, stages.name COLLATE \"default\", coalesce(deals.count, 0), deals.amount, \
             deals.weighted FROM stages LEFT JOIN (SELECT opportunities.stage_id, count(*) AS count, \
             sum(opportunities.base_amount) AS amount, \
             sum(opportunities.base_amount * opportunities.probability) AS weighted \
             FROM opportunities WHERE opportunities.outcome = 'open' AND opportunities.pipeline_id = ",
        );
        let statement = statement
            .bind(Value::Uuid(pipeline.into()))
            .sql(" AND ")
            .rows(&basis.deals)
            .sql(
                " GROUP BY opportunities.stage_id) AS deals ON deals.stage_id = stages.id \
                 WHERE stages.outcome = 'open' AND (stages.deleted_at IS NULL OR deals.count > 0) \
                 AND stages.pipeline_id = ",
            )
            .bind(Value::Uuid(pipeline.into()))
            .sql(" ORDER BY stages.position, stages.id");
        let found: Vec<Row> = statement.get_results(self.conn)?;
        let drill = Drill::new(query);
        let open = || vec![is("outcome", Outcome::Open), is("pipeline_id", pipeline)];
        let (mut count, mut amount, mut weighted) = (0, Decimal::ZERO, Decimal::ZERO);
        let mut rows = Vec::with_capacity(found.len());
        for (stage_id, label, row_count, row_amount, row_weighted) in found {
            count += row_count;
            amount += row_amount.unwrap_or_default();
            weighted += row_weighted.unwrap_or_default();
            let mut tests = open();
            tests.push(is("stage_id", stage_id));
            rows.push(FunnelRow {
                stage_id,
                label,
                count: row_count,
                amount: money(row_amount, basis.currency),
                weighted_amount: money(row_weighted, basis.currency),
                filter: drill.list(tests)?,
            });
        }
        let total = FunnelTotal {
            count,
            amount: money(Some(amount), basis.currency),
            weighted_amount: money(Some(weighted), basis.currency),
            filter: drill.list(open())?,
        };
        Ok(Funnel { pipeline_id: pipeline, currency: basis.currency, rows, total })
    }
}
