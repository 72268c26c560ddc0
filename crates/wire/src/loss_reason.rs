//! Reasons for losing deals.

use chrono::{DateTime, Utc};
use domain::{LossReasonId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Why deals are lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LossReason {
    pub id: LossReasonId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The reason, unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// A note must say more, as for Other.
    pub needs_note: bool,
    /// False keeps it from being chosen; old deals keep it.
    pub is_active: bool,
}

/// What a client may set of a loss reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LossReasonInput {
    /// The reason, unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// A note must say more, as for Other.
    #[serde(default)]
    pub needs_note: bool,
    /// False keeps it from being chosen; old deals keep it.
    #[serde(default = "crate::resource::yes")]
    pub is_active: bool,
}

crate::resource::resource!(
    LossReason(LossReasonId),
    LossReasonInput { name, needs_note, is_active },
    "loss-reasons"
);
