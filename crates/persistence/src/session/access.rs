//! What a user may do, resolved against the organisation.

use diesel::sql_types::{Array, Jsonb, Text, Uuid as SqlUuid};
use diesel::{OptionalExtension, PgConnection, RunQueryDsl, sql_query};
use domain::access::Rights;
use domain::{DepartmentId, Permissions, UserId};
use serde_json::Value;
use uuid::Uuid;

use crate::{Access, Error, Result, Store};

impl Store {
    /// What the user may do; None if there is no such user, or not an active one. One statement.
    pub fn load_access(&self, user_id: UserId) -> Result<Option<Access>> {
        self.connected(|conn| access_of(conn, user_id))
    }
}

/// As [`Store::load_access`], on a connection.
pub(crate) fn access_of(conn: &mut PgConnection, user_id: UserId) -> Result<Option<Access>> {
    let row: Option<Row> = sql_query(ACCESS).bind::<SqlUuid, _>(user_id.0).get_result(conn).optional()?;
    row.map(Access::try_from).transpose()
}

/// `sql_query` because the DSL has no recursive queries. UNION, not UNION ALL: a circle ends the search. Deleted
/// departments count, for their records are still there.
const ACCESS: &str = "
    WITH RECURSIVE me AS (
        SELECT users.id, users.department_id, users.time_zone, users.role_ids, departments.branch_id
        FROM users JOIN departments ON departments.id = users.department_id
        WHERE users.id = $1 AND users.is_active AND users.deleted_at IS NULL
    ), below AS (
        SELECT department_id AS id FROM me
        UNION SELECT child.id FROM departments child JOIN below ON child.parent_id = below.id
    ), branches_below AS (
        SELECT branch_id AS id FROM me
        UNION SELECT child.id FROM branches child JOIN branches_below ON child.parent_id = branches_below.id
    ), granted AS (
        SELECT roles.permissions, roles.rights
        FROM roles, me WHERE roles.id = ANY (me.role_ids) AND roles.deleted_at IS NULL
    )
    SELECT me.id AS user_id, me.department_id, me.time_zone,
        ARRAY(SELECT id FROM below) AS departments,
        ARRAY(SELECT id FROM departments WHERE branch_id IN (SELECT id FROM branches_below)) AS branch_departments,
        coalesce((SELECT jsonb_agg(permissions) FROM granted), '[]') AS permissions,
        ARRAY(SELECT DISTINCT unnest(rights) FROM granted) AS rights
    FROM me";

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    department_id: Uuid,
    #[diesel(sql_type = Text)]
    time_zone: String,
    #[diesel(sql_type = Array<SqlUuid>)]
    departments: Vec<Uuid>,
    #[diesel(sql_type = Array<SqlUuid>)]
    branch_departments: Vec<Uuid>,
    #[diesel(sql_type = Jsonb)]
    permissions: Value,
    #[diesel(sql_type = Array<Text>)]
    rights: Vec<String>,
}

impl TryFrom<Row> for Access {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let granted: Vec<Permissions> = serde_json::from_value(row.permissions)?;
        let mut permissions = Permissions::default();
        granted.iter().for_each(|role| permissions.add(role));
        let rights: Result<Rights, _> = row.rights.iter().map(|right| right.parse()).collect();
        let time_zone = row.time_zone.parse();
        Ok(Self {
            user_id: Some(row.user_id.into()),
            department_id: Some(row.department_id.into()),
            departments: row.departments.into_iter().map(DepartmentId).collect(),
            branch_departments: row.branch_departments.into_iter().map(DepartmentId).collect(),
            permissions,
            rights: rights.map_err(|error| Error::Internal(error.to_string()))?,
            time_zone: time_zone
                .map_err(|error: chrono_tz::ParseError| Error::Internal(error.to_string()))?,
        })
    }
}
