//! Contacts.

use chrono::{DateTime, Utc};
use domain::party::LeadSource;
use domain::{AccountId, ContactId, DepartmentId, TagId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    pub id: ContactId,
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
    /// Full name.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The account the person mainly belongs to; the others stand in account contacts.
    pub account_id: Option<AccountId>,
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
    /// Where the contact came from.
    pub source: Option<LeadSource>,
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
    /// Tags put on the record.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tag_ids: Vec<TagId>,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
    /// When an activity on it was last done.
    pub last_activity_at: Option<DateTime<Utc>>,
}

/// What a client may set of a contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    /// Full name.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The account the person mainly belongs to; the others stand in account contacts.
    #[serde(default)]
    pub account_id: Option<AccountId>,
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
    /// Where the contact came from.
    #[serde(default)]
    pub source: Option<LeadSource>,
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
    Contact(ContactId),
    ContactInput {
        name,
        account_id,
        title,
        email,
        phone,
        mobile,
        source,
        country,
        province,
        city,
        street,
        postal_code,
        description,
        tag_ids,
        external_ids
    },
    "contacts"
);
