//! Accounts.

use chrono::{DateTime, Utc};
use domain::party::{AccountSize, AccountType, LeadSource};
use domain::{AccountId, Amount, Currency, DepartmentId, TagId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// A company or person we sell to or work with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    pub id: AccountId,
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
    /// Name of the company.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: String,
    /// What the account is to us.
    #[serde(rename = "type")]
    pub type_: AccountType,
    /// The account it is a subsidiary of; no circles.
    pub parent_id: Option<AccountId>,
    /// Industry in the company's own words.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub industry: Option<String>,
    /// Size class by people employed.
    pub size: Option<AccountSize>,
    /// Sales region.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub region: Option<String>,
    /// Where it was last heard from. The first one set stays in `first_source`.
    pub source: Option<LeadSource>,
    /// Where it came from; never changes once set.
    pub first_source: Option<LeadSource>,
    /// Where it was last heard from; the same as `source`.
    pub last_source: Option<LeadSource>,
    /// Address of its website.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub website: Option<String>,
    /// Telephone number in E.164.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub phone: Option<String>,
    /// E-mail address, lower case.
    #[cfg_attr(feature = "openapi", schema(format = Email, max_length = 254))]
    pub email: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Z]{2}$", min_length = 2, max_length = 2))]
    pub country: Option<String>,
    /// Province or state.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub province: Option<String>,
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub city: Option<String>,
    /// Street and number.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 300))]
    pub street: Option<String>,
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20))]
    pub postal_code: Option<String>,
    /// Number of employees.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10000000))]
    pub employees: Option<i32>,
    /// Yearly revenue in `currency`.
    pub annual_revenue: Option<Amount>,
    /// Currency of `annual_revenue`; must be there with it.
    pub currency: Option<Currency>,
    /// Year of foundation.
    #[cfg_attr(feature = "openapi", schema(minimum = 1000, maximum = 2100))]
    pub founded_year: Option<i32>,
    /// Free text.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// Tags put on the record.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tag_ids: Vec<TagId>,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
    /// When an activity on it was last done.
    pub last_activity_at: Option<DateTime<Utc>>,
}

/// What a client may set of an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "revenue_has_a_currency"))]
pub struct AccountInput {
    /// Name of the company.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: String,
    /// What the account is to us.
    #[serde(rename = "type")]
    pub type_: AccountType,
    /// The account it is a subsidiary of; no circles.
    #[serde(default)]
    pub parent_id: Option<AccountId>,
    /// Industry in the company's own words.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub industry: Option<String>,
    /// Size class by people employed.
    #[serde(default)]
    pub size: Option<AccountSize>,
    /// Sales region.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub region: Option<String>,
    /// Where it was last heard from. The first one set stays in `first_source`.
    #[serde(default)]
    pub source: Option<LeadSource>,
    /// Address of its website.
    #[serde(default)]
    #[validate(length(min = 1, max = 500, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub website: Option<String>,
    /// Telephone number in E.164.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::e164"))]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub phone: Option<String>,
    /// E-mail address, lower case.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::email"))]
    #[cfg_attr(feature = "openapi", schema(format = Email, max_length = 254))]
    pub email: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::country"))]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Z]{2}$", min_length = 2, max_length = 2))]
    pub country: Option<String>,
    /// Province or state.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub province: Option<String>,
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub city: Option<String>,
    /// Street and number.
    #[serde(default)]
    #[validate(length(min = 1, max = 300, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 300))]
    pub street: Option<String>,
    #[serde(default)]
    #[validate(length(min = 1, max = 20, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20))]
    pub postal_code: Option<String>,
    /// Number of employees.
    #[serde(default)]
    #[validate(range(min = 0, max = 10000000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10000000))]
    pub employees: Option<i32>,
    /// Yearly revenue in `currency`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub annual_revenue: Option<Amount>,
    /// Currency of `annual_revenue`; must be there with it.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Year of foundation.
    #[serde(default)]
    #[validate(range(min = 1000, max = 2100, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1000, maximum = 2100))]
    pub founded_year: Option<i32>,
    /// Free text.
    #[serde(default)]
    #[validate(length(min = 1, max = 10000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// Tags put on the record.
    #[serde(default)]
    #[validate(length(max = 50, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tag_ids: Vec<TagId>,
    /// Names of the record in other systems, each as `source:key`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::external_ids"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

crate::resource::resource!(
    Account(AccountId),
    AccountInput {
        name,
        type_,
        parent_id,
        industry,
        size,
        region,
        source,
        website,
        phone,
        email,
        country,
        province,
        city,
        street,
        postal_code,
        employees,
        annual_revenue,
        currency,
        founded_year,
        description,
        tag_ids,
        external_ids
    },
    "accounts"
);

fn revenue_has_a_currency(input: &AccountInput) -> Result<(), ValidationError> {
    match (input.annual_revenue, input.currency) {
        (Some(_), None) => Err(at("currency", "inconsistent")),
        (Some(revenue), Some(currency)) if !revenue.fits(currency) => {
            Err(at("annual_revenue", "scale_too_large"))
        }
        _ => Ok(()),
    }
}
