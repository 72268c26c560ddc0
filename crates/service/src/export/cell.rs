//! From the JSON of a record to what stands in a cell.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;
use wire::shape::Holds;

/// Between the entries of a list in one cell; imports part them there.
const SEPARATOR: &str = "; ";

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// An instant.
    Time(DateTime<Utc>),
    /// Yes or no.
    Flag(bool),
}

/// The value of a member that holds this.
pub(super) fn value(member: &Value, holds: &Holds) -> Cell {
    let read = match (member, holds) {
        (Value::Null, _) => Some(Cell::Empty),
        (Value::Bool(flag), _) => Some(Cell::Flag(*flag)),
        (Value::String(text), Holds::Decimal) => text.parse().ok().map(Cell::Number),
        (Value::Number(number), _) => number.to_string().parse().ok().map(Cell::Number),
        (Value::String(text), Holds::Date) => text.parse().ok().map(Cell::Day),
        (Value::String(text), Holds::Time) => text.parse().ok().map(Cell::Time),
        (Value::Array(entries), Holds::List(_)) => Some(list(entries.iter().map(plain))),
        _ => None,
    };
    read.unwrap_or_else(|| text(plain(member)))
}

/// The names of the records that a member refers to.
pub(super) fn names(member: &Value, labels: &BTreeMap<Uuid, String>) -> Cell {
    let name = |id: &Value| labels.get(&id.as_str()?.parse().ok()?).cloned();
    match member {
        Value::Array(ids) => list(ids.iter().filter_map(name)),
        id => name(id).map_or(Cell::Empty, text),
    }
}

fn list(entries: impl Iterator<Item = String>) -> Cell {
    text(entries.collect::<Vec<_>>().join(SEPARATOR))
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_what_their_fields_hold() {
        let texts = Holds::List(Box::new(Holds::Text));
        for (member, holds, expected) in [
            (json!("1100.04"), Holds::Decimal, Cell::Number("1100.04".parse().unwrap())),
            (json!(7), Holds::Integer, Cell::Number(7.into())),
            (json!("007"), Holds::Text, Cell::Text("007".to_owned())),
            (json!("2026-01-31"), Holds::Date, Cell::Day("2026-01-31".parse().unwrap())),
            (json!("2026-01-31T08:00:00Z"), Holds::Time, Cell::Time("2026-01-31T08:00:00Z".parse().unwrap())),
            (json!(false), Holds::Boolean, Cell::Flag(false)),
            (json!(["a:1", "b:2"]), texts.clone(), Cell::Text("a:1; b:2".to_owned())),
            (json!([]), texts, Cell::Empty),
            (json!(null), Holds::Decimal, Cell::Empty),
            (json!({ "a": 1 }), Holds::Json, Cell::Text(r#"{"a":1}"#.to_owned())),
        ] {
            assert_eq!(value(&member, &holds), expected, "{member}");
        }
    }

    #[test]
    fn references_are_named() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let labels = BTreeMap::from([(one, "阳光".to_owned()), (two, "Two".to_owned())]);
        assert_eq!(names(&json!(one), &labels), Cell::Text("阳光".to_owned()));
        assert_eq!(
            names(&json!([two, one, Uuid::from_u128(3)]), &labels),
            Cell::Text("Two; 阳光".to_owned())
        );
        assert_eq!(names(&json!(null), &labels), Cell::Empty);
    }
}
