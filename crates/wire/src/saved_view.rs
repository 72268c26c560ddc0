//! Saved views: lists as a user wants to see them again.

use chrono::{DateTime, Utc};
use domain::{Kind, SavedViewId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A list as a user wants to see it again. It is its user's; others see it if it is shared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: SavedViewId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    /// Whose view it is.
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// What its user calls it; unique among the user's views of the kind.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Kind of record that is listed.
    pub kind: Kind,
    /// Filter, order and columns, as the client writes them in an address; empty for the list as it is.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub query: String,
    /// True if everybody sees it who has views; its user alone changes it.
    pub is_shared: bool,
}

/// What a client may set of a saved view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedViewInput {
    /// What its user calls it; unique among the user's views of the kind.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Kind of record that is listed.
    pub kind: Kind,
    /// Filter, order and columns, as the client writes them in an address; empty for the list as it is.
    #[serde(default)]
    #[validate(length(max = 4000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub query: String,
    /// True if everybody is to see it who has views.
    #[serde(default)]
    pub is_shared: bool,
}

crate::resource::resource!(
    SavedView(SavedViewId),
    SavedViewInput { name, kind, query, is_shared },
    "saved-views"
);
