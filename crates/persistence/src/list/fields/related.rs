//! Fields that stand in records belonging to those of the list: it can be filtered by them, not sorted.

use std::marker::PhantomData;

use chrono::NaiveDate;
use diesel::Table;
use diesel::pg::Pg;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::{Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;
use wire::list::Test;
use wire::{FieldCode, FieldError, Op};

use super::parse::is_sane;
use super::{ColumnOf, Field, FieldInfo, Fields, QueryContext, Shape};
use crate::Entity;
use crate::list::{ColumnSql, Predicate, SqlColumn, Value, column_sql};
use crate::schema::stage_history;

/// The way from rows of `T` to those of another table `R`: a column here is a column there.
pub(crate) struct Link<T, R> {
    own: ColumnSql,
    there: There,
    tables: PhantomData<fn() -> (T, R)>,
}

/// Rows of another table.
#[derive(Clone, Copy)]
pub(crate) struct There {
    table: ColumnSql,
    key: ColumnSql,
    deleted: Option<ColumnSql>,
}

impl<T, R: SqlColumn> Link<T, R> {
    /// `own` of this table is `key` of `table`.
    pub(crate) fn new<O, K>(own: O, table: R, key: K) -> Self
    where
        O: ColumnOf<T, SqlUuid>,
        K: ColumnOf<R, SqlUuid>,
    {
        let there = There { table: column_sql(table), key: column_sql(key), deleted: None };
        Self { own: column_sql(own), there, tables: PhantomData }
    }

    /// Only the live rows there.
    pub(crate) fn live(mut self, deleted_at: impl ColumnOf<R, Timestamptz>) -> Self {
        self.there.deleted = Some(column_sql(deleted_at));
        self
    }
}

/// How a field that is none of the list's own columns is tested.
#[derive(Clone, Copy)]
pub(crate) enum Through {
    /// Its column stands in rows whose key is this column of the list.
    Rows(ColumnSql, There),
    /// It tells of a deal's stays in stages.
    Stays,
}

impl<T> Fields<T>
where
    T: Table + QueryFragment<Pg> + Copy + Send + Sync + 'static,
{
    /// A text of a related record.
    pub(crate) fn related_text<R>(
        self,
        name: &'static str,
        link: Link<T, R>,
        column: impl ColumnOf<R, Text>,
    ) -> Self {
        self.through(
            name,
            Shape::Text { searched: false },
            Through::Rows(link.own, link.there),
            column_sql(column),
        )
    }

    /// A record of `E` that a related record refers to.
    pub(crate) fn related_reference<E: Entity, R>(
        self,
        name: &'static str,
        link: Link<T, R>,
        column: impl ColumnOf<R, SqlUuid>,
    ) -> Self {
        self.through(name, Shape::Reference(E::KIND), Through::Rows(link.own, link.there), column_sql(column))
    }

    /// The fields `stage_at` and `stage_entered` of a list of deals with this key.
    pub(crate) fn stays(self, key: impl ColumnOf<T, SqlUuid>) -> Self {
        let key = column_sql(key);
        self.through("stage_at", Shape::StageAt, Through::Stays, key).through(
            "stage_entered",
            Shape::StageEntered,
            Through::Stays,
            key,
        )
    }

    fn through(mut self, name: &'static str, shape: Shape, through: Through, column: ColumnSql) -> Self {
        let is_nullable = matches!(through, Through::Rows(..));
        let info = FieldInfo { name, shape, is_nullable, is_related: true };
        self.list.push(Field { info, column, through: Some(through) });
        self
    }
}

impl Through {
    /// The rows of the list that pass `test`. A record without related ones is one whose field is empty.
    pub(super) fn predicate(
        self,
        field: &Field,
        test: &Test,
        context: &QueryContext,
    ) -> Result<Predicate, FieldError> {
        let (own, there) = match self {
            Self::Rows(own, there) => (own, there),
            Self::Stays => return stays(field, test),
        };
        let is_true = test.value.iter().any(|value| value == "true");
        let (op, is_negated) = match test.op {
            Op::Ne => (Op::Eq, true),
            Op::Nin => (Op::In, true),
            Op::IsNull => (Op::IsNull, is_true),
            op => (op, false),
        };
        let mut positive = Test { op, ..test.clone() };
        if test.op == Op::IsNull && is_true {
            positive.value = vec!["false".to_owned()];
        }
        let mut rows = field.predicate(&positive, None, context)?;
        if let Some(deleted) = there.deleted {
            rows = rows.and(Predicate::IsNull(deleted));
        }
        let within =
            Predicate::Within { column: own, table: there.table, key: there.key, rows: Box::new(rows) };
        Ok(if is_negated { Predicate::Not(Box::new(within)) } else { within })
    }
}

fn stays(field: &Field, test: &Test) -> Result<Predicate, FieldError> {
    let text = test.value.first().map(String::as_str).unwrap_or_default();
    let entered = || column_sql(stage_history::entered_at);
    let (hint, rows) = match field.info.shape {
        Shape::StageAt => (
            "<stage id>@2026-01-31",
            stage_at(text).map(|(stage, end)| {
                let left = column_sql(stage_history::left_at);
                let later = Predicate::Compare(left, ">=", end.clone());
                vec![
                    in_stage(stage),
                    Predicate::Compare(entered(), "<", end),
                    Predicate::Any(vec![Predicate::IsNull(left), later]),
                ]
            }),
        ),
        _ => (
            "<stage id>@2026-01-01..2026-01-31",
            stage_entered(text).map(|(stage, begin, end)| {
                vec![
                    in_stage(stage),
                    Predicate::Compare(entered(), ">=", begin),
                    Predicate::Compare(entered(), "<", end),
                ]
            }),
        ),
    };
    let wrong = || FieldError::parameter(test.parameter(), FieldCode::InvalidFormat).with("hint", hint);
    Ok(Predicate::Within {
        column: field.column,
        table: column_sql(stage_history::table),
        key: column_sql(stage_history::opportunity_id),
        rows: Box::new(Predicate::All(rows.ok_or_else(wrong)?)),
    })
}

fn in_stage(stage: Uuid) -> Predicate {
    Predicate::Compare(column_sql(stage_history::stage_id), "=", Value::Uuid(stage))
}

fn stage_at(text: &str) -> Option<(Uuid, Value)> {
    let (stage, day) = text.split_once('@')?;
    Some((Uuid::try_parse(stage).ok()?, Value::end_of(read_day(day)?)?))
}

fn stage_entered(text: &str) -> Option<(Uuid, Value, Value)> {
    let (stage, days) = text.split_once('@')?;
    let (first, last) = days.split_once("..")?;
    Some((Uuid::try_parse(stage).ok()?, Value::Midnight(read_day(first)?), Value::end_of(read_day(last)?)?))
}

fn read_day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day| is_sane(*day))
}
