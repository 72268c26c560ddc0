//! Leads, and what can be done with them beside changing their fields.

pub mod conversion;

use chrono::{DateTime, NaiveDate, Utc};
use domain::lead::{DisqualifyReason, LeadRating, LeadStatus};
use domain::party::LeadSource;
use domain::{AccountId, ContactId, DepartmentId, LeadId, OpportunityId, TagId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// A person who may become a customer. The company is a text: accounts, contacts and deals come of conversion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lead {
    pub id: LeadId,
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
    /// Full name of the person.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Name of the company.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub company_name: Option<String>,
    /// Job title.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub title: Option<String>,
    /// E-mail address, lower case.
    #[cfg_attr(feature = "openapi", schema(format = Email, max_length = 254))]
    pub email: Option<String>,
    /// Telephone number in E.164.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub phone: Option<String>,
    /// Mobile number in E.164.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub mobile: Option<String>,
    /// Address of the company's website.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub website: Option<String>,
    /// Industry in the company's own words.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub industry: Option<String>,
    /// Number of employees of the company.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10000000))]
    pub employees: Option<i32>,
    /// Where the lead came from.
    pub source: Option<LeadSource>,
    /// How it stands.
    pub status: LeadStatus,
    /// How promising it looks to whoever works on it.
    pub rating: Option<LeadRating>,
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
    /// Free text.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// When the person agreed to be contacted; null if that is not known.
    pub consent_at: Option<DateTime<Utc>>,
    /// When it came to its status.
    pub status_since: DateTime<Utc>,
    /// Day on which it returns to work; null unless it is nurtured.
    pub recheck_on: Option<NaiveDate>,
    /// Why it is not worth selling to; null unless it is disqualified.
    pub disqualify_reason: Option<DisqualifyReason>,
    /// What was said when it came to its status.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub status_note: Option<String>,
    /// When it was converted; a converted lead is read only.
    pub converted_at: Option<DateTime<Utc>>,
    /// The account it became, or was found to belong to.
    pub account_id: Option<AccountId>,
    /// The contact it became, or was found to be.
    pub contact_id: Option<ContactId>,
    /// The deal it became.
    pub opportunity_id: Option<OpportunityId>,
    /// Points that the scoring rules gave it, less those it lost without activity; never less than none.
    pub score: i32,
    /// True if the score reaches that of a hot lead.
    pub is_hot: bool,
    /// Tags put on the record.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tag_ids: Vec<TagId>,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
    /// When an activity on it was last done.
    pub last_activity_at: Option<DateTime<Utc>>,
}

/// What a client may set of a lead. One that is converted takes no change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeadInput {
    /// Full name of the person.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Name of the company.
    #[serde(default)]
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub company_name: Option<String>,
    /// Job title.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub title: Option<String>,
    /// E-mail address, lower case.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::email"))]
    #[cfg_attr(feature = "openapi", schema(format = Email, max_length = 254))]
    pub email: Option<String>,
    /// Telephone number in E.164.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::e164"))]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub phone: Option<String>,
    /// Mobile number in E.164.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::e164"))]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub mobile: Option<String>,
    /// Address of the company's website.
    #[serde(default)]
    #[validate(length(min = 1, max = 500, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub website: Option<String>,
    /// Industry in the company's own words.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub industry: Option<String>,
    /// Number of employees of the company.
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000_000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10000000))]
    pub employees: Option<i32>,
    /// Where the lead came from.
    #[serde(default)]
    pub source: Option<LeadSource>,
    /// `new` or `working`; to the others lead actions.
    #[serde(default = "fresh")]
    pub status: LeadStatus,
    /// How promising it looks to whoever works on it.
    #[serde(default)]
    pub rating: Option<LeadRating>,
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
    /// Free text.
    #[serde(default)]
    #[validate(length(min = 1, max = 10000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// When the person agreed to be contacted; null if that is not known.
    #[serde(default)]
    pub consent_at: Option<DateTime<Utc>>,
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

/// How a lead stands at which nobody has looked.
fn fresh() -> LeadStatus {
    LeadStatus::New
}

crate::resource::resource!(
    Lead(LeadId),
    LeadInput {
        name,
        company_name,
        title,
        email,
        phone,
        mobile,
        website,
        industry,
        employees,
        source,
        status,
        rating,
        country,
        province,
        city,
        street,
        postal_code,
        description,
        consent_at,
        tag_ids,
        external_ids
    },
    "leads"
);

/// Puts a lead aside that is not yet ripe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NurtureLead {
    /// Day on which it returns to work by itself; later than today.
    #[validate(custom(function = "crate::validate::day"))]
    pub recheck_on: NaiveDate,
    /// Who looks after it from now on; null for the owner it has.
    #[serde(default)]
    pub owner_id: Option<UserId>,
    /// What was said.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub note: Option<String>,
}

/// Says that a lead is not worth selling to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "other_is_explained"))]
pub struct DisqualifyLead {
    /// Why.
    pub reason: DisqualifyReason,
    /// What was said; `other` requires it.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub note: Option<String>,
}

fn other_is_explained(input: &DisqualifyLead) -> Result<(), ValidationError> {
    if input.reason.needs_note() && input.note.is_none() { Err(at("note", "required")) } else { Ok(()) }
}

/// Takes a step of a lead that needs no more than a word: qualifies it, or takes it back to work.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StepLead {
    /// What was said.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub note: Option<String>,
}
