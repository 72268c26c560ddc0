//! What becomes of the fields of leads when they are converted.

use chrono::{DateTime, Utc};
use domain::lead::LeadTarget;
use domain::{LeadMappingId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// What becomes of a field of leads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeadMapping {
    pub id: LeadMappingId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name of the lead's field.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub lead_field: String,
    /// What the lead is converted to.
    pub target: LeadTarget,
    /// Name of the target's field, of the same type.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub target_field: String,
    /// Of several for one field, the first whose lead field is filled counts.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100000))]
    pub position: i32,
}

/// What a client may set of a mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeadMappingInput {
    /// Name of the lead's field.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub lead_field: String,
    /// What the lead is converted to.
    pub target: LeadTarget,
    /// Name of the target's field, of the same type.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub target_field: String,
    /// Of several for one field, the first whose lead field is filled counts.
    #[serde(default)]
    #[validate(range(min = 0, max = 100_000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100000))]
    pub position: i32,
}

crate::resource::resource!(
    LeadMapping(LeadMappingId),
    LeadMappingInput { lead_field, target, target_field, position },
    "lead-mappings"
);
