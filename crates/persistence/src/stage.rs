//! Stages of pipelines.

use diesel::prelude::*;
use domain::opportunity::Outcome;
use domain::{Fraction, PipelineId, StageId};
use wire::FieldCode;
use wire::pipeline::Pipeline;
use wire::stage::{Stage, StageInput};

use crate::entity::{columns, row, statements};
use crate::schema::{opportunities, stages};
use crate::{Entity, Error, Fields, Predicate, Result, Scope, Tx};

row!(stages => Stage(StageId) {
    pipeline_id: PipelineId,
    name: String,
    position: i32,
    probability: Fraction,
    outcome: Outcome,
    required_fields: Vec<String>,
    rotting_days: i32,
} shown {
    probability: Fraction(probability.0.normalize()),
});
columns!(stages <= StageInput {
    pipeline_id: PipelineId,
    name: String,
    position: i32,
    probability: Fraction,
    outcome: Outcome,
    required_fields: Vec<String>,
    rotting_days: i32,
});

impl Entity for Stage {
    type Draft = StageInput;
    statements!(stages);

    fn fields() -> Fields<stages::table> {
        use stages::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .reference::<Pipeline>("pipeline_id", pipeline_id)
            .searched("name", name)
            .integer("position", position)
            .choice("outcome", outcome, Outcome::WORDS)
            .sorted_by_default("position")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: StageInput) -> Result<StageInput> {
        if let Some(before) = before {
            check_deals(tx, before, &input)?;
        }
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

/// Deals carry the pipeline and the outcome of their stage: with deals in it, a stage keeps both.
fn check_deals(tx: &mut Tx<'_>, before: &Stage, input: &StageInput) -> Result<()> {
    let field = match before {
        _ if before.pipeline_id != input.pipeline_id => "pipeline_id",
        _ if before.outcome != input.outcome => "outcome",
        _ => return Ok(()),
    };
    let deals = opportunities::table.filter(opportunities::stage_id.eq(before.id));
    match diesel::select(diesel::dsl::exists(deals)).get_result(tx.conn)? {
        true => Err(Error::invalid(field, FieldCode::Immutable)),
        false => Ok(()),
    }
}
