//! The rules by which leads are scored.

use std::io::Result;

use crate::copy::{Rows, Value};
use crate::random::{Stream, number};
use crate::table::{Column, standard};
use crate::world::World;

pub(crate) const COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name",
    "points",
    "is_active",
    "field",
    "test",
    "value",
    "activity_type",
    "within_days",
];

/// Name, points, and the field with its test and value.
type OfField = (&'static str, i64, &'static str, &'static str, Option<&'static str>);
const OF_FIELDS: [OfField; 5] = [
    ("200 人以上的企业", 25, "employees", "gte", Some("200")),
    ("老客户推荐", 20, "source", "eq", Some("referral")),
    ("官网来访", 10, "source", "eq", Some("website")),
    ("留有邮箱", 10, "email", "filled", None),
    ("决策人：总经理", 15, "title", "contains", Some("总经理")),
];
/// Name, points, type of the activity and the days within which it was done.
const OF_ACTIVITIES: [(&str, i64, Option<&str>, i64); 2] =
    [("两周内拜访过", 20, Some("visit"), 14), ("一周内有跟进", 10, None, 7)];

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, (name, points, field, test, value)) in OF_FIELDS.into_iter().enumerate() {
        let asks = [field.into(), test.into(), value.into(), Value::Null, Value::Null];
        push(world, rows, at, (name, points), asks)?;
    }
    for (at, (name, points, activity, days)) in OF_ACTIVITIES.into_iter().enumerate() {
        let asks = [Value::Null, Value::Null, Value::Null, activity.into(), days.into()];
        push(world, rows, OF_FIELDS.len() + at, (name, points), asks)?;
    }
    Ok(())
}

fn push(
    world: &World,
    rows: &mut Rows<'_>,
    at: usize,
    (name, points): (&str, i64),
    asks: [Value<'_>; 5],
) -> Result<()> {
    let [id, version, created, creator, updated, updater] = standard(world, Stream::SCORING_RULE, number(at));
    let [field, test, value, activity, days] = asks;
    let (name, points, is_active) = (name.into(), points.into(), true.into());
    rows.push(&[
        id, version, created, creator, updated, updater, name, points, is_active, field, test, value,
        activity, days,
    ])
}
