//! Places of contacts at accounts.

use chrono::{DateTime, Utc};
use domain::party::ContactRole;
use domain::{AccountContactId, AccountId, ContactId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A contact's place at an account: one person may have a role at several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountContact {
    pub id: AccountContactId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The account; stays what it is.
    pub account_id: AccountId,
    /// The person; stays what it is.
    pub contact_id: ContactId,
    /// The person's part in a purchase.
    pub role: Option<ContactRole>,
    /// The account's main contact: exactly one. Setting it here clears it elsewhere; the first contact of an
    /// account is it by itself.
    pub is_primary: bool,
}

/// What a client may set of a contact's place at an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountContactInput {
    /// The account; stays what it is.
    pub account_id: AccountId,
    /// The person; stays what it is.
    pub contact_id: ContactId,
    /// The person's part in a purchase.
    #[serde(default)]
    pub role: Option<ContactRole>,
    /// The account's main contact: exactly one. Setting it here clears it elsewhere; the first contact of an
    /// account is it by itself.
    #[serde(default)]
    pub is_primary: bool,
}

crate::resource::resource!(
    AccountContact(AccountContactId),
    AccountContactInput { account_id, contact_id, role, is_primary },
    "account-contacts"
);
