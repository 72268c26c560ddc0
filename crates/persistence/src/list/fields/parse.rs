//! From the text of a query to predicates and values.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::period::Period;
use uuid::Uuid;
use wire::list::{Direction, Sort, Test};
use wire::{FieldCode, FieldError, Filter, Op};

use super::{Field, Fields, QueryContext, Shape};
use crate::list::search::{SearchText, escaped};
use crate::list::{Predicate, Value};

impl<T> Fields<T> {
    /// The rows that `filter` lets through; every mistake in it at once.
    pub(crate) fn predicate(
        &self,
        filter: &Filter,
        context: &QueryContext,
    ) -> Result<Predicate, Vec<FieldError>> {
        let all = |filters: &[Filter]| {
            let mut errors = Vec::new();
            let mut parts = Vec::new();
            for filter in filters {
                match self.predicate(filter, context) {
                    Ok(part) => parts.push(part),
                    Err(more) => errors.extend(more),
                }
            }
            if errors.is_empty() { Ok(parts) } else { Err(errors) }
        };
        match filter {
            Filter::And { and } => all(and).map(Predicate::All),
            Filter::Or { or } => all(or).map(Predicate::Any),
            Filter::Not { not } => Ok(Predicate::Not(Box::new(self.predicate(not, context)?))),
            Filter::Test(test) => self.test(test, context).map_err(|error| vec![error]),
        }
    }

    fn test(&self, test: &Test, context: &QueryContext) -> Result<Predicate, FieldError> {
        let Some(field) = self.find(&test.field) else {
            return Err(self.unknown(&test.parameter(), &test.field));
        };
        let ops = field.info.ops();
        if !ops.contains(&test.op) {
            let names: Vec<&str> = ops.iter().map(|op| op.as_str()).collect();
            let error = FieldError::parameter(test.parameter(), FieldCode::UnknownParameter);
            return Err(error.with("hint", format!("tests of {} are {}", test.field, names.join(", "))));
        }
        if let Some(through) = field.through {
            return through.predicate(&field, test, context);
        }
        let is_text = matches!(field.info.shape, Shape::Text { .. });
        field.predicate(test, self.searched.text.filter(|_| is_text), context)
    }

    fn unknown(&self, parameter: &str, field: &str) -> FieldError {
        let names: Vec<&str> = self.list.iter().map(|field| field.info.name).collect();
        let error = FieldError::parameter(parameter, FieldCode::UnknownParameter);
        error.with("hint", format!("no field {field}; fields are {}", names.join(", ")))
    }

    /// The columns to sort by, with their fields.
    pub(crate) fn order(&self, sort: &[Sort]) -> Result<Vec<(Field, Direction)>, FieldError> {
        let find = |key: &Sort| match self.find(&key.field) {
            Some(field) if field.info.is_sortable() => Ok((field, key.direction)),
            _ => {
                let names: Vec<&str> =
                    self.infos().iter().filter(|info| info.is_sortable()).map(|info| info.name).collect();
                let error = FieldError::parameter("sort", FieldCode::UnknownValue);
                Err(error.with("hint", format!("{} is none of {}", key.field, names.join(", "))))
            }
        };
        sort.iter().map(find).collect()
    }
}

impl Field {
    pub(super) fn predicate(
        &self,
        test: &Test,
        search: Option<SearchText>,
        context: &QueryContext,
    ) -> Result<Predicate, FieldError> {
        let wrong =
            |code: FieldCode, hint: &str| FieldError::parameter(test.parameter(), code).with("hint", hint);
        let read =
            |text: &String| self.value(text, context).map_err(|hint| wrong(FieldCode::InvalidFormat, &hint));
        let text = test.value.first().map(String::as_str).unwrap_or_default();
        let is_list = matches!(self.info.shape, Shape::References(_) | Shape::Texts);
        let many = || -> Result<Value, FieldError> {
            let values = test.value.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            Value::list(values).ok_or_else(|| wrong(FieldCode::InvalidFormat, "at least one value"))
        };
        match test.op {
            Op::Eq | Op::In if is_list => Ok(Predicate::Compare(self.column, "&&", many()?)),
            Op::Nin if is_list => {
                Ok(Predicate::Not(Box::new(Predicate::Compare(self.column, "&&", many()?))))
            }
            Op::IsNull => {
                let empty = match self.info.shape {
                    Shape::References(_) => Predicate::Compare(self.column, "=", Value::Uuids(Vec::new())),
                    Shape::Texts => Predicate::Compare(self.column, "=", Value::Texts(Vec::new())),
                    _ => Predicate::IsNull(self.column),
                };
                match text {
                    "true" => Ok(empty),
                    "false" => Ok(Predicate::Not(Box::new(empty))),
                    _ => Err(wrong(FieldCode::InvalidFormat, "true or false")),
                }
            }
            Op::In => Ok(Predicate::AnyOf(self.column, many()?)),
            Op::Nin => Ok(Predicate::Not(Box::new(Predicate::AnyOf(self.column, many()?)))),
            Op::Ne => Ok(Predicate::Compare(self.column, "IS DISTINCT FROM", read(&text.to_owned())?)),
            Op::Contains | Op::Prefix => {
                if text.chars().count() < 2 {
                    return Err(wrong(FieldCode::OutOfRange, "at least 2 characters"));
                }
                let before = if test.op == Op::Contains { "%" } else { "" };
                let pattern = Value::Text(format!("{before}{}%", escaped(text)));
                let exact = Predicate::Compare(self.column, "ILIKE", pattern);
                Ok(match search {
                    Some(search) => search.phrase(text).and(exact),
                    None => exact,
                })
            }
            Op::Within => {
                let hint = || format!("a period such as {}", domain::period::NAMES.join(", "));
                let period = Period::named(text, context.today)
                    .ok_or_else(|| wrong(FieldCode::UnknownValue, &hint()))?;
                self.within(period, context).ok_or_else(|| wrong(FieldCode::OutOfRange, ""))
            }
            Op::Between => {
                let (first, last) = (read(&test.value[0])?, read(&test.value[1])?);
                Ok(Predicate::All(vec![
                    Predicate::Compare(self.column, ">=", first),
                    Predicate::Compare(self.column, "<=", last),
                ]))
            }
            Op::Eq => Ok(Predicate::Compare(self.column, "=", read(&text.to_owned())?)),
            Op::Gte => Ok(Predicate::Compare(self.column, ">=", read(&text.to_owned())?)),
            Op::Lte => Ok(Predicate::Compare(self.column, "<=", read(&text.to_owned())?)),
            Op::Gt => Ok(Predicate::Compare(self.column, ">", read(&text.to_owned())?)),
            Op::Lt => Ok(Predicate::Compare(self.column, "<", read(&text.to_owned())?)),
        }
    }

    /// From the first to the last day of `period`, in the actor's zone for instants.
    fn within(&self, period: Period, context: &QueryContext) -> Option<Predicate> {
        let (first, after) = match self.info.shape {
            Shape::Time => (
                Value::Time(day_begins(period.first, context.zone)?),
                Value::Time(day_begins(period.last.succ_opt()?, context.zone)?),
            ),
            _ => (Value::Date(period.first), Value::Date(period.last.succ_opt()?)),
        };
        Some(Predicate::All(vec![
            Predicate::Compare(self.column, ">=", first),
            Predicate::Compare(self.column, "<", after),
        ]))
    }

    /// Reads one value; the error is a hint to what is right.
    pub(crate) fn value(&self, text: &str, context: &QueryContext) -> Result<Value, String> {
        match self.info.shape {
            Shape::Text { .. } | Shape::Texts => Ok(Value::Text(text.to_owned())),
            Shape::Choice(words) if words.contains(&text) => Ok(Value::Text(text.to_owned())),
            Shape::Choice(words) => Err(format!("one of {}", words.join(", "))),
            Shape::Decimal => text
                .parse()
                .map(Value::Decimal)
                .map_err(|_error: rust_decimal::Error| "a decimal number".into()),
            Shape::Integer => text
                .parse()
                .map(Value::Integer)
                .map_err(|_error: std::num::ParseIntError| "a whole number".into()),
            Shape::Date => text
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| is_sane(*day))
                .map(Value::Date)
                .ok_or_else(|| "a day as YYYY-MM-DD, 1900 to 2200".into()),
            Shape::Time => text
                .parse::<DateTime<Utc>>()
                .ok()
                .filter(|time| is_sane(time.date_naive()))
                .map(Value::Time)
                .ok_or_else(|| "an instant as 2026-01-31T08:00:00Z".into()),
            Shape::Boolean => text
                .parse()
                .map(Value::Boolean)
                .map_err(|_error: std::str::ParseBoolError| "true or false".into()),
            Shape::Reference(domain::Kind::User) if text == "me" => {
                context.me.map(|me| Value::Uuid(me.0)).ok_or_else(|| "nobody is signed in".into())
            }
            Shape::StageAt | Shape::StageEntered => Err("a test of its own".to_owned()),
            Shape::Id | Shape::Reference(_) | Shape::References(_) => {
                Uuid::try_parse(text).map(Value::Uuid).map_err(|_error: uuid::Error| "an id".into())
            }
        }
    }
}

pub(super) fn is_sane(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..=2200).contains(&day.year())
}

/// The first instant of `day` in `zone`, also where the clock is put forward at midnight.
///
/// None for days outside the calendar.
pub(crate) fn day_begins(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let begins =
        |minutes: i64| zone.from_local_datetime(&(midnight + TimeDelta::minutes(minutes))).earliest();
    (0..=120).step_by(15).find_map(begins).map(|time| time.with_timezone(&Utc))
}
