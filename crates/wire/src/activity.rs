//! Activities.

use chrono::{DateTime, Utc};
use domain::activity::{ActivityType, RecordKind};
use domain::{AccountId, ActivityId, ContactId, DepartmentId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::validate::at;

/// A task, call, meeting, visit or note: planned until it is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    pub id: ActivityId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The user responsible for it.
    pub owner_id: UserId,
    /// The department it counts for.
    pub department_id: DepartmentId,
    /// What was or is to be done.
    #[serde(rename = "type")]
    pub type_: ActivityType,
    /// What it is about.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub subject: String,
    /// Free text.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub body: Option<String>,
    /// Kind of the record it is on; goes with `record_id`.
    pub record_kind: Option<RecordKind>,
    /// The record it is on.
    pub record_id: Option<Uuid>,
    /// The account behind that record.
    pub account_id: Option<AccountId>,
    /// The person it is with.
    pub contact_id: Option<ContactId>,
    /// When it is due.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was done; null while it is planned. Not in the future; a note is done when it is written.
    pub done_at: Option<DateTime<Utc>>,
    /// How long it took.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1440))]
    pub duration_minutes: Option<i32>,
    /// What came of it.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub result: Option<String>,
    /// What follows.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub next_step: Option<String>,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

/// What a client may set of an activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "record_is_whole"))]
pub struct ActivityInput {
    /// What was or is to be done.
    #[serde(rename = "type")]
    pub type_: ActivityType,
    /// What it is about.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub subject: String,
    /// Free text.
    #[serde(default)]
    #[validate(length(min = 1, max = 10000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub body: Option<String>,
    /// Kind of the record it is on; goes with `record_id`.
    #[serde(default)]
    pub record_kind: Option<RecordKind>,
    /// The record it is on.
    #[serde(default)]
    pub record_id: Option<Uuid>,
    /// The person it is with.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// When it is due.
    #[serde(default)]
    pub due_at: Option<DateTime<Utc>>,
    /// When it was done; null while it is planned. Not in the future; a note is done when it is written.
    #[serde(default)]
    pub done_at: Option<DateTime<Utc>>,
    /// How long it took.
    #[serde(default)]
    #[validate(range(min = 0, max = 1440, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1440))]
    pub duration_minutes: Option<i32>,
    /// What came of it.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub result: Option<String>,
    /// What follows.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub next_step: Option<String>,
    /// Names of the record in other systems, each as `source:key`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::external_ids"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

crate::resource::resource!(
    Activity(ActivityId),
    ActivityInput {
        type_,
        subject,
        body,
        record_kind,
        record_id,
        contact_id,
        due_at,
        done_at,
        duration_minutes,
        result,
        next_step,
        external_ids
    },
    "activities"
);

fn record_is_whole(input: &ActivityInput) -> Result<(), ValidationError> {
    match (input.record_kind, input.record_id) {
        (Some(_), None) => Err(at("record_id", "required")),
        (None, Some(_)) => Err(at("record_kind", "required")),
        _ => Ok(()),
    }
}
