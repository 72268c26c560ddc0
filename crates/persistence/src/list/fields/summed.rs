//! Fields that a list adds up: numbers that count the same thing in every record. Amounts in a record's own currency
//! are none of them; what stands for them is the amount in the company's.

use diesel::pg::Pg;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::{Integer, Numeric};
use diesel::{SelectableExpression, Table};
use wire::{FieldCode, FieldError};

use super::{ColumnOf, Fields, Holds};
use crate::list::{ColumnSql, SqlColumn, column_sql};

/// A field that can be added up.
#[derive(Clone, Copy)]
pub(crate) struct Summed {
    pub(crate) name: &'static str,
    pub(crate) column: ColumnSql,
    pub(crate) unit: Unit,
}

/// What the values of a field count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Money in the company's currency.
    BaseCurrency,
    /// Anything else, such as people or minutes.
    Piece,
}

impl<T> Fields<T>
where
    T: Table + QueryFragment<Pg> + Copy + Send + Sync + 'static,
{
    /// The list adds up this number.
    pub(crate) fn summed(self, name: &'static str, column: impl ColumnOf<T, Integer>) -> Self {
        self.add_up(name, column, Unit::Piece)
    }

    /// The list adds up this amount, which is in the company's currency; a column or what is worked out of some.
    pub(crate) fn summed_money<A>(self, name: &'static str, amount: A) -> Self
    where
        A: SqlColumn + SelectableExpression<T>,
        A::SqlType: Holds<Numeric>,
    {
        self.add_up(name, amount, Unit::BaseCurrency)
    }

    fn add_up(mut self, name: &'static str, column: impl SqlColumn, unit: Unit) -> Self {
        self.summed.push(Summed { name, column: column_sql(column), unit });
        self
    }
}

impl<T> Fields<T> {
    /// The names of the fields that the list can add up, for documents and tests.
    pub fn sums(&self) -> Vec<&'static str> {
        self.summed.iter().map(|field| field.name).collect()
    }

    /// The fields to add up.
    pub(crate) fn to_sum(&self, names: &[String]) -> Result<Vec<Summed>, FieldError> {
        let find = |name: &String| {
            self.summed.iter().find(|field| field.name == name).copied().ok_or_else(|| {
                let error = FieldError::parameter("sum", FieldCode::UnknownValue);
                error.with("hint", format!("{name} is none of {}", self.sums().join(", ")))
            })
        };
        names.iter().map(find).collect()
    }
}
