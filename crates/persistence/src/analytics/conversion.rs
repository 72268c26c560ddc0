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
    /// its first coming. Days are 24 hours, counted
    /// in tenths.
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
/// that a deal reached from each stay on. The median comes from a histogram of tenths of days, for which there is
/// no need to sort all deals; nulls, the deals that have not left, sort behind it.
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
             sum(left_at - entered_at) AS spent FROM stays WHERE entered_at < ",
        )
        .bind(end)
        .sql(
            " GROUP BY opportunity_id, stage_id), cells AS (SELECT deals.stage_id, \
             round(extract(epoch FROM deals.spent) / 86400, 1) AS days, count(*) AS entered, \
             count(*) FILTER (WHERE deals.outcome = 'won' OR deals.reached > stages.position) AS advanced, \
             count(*) FILTER (WHERE deals.outcome = 'lost' AND deals.was_last) AS lost, \
             count(*) FILTER (WHERE deals.is_present) AS present \
             FROM deals JOIN stages ON stages.id = deals.stage_id GROUP BY deals.stage_id, 2), \
             ranked AS (SELECT *, sum(entered) OVER (PARTITION BY stage_id ORDER BY days) AS up_to, \
             sum(entered) FILTER (WHERE days IS NOT NULL) OVER (PARTITION BY stage_id) AS total FROM cells) \
             SELECT stages.id, stages.name COLLATE \"default\", coalesce(sum(entered), 0)::bigint, \
             coalesce(sum(advanced), 0)::bigint, coalesce(sum(lost), 0)::bigint, \
             coalesce(sum(present), 0)::bigint, round(avg(days) \
             FILTER (WHERE 2 * up_to >= total AND 2 * (up_to - entered) <= total), 1) \
             FROM stages LEFT JOIN ranked ON ranked.stage_id = stages.id \
             WHERE stages.outcome = 'open' AND stages.deleted_at IS NULL AND stages.pipeline_id = ",
        )
        .bind(Value::Uuid(pipeline.into()))
        .sql(" GROUP BY stages.id ORDER BY stages.position"))
}
