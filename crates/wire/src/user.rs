//! Users.

use chrono::{DateTime, Utc};
use domain::language::Language;
use domain::{DepartmentId, RoleId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A person who works with the system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    pub id: UserId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Full name as shown to colleagues.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Sign-in name, lower case, unique.
    #[cfg_attr(feature = "openapi", schema(format = Email, max_length = 254))]
    pub email: String,
    /// Telephone number in E.164.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub phone: Option<String>,
    /// Job title.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub title: Option<String>,
    /// The department that the user works in and new records count for.
    pub department_id: DepartmentId,
    /// Whom the user reports to; a tree.
    pub manager_id: Option<UserId>,
    /// Roles held; what they grant adds up. Only those who may change roles may hand them out.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub role_ids: Vec<RoleId>,
    /// Language of screens and messages.
    pub language: Language,
    /// IANA name of the zone times are shown in.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub time_zone: String,
    /// False keeps the user from signing in; the records stay.
    pub is_active: bool,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

/// What a client may set of a user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserInput {
    /// Full name as shown to colleagues.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Sign-in name, lower case, unique.
    #[validate(custom(function = "crate::validate::email"))]
    #[cfg_attr(feature = "openapi", schema(format = Email, max_length = 254))]
    pub email: String,
    /// Telephone number in E.164.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::e164"))]
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{6,14}$", max_length = 16))]
    pub phone: Option<String>,
    /// Job title.
    #[serde(default)]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub title: Option<String>,
    /// The department that the user works in and new records count for.
    pub department_id: DepartmentId,
    /// Whom the user reports to; a tree.
    #[serde(default)]
    pub manager_id: Option<UserId>,
    /// Roles held; what they grant adds up. Only those who may change roles may hand them out.
    #[serde(default)]
    #[validate(length(max = 20, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub role_ids: Vec<RoleId>,
    /// Language of screens and messages; Chinese unless given.
    #[serde(default)]
    pub language: Language,
    /// IANA name of the zone times are shown in; Asia/Shanghai unless given.
    #[serde(default = "shanghai")]
    #[validate(length(min = 1, max = 64, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub time_zone: String,
    /// False keeps the user from signing in; the records stay.
    #[serde(default = "crate::resource::yes")]
    pub is_active: bool,
    /// Names of the record in other systems, each as `source:key`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::external_ids"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

fn shanghai() -> String {
    "Asia/Shanghai".to_owned()
}

crate::resource::resource!(
    User(UserId),
    UserInput {
        name,
        email,
        phone,
        title,
        department_id,
        manager_id,
        role_ids,
        language,
        time_zone,
        is_active,
        external_ids
    },
    "users"
);
