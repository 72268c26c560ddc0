//! Products.

use chrono::{DateTime, Utc};
use domain::{Amount, Currency, ProductCategoryId, ProductId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// What we sell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Product {
    pub id: ProductId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name of the product.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: String,
    /// Article number, unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50))]
    pub code: String,
    /// The category it belongs to.
    pub category_id: Option<ProductCategoryId>,
    /// Unit of sale, such as piece or month.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 30))]
    pub unit: Option<String>,
    /// Price per unit in `currency`, net of tax.
    pub list_price: Amount,
    /// Cost per unit in `currency`.
    pub cost: Option<Amount>,
    /// Currency of `list_price` and `cost`.
    pub currency: Currency,
    /// False keeps it from being sold; old documents keep it.
    pub is_active: bool,
    /// Free text.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

/// What a client may set of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "prices_fit_the_currency"))]
pub struct ProductInput {
    /// Name of the product.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: String,
    /// Article number, unique.
    #[validate(length(min = 1, max = 50, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50))]
    pub code: String,
    /// The category it belongs to.
    #[serde(default)]
    pub category_id: Option<ProductCategoryId>,
    /// Unit of sale, such as piece or month.
    #[serde(default)]
    #[validate(length(min = 1, max = 30, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 30))]
    pub unit: Option<String>,
    /// Price per unit in `currency`, net of tax.
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub list_price: Amount,
    /// Cost per unit in `currency`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub cost: Option<Amount>,
    /// Currency of `list_price` and `cost`.
    pub currency: Currency,
    /// False keeps it from being sold; old documents keep it.
    #[serde(default = "crate::resource::yes")]
    pub is_active: bool,
    /// Free text.
    #[serde(default)]
    #[validate(length(min = 1, max = 10000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// Names of the record in other systems, each as `source:key`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::external_ids"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

crate::resource::resource!(
    Product(ProductId),
    ProductInput {
        name,
        code,
        category_id,
        unit,
        list_price,
        cost,
        currency,
        is_active,
        description,
        external_ids
    },
    "products"
);

fn prices_fit_the_currency(input: &ProductInput) -> Result<(), ValidationError> {
    if !input.list_price.fits(input.currency) {
        return Err(at("list_price", "scale_too_large"));
    }
    match input.cost {
        Some(cost) if !cost.fits(input.currency) => Err(at("cost", "scale_too_large")),
        _ => Ok(()),
    }
}
