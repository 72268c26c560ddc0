//! Conditions on the rows of one table, put together at run time.
//!
//! One expression type of our own stands for every filter, so that diesel's types stay the same whatever a
//! client asks for. Column names come from diesel's columns, values are always bound; nothing a client sends
//! becomes SQL text.

use std::fmt;
use std::marker::PhantomData;

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Text};

use super::Value;
use crate::Entity;

/// A column as it stands in SQL: `"accounts"."name"`.
pub(crate) type ColumnSql = &'static (dyn QueryFragment<Pg> + Send + Sync);

/// A diesel column: a name without content.
pub trait SqlColumn: QueryFragment<Pg> + Send + Sync + Copy + 'static {}
impl<C: QueryFragment<Pg> + Send + Sync + Copy + 'static> SqlColumn for C {}

/// The column's SQL. Columns have no size, so the box takes no memory and none is lost.
pub(crate) fn column_sql<C: SqlColumn>(column: C) -> ColumnSql {
    const { assert!(size_of::<C>() == 0, "columns have no size") };
    Box::leak(Box::new(column))
}

/// A condition on a row.
#[derive(Clone)]
pub enum Predicate {
    /// All of these; none at all is always true.
    #[doc(hidden)]
    All(Vec<Predicate>),
    /// One of these; none at all is never true.
    #[doc(hidden)]
    Any(Vec<Predicate>),
    #[doc(hidden)]
    Not(Box<Predicate>),
    #[doc(hidden)]
    IsNull(ColumnSql),
    /// Column, operator, value.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "the variants are made in this crate only")]
    Compare(ColumnSql, &'static str, Value),
    /// The column is one of the values.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "the variants are made in this crate only")]
    AnyOf(ColumnSql, Value),
    /// A function of the database makes the same of the column as of the text, and not NULL.
    #[doc(hidden)]
    Alike { function: &'static str, column: ColumnSql, text: String },
    /// These pairs of characters stand in the column, which has an index of them.
    #[doc(hidden)]
    Pairs(ColumnSql, Vec<String>),
    /// Planned for these very values each time, and not soon for any: what is searched for decides the way.
    #[doc(hidden)]
    PlannedAnew(Box<Predicate>),
    /// The column is a key of a row of another table.
    #[doc(hidden)]
    Within { column: ColumnSql, table: ColumnSql, key: ColumnSql, rows: Box<Predicate> },
}

impl fmt::Debug for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", diesel::debug_query::<Pg, _>(self))
    }
}

impl Predicate {
    /// Always true.
    pub fn all() -> Self {
        Self::All(Vec::new())
    }

    /// Never true.
    pub fn nothing() -> Self {
        Self::Any(Vec::new())
    }

    /// True if it lets every row through.
    pub fn is_all(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// True if it lets no row through, whatever the row.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self, Self::Any(any) if any.is_empty())
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut all), Self::All(more)) => {
                all.extend(more);
                Self::All(all)
            }
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (one, Self::All(mut all)) => {
                all.insert(0, one);
                Self::All(all)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// The column is the id of one of these rows of `P`.
    pub(crate) fn within<P: Entity>(column: ColumnSql, rows: Self) -> Self {
        let fields = P::fields();
        Self::Within { column, table: fields.table(), key: fields.key(), rows: Box::new(rows) }
    }
}

impl QueryFragment<Pg> for Predicate {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::All(all) => joined(all, " AND ", "TRUE", pass),
            Self::Any(any) => joined(any, " OR ", "FALSE", pass),
            Self::Not(inner) => match &**inner {
                Self::Within { column, table, key, rows } => absent(*column, *table, *key, rows, pass),
                // An index takes it for a condition, and so goes past the empty ones.
                Self::IsNull(column) => {
                    column.walk_ast(pass.reborrow())?;
                    pass.push_sql(" IS NOT NULL");
                    Ok(())
                }
                other => {
                    pass.push_sql("NOT coalesce(");
                    other.walk_ast(pass.reborrow())?;
                    pass.push_sql(", FALSE)");
                    Ok(())
                }
            },
            Self::IsNull(column) => {
                column.walk_ast(pass.reborrow())?;
                pass.push_sql(" IS NULL");
                Ok(())
            }
            Self::Compare(column, operator, value) => {
                column.walk_ast(pass.reborrow())?;
                pass.push_sql(" ");
                pass.push_sql(operator);
                pass.push_sql(" ");
                value.bind(&mut pass)
            }
            Self::AnyOf(column, values) => {
                column.walk_ast(pass.reborrow())?;
                pass.push_sql(" = ANY(");
                values.bind(&mut pass)?;
                pass.push_sql(")");
                Ok(())
            }
            Self::Alike { function, column, text } => {
                pass.push_sql(function);
                pass.push_sql("(");
                column.walk_ast(pass.reborrow())?;
                pass.push_sql(") = ");
                pass.push_sql(function);
                pass.push_sql("(");
                pass.push_bind_param::<Text, _>(text)?;
                pass.push_sql(")");
                Ok(())
            }
            Self::Pairs(column, pairs) => {
                pass.push_sql("search_pairs(");
                column.walk_ast(pass.reborrow())?;
                pass.push_sql(") @> ");
                pass.push_bind_param::<Array<Text>, _>(pairs)
            }
            Self::PlannedAnew(inner) => {
                pass.unsafe_to_cache_prepared();
                inner.walk_ast(pass)
            }
            Self::Within { column, table, key, rows } => {
                column.walk_ast(pass.reborrow())?;
                pass.push_sql(" IN (SELECT ");
                key.walk_ast(pass.reborrow())?;
                pass.push_sql(" FROM ");
                table.walk_ast(pass.reborrow())?;
                pass.push_sql(" WHERE ");
                rows.walk_ast(pass.reborrow())?;
                pass.push_sql(")");
                Ok(())
            }
        }
    }
}

/// No such row there. `NOT IN` would gather all rows there first and, were they too many to keep, go through them
/// for each row here. The column must be of another table, lest one inside hide it.
fn absent<'b>(
    column: ColumnSql,
    table: ColumnSql,
    key: ColumnSql,
    rows: &'b Predicate,
    mut pass: AstPass<'_, 'b, Pg>,
) -> QueryResult<()> {
    pass.push_sql("NOT EXISTS (SELECT FROM ");
    table.walk_ast(pass.reborrow())?;
    pass.push_sql(" WHERE ");
    key.walk_ast(pass.reborrow())?;
    pass.push_sql(" = ");
    column.walk_ast(pass.reborrow())?;
    pass.push_sql(" AND ");
    rows.walk_ast(pass.reborrow())?;
    pass.push_sql(")");
    Ok(())
}

fn joined<'b>(
    parts: &'b [Predicate],
    word: &str,
    empty: &str,
    mut pass: AstPass<'_, 'b, Pg>,
) -> QueryResult<()> {
    if parts.is_empty() {
        pass.push_sql(empty);
        return Ok(());
    }
    pass.push_sql("(");
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            pass.push_sql(word);
        }
        part.walk_ast(pass.reborrow())?;
    }
    pass.push_sql(")");
    Ok(())
}

/// A predicate as a diesel condition on table `T`.
#[derive(Debug, Clone)]
pub struct Condition<T> {
    predicate: Predicate,
    table: PhantomData<fn() -> T>,
}

impl<T> Condition<T> {
    pub(crate) fn new(predicate: Predicate) -> Self {
        Self { predicate, table: PhantomData }
    }
}

impl<T> Expression for Condition<T> {
    type SqlType = Bool;
}
impl<T> AppearsOnTable<T> for Condition<T> {}
impl<T> SelectableExpression<T> for Condition<T> {}
impl<T> ValidGrouping<()> for Condition<T> {
    type IsAggregate = is_aggregate::No;
}
impl<T> QueryId for Condition<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<T> QueryFragment<Pg> for Condition<T> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.predicate.walk_ast(pass)
    }
}
