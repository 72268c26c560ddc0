//! Several changes to records of one kind in one request, and the bodies of actions that every kind has.

use domain::UserId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;
use validator::Validate;

use crate::FieldError;

/// The most operations of a batch.
pub const MAX_OPERATIONS: usize = 200;

/// Several changes, done in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// True: all or nothing. False: each for itself.
    #[serde(default)]
    pub atomic: bool,
    /// The changes, 1 to 200.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub operations: Vec<BatchOperation>,
}

/// One change of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BatchOperation {
    /// What to do.
    pub op: BatchOp,
    /// The record to change, assign, delete or restore.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// The version that is meant; absent to overwrite whatever is there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: Option<i64>,
    /// What to create, the merge patch, or the new owner.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub body: Option<Map<String, Value>>,
}

/// What an operation of a batch does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BatchOp {
    /// Creates a record.
    Create,
    /// Merges a patch onto a record.
    Update,
    /// Gives a record to another owner; the body says to whom and why, as for the action `assign`.
    Assign,
    /// Puts a record in the recycle bin.
    Delete,
    /// Takes a record out of the recycle bin, whatever version it has.
    Restore,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchResults {
    /// One result per operation, in order.
    pub results: Vec<BatchResult>,
}

/// What became of one operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchResult {
    /// Position of the operation, from 0.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub index: u32,
    /// The HTTP status it would have had alone.
    #[cfg_attr(feature = "openapi", schema(minimum = 200, maximum = 599))]
    pub status: u16,
    /// The record.
    pub id: Option<Uuid>,
    /// Its version now.
    pub version: Option<i64>,
    /// What went wrong, for programs; null if nothing did.
    pub code: Option<crate::ProblemCode>,
    /// What is wrong with single fields.
    pub errors: Vec<FieldError>,
}

/// Whom to give a record to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// The new owner, who must be active.
    pub owner_id: UserId,
    /// Why, for the owner history.
    #[serde(default)]
    #[validate(length(max = 500, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason: Option<String>,
}
