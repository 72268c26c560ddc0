//! What became of the deals that entered each stage.

use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text, Uuid as SqlUuid};
use domain::analytics::share;
use domain::{PipelineId, Quantity, StageId};
use rust_decimal::Decimal;
use wire::ListQuery;
use wire::analytics::{ConversionRow, Days, Report};

use super::drill::is;
use super::{Basis, Drill, Span, Statement};
use crate::list::Value;
use crate::{Error, Read, Result};

type Columns = (SqlUuid, Text, BigInt, BigInt, BigInt, BigInt, Nullable<Numeric>);
type Row = (StageId, String, i64, i64, i64, i64, Option<Decimal>);

impl Read<'_> {
    /// For each open stage of `pipeline`, or of the default one: of the deals that entered it in the period (ever,
    /// if none is given), how many went on to a stage of a higher position or are won by now, were lost from it,
    /// or are in it. Lost deals count in the base. A deal that came twice counts once, and going on counts after
    /// its first coming. Days are 24 hours.
    pub fn conversion(
        &mut self,
        query: &ListQuery,
        pipeline: Option<PipelineId>,
        days: &Days,
    ) -> Result<Report<ConversionRow>> {
        let basis = self.basis(query)?;
        let pipeline = self.pipeline_of(pipeline)?;
        let span = basis.span(days)?;
        let found: Vec<Row> = statement(&basis, pipeline, span)?.get_results(self.conn)?;
        let drill = Drill::new(query);
        let row = |(stage_id, label, count, advanced, lost, present, median): Row| {
            let entered = [stage_id.to_string(), [span.from().to_string(), span.to().to_string()].join("..")];
            Ok(ConversionRow {
                stage_id,
                label,
                count,
                advanced_count: advanced,
                lost_count: lost,
                present_count: present,
                rate: share(advanced.into(), count.into()),
                median_days: median.map(|days| Quantity(days.normalize())),
                filter: drill.list(vec![is("stage_entered", entered.join("@"))])?,
            })
        };
        let rows = found.into_iter().map(row).collect::<Result<_>>()?;
        Ok(basis.report(span, rows))
    }
}

/// One pass over the stays since the first day: a window from the last stay backwards tells the furthest position
/// that a deal reached from each stay on.
fn statement(basis: &Basis, pipeline: PipelineId, span: Span) -> Result<Statement<Columns>> {
    let end =
        Value::end_of(span.to()).ok_or_else(|| Error::Internal("a day outside the calendar".to_owned()))?;
    let statement = Statement::new(
        "WITH stays AS (SELECT stage_history.opportunity_id, stage_history.stage_id, stage_history.entered_at, \
         stage_history.left_at, opportunities.outcome, opportunities.stage_id AS present, \
         opportunities.last_open_stage_id AS last_open, max(CASE stages.outcome WHEN 'won' THEN 2147483647 \
         WHEN 'lost' THEN -1 ELSE stages.position END) OVER (PARTITION BY stage_history.opportunity_id \
         ORDER BY stage_history.entered_at DESC, stage_history.id DESC) AS reached FROM stage_history \
         JOIN stages ON stages.id = stage_history.stage_id \
         JOIN opportunities ON opportunities.id = stage_history.opportunity_id \
         WHERE stage_history.pipeline_id = ",
    );
    Ok(statement
        .bind(Value::Uuid(pipeline.into()))
        .sql(" AND stage_history.entered_at >= ")
        .bind(Value::Midnight(span.from()))
        .sql(" AND ")
        .rows(&basis.deals)
        .sql(
            "), deals AS (SELECT opportunity_id, stage_id, max(reached) AS reached, min(outcome) AS outcome, \
             bool_and(present = stage_id) AS is_present, bool_and(last_open = stage_id) AS was_last, \
             sum(extract(epoch FROM left_at - entered_at)) / 86400 AS days FROM stays WHERE entered_at < ",
        )
        .bind(end)
        .sql(
            " GROUP BY opportunity_id, stage_id) SELECT stages.id, stages.name COLLATE \"default\", \
             count(deals.stage_id), \
             count(*) FILTER (WHERE deals.outcome = 'won' OR deals.reached > stages.position), \
             count(*) FILTER (WHERE deals.outcome = 'lost' AND deals.was_last), \
             count(*) FILTER (WHERE deals.is_present), \
             round((percentile_cont(0.5) WITHIN GROUP (ORDER BY deals.days::float8))::numeric, 1) \
             FROM stages LEFT JOIN deals ON deals.stage_id = stages.id \
             WHERE stages.outcome = 'open' AND stages.deleted_at IS NULL AND stages.pipeline_id = ",
        )
        .bind(Value::Uuid(pipeline.into()))
        .sql(" GROUP BY stages.id ORDER BY stages.position"))
}
