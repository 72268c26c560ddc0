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

/// A later stay of the deal is further on.
const COMES_FURTHER: &str = "comes_further(stage_history.opportunity_id, stage_history.entered_at, \
    stages.pipeline_id, stages.position)";

impl Read<'_> {
    /// For each open stage of `pipeline`, or of the default one: of the deals that entered it in the period (ever,
    /// if none is given), how many went on to a stage of a higher position or are won by now, were lost from it,
    /// or are in it. Lost deals count in the base. A deal that came twice counts once, and going on counts after
    /// its first coming. Days are 24 hours, counted in tenths.
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

/// One pass over the stays, which workers share, as a stay tells where the deal went from there. Only if that was
/// neither further on nor to where the deal is today does it look for later stays. Deals that were in a stage more
/// than once, which are few, are gathered first.
///
/// The median comes from a histogram of tenths of days, for which there is no need to sort all deals; nulls, the
/// deals that have not left, sort behind it.
fn statement(basis: &Basis, pipeline: PipelineId, span: Span) -> Result<Statement<Columns>> {
    let after = span.to().succ_opt();
    let after = after.ok_or_else(|| Error::Internal("a day outside the calendar".to_owned()))?;
    let pipeline = Value::Uuid(pipeline.into());
    let entered = |statement: Statement<Columns>| {
        let statement = statement.bind(pipeline.clone()).sql(" AND stage_history.entered_at >= ");
        let statement = statement.midnight(span.from(), basis.zone).sql(" AND stage_history.entered_at < ");
        statement.midnight(after, basis.zone).sql(" AND ").rows(&basis.deals)
    };
    let once = Statement::new(
        "WITH cells AS (SELECT stage_history.stage_id, stage_history.tenths_of_days AS tenths, count(*) AS entered, \
         count(*) FILTER (WHERE opportunities.outcome = 'won' OR next.position > stages.position \
         OR next.outcome = 'won' OR (stage_history.to_stage_id IS NOT NULL \
         AND stage_history.left_at <> opportunities.stage_entered_at AND ",
    );
    let once = once.sql(COMES_FURTHER).sql(
        ")) AS advanced, \
         count(*) FILTER (WHERE opportunities.outcome = 'lost' \
         AND opportunities.last_open_stage_id = stage_history.stage_id) AS lost, \
         count(*) FILTER (WHERE opportunities.stage_id = stage_history.stage_id) AS present \
         FROM stage_history JOIN opportunities ON opportunities.id = stage_history.opportunity_id \
         JOIN stages ON stages.id = stage_history.stage_id LEFT JOIN stages AS next \
         ON next.id = stage_history.to_stage_id AND next.pipeline_id = stages.pipeline_id AND next.outcome <> 'lost' \
         WHERE NOT stage_history.is_repeated AND stage_history.pipeline_id = ",
    );
    let again = entered(once).sql(
        " GROUP BY 1, 2 UNION ALL SELECT stage_history.stage_id, \
         floor(date_part('epoch', stage_history.spent) / 8640 + 0.5)::integer, count(*), \
         count(*) FILTER (WHERE opportunities.outcome = 'won' OR ",
    );
    let again = again.sql(COMES_FURTHER).sql(
        "), count(*) FILTER (WHERE opportunities.outcome = 'lost' \
         AND opportunities.last_open_stage_id = stage_history.stage_id), \
         count(*) FILTER (WHERE opportunities.stage_id = stage_history.stage_id) \
         FROM (SELECT stage_history.opportunity_id, stage_history.stage_id, \
         min(stage_history.entered_at) AS entered_at, \
         sum(stage_history.left_at - stage_history.entered_at) AS spent FROM stage_history \
         JOIN opportunities ON opportunities.id = stage_history.opportunity_id \
         WHERE stage_history.is_repeated AND stage_history.pipeline_id = ",
    );
    Ok(entered(again)
        .sql(
            " GROUP BY 1, 2) AS stage_history JOIN opportunities ON opportunities.id = stage_history.opportunity_id \
             JOIN stages ON stages.id = stage_history.stage_id GROUP BY 1, 2), \
             summed AS (SELECT stage_id, tenths, sum(entered) AS entered, sum(advanced) AS advanced, \
             sum(lost) AS lost, sum(present) AS present FROM cells GROUP BY 1, 2), \
             ranked AS (SELECT *, sum(entered) OVER (PARTITION BY stage_id ORDER BY tenths) AS up_to, \
             sum(entered) FILTER (WHERE tenths IS NOT NULL) OVER (PARTITION BY stage_id) AS total FROM summed) \
             SELECT stages.id, stages.name COLLATE \"default\", coalesce(sum(entered), 0)::bigint, \
             coalesce(sum(advanced), 0)::bigint, coalesce(sum(lost), 0)::bigint, \
             coalesce(sum(present), 0)::bigint, round(avg(tenths::numeric / 10) \
             FILTER (WHERE 2 * up_to >= total AND 2 * (up_to - entered) <= total), 1) \
             FROM stages LEFT JOIN ranked ON ranked.stage_id = stages.id \
             WHERE stages.outcome = 'open' AND stages.deleted_at IS NULL AND stages.pipeline_id = ",
        )
        .bind(pipeline)
        .sql(" GROUP BY stages.id ORDER BY stages.position"))
}
