//! Signing in, sessions, passwords and API keys.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::access::Rights;
use domain::{ApiKeyId, BranchId, Currency, KeyScope, Permissions, SessionId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::user::User;

/// The shortest password that can be set.
pub const PASSWORD_MIN: usize = 12;
/// The longest password that can be set.
pub const PASSWORD_MAX: usize = 128;

/// What kind of program signs in: it decides where the refresh token goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Client {
    /// Keeps the refresh token in a cookie that scripts cannot read.
    #[default]
    Browser,
    /// Keeps the refresh token itself, in the keystore of its device.
    App,
}

/// Who wants in.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The user's e-mail address, in any case.
    #[validate(length(min = 1, max = 254, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 254))]
    pub email: String,
    /// Taken as it is, blanks included.
    #[validate(length(min = 1, max = 128, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 128, format = "password"))]
    pub password: String,
    /// `browser` gets the refresh token as a cookie only, `app` in the body only.
    #[serde(default)]
    pub client: Client,
}

/// What lets a client in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tokens {
    /// Goes into the header `Authorization: Bearer …`.
    #[cfg_attr(feature = "openapi", schema(max_length = 4096))]
    pub access_token: String,
    /// Seconds until the access token is over.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 600))]
    pub expires_in: u32,
    /// Apps only: good for one refresh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 43))]
    pub refresh_token: Option<String>,
}

/// Asks for new tokens, or to sign out. Browsers send `{}`: theirs is in the cookie.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// Apps only: the token of the last sign-in or refresh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub refresh_token: Option<String>,
}

/// Changes one's own password. Ends every other session.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password as it is.
    #[validate(length(min = 1, max = 128, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 128, format = "password"))]
    pub current: String,
    /// The password as it shall be: hard to guess, and without one's name, address or the product's name.
    #[validate(length(min = 12, max = 128, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 12, max_length = 128, format = "password"))]
    pub new: String,
}

/// Sets a password with the token of an invitation or a reset. Ends every session of the user.
#[derive(Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// The token in the link.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub token: String,
    /// The new password: hard to guess, and without one's name, address or the product's name.
    #[validate(length(min = 12, max = 128, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 12, max_length = 128, format = "password"))]
    pub password: String,
}

/// A token with which a user sets a password, once. Shown to nobody again.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordLink {
    /// Goes into `POST /auth/set-password`.
    #[cfg_attr(feature = "openapi", schema(max_length = 43))]
    pub token: String,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}

/// A sign-in on one device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub id: SessionId,
    /// When the user signed in.
    pub created_at: DateTime<Utc>,
    /// When a token was last refreshed.
    pub last_used_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// What the program calls itself.
    #[cfg_attr(feature = "openapi", schema(max_length = 255))]
    pub device: String,
    /// Network address of the sign-in.
    #[cfg_attr(feature = "openapi", schema(max_length = 45))]
    pub address: String,
    /// True for the session that asks.
    pub is_current: bool,
}

/// The live sessions of a user, the latest first; ten at most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sessions {
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub data: Vec<Session>,
}

/// A key of an integration, without the key itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub created_at: DateTime<Utc>,
    /// What the key is for.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The first characters of the key, to tell keys apart.
    #[cfg_attr(feature = "openapi", schema(max_length = 20))]
    pub prefix: String,
    /// What it allows, of what its user may do.
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub scopes: Vec<KeyScope>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// Last use, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// The keys of a user, the latest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKeys {
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub data: Vec<ApiKey>,
}

/// Asks for a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApiKeyInput {
    /// What the key is for.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Each `kind:action`, such as `account:read`, or `*` for all of one's rights.
    #[validate(length(min = 1, max = 500, code = "length"), custom(function = distinct))]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub scopes: Vec<KeyScope>,
    /// Until when it is good: later than now, 365 days at most.
    pub expires_at: DateTime<Utc>,
}

/// A key, shown this one time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiKey {
    /// Goes into the header `Authorization: Bearer …`, never into an address.
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub key: String,
    /// The rest, as it is listed.
    pub api_key: ApiKey,
}

/// Who is asking, and what they may do: all that a client needs to draw its screens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub user: User,
    /// Name of the user's department.
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub department_name: String,
    pub branch_id: BranchId,
    /// Name of the user's branch.
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub branch_name: String,
    /// The currency that reports are in.
    pub base_currency: Currency,
    /// By kind and action, how far the user's roles reach together; for a key, within its scopes.
    pub permissions: Permissions,
    /// Rights beside the kinds.
    pub rights: Rights,
}

fn distinct(scopes: &[KeyScope]) -> Result<(), ValidationError> {
    let different: std::collections::BTreeSet<&KeyScope> = scopes.iter().collect();
    if different.len() == scopes.len() { Ok(()) } else { Err(ValidationError::new("duplicate")) }
}

/// Secrets are not printed: a `Debug` in some log would give them away.
macro_rules! secretive {
    ($($name:ident),*) => { $(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )* };
}
secretive!(SignIn, Tokens, Refresh, ChangePassword, SetPassword, PasswordLink, NewApiKey);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_printed() {
        let sign_in =
            SignIn { email: "li@example.com".into(), password: "canary".into(), client: Client::App };
        assert_eq!(format!("{sign_in:?}"), "SignIn { .. }");
    }

    #[test]
    fn the_client_is_a_browser_unless_it_says_otherwise() {
        let sign_in: SignIn = serde_json::from_str(r#"{"email":"a@b.co","password":"x"}"#).unwrap();
        assert_eq!(sign_in.client, Client::Browser);
        assert!(serde_json::from_str::<SignIn>(r#"{"email":"a","password":"x","admin":true}"#).is_err());
    }
}
