//! Pipelines.

use chrono::{DateTime, Utc};
use domain::{PipelineId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A way of selling: an ordered set of stages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pipeline {
    pub id: PipelineId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name, unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// New opportunities go here when no stage is named. Setting it here clears it elsewhere.
    pub is_default: bool,
}

/// What a client may set of a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineInput {
    /// Name, unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// New opportunities go here when no stage is named. Setting it here clears it elsewhere.
    #[serde(default)]
    pub is_default: bool,
}

crate::resource::resource!(Pipeline(PipelineId), PipelineInput { name, is_default }, "pipelines");
