//! Imports: the record of a file on its way into the database.

mod file;
mod plan;
mod progress;

use chrono::{DateTime, Utc};
use domain::{ImportId, ImportStatus, Kind, Right, UserId};
use wire::import::{Import, ImportInput, ImportPlan};
use wire::user::User;

use crate::entity::statements;
use crate::schema::imports;
use crate::stored::Stored;
use crate::{Entity, Error, Fields, Predicate, Result, Scope, Tx};

pub use plan::check_plan;
pub use progress::Progress;

#[derive(diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = imports, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: ImportId,
    version: i64,
    created_at: DateTime<Utc>,
    created_by: Option<UserId>,
    updated_at: DateTime<Utc>,
    updated_by: Option<UserId>,
    kind: Kind,
    status: ImportStatus,
    plan: Stored<ImportPlan>,
    file_name: String,
    file_bytes: Option<i64>,
    headers: Vec<String>,
    is_dry_run: bool,
    total_rows: Option<i64>,
    done_rows: i64,
    created_rows: i64,
    updated_rows: i64,
    failed_rows: i64,
    started_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    problem: Option<String>,
}

impl From<Row> for Import {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            version: row.version,
            created_at: row.created_at,
            created_by: row.created_by,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
            kind: row.kind,
            status: row.status,
            plan: row.plan.0,
            file_name: row.file_name,
            file_bytes: row.file_bytes,
            headers: row.headers,
            is_dry_run: row.is_dry_run,
            total_rows: row.total_rows,
            done_rows: row.done_rows,
            created_rows: row.created_rows,
            updated_rows: row.updated_rows,
            failed_rows: row.failed_rows,
            started_at: row.started_at,
            finished_at: row.finished_at,
            problem: row.problem,
        }
    }
}

#[derive(diesel::Insertable, diesel::AsChangeset)]
#[diesel(table_name = imports, treat_none_as_null = true)]
struct Columns {
    file_name: String,
    kind: Kind,
    plan: Stored<ImportPlan>,
}

impl From<&ImportInput> for Columns {
    fn from(input: &ImportInput) -> Self {
        Self { file_name: input.file_name.clone(), kind: input.plan.kind, plan: Stored(input.plan.clone()) }
    }
}

impl Entity for Import {
    type Draft = ImportInput;
    statements!(imports);

    fn fields() -> Fields<imports::table> {
        use imports::*;
        Fields::of(table, id, file_name, deleted_at)
            .standard(id, created_at, updated_at)
            .reference::<User>("created_by", created_by)
            .searched("file_name", file_name)
            .choice("kind", kind, Kind::WORDS)
            .choice("status", status, ImportStatus::WORDS)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.personal(imports::created_by)
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: Self::Input) -> Result<Self::Draft> {
        tx.actor().needs(Right::Import)?;
        before.map_or(Ok(()), States::may_change)?;
        check_plan(&input.plan)?;
        Ok(input)
    }

    fn label(&self) -> String {
        self.file_name.clone()
    }
}

/// Sets columns of an import, with its version and the time of the change, and answers with the record. A macro
/// because the type of every set of columns is another.
macro_rules! touch {
    ($tx:ident, $id:expr, $changes:expr) => {{
        let standard = (imports::version.eq(imports::version + 1), imports::updated_at.eq($tx.now()));
        let update = diesel::update(imports::table.filter(imports::id.eq($id.0))).set((standard, $changes));
        let row: QueryResult<Row> = update.returning(Row::as_returning()).get_result($tx.conn);
        row.map(Import::from).map_err(Error::from)
    }};
}
use touch;

/// What the states of an import allow.
trait States {
    /// A new plan, a new file, or a start.
    fn may_change(&self) -> Result<()>;
}

impl States for Import {
    fn may_change(&self) -> Result<()> {
        let is_over = self.file_bytes.is_none() && self.status != ImportStatus::Uploading;
        match self.status {
            status if status.is_active() => Err(Error::state("status", "the import is running")),
            _ if is_over => Err(Error::state("status", "the import is over")),
            _ => Ok(()),
        }
    }
}
