//! The list engine: fields that may be filtered and sorted by, predicates, order, cursors.

mod cursor;
mod fields;
mod plan;
mod predicate;
mod search;
mod value;

pub(crate) use cursor::{CursorKey, Edge, name_of_list};
pub(crate) use fields::{
    Detail, Field, LabelSource, Link, QueryContext, ReferenceTo, Summed, Unit, day_begins,
};
pub use fields::{FieldInfo, Fields, Shape};
pub use plan::Plan;
pub(crate) use plan::{CountUpTo, Labels, Sums};
pub(crate) use predicate::{ColumnSql, SqlColumn, column_sql};
pub use predicate::{Condition, Predicate};
pub(crate) use search::SearchText;
pub(crate) use value::Value;
