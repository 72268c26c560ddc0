//! Converting a lead: what would become of it, and what is chosen.

use chrono::NaiveDate;
use domain::lead::MatchedBy;
use domain::{AccountId, Amount, ContactId, Currency, StageId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::validate::at;

/// What would become of a lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversionPreview {
    /// The company. There would be none if the lead names none.
    pub account: TargetPreview,
    /// The person.
    pub contact: TargetPreview,
    /// The deal, if one is wanted.
    pub opportunity: TargetPreview,
}

/// What would become of a lead in one of the records it is converted to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TargetPreview {
    /// True if whoever asks may create such a record.
    pub may_create: bool,
    /// The fields of a new one, by name: what the mappings make of the lead.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Value>,
    /// Records that are there and may be the same, those that more speaks for first; at most ten.
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub matches: Vec<TargetMatch>,
}

/// A record that may be that of a lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TargetMatch {
    /// The record.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner_id: UserId,
    /// By what it was found.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 2))]
    pub matched_by: Vec<MatchedBy>,
    /// True if whoever asks may attach the lead to it, which needs the permission to change it.
    pub may_use: bool,
}

/// Converts a lead.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConvertLead {
    /// The account it belongs to. Null for that of the contact, if one is named; else a new one, if the lead names a
    /// company.
    #[serde(default)]
    pub account_id: Option<AccountId>,
    /// The contact it is; null for a new one.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// The deal to begin; null for none.
    #[serde(default)]
    #[validate(nested)]
    pub opportunity: Option<LeadOpportunity>,
    /// True creates an account or a contact though one is there that may be the same.
    #[serde(default)]
    pub allow_duplicates: bool,
}

/// The deal that a lead becomes, beside what the mappings make of the lead.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "amount_has_a_currency"))]
pub struct LeadOpportunity {
    /// What is to be sold, in a few words; null for what the mappings make of the lead.
    #[serde(default)]
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: Option<String>,
    /// Where it begins; null for the first open stage of the default pipeline.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// Expected value in `currency`, net of tax.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub amount: Option<Amount>,
    /// Null for the company's currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Day it is expected to be decided.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::day"))]
    pub expected_close_date: Option<NaiveDate>,
}

fn amount_has_a_currency(input: &LeadOpportunity) -> Result<(), ValidationError> {
    if input.amount.is_some() && input.currency.is_none() { Err(at("currency", "required")) } else { Ok(()) }
}
