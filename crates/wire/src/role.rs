//! Roles.

use chrono::{DateTime, Utc};
use domain::{Permissions, Right, RoleId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// What the users who hold the role may do, and how far it reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    pub id: RoleId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name of the role, unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Short name for programs, such as `administrator`; unique. Lower-case letters, digits and underscores.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z][a-z0-9_]*$", max_length = 50))]
    pub code: String,
    /// By kind and action, the reach; what is not named is not granted.
    pub permissions: Permissions,
    /// Rights beside the kinds.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub rights: Vec<Right>,
}

/// What a client may set of a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleInput {
    /// Name of the role, unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Short name for programs, such as `administrator`; unique. Lower-case letters, digits and underscores.
    #[validate(custom(function = "word_for_programs"))]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z][a-z0-9_]*$", max_length = 50))]
    pub code: String,
    /// By kind and action, the reach; what is not named is not granted.
    #[serde(default)]
    pub permissions: Permissions,
    /// Rights beside the kinds.
    #[serde(default)]
    #[validate(length(max = 20, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub rights: Vec<Right>,
}

crate::resource::resource!(Role(RoleId), RoleInput { name, code, permissions, rights }, "roles");

fn word_for_programs(text: &str) -> Result<(), ValidationError> {
    let right = text.len() <= 50
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if right { Ok(()) } else { Err(ValidationError::new("invalid_format")) }
}
