//! Departments.

use chrono::{DateTime, Utc};
use domain::{BranchId, DepartmentId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A department of a branch; a tree within the branch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    pub id: DepartmentId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name of the department, unique within its branch.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The branch it belongs to.
    pub branch_id: BranchId,
    /// The department above, in the same branch.
    pub parent_id: Option<DepartmentId>,
}

/// What a client may set of a department.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DepartmentInput {
    /// Name of the department, unique within its branch.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The branch it belongs to.
    pub branch_id: BranchId,
    /// The department above, in the same branch.
    #[serde(default)]
    pub parent_id: Option<DepartmentId>,
}

crate::resource::resource!(
    Department(DepartmentId),
    DepartmentInput { name, branch_id, parent_id },
    "departments"
);
