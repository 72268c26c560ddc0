//! What a list may be filtered and sorted by: one value per entity, made from its diesel columns.
//!
//! A renamed column is a compile error, a field of the wrong type too. The same value checks queries, makes
//! SQL, reads the edges of cursors, finds the references to label and documents the parameters.

mod parse;
mod related;
mod searched;
mod summed;

use std::marker::PhantomData;

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::pg::Pg;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::{
    Array, BigInt, Bool, Date, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid,
};
use diesel::{Column, Table};
use domain::{Kind, UserId};
use wire::Op;

pub(crate) use self::parse::day_begins;
use super::{ColumnSql, SqlColumn, column_sql};
use crate::Entity;

pub(crate) use related::{Link, Through};
pub(crate) use searched::Detail;
use searched::Searched;
pub(crate) use summed::{Summed, Unit};

/// What a field holds, and so which tests it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Any text; `searched` texts are part of what `q` searches and take `contains` and `prefix`.
    Text {
        /// Whether it takes `contains` and `prefix`.
        searched: bool,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A decimal number.
    Decimal,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// An instant.
    Time,
    /// Yes or no.
    Boolean,
    /// The id of the record itself.
    Id,
    /// The id of a record of this kind.
    Reference(Kind),
    /// Ids of records of this kind.
    References(Kind),
    /// Several texts.
    Texts,
    /// A stage and a day, as `<id>@<day>`: where a deal stood at the end of it.
    StageAt,
    /// A stage and the days from one to another, as `<id>@<day>..<day>`: a deal entered it in them.
    StageEntered,
}

/// A field as clients know it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldInfo {
    /// Its name, as in the record's JSON.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// True if it may be empty.
    pub is_nullable: bool,
    /// True if it stands in records that belong to this one: the list can be filtered by it, not sorted.
    pub is_related: bool,
}

impl FieldInfo {
    /// The tests that it takes.
    pub fn ops(&self) -> Vec<Op> {
        let mut ops = match self.shape {
            Shape::Text { searched: true } => vec![Op::Eq, Op::Ne, Op::In, Op::Nin, Op::Contains, Op::Prefix],
            Shape::Text { searched: false } | Shape::Choice(_) | Shape::Id | Shape::Reference(_) => {
                vec![Op::Eq, Op::Ne, Op::In, Op::Nin]
            }
            Shape::Decimal | Shape::Integer => {
                vec![Op::Eq, Op::Ne, Op::In, Op::Nin, Op::Gte, Op::Lte, Op::Gt, Op::Lt, Op::Between]
            }
            Shape::Date | Shape::Time => {
                vec![Op::Eq, Op::Gte, Op::Lte, Op::Gt, Op::Lt, Op::Between, Op::Within]
            }
            Shape::Boolean | Shape::StageAt | Shape::StageEntered => vec![Op::Eq],
            Shape::References(_) | Shape::Texts => vec![Op::Eq, Op::In, Op::Nin, Op::IsNull],
        };
        if self.is_nullable && !ops.contains(&Op::IsNull) {
            ops.push(Op::IsNull);
        }
        ops
    }

    /// True if a list may be sorted by it.
    pub fn is_sortable(&self) -> bool {
        !self.is_related
            && !matches!(
                self.shape,
                Shape::Id | Shape::Reference(_) | Shape::References(_) | Shape::Texts | Shape::Boolean
            )
    }
}

/// A field and its column.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) info: FieldInfo,
    pub(crate) column: ColumnSql,
    /// How to get to the column's table from the list's; None if they are the same.
    pub(crate) through: Option<Through>,
}

/// What the values of a query are read against: the actor and the day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QueryContext {
    pub(crate) me: Option<UserId>,
    pub(crate) today: NaiveDate,
    pub(crate) zone: Tz,
}

/// A reference from a field to a kind of record, and where that kind's names are.
#[derive(Clone, Copy)]
pub(crate) struct ReferenceTo {
    pub(crate) field: &'static str,
    pub(crate) kind: Kind,
    pub(crate) table: fn() -> LabelSource,
    pub(crate) visible: fn(&crate::Scope<'_>) -> super::Predicate,
}

/// Where the names of a kind of record stand.
#[derive(Clone, Copy)]
pub(crate) struct LabelSource {
    pub(crate) table: ColumnSql,
    pub(crate) key: ColumnSql,
    pub(crate) label: Option<ColumnSql>,
    pub(crate) deleted: ColumnSql,
}

/// The fields of the entity whose table is `T`.
pub struct Fields<T> {
    list: Vec<Field>,
    summed: Vec<Summed>,
    references: Vec<ReferenceTo>,
    source: LabelSource,
    searched: Searched,
    default_sort: &'static str,
    entity: PhantomData<fn() -> T>,
}

/// The SQL type `S`, nullable or not.
pub trait Holds<S> {
    /// Whether the column may be null.
    const NULLABLE: bool;
}
impl<S> Holds<S> for S {
    const NULLABLE: bool = false;
}
impl<S> Holds<S> for Nullable<S> {
    const NULLABLE: bool = true;
}

/// A column of `T` that holds `S`.
pub trait ColumnOf<T, S>: SqlColumn {
    /// Whether the column may be null.
    const NULLABLE: bool;
}
impl<T, S, C> ColumnOf<T, S> for C
where
    C: Column<Table = T> + SqlColumn,
    C::SqlType: Holds<S>,
{
    const NULLABLE: bool = <C::SqlType as Holds<S>>::NULLABLE;
}

impl<T> Fields<T>
where
    T: Table + QueryFragment<Pg> + Copy + Send + Sync + 'static,
{
    /// A list of `table`'s rows, each with its key, a name for people, and the time of its deletion.
    pub fn of(
        table: T,
        key: impl ColumnOf<T, SqlUuid>,
        label: impl ColumnOf<T, Text>,
        deleted_at: impl ColumnOf<T, Timestamptz>,
    ) -> Self {
        let mut fields = Self::unnamed(table, key, deleted_at);
        fields.source.label = Some(column_sql(label));
        fields
    }

    /// A list of rows that have no name of their own, such as links between records: `q` does not search them.
    pub fn unnamed(
        table: T,
        key: impl ColumnOf<T, SqlUuid>,
        deleted_at: impl ColumnOf<T, Timestamptz>,
    ) -> Self {
        let source = LabelSource {
            table: column_sql(table),
            key: column_sql(key),
            label: None,
            deleted: column_sql(deleted_at),
        };
        let default_sort = "-created_at";
        Self {
            list: Vec::new(),
            summed: Vec::new(),
            references: Vec::new(),
            source,
            searched: Searched::default(),
            default_sort,
            entity: PhantomData,
        }
    }

    fn with<S, C: ColumnOf<T, S>>(mut self, name: &'static str, column: C, shape: Shape) -> Self {
        let info = FieldInfo { name, shape, is_nullable: C::NULLABLE, is_related: false };
        self.list.push(Field { info, column: column_sql(column), through: None });
        self
    }

    /// A text.
    pub fn text(self, name: &'static str, column: impl ColumnOf<T, Text>) -> Self {
        self.with(name, column, Shape::Text { searched: false })
    }

    /// A text that is part of what `q` searches.
    pub fn searched(self, name: &'static str, column: impl ColumnOf<T, Text>) -> Self {
        self.with(name, column, Shape::Text { searched: true })
    }

    /// One of a list of words.
    pub fn choice(
        self,
        name: &'static str,
        column: impl ColumnOf<T, Text>,
        words: &'static [&'static str],
    ) -> Self {
        self.with(name, column, Shape::Choice(words))
    }

    /// A decimal number.
    pub fn decimal(self, name: &'static str, column: impl ColumnOf<T, Numeric>) -> Self {
        self.with(name, column, Shape::Decimal)
    }

    /// A whole number.
    pub fn integer(self, name: &'static str, column: impl ColumnOf<T, Integer>) -> Self {
        self.with(name, column, Shape::Integer)
    }

    /// A large whole number.
    pub fn bigint(self, name: &'static str, column: impl ColumnOf<T, BigInt>) -> Self {
        self.with(name, column, Shape::Integer)
    }

    /// A day.
    pub fn date(self, name: &'static str, column: impl ColumnOf<T, Date>) -> Self {
        self.with(name, column, Shape::Date)
    }

    /// An instant.
    pub fn time(self, name: &'static str, column: impl ColumnOf<T, Timestamptz>) -> Self {
        self.with(name, column, Shape::Time)
    }

    /// Yes or no.
    pub fn boolean(self, name: &'static str, column: impl ColumnOf<T, Bool>) -> Self {
        self.with(name, column, Shape::Boolean)
    }

    /// Several texts.
    pub fn texts(self, name: &'static str, column: impl ColumnOf<T, Array<Text>>) -> Self {
        self.with(name, column, Shape::Texts)
    }

    /// The id of a record of `E`. What is written here must be visible to the writer, and its name is among
    /// the labels of a page.
    pub fn reference<E: Entity>(mut self, name: &'static str, column: impl ColumnOf<T, SqlUuid>) -> Self {
        self.references.push(ReferenceTo::to::<E>(name));
        self.with(name, column, Shape::Reference(E::KIND))
    }

    /// The id of a record of one of several kinds: whoever writes it checks it, and it has no label.
    pub fn reference_to_any(self, name: &'static str, column: impl ColumnOf<T, SqlUuid>) -> Self {
        self.with(name, column, Shape::Id)
    }

    /// Ids of records of `E`.
    pub fn references<E: Entity>(
        mut self,
        name: &'static str,
        column: impl ColumnOf<T, Array<SqlUuid>>,
    ) -> Self {
        self.references.push(ReferenceTo::to::<E>(name));
        self.with(name, column, Shape::References(E::KIND))
    }

    /// The order of the list when none is asked for, as in `sort=`.
    pub fn sorted_by_default(mut self, sort: &'static str) -> Self {
        self.default_sort = sort;
        self
    }

    /// The standard fields that every entity has.
    pub fn standard(
        self,
        id: impl ColumnOf<T, SqlUuid>,
        created_at: impl ColumnOf<T, Timestamptz>,
        updated_at: impl ColumnOf<T, Timestamptz>,
    ) -> Self {
        let Self { mut list, .. } = self;
        let info = FieldInfo { name: "id", shape: Shape::Id, is_nullable: false, is_related: false };
        list.push(Field { info, column: column_sql(id), through: None });
        Self { list, ..self }.time("created_at", created_at).time("updated_at", updated_at)
    }
}

impl ReferenceTo {
    /// A reference to a record of `E`.
    pub(crate) fn to<E: Entity>(field: &'static str) -> Self {
        Self { field, kind: E::KIND, table: || E::fields().source, visible: |scope| E::visible(scope) }
    }
}

impl<T> Fields<T> {
    pub(crate) fn table(&self) -> ColumnSql {
        self.source.table
    }

    pub(crate) fn key(&self) -> ColumnSql {
        self.source.key
    }

    pub(crate) fn source(&self) -> LabelSource {
        self.source
    }

    pub(crate) fn reference_list(&self) -> &[ReferenceTo] {
        &self.references
    }

    pub(crate) fn default_sort(&self) -> &'static str {
        self.default_sort
    }

    /// The field of this name.
    pub(crate) fn find(&self, name: &str) -> Option<Field> {
        self.list.iter().find(|field| field.info.name == name).copied()
    }

    /// Every field, for documents and tests.
    pub fn infos(&self) -> Vec<FieldInfo> {
        self.list.iter().map(|field| field.info).collect()
    }
}
