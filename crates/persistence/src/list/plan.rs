//! A list query as SQL: which rows, in which order, how many.

use std::marker::PhantomData;

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Nullable, Numeric, Text, Uuid as SqlUuid};
use diesel::{PgConnection, RunQueryDsl};
use domain::Currency;
use rust_decimal::Decimal;
use wire::list::Direction;

use super::fields::{LabelSource, Summed};
use super::{ColumnSql, Condition, Predicate, Value};

/// Which rows of `T`, in which order, how many.
pub struct Plan<T> {
    rows: Predicate,
    order: Vec<(ColumnSql, Direction)>,
    limit: i64,
    table: PhantomData<fn() -> T>,
}

impl<T> Plan<T> {
    /// The rows that meet `rows`, in this order.
    pub(crate) fn new(rows: Predicate, order: Vec<(ColumnSql, Direction)>, limit: i64) -> Self {
        Self { rows, order, limit, table: PhantomData }
    }

    /// The condition.
    pub fn rows(&self) -> Condition<T> {
        Condition::new(self.rows.clone())
    }

    /// The order, ending in the key.
    pub fn order(&self) -> Ordering<T> {
        Ordering { keys: self.order.clone(), table: PhantomData }
    }

    /// The number of rows at most.
    pub fn limit(&self) -> i64 {
        self.limit
    }
}

/// The keys of an order as a diesel expression; empty values last whichever way it runs.
pub struct Ordering<T> {
    keys: Vec<(ColumnSql, Direction)>,
    table: PhantomData<fn() -> T>,
}

impl<T> Expression for Ordering<T> {
    type SqlType = diesel::expression::expression_types::NotSelectable;
}
impl<T> AppearsOnTable<T> for Ordering<T> {}
impl<T> SelectableExpression<T> for Ordering<T> {}
impl<T> ValidGrouping<()> for Ordering<T> {
    type IsAggregate = is_aggregate::No;
}
impl<T> QueryId for Ordering<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<T> QueryFragment<Pg> for Ordering<T> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if self.keys.is_empty() {
            // diesel has written ORDER BY already; a constant sorts nothing.
            pass.push_sql("NULL::text");
        }
        for (index, (column, direction)) in self.keys.iter().enumerate() {
            if index > 0 {
                pass.push_sql(", ");
            }
            column.walk_ast(pass.reborrow())?;
            match direction {
                Direction::Ascending => {}
                // The first key is never empty where it matters, nor is the record's own, and the plain form can use
                // their index.
                Direction::Descending if index == 0 || index + 1 == self.keys.len() => pass.push_sql(" DESC"),
                Direction::Descending => pass.push_sql(" DESC NULLS LAST"),
            }
        }
        Ok(())
    }
}

/// `SELECT count(*)` over at most so many rows: counting stops there.
pub(crate) struct CountUpTo {
    table: ColumnSql,
    rows: Predicate,
    limit: i64,
}

impl CountUpTo {
    pub(crate) fn new(table: ColumnSql, rows: Predicate, limit: i64) -> Self {
        Self { table, rows, limit }
    }

    pub(crate) fn run(self, conn: &mut PgConnection) -> QueryResult<i64> {
        self.get_result(conn)
    }
}

impl Query for CountUpTo {
    type SqlType = BigInt;
}
impl QueryId for CountUpTo {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for CountUpTo {}
impl QueryFragment<Pg> for CountUpTo {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("SELECT count(*) FROM (SELECT FROM ");
        self.table.walk_ast(pass.reborrow())?;
        pass.push_sql(" WHERE ");
        self.rows.walk_ast(pass.reborrow())?;
        pass.push_sql(" LIMIT ");
        pass.push_bind_param::<BigInt, _>(&self.limit)?;
        pass.push_sql(") AS counted");
        Ok(())
    }
}

/// The sums of some fields over all rows, and the currency of those that are money.
pub(crate) struct Sums<'a> {
    table: ColumnSql,
    rows: Predicate,
    fields: &'a [Summed],
}

impl<'a> Sums<'a> {
    pub(crate) fn new(table: ColumnSql, rows: Predicate, fields: &'a [Summed]) -> Self {
        Self { table, rows, fields }
    }

    /// The sums in the order of the fields; None where the field is empty everywhere.
    pub(crate) fn run(self, conn: &mut PgConnection) -> QueryResult<(Vec<Option<Decimal>>, Currency)> {
        self.get_result(conn)
    }
}

impl Query for Sums<'_> {
    type SqlType = (Array<Nullable<Numeric>>, Text);
}
impl QueryId for Sums<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Sums<'_> {}
impl QueryFragment<Pg> for Sums<'_> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("SELECT ARRAY[");
        for (index, field) in self.fields.iter().enumerate() {
            pass.push_sql(if index > 0 { ", sum(" } else { "sum(" });
            field.column.walk_ast(pass.reborrow())?;
            pass.push_sql(")::numeric");
        }
        pass.push_sql("], (SELECT base_currency FROM settings) FROM ");
        self.table.walk_ast(pass.reborrow())?;
        pass.push_sql(" WHERE ");
        self.rows.walk_ast(pass)
    }
}

/// The names of records of several kinds, in one statement. Names are no secret: the scope does not matter.
pub(crate) struct Labels {
    wanted: Vec<(LabelSource, ColumnSql, Value)>,
}

impl Labels {
    pub(crate) fn new(wanted: Vec<(LabelSource, Vec<uuid::Uuid>)>) -> Self {
        let named = |(source, ids): (LabelSource, _)| Some((source, source.label?, Value::Uuids(ids)));
        Self { wanted: wanted.into_iter().filter_map(named).collect() }
    }

    pub(crate) fn run(self, conn: &mut PgConnection) -> QueryResult<Vec<(uuid::Uuid, String)>> {
        if self.wanted.is_empty() { Ok(Vec::new()) } else { self.get_results(conn) }
    }
}

impl Query for Labels {
    type SqlType = (SqlUuid, Text);
}
impl QueryId for Labels {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Labels {}
impl QueryFragment<Pg> for Labels {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for (index, (source, label, ids)) in self.wanted.iter().enumerate() {
            pass.push_sql(if index > 0 { " UNION ALL SELECT " } else { "SELECT " });
            source.key.walk_ast(pass.reborrow())?;
            pass.push_sql(", ");
            label.walk_ast(pass.reborrow())?;
            pass.push_sql(" COLLATE \"default\" FROM ");
            source.table.walk_ast(pass.reborrow())?;
            pass.push_sql(" WHERE ");
            source.key.walk_ast(pass.reborrow())?;
            pass.push_sql(" = ANY(");
            ids.bind(&mut pass)?;
            pass.push_sql(")");
        }
        Ok(())
    }
}
