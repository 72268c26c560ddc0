//! Owner, department and deletion: the same UPDATE for assign, delete and restore of every kind.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel::{PgConnection, RunQueryDsl};

use crate::list::ColumnSql;
use crate::{Owner, Stamp};

/// What becomes of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing {
    Deleted(DateTime<Utc>),
    Live,
    OwnedBy(Owner),
}

/// The update of one row, if it still has the stamp's version.
pub(crate) struct Settle {
    table: ColumnSql,
    stamp: Stamp,
    to: Standing,
    next: i64,
}

impl Settle {
    pub(crate) fn new(table: ColumnSql, stamp: Stamp, to: Standing) -> Self {
        Self { table, stamp, to, next: stamp.version + 1 }
    }

    /// True if the row had the version.
    pub(crate) fn run(self, conn: &mut PgConnection) -> QueryResult<bool> {
        self.execute(conn).map(|rows| rows == 1)
    }
}

impl QueryId for Settle {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Settle {}
impl QueryFragment<Pg> for Settle {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("UPDATE ");
        self.table.walk_ast(pass.reborrow())?;
        pass.push_sql(" SET ");
        match &self.to {
            Standing::Deleted(at) => {
                pass.push_sql("deleted_at = ");
                pass.push_bind_param::<Timestamptz, _>(at)?;
            }
            Standing::Live => pass.push_sql("deleted_at = NULL"),
            Standing::OwnedBy(owner) => {
                pass.push_sql("owner_id = ");
                pass.push_bind_param::<SqlUuid, _>(&owner.owner_id)?;
                pass.push_sql(", department_id = ");
                pass.push_bind_param::<SqlUuid, _>(&owner.department_id)?;
            }
        }
        pass.push_sql(", version = ");
        pass.push_bind_param::<BigInt, _>(&self.next)?;
        pass.push_sql(", updated_at = ");
        pass.push_bind_param::<Timestamptz, _>(&self.stamp.at)?;
        pass.push_sql(", updated_by = ");
        pass.push_bind_param::<Nullable<SqlUuid>, _>(&self.stamp.by)?;
        pass.push_sql(" WHERE id = ");
        pass.push_bind_param::<SqlUuid, _>(&self.stamp.id)?;
        pass.push_sql(" AND version = ");
        pass.push_bind_param::<BigInt, _>(&self.stamp.version)?;
        Ok(())
    }
}
