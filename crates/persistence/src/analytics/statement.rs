//! Statements that diesel's builder cannot write: static SQL, conditions and bound values in turn.

use std::marker::PhantomData;

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::PgConnection;
use diesel::RunQueryDsl;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;

use crate::list::{Predicate, Value};

enum Part {
    Sql(&'static str),
    Rows(Predicate),
    Bind(Value),
}

/// A statement that answers with rows of `S`. Its text is static; what a client sends is bound.
pub(super) struct Statement<S> {
    parts: Vec<Part>,
    row: PhantomData<fn() -> S>,
}

impl<S> Statement<S> {
    /// Begins with `sql`.
    pub(super) fn new(sql: &'static str) -> Self {
        Self { parts: vec![Part::Sql(sql)], row: PhantomData }
    }

    /// Goes on with `sql`.
    pub(super) fn sql(self, sql: &'static str) -> Self {
        self.with(Part::Sql(sql))
    }

    /// The condition that `opportunities` must meet.
    pub(super) fn rows(self, rows: &Predicate) -> Self {
        self.with(Part::Rows(rows.clone()))
    }

    /// A value.
    pub(super) fn bind(self, value: Value) -> Self {
        self.with(Part::Bind(value))
    }

    /// The moment that `day` begins in `zone`; known to the planner, other than one found by a subquery.
    pub(super) fn midnight(self, day: NaiveDate, zone: Tz) -> Self {
        let day = self.sql("(").bind(Value::Date(day)).sql("::timestamp AT TIME ZONE ");
        day.bind(Value::Text(zone.name().to_owned())).sql(")")
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }
}

impl<S> Query for Statement<S> {
    type SqlType = S;
}
impl<S> QueryId for Statement<S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<S> RunQueryDsl<PgConnection> for Statement<S> {}
impl<S> QueryFragment<Pg> for Statement<S> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // Kept, it would soon get a plan for any values, which takes every period for a short one.
        pass.unsafe_to_cache_prepared();
        for part in &self.parts {
            match part {
                Part::Sql(sql) => pass.push_sql(sql),
                Part::Rows(rows) => rows.walk_ast(pass.reborrow())?,
                Part::Bind(value) => value.bind(&mut pass)?,
            }
        }
        Ok(())
    }
}
