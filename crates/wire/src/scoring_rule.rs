//! Rules that give leads points, and what came of them.

use chrono::{DateTime, Utc};
use domain::activity::ActivityType;
use domain::scoring::FieldTest;
use domain::{ScoringRuleId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// What gives a lead points: something about it, or something that was done with it lately.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoringRule {
    pub id: ScoringRuleId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// What it rewards, in a few words; unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Points that it gives; less than none if it speaks against.
    #[cfg_attr(feature = "openapi", schema(minimum = -1000, maximum = 1000))]
    pub points: i32,
    /// False gives nobody points.
    pub is_active: bool,
    /// Name of the lead's field that is tested; null for a rule about activities.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub field: Option<String>,
    /// How it is tested.
    pub test: Option<FieldTest>,
    /// What the field is held against.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub value: Option<String>,
    /// Type of the activity; null for any.
    pub activity_type: Option<ActivityType>,
    /// Days within which the activity was done; null for a rule about a field.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3650))]
    pub within_days: Option<i32>,
}

/// What a client may set of a rule: either `field`, `test` and mostly `value`, or `within_days` and `activity_type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "asks_one_thing", skip_on_field_errors = false))]
pub struct ScoringRuleInput {
    /// What it rewards, in a few words; unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Points that it gives; less than none if it speaks against.
    #[validate(range(min = -1000, max = 1000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = -1000, maximum = 1000))]
    pub points: i32,
    /// False gives nobody points.
    #[serde(default = "crate::resource::yes")]
    pub is_active: bool,
    /// Name of the lead's field that is tested; null for a rule about activities.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub field: Option<String>,
    /// How it is tested.
    #[serde(default)]
    pub test: Option<FieldTest>,
    /// What the field is held against.
    #[serde(default)]
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub value: Option<String>,
    /// Type of the activity; null for any.
    #[serde(default)]
    pub activity_type: Option<ActivityType>,
    /// Days within which the activity was done; null for a rule about a field.
    #[serde(default)]
    #[validate(range(min = 1, max = 3650, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3650))]
    pub within_days: Option<i32>,
}

fn asks_one_thing(input: &ScoringRuleInput) -> Result<(), ValidationError> {
    let is_about_field = input.field.is_some();
    match (input.within_days, input.test) {
        (None, _) if !is_about_field => Err(at("field", "required")),
        (Some(_), _) if is_about_field => Err(at("within_days", "inconsistent")),
        (Some(_), Some(_)) => Err(at("test", "inconsistent")),
        (Some(_), None) if input.value.is_some() => Err(at("value", "inconsistent")),
        (None, _) if input.activity_type.is_some() => Err(at("activity_type", "inconsistent")),
        (None, None) => Err(at("test", "required")),
        (None, Some(test)) if test.needs_value() && input.value.is_none() => Err(at("value", "required")),
        (None, Some(test)) if !test.needs_value() && input.value.is_some() => {
            Err(at("value", "inconsistent"))
        }
        _ => Ok(()),
    }
}

crate::resource::resource!(
    ScoringRule(ScoringRuleId),
    ScoringRuleInput { name, points, is_active, field, test, value, activity_type, within_days },
    "scoring-rules"
);

/// What holds for the scores of all leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeadScoring {
    /// Score from which on a lead is hot.
    #[validate(range(min = 1, max = 100_000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100000))]
    pub hot_score: i32,
    /// Points that a lead loses with each week without activity.
    #[validate(range(min = 0, max = 1000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
    pub decay_points: i32,
}

/// The score of a lead as it is now, line by line. Lists show that of the last change, or of last night.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeadScore {
    /// The sum of the lines less the decay; never less than none.
    pub score: i32,
    /// True if it reaches `hot_score`.
    pub is_hot: bool,
    /// Score from which on a lead is hot.
    pub hot_score: i32,
    /// Every active rule.
    pub lines: Vec<ScoreLine>,
    /// Whole weeks since the last activity, or since it came.
    pub idle_weeks: i32,
    /// Points that it lost over them.
    pub decay: i32,
}

/// What one rule gives a lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreLine {
    /// The rule.
    pub rule_id: ScoringRuleId,
    /// What it rewards.
    pub name: String,
    /// True if the lead meets it.
    pub holds: bool,
    /// Points that it gives; none unless it holds.
    pub points: i32,
}
