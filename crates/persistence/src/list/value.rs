//! Values that are bound into SQL.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Date, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One value, or several of one type, on its way into a statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Boolean(bool),
    Date(NaiveDate),
    Dates(Vec<NaiveDate>),
    Decimal(Decimal),
    Decimals(Vec<Decimal>),
    Integer(i64),
    /// The first instant of a day in the company's zone.
    Midnight(NaiveDate),
    Integers(Vec<i64>),
    Text(String),
    Texts(Vec<String>),
    Time(DateTime<Utc>),
    Times(Vec<DateTime<Utc>>),
    Uuid(Uuid),
    Uuids(Vec<Uuid>),
}

impl Value {
    pub(crate) fn bind<'b>(&'b self, pass: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::Boolean(value) => pass.push_bind_param::<Bool, _>(value),
            Self::Date(value) => pass.push_bind_param::<Date, _>(value),
            Self::Dates(values) => pass.push_bind_param::<Array<Date>, _>(values),
            Self::Decimal(value) => pass.push_bind_param::<Numeric, _>(value),
            Self::Decimals(values) => pass.push_bind_param::<Array<Numeric>, _>(values),
            Self::Integer(value) => pass.push_bind_param::<BigInt, _>(value),
            Self::Integers(values) => pass.push_bind_param::<Array<BigInt>, _>(values),
            Self::Midnight(day) => {
                pass.push_sql("(SELECT ");
                pass.push_bind_param::<Date, _>(day)?;
                pass.push_sql("::timestamp AT TIME ZONE settings.time_zone FROM settings)");
                Ok(())
            }
            Self::Text(value) => pass.push_bind_param::<Text, _>(value),
            Self::Texts(values) => pass.push_bind_param::<Array<Text>, _>(values),
            Self::Time(value) => pass.push_bind_param::<Timestamptz, _>(value),
            Self::Times(values) => pass.push_bind_param::<Array<Timestamptz>, _>(values),
            Self::Uuid(value) => pass.push_bind_param::<SqlUuid, _>(value),
            Self::Uuids(values) => pass.push_bind_param::<Array<SqlUuid>, _>(values),
        }
    }

    /// The first instant after a day in the company's zone; None after the last day of the calendar.
    pub(crate) fn end_of(day: NaiveDate) -> Option<Self> {
        day.succ_opt().map(Self::Midnight)
    }

    /// Several values of one type as one; None if there are none or they differ in type.
    pub(crate) fn list(values: Vec<Self>) -> Option<Self> {
        macro_rules! gather {
            ($($one:ident => $many:ident),*) => {
                match values.first()? {
                    $(Self::$one(_) => {
                        let each = values.into_iter().map(|value| match value {
                            Self::$one(inner) => Some(inner),
                            _ => None,
                        });
                        each.collect::<Option<Vec<_>>>().map(Self::$many)
                    })*
                    _ => None,
                }
            };
        }
        gather!(Date => Dates, Decimal => Decimals, Integer => Integers, Text => Texts, Time => Times, Uuid => Uuids)
    }
}
