//! Pipelines.

use domain::PipelineId;
use wire::pipeline::{Pipeline, PipelineInput};

use crate::entity::{columns, row, statements};
use crate::list::{Value, column_sql};
use crate::schema::pipelines;
use crate::{Entity, Fields, Plan, Predicate, Result, Scope, Tx};

row!(pipelines => Pipeline(PipelineId) { name: String, is_default: bool });
columns!(pipelines <= PipelineInput { name: String, is_default: bool });

impl Entity for Pipeline {
    type Draft = PipelineInput;
    statements!(pipelines);

    fn fields() -> Fields<pipelines::table> {
        use pipelines::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .boolean("is_default", is_default)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: PipelineInput) -> Result<PipelineInput> {
        if input.is_default && !before.is_some_and(|pipeline| pipeline.is_default) {
            clear_default(tx)?;
        }
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

/// Takes the mark from the pipeline that has it.
fn clear_default(tx: &mut Tx<'_>) -> Result<()> {
    let marked = Predicate::Compare(column_sql(pipelines::is_default), "=", Value::Boolean(true))
        .and(Predicate::IsNull(column_sql(pipelines::deleted_at)));
    for pipeline in Pipeline::lock(tx.conn, &Plan::new(marked, Vec::new(), 1))? {
        let name = pipeline.name.clone();
        tx.put(&pipeline, &PipelineInput { name, is_default: false })?;
    }
    Ok(())
}
