//! What records leave behind: timeline and audit log.

use chrono::{DateTime, Utc};
use domain::{Kind, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Something that happened to a record, for people to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    pub id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Kind of the record it happened to.
    pub kind: Kind,
    /// The record it happened to: on an account's timeline also its contacts and deals.
    pub record_id: Uuid,
    /// Who did it; null for the system.
    pub actor_id: Option<UserId>,
    /// Code of the event, such as `created`; the client has the words.
    pub event: String,
    /// What the words need.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Value,
}

/// Who changed what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; null for the system.
    pub actor_id: Option<UserId>,
    /// `session`, `api_key`, `import` or `system`.
    pub via: String,
    /// The request or job.
    pub request_id: String,
    /// Network address of the client.
    pub address: Option<String>,
    /// Kind of the record.
    pub kind: String,
    /// The record.
    pub record_id: Uuid,
    /// What was done.
    pub verb: String,
    /// By field, `{"from": old, "to": new}`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub diff: Value,
}
