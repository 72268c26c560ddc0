//! Forms on the web by which anybody becomes a lead.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::language::Language;
use domain::party::LeadSource;
use domain::web_form::{FormField, is_origin, is_web_address};
use domain::{UserId, WebFormId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// A form on the web by which anybody becomes a lead. Its page is `/forms/{token}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebForm {
    pub id: WebFormId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The part of its address that nobody can guess.
    #[cfg_attr(feature = "openapi", schema(max_length = 50))]
    pub token: String,
    /// What colleagues call it; unique.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Its heading.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub title: String,
    /// What stands below the heading.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub intro: Option<String>,
    /// Fields that it asks for beside the name, in their order.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub fields: Vec<FormField>,
    /// Those of them that must be filled.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub required_fields: Vec<FormField>,
    /// Source of its leads.
    pub source: Option<LeadSource>,
    /// Whose leads they are.
    pub lead_owner_id: UserId,
    /// What is agreed to by the tick; null for no tick.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub consent_text: Option<String>,
    /// True if nothing is taken without the tick.
    pub consent_is_required: bool,
    /// What is said when it was sent.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub thanks: String,
    /// Where the visitor goes then, `https` only; null to stay.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub redirect_url: Option<String>,
    /// Origins of the pages that may show it in a frame, such as `https://www.example.com`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::Origin>, max_items = 20))]
    pub frame_origins: Vec<String>,
    /// Its language; null for the visitor's.
    pub language: Option<Language>,
    /// False has it answer as if it were not there.
    pub is_active: bool,
}

/// What a client may set of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "fits_together", skip_on_field_errors = false))]
pub struct WebFormInput {
    /// What colleagues call it; unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Its heading.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub title: String,
    /// What stands below the heading.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub intro: Option<String>,
    /// Fields that it asks for beside the name, in their order.
    #[serde(default)]
    #[validate(length(max = 20, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub fields: Vec<FormField>,
    /// Those of them that must be filled.
    #[serde(default)]
    #[validate(length(max = 20, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub required_fields: Vec<FormField>,
    /// Source of its leads.
    #[serde(default)]
    pub source: Option<LeadSource>,
    /// Whose leads they are.
    pub lead_owner_id: UserId,
    /// What is agreed to by the tick; null for no tick.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub consent_text: Option<String>,
    /// True if nothing is taken without the tick.
    #[serde(default)]
    pub consent_is_required: bool,
    /// What is said when it was sent.
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub thanks: String,
    /// Where the visitor goes then, `https` only; null to stay.
    #[serde(default)]
    #[validate(custom(function = "web_address"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub redirect_url: Option<String>,
    /// Origins of the pages that may show it in a frame, such as `https://www.example.com`.
    #[serde(default)]
    #[validate(custom(function = "origins"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::Origin>, max_items = 20))]
    pub frame_origins: Vec<String>,
    /// Its language; null for the visitor's.
    #[serde(default)]
    pub language: Option<Language>,
    /// False has it answer as if it were not there.
    #[serde(default = "crate::resource::yes")]
    pub is_active: bool,
}

fn web_address(text: &str) -> Result<(), ValidationError> {
    match (text.chars().count() <= 500, is_web_address(text)) {
        (true, true) => Ok(()),
        (false, _) => Err(ValidationError::new("length")),
        (true, false) => Err(ValidationError::new("invalid_format")),
    }
}

fn origins(origins: &[String]) -> Result<(), ValidationError> {
    match origins.len() <= 20 && origins.iter().all(|origin| is_origin(origin)) {
        true => Ok(()),
        false => Err(ValidationError::new("invalid_format")),
    }
}

fn fits_together(input: &WebFormInput) -> Result<(), ValidationError> {
    let shown: BTreeSet<&FormField> = input.fields.iter().collect();
    if shown.len() != input.fields.len() {
        return Err(at("fields", "duplicate"));
    }
    if !input.required_fields.iter().all(|field| shown.contains(field)) {
        return Err(at("required_fields", "inconsistent"));
    }
    if input.consent_is_required && input.consent_text.is_none() {
        return Err(at("consent_text", "required"));
    }
    Ok(())
}

crate::resource::resource!(
    WebForm(WebFormId),
    WebFormInput {
        name,
        title,
        intro,
        fields,
        required_fields,
        source,
        lead_owner_id,
        consent_text,
        consent_is_required,
        thanks,
        redirect_url,
        frame_origins,
        language,
        is_active
    },
    "web-forms"
);

/// A form as its visitors see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenForm {
    /// Its heading.
    pub title: String,
    /// What stands below the heading.
    pub intro: Option<String>,
    /// Fields that it asks for beside the name, in their order.
    pub fields: Vec<FormField>,
    /// Those of them that must be filled.
    pub required_fields: Vec<FormField>,
    /// What is agreed to by the tick; null for no tick.
    pub consent_text: Option<String>,
    /// True if nothing is taken without the tick.
    pub consent_is_required: bool,
    /// Its language; null for the visitor's.
    pub language: Option<Language>,
    /// Says when it was opened; to be sent with it.
    pub stamp: String,
}

/// A form that was filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FilledForm {
    /// Full name of the visitor.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// What was filled in, by field.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<FormField, crate::text::CellText>))]
    pub values: BTreeMap<FormField, String>,
    /// True if the tick was set.
    #[serde(default)]
    pub consent: bool,
    /// What came with the form.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub stamp: String,
    /// Left empty by people, who do not see it.
    #[serde(default)]
    #[validate(length(max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub nickname: String,
}

/// What is said when a form was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormThanks {
    /// The words.
    pub thanks: String,
    /// Where the visitor goes then; null to stay.
    pub redirect_url: Option<String>,
}

/// Where a form is, and how a page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormLink {
    /// Address of its page.
    pub url: String,
    /// A frame to put into a page of one of its `frame_origins`.
    pub snippet: String,
}
