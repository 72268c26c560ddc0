//! What users are told of: what others did with records of theirs.

use chrono::{DateTime, Utc};
use domain::{Kind, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use validator::Validate;

/// Something that another user, or the system, did with a record of the user's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    pub id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Kind of the record it happened to.
    pub kind: Kind,
    /// The record it happened to; the first, if it was several.
    pub record_id: Uuid,
    /// Who did it; null for the system.
    pub actor_id: Option<UserId>,
    /// Code of the event, as in timelines, such as `assigned`; the client has the words.
    pub event: String,
    /// What the words need; of the first record, if it was several.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Value,
    /// To how many records of the kind it happened at once.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub records: i32,
    /// When the user had read it; null until then.
    pub read_at: Option<DateTime<Utc>>,
}

/// How much the user has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// Notifications that are not read, as far as they are counted: 100 stands for 100 or more.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100))]
    pub count: i64,
}

/// What the user has read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadNotifications {
    /// These notifications; null for all.
    #[serde(default)]
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub ids: Option<Vec<Uuid>>,
}
