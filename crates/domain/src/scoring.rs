//! How promising a lead is, in points: which rules hold for it, and what it loses while nothing happens.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::activity::ActivityType;

crate::macros::text_enum! {
    /// How a rule tests a field.
    pub enum FieldTest {
        /// There is something in it.
        Filled = "filled",
        /// It is this value, or has it among others; in any case.
        Eq = "eq",
        /// It is filled, and not with this value.
        Ne = "ne",
        /// It has this text in it, in any case.
        Contains = "contains",
        /// It is this much or more.
        Gte = "gte",
        /// It is this much or less.
        Lte = "lte",
    }
}

impl FieldTest {
    /// True if the field is held against a value.
    pub fn needs_value(self) -> bool {
        self != Self::Filled
    }

    fn holds(self, found: &[String], value: &str) -> bool {
        let any = |test: &dyn Fn(&str) -> bool| found.iter().any(|text| test(text));
        let same = |text: &str| text.to_lowercase() == value.to_lowercase();
        let number = |text: &str| text.parse::<Decimal>().ok();
        let is_at_least = |text: &str, least: &str| match (number(text), number(least)) {
            (Some(one), Some(least)) => one >= least,
            // Days and times are written so that their texts are in their order.
            _ => text >= least,
        };
        match self {
            Self::Filled => !found.is_empty(),
            Self::Eq => any(&same),
            Self::Ne => !found.is_empty() && !any(&same),
            Self::Contains => any(&|text| text.to_lowercase().contains(&value.to_lowercase())),
            Self::Gte => any(&|text| is_at_least(text, value)),
            Self::Lte => any(&|text| is_at_least(value, text)),
        }
    }
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Criterion {
    /// Something about the lead itself.
    Field {
        /// Name of the field.
        name: String,
        /// How it is tested.
        test: FieldTest,
        /// What it is held against.
        value: String,
    },
    /// Something that was done with it.
    Activity {
        /// Its type; None for any.
        kind: Option<ActivityType>,
        /// Days within which it was done.
        within_days: i32,
    },
}

/// What is known of a lead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What is in its fields, by name; nothing for empty ones.
    pub fields: BTreeMap<String, Vec<String>>,
    /// When an activity of each type was last done.
    pub activities: BTreeMap<ActivityType, DateTime<Utc>>,
    /// The last sign of life: an activity, else when it came.
    pub last_sign: DateTime<Utc>,
}

impl Criterion {
    /// True if a lead meets it.
    pub fn holds(&self, facts: &Facts, now: DateTime<Utc>) -> bool {
        match self {
            Self::Field { name, test, value } => {
                test.holds(facts.fields.get(name).map(Vec::as_slice).unwrap_or_default(), value)
            }
            Self::Activity { kind, within_days } => {
                let since = now - TimeDelta::days((*within_days).into());
                let mut done = facts.activities.iter().filter(|(of, _)| kind.is_none_or(|kind| kind == **of));
                done.any(|(_, at)| *at >= since)
            }
        }
    }
}

/// Whole weeks since the last sign of life.
pub fn idle_weeks(last_sign: DateTime<Utc>, now: DateTime<Utc>) -> i32 {
    i32::try_from((now - last_sign).num_weeks().max(0)).unwrap_or(i32::MAX)
}

/// The score of a lead that was given `points`, less `decay` points for each idle week; never less than none.
pub fn total(points: i32, decay: i32, idle_weeks: i32) -> i32 {
    points.saturating_sub(decay.saturating_mul(idle_weeks)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(test: FieldTest, value: &str) -> Criterion {
        Criterion::Field { name: "field".to_owned(), test, value: value.to_owned() }
    }

    #[test]
    fn fields_are_tested_as_what_they_hold() {
        let holds = |test, found: &[&str], value| {
            let found = found.iter().map(|text| (*text).to_owned()).collect();
            let facts = Facts { fields: BTreeMap::from([("field".to_owned(), found)]), ..Facts::default() };
            field(test, value).holds(&facts, DateTime::UNIX_EPOCH)
        };
        assert!(holds(FieldTest::Filled, &["x"], "") && !holds(FieldTest::Filled, &[], ""));
        assert!(holds(FieldTest::Eq, &["Website"], "website") && !holds(FieldTest::Eq, &[], "website"));
        assert!(holds(FieldTest::Eq, &["a", "b"], "b") && !holds(FieldTest::Eq, &["a", "b"], "c"));
        assert!(holds(FieldTest::Ne, &["a"], "b") && !holds(FieldTest::Ne, &[], "b"));
        assert!(holds(FieldTest::Contains, &["Plant Manager"], "MANAGER"));
        assert!(holds(FieldTest::Gte, &["1000"], "200") && !holds(FieldTest::Gte, &["99"], "200"));
        assert!(holds(FieldTest::Lte, &["99"], "200") && !holds(FieldTest::Lte, &[], "200"));
        assert!(holds(FieldTest::Gte, &["2026-03-01T08:00:00Z"], "2026-02-01"));
    }

    #[test]
    fn activities_count_while_they_are_fresh() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        let activities = BTreeMap::from([(ActivityType::Call, now - TimeDelta::days(7))]);
        let facts = Facts { activities, ..Facts::default() };
        let holds = |kind, within_days| Criterion::Activity { kind, within_days }.holds(&facts, now);
        assert!(holds(Some(ActivityType::Call), 7) && holds(None, 7));
        assert!(!holds(Some(ActivityType::Call), 6) && !holds(Some(ActivityType::Visit), 7));
    }

    #[test]
    fn a_score_melts_by_the_week_down_to_nothing() {
        let came = DateTime::UNIX_EPOCH;
        let after = |days| idle_weeks(came, came + TimeDelta::days(days));
        assert_eq!((after(-1), after(6), after(7), after(20)), (0, 0, 1, 2));
        assert_eq!((total(30, 5, 0), total(30, 5, 2), total(30, 5, 9), total(-4, 0, 0)), (30, 20, 0, 0));
        assert_eq!(total(30, i32::MAX, i32::MAX), 0);
    }
}
