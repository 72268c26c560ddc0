//! Branches.

use chrono::{DateTime, Utc};
use domain::{BranchId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A head office or branch of the company; a tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Branch {
    pub id: BranchId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name of the branch, unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The branch above; null for the head office.
    pub parent_id: Option<BranchId>,
    /// IANA name of the zone its days and months are counted in.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub time_zone: String,
}

/// What a client may set of a branch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BranchInput {
    /// Name of the branch, unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The branch above; null for the head office.
    #[serde(default)]
    pub parent_id: Option<BranchId>,
    /// IANA name of the zone its days and months are counted in.
    #[validate(length(min = 1, max = 64, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub time_zone: String,
}

crate::resource::resource!(Branch(BranchId), BranchInput { name, parent_id, time_zone }, "branches");
