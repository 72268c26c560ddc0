//! Tags.

use chrono::{DateTime, Utc};
use domain::{TagColor, TagId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A coloured word that can be put on records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tag {
    pub id: TagId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The word, unique.
    pub name: String,
    pub color: TagColor,
}

/// What a client may set of a tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TagInput {
    /// The word, unique.
    #[validate(length(min = 1, max = 50, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50))]
    pub name: String,
    pub color: TagColor,
}

crate::resource::resource!(Tag(TagId), TagInput { name, color }, "tags");
