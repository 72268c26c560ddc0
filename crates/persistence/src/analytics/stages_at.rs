//! Where the deals of a pipeline stood at the end of a day.

use chrono::NaiveDate;
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text, Uuid as SqlUuid};
use domain::opportunity::Outcome;
use domain::{PipelineId, StageId};
use rust_decimal::Decimal;
use wire::ListQuery;
use wire::analytics::{Report, StageAtRow};

use super::drill::is;
use super::{Drill, Span, Statement, money};
use crate::list::Value;
use crate::{Error, Read, Result};

type Columns = (SqlUuid, Text, Text, BigInt, Nullable<Numeric>);
type Row = (StageId, String, Outcome, i64, Option<Decimal>);

impl Read<'_> {
    /// The deals of `pipeline`, or of the default one, by the stage they stood in at the end of `day` in the
    /// company's zone, with the amounts they had when they came to that stage; closed stages too. Deals are those
    /// that exist and are visible today, whoever owned them then.
    pub fn stages_at(
        &mut self,
        query: &ListQuery,
        pipeline: Option<PipelineId>,
        day: NaiveDate,
    ) -> Result<Report<StageAtRow>> {
        let basis = self.basis(query)?;
        let pipeline = self.pipeline_of(pipeline)?;
        let end =
            Value::end_of(day).ok_or_else(|| Error::Internal("a day outside the calendar".to_owned()))?;
        let statement = Statement::<Columns>::new(
            "SELECT stages.id, stages.name COLLATE \"default\", stages.outcome, coalesce(stays.count, 0), \
             stays.amount FROM stages LEFT JOIN (SELECT stage_history.stage_id, count(*) AS count, \
             sum(stage_history.base_amount) AS amount FROM stage_history \
             JOIN opportunities ON opportunities.id = stage_history.opportunity_id \
             WHERE stage_history.entered_at < ",
        );
        let statement = statement
            .bind(end.clone())
            .sql(" AND (stage_history.left_at IS NULL OR stage_history.left_at >= ")
            .bind(end)
            .sql(") AND stage_history.pipeline_id = ")
            .bind(Value::Uuid(pipeline.into()))
            .sql(" AND ")
            .rows(&basis.deals)
            .sql(
                " GROUP BY stage_history.stage_id) AS stays ON stays.stage_id = stages.id \
                 WHERE (stages.deleted_at IS NULL OR stays.count > 0) AND stages.pipeline_id = ",
            )
            .bind(Value::Uuid(pipeline.into()))
            .sql(" ORDER BY stages.position, stages.id");
        let found: Vec<Row> = statement.get_results(self.conn)?;
        let drill = Drill::new(query);
        let row = |(stage_id, label, outcome, count, amount): Row| {
            let stay = [stage_id.to_string(), day.to_string()].join("@");
            Ok(StageAtRow {
                stage_id,
                label,
                outcome,
                count,
                amount: money(amount, basis.currency),
                filter: drill.list(vec![is("stage_at", stay)])?,
            })
        };
        let rows = found.into_iter().map(row).collect::<Result<_>>()?;
        Ok(basis.report(Span { first: None, last: Some(day) }, rows))
    }
}
