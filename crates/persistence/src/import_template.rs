//! Templates of imports.

use chrono::{DateTime, Utc};
use domain::{ImportTemplateId, Kind, Right, UserId};
use wire::import::{ImportPlan, ImportTemplate, ImportTemplateInput};

use crate::entity::statements;
use crate::import::check_plan;
use crate::schema::import_templates;
use crate::stored::Stored;
use crate::{Entity, Fields, Predicate, Result, Scope, Tx};

#[derive(diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = import_templates, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: ImportTemplateId,
    version: i64,
    created_at: DateTime<Utc>,
    created_by: Option<UserId>,
    updated_at: DateTime<Utc>,
    updated_by: Option<UserId>,
    name: String,
    kind: Kind,
    plan: Stored<ImportPlan>,
}

impl From<Row> for ImportTemplate {
    fn from(row: Row) -> Self {
        let Row { id, version, created_at, created_by, updated_at, updated_by, name, kind, plan } = row;
        Self { id, version, created_at, created_by, updated_at, updated_by, name, kind, plan: plan.0 }
    }
}

#[derive(diesel::Insertable, diesel::AsChangeset)]
#[diesel(table_name = import_templates, treat_none_as_null = true)]
struct Columns {
    name: String,
    kind: Kind,
    plan: Stored<ImportPlan>,
}

impl From<&ImportTemplateInput> for Columns {
    fn from(input: &ImportTemplateInput) -> Self {
        Self { name: input.name.clone(), kind: input.plan.kind, plan: Stored(input.plan.clone()) }
    }
}

impl Entity for ImportTemplate {
    type Draft = ImportTemplateInput;
    statements!(import_templates);

    fn fields() -> Fields<import_templates::table> {
        use import_templates::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .choice("kind", kind, Kind::WORDS)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, _: Option<&Self>, input: Self::Input) -> Result<Self::Draft> {
        tx.actor().needs(Right::Import)?;
        check_plan(&input.plan)?;
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
