//! Product categories.

use chrono::{DateTime, Utc};
use domain::{ProductCategoryId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A group of products; a tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductCategory {
    pub id: ProductCategoryId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name, unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The category above.
    pub parent_id: Option<ProductCategoryId>,
}

/// What a client may set of a product category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductCategoryInput {
    /// Name, unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The category above.
    #[serde(default)]
    pub parent_id: Option<ProductCategoryId>,
}

crate::resource::resource!(
    ProductCategory(ProductCategoryId),
    ProductCategoryInput { name, parent_id },
    "product-categories"
);
