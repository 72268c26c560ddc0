//! Products in deals.

use chrono::{DateTime, Utc};
use domain::{
    Amount, Currency, Fraction, Kind, OpportunityId, OpportunityLineId, ProductId, Quantity, UserId,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::Resource;

/// A product in a deal, with the price and cost of the day it was added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpportunityLine {
    pub id: OpportunityLineId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The deal.
    pub opportunity_id: OpportunityId,
    /// The product.
    pub product_id: ProductId,
    /// How many units.
    pub quantity: Quantity,
    /// Price per unit in `currency`, net of tax.
    pub unit_price: Amount,
    /// Share taken off.
    pub discount: Fraction,
    /// Cost per unit in `currency`, copied from the product; null if unknown.
    pub unit_cost: Option<Amount>,
    /// The currency of the deal.
    pub currency: Currency,
    /// `quantity` × `unit_price` × (1 − `discount`), rounded half up.
    pub amount: Amount,
}

/// What a client may set of a line. The lines of a closed deal stay as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpportunityLineInput {
    /// The deal; never changes.
    pub opportunity_id: OpportunityId,
    /// The product.
    pub product_id: ProductId,
    /// How many units, more than none.
    #[validate(custom(function = "crate::validate::positive_quantity"))]
    pub quantity: Quantity,
    /// Price per unit in the deal's currency, net of tax; null to take over the product's list price.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub unit_price: Option<Amount>,
    /// Share taken off.
    #[serde(default = "nothing")]
    #[validate(custom(function = "crate::validate::share"))]
    pub discount: Fraction,
}

fn nothing() -> Fraction {
    Fraction::ZERO
}

impl Resource for OpportunityLine {
    type Id = OpportunityLineId;
    type Input = OpportunityLineInput;
    const KIND: Kind = Kind::OpportunityLine;
    const PATH: &'static str = "opportunity-lines";

    fn id(&self) -> OpportunityLineId {
        self.id
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn input(&self) -> OpportunityLineInput {
        OpportunityLineInput {
            opportunity_id: self.opportunity_id,
            product_id: self.product_id,
            quantity: self.quantity,
            unit_price: Some(self.unit_price),
            discount: self.discount,
        }
    }
}
