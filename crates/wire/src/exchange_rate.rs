//! Exchange rates.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Currency, ExchangeRateId, Rate, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// What one unit of a currency is worth in the base currency, from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeRate {
    pub id: ExchangeRateId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The currency; not the base currency.
    pub currency: Currency,
    /// First day the rate holds.
    pub day: NaiveDate,
    /// Base currency per unit; more than nothing.
    pub rate: Rate,
}

/// What a client may set of an exchange rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeRateInput {
    /// The currency; not the base currency.
    pub currency: Currency,
    /// First day the rate holds.
    pub day: NaiveDate,
    /// Base currency per unit; more than nothing.
    #[validate(custom(function = "crate::validate::positive_rate"))]
    pub rate: Rate,
}

crate::resource::resource!(
    ExchangeRate(ExchangeRateId),
    ExchangeRateInput { currency, day, rate },
    "exchange-rates"
);
