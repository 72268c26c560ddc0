//! Rules that say who gets a lead, and who would get one.

use chrono::{DateTime, Utc};
use domain::assignment::AssignmentMethod;
use domain::{AssignmentRuleId, DepartmentId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::list::Filter;
use crate::validate::at;

/// Who gets a lead that passes a filter. The rules are asked in their order; the first one that it passes and that has
/// somebody for it gives it away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignmentRule {
    pub id: AssignmentRuleId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// What the rule is about; unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Place in the order, from small to large.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100000))]
    pub position: i32,
    /// False gives nobody anything.
    pub is_active: bool,
    /// Which leads: a filter as in `POST /leads/search`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub filter: Filter,
    /// How one of several is picked.
    pub method: AssignmentMethod,
    /// Who may get them, in turn.
    pub user_ids: Vec<UserId>,
    /// Everybody who is in this department may get them besides.
    pub department_id: Option<DepartmentId>,
    /// Open leads from which on a user gets no more; null for any number.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100000))]
    pub capacity: Option<i32>,
    /// Who got the last one.
    pub last_user_id: Option<UserId>,
}

/// What a client may set of a rule: somebody must be able to get what passes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "names_somebody", skip_on_field_errors = false))]
pub struct AssignmentRuleInput {
    /// What the rule is about; unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Place in the order, from small to large.
    #[validate(range(min = 0, max = 100_000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100000))]
    pub position: i32,
    /// False gives nobody anything.
    #[serde(default = "crate::resource::yes")]
    pub is_active: bool,
    /// Which leads: a filter as in `POST /leads/search`; all if absent. A patch merges: to put `or` in the place of `and`
    /// it says `"and": null`, too.
    #[serde(default = "Filter::all")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub filter: Filter,
    /// How one of several is picked.
    pub method: AssignmentMethod,
    /// Who may get them, in turn.
    #[serde(default)]
    #[validate(length(max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub user_ids: Vec<UserId>,
    /// Everybody who is in this department may get them besides.
    #[serde(default)]
    pub department_id: Option<DepartmentId>,
    /// Open leads from which on a user gets no more; null for any number.
    #[serde(default)]
    #[validate(range(min = 1, max = 100_000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100000))]
    pub capacity: Option<i32>,
}

fn names_somebody(input: &AssignmentRuleInput) -> Result<(), ValidationError> {
    if input.user_ids.is_empty() && input.department_id.is_none() {
        return Err(at("user_ids", "required"));
    }
    Ok(())
}

crate::resource::resource!(
    AssignmentRule(AssignmentRuleId),
    AssignmentRuleInput { name, position, is_active, filter, method, user_ids, department_id, capacity },
    "assignment-rules"
);

/// Nothing more is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignByRules {}

/// Who would get a lead now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeadAssignment {
    /// Who would get it; null if no rule gives it to anybody.
    pub owner_id: Option<UserId>,
    /// The active rules that it passes, in their order, as far as they are asked.
    pub rules: Vec<AskedRule>,
}

/// A rule that a lead passes, and who there is to get it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedRule {
    /// The rule.
    pub rule_id: AssignmentRuleId,
    /// What it is about.
    pub name: String,
    /// Who may get it, in turn.
    pub candidates: Vec<AssignmentCandidate>,
}

/// Somebody who may get a lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignmentCandidate {
    /// The user.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Away today: passed over.
    pub is_absent: bool,
    /// How many leads they work on.
    pub open_leads: i64,
    /// They work on as many as they may: passed over.
    pub is_full: bool,
}
