//! Who owned a record from when.

use chrono::{DateTime, Utc};
use domain::{DepartmentId, UserId};
use serde::{Deserialize, Serialize};

/// A record changed hands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnerChange {
    pub at: DateTime<Utc>,
    /// The owner before; null at creation.
    pub from_owner_id: Option<UserId>,
    /// The owner since.
    pub to_owner_id: UserId,
    /// The department before; null at creation.
    pub from_department_id: Option<DepartmentId>,
    /// The department since.
    pub to_department_id: DepartmentId,
    /// Who changed it; null for the system.
    pub actor_id: Option<UserId>,
    /// Why, in the words of whoever changed it.
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason: Option<String>,
}
