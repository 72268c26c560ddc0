//! What an entity tells about itself, and the macros that write the statements every entity has.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use diesel::result::QueryResult;
use domain::{AccountId, DepartmentId, UserId};
use uuid::Uuid;
use wire::Resource;

use crate::{Event, Fields, Plan, Predicate, Result, Scope, Tx};

/// A kind of record that is stored in a table of its own.
///
/// The facts and statements of one kind; the behaviour of all kinds is in [`crate::Read`] and [`crate::Tx`].
pub trait Entity: Resource {
    /// Its table.
    type Table: Send + 'static;
    /// What is written: the input and whatever follows from it.
    type Draft: Send;

    /// True if each record has an owner and a department.
    const IS_OWNED: bool;

    /// What its lists may be filtered and sorted by, and where its names and references are.
    fn fields() -> Fields<Self::Table>;

    /// The rows that a scope reaches. No default: each kind says in plain sight who sees it.
    fn visible(scope: &Scope<'_>) -> Predicate;

    /// The records of a plan, in its order.
    fn fetch(conn: &mut PgConnection, plan: &Plan<Self::Table>) -> QueryResult<Vec<Self>>;

    /// The records of a plan, locked until the transaction ends.
    fn lock(conn: &mut PgConnection, plan: &Plan<Self::Table>) -> QueryResult<Vec<Self>>;

    /// New rows, in one statement.
    fn insert(conn: &mut PgConnection, rows: &[(Stamp, Self::Draft)]) -> QueryResult<Vec<Self>>;

    /// The changed row, if it still has the version of `stamp`.
    fn save(conn: &mut PgConnection, stamp: &Stamp, draft: &Self::Draft) -> QueryResult<Option<Self>>;

    /// Checks what only other rows can tell, works out what follows from the input, and makes room for it in
    /// other rows. References need no check here: every one named in [`Entity::fields`] is known to be visible.
    /// Kinds that write just what a client sets say `as_given!()`.
    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: Self::Input) -> Result<Self::Draft>;

    /// Writes the rows that follow from new ones, for all of them in few statements. They are recorded already.
    fn after_create(tx: &mut Tx<'_>, created: &[Self]) -> Result<()> {
        let _ = (tx, created);
        Ok(())
    }

    /// Writes what follows from a change, which is recorded already.
    fn after_update(tx: &mut Tx<'_>, before: &Self, after: &Self) -> Result<()> {
        let _ = (tx, before, after);
        Ok(())
    }

    /// Writes what follows when the record went to the recycle bin or came out of it, which is recorded already.
    fn after_settle(tx: &mut Tx<'_>, record: &Self) -> Result<()> {
        let _ = (tx, record);
        Ok(())
    }

    /// Its name for people.
    fn label(&self) -> String;

    /// Who owns it; None for kinds that belong to nobody.
    fn owner(&self) -> Option<Owner> {
        None
    }

    /// The account on whose timeline its events show as well.
    fn timeline_account(&self) -> Option<AccountId> {
        None
    }

    /// What the timeline says of a change; the default says which fields changed, on the record itself.
    fn event(event: Event, after: &Self) -> Event {
        let _ = after;
        event
    }
}

/// The user and the department that a record belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The user responsible.
    pub owner_id: UserId,
    /// The department it counts for.
    pub department_id: DepartmentId,
}

/// A record at the version that a client has seen.
pub struct At<E: Entity> {
    /// The record.
    pub id: E::Id,
    /// The version; None to overwrite whatever is there.
    pub version: Option<i64>,
}

impl<E: Entity> Clone for At<E> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<E: Entity> Copy for At<E> {}

/// The standard members of a row that is being written.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    /// The row.
    pub id: Uuid,
    /// The version it has until now.
    pub version: i64,
    /// When it is written; for imports the original date of creation.
    pub at: DateTime<Utc>,
    /// Who writes it.
    pub by: Option<UserId>,
    /// Whose it is; new rows of owned kinds only.
    pub owner: Option<Owner>,
}

/// Defines the private `Row` of a table and how it becomes the record.
///
/// `row!(tags => Tag(TagId) { name: String })` expands to `struct Row { id, version, created_at, created_by,
/// updated_at, updated_by, name }`, `Queryable` and `Selectable`, and to `From<Row> for Tag`, field by field.
///
/// `shown { rate: expression }` says how a field is shown where it is not as it is stored, `also { source:
/// expression }` what members the record has beside its columns; the expressions may name the row's fields.
macro_rules! row {
    (
        $table:ident => $record:ident($id:ty) { $($field:ident: $type:ty),* $(,)? }
        $(shown { $($shown:ident: $as:expr),* $(,)? })?
        $(also { $($also:ident: $is:expr),* $(,)? })?
    ) => {
        #[derive(diesel::Queryable, diesel::Selectable)]
        #[diesel(table_name = $crate::schema::$table, check_for_backend(diesel::pg::Pg))]
        struct Row {
            id: $id,
            version: i64,
            created_at: chrono::DateTime<chrono::Utc>,
            created_by: Option<domain::UserId>,
            updated_at: chrono::DateTime<chrono::Utc>,
            updated_by: Option<domain::UserId>,
            $($field: $type,)*
        }

        impl From<Row> for $record {
            fn from(row: Row) -> Self {
                let Row { id, version, created_at, created_by, updated_at, updated_by, $($field),* } = row;
                $($(let $shown = $as;)*)?
                $($(let $also = $is;)*)?
                Self {
                    id, version, created_at, created_by, updated_at, updated_by,
                    $($field,)*
                    $($($also,)*)?
                }
            }
        }
    };
}

/// Defines the private `Columns` of a table: what insert and update write of a draft.
///
/// `columns!(tags <= TagInput { name: String })` expands to `struct Columns { name: String }`, `Insertable` and
/// `AsChangeset`, and to `From<&TagInput>`, field by field. A draft with members beside its `input` names them
/// after: `columns!(accounts <= Draft { input: { name: String }, last_source: Option<LeadSource> })`.
macro_rules! columns {
    (
        $table:ident <= $draft:ident {
            input: { $($field:ident: $type:ty),* $(,)? },
            $($beside:ident: $beside_type:ty),* $(,)?
        }
    ) => {
        #[derive(diesel::Insertable, diesel::AsChangeset)]
        #[diesel(table_name = $crate::schema::$table, treat_none_as_null = true)]
        struct Columns {
            $($field: $type,)*
            $($beside: $beside_type,)*
        }

        impl From<&$draft> for Columns {
            fn from(draft: &$draft) -> Self {
                Self { $($field: draft.input.$field.clone(),)* $($beside: draft.$beside.clone()),* }
            }
        }
    };
    ($table:ident <= $draft:ident { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(diesel::Insertable, diesel::AsChangeset)]
        #[diesel(table_name = $crate::schema::$table, treat_none_as_null = true)]
        struct Columns {
            $($field: $type,)*
        }

        impl From<&$draft> for Columns {
            fn from(draft: &$draft) -> Self {
                Self { $($field: draft.$field.clone()),* }
            }
        }
    };
}

/// The statements of [`Entity`] over a table's `Row` and `Columns`: `statements!(tags)` for kinds that belong to
/// nobody, `statements!(accounts, owned)` for those with an owner and a department.
macro_rules! statements {
    ($table:ident) => {
        const IS_OWNED: bool = false;
        $crate::entity::statements!(@ $table, |stamp, standard, columns| (standard, columns));
    };
    ($table:ident, owned) => {
        const IS_OWNED: bool = true;
        $crate::entity::statements!(@ $table, |stamp, standard, columns| (
            standard,
            stamp.owner.map(|owner| $crate::schema::$table::owner_id.eq(owner.owner_id)),
            stamp.owner.map(|owner| $crate::schema::$table::department_id.eq(owner.department_id)),
            columns,
        ));
    };
    (@ $table:ident, |$stamp:ident, $standard:ident, $columns:ident| $row:expr) => {
        type Table = $crate::schema::$table::table;

        fn fetch(
            conn: &mut diesel::PgConnection,
            plan: &$crate::Plan<Self::Table>,
        ) -> diesel::result::QueryResult<Vec<Self>> {
            use diesel::prelude::*;
            let query = $crate::schema::$table::table.filter(plan.rows()).order(plan.order()).limit(plan.limit());
            let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
            Ok(rows.into_iter().map(Self::from).collect())
        }

        fn lock(
            conn: &mut diesel::PgConnection,
            plan: &$crate::Plan<Self::Table>,
        ) -> diesel::result::QueryResult<Vec<Self>> {
            use diesel::prelude::*;
            let query = $crate::schema::$table::table.filter(plan.rows()).order(plan.order()).limit(plan.limit());
            let rows: Vec<Row> = query.select(Row::as_select()).for_update().load(conn)?;
            Ok(rows.into_iter().map(Self::from).collect())
        }

        fn insert(
            conn: &mut diesel::PgConnection,
            rows: &[($crate::Stamp, Self::Draft)],
        ) -> diesel::result::QueryResult<Vec<Self>> {
            use $crate::schema::$table::dsl;
            use diesel::prelude::*;
            let values = |($stamp, draft): &($crate::Stamp, Self::Draft)| {
                let $standard = (
                    dsl::id.eq($stamp.id),
                    dsl::created_at.eq($stamp.at),
                    dsl::created_by.eq($stamp.by),
                    dsl::updated_at.eq($stamp.at),
                    dsl::updated_by.eq($stamp.by),
                );
                let $columns = Columns::from(draft);
                $row
            };
            let rows: Vec<_> = rows.iter().map(values).collect();
            let query = diesel::insert_into(dsl::$table).values(rows).returning(Row::as_returning());
            let rows: Vec<Row> = query.get_results(conn)?;
            Ok(rows.into_iter().map(Self::from).collect())
        }

        fn save(
            conn: &mut diesel::PgConnection,
            stamp: &$crate::Stamp,
            draft: &Self::Draft,
        ) -> diesel::result::QueryResult<Option<Self>> {
            use $crate::schema::$table::dsl;
            use diesel::prelude::*;
            let row = dsl::$table.filter(dsl::id.eq(stamp.id)).filter(dsl::version.eq(stamp.version));
            let standard =
                (dsl::version.eq(stamp.version + 1), dsl::updated_at.eq(stamp.at), dsl::updated_by.eq(stamp.by));
            let query = diesel::update(row.filter(dsl::deleted_at.is_null())).set((standard, Columns::from(draft)));
            let row: Option<Row> = query.returning(Row::as_returning()).get_result(conn).optional()?;
            Ok(row.map(Self::from))
        }
    };
}

/// [`Entity::prepare`] of a kind whose draft is its input.
macro_rules! as_given {
    () => {
        fn prepare(
            _: &mut $crate::Tx<'_>,
            _: Option<&Self>,
            input: Self::Input,
        ) -> $crate::Result<Self::Draft> {
            Ok(input)
        }
    };
}

pub(crate) use {as_given, columns, row, statements};
