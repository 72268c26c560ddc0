//! What signing in needs to be told.

use std::net::IpAddr;

use secrecy::SecretString;

/// How tokens are made and where browsers come from.
#[derive(Debug, Clone)]
pub struct AuthSettings {
    /// Signs tokens and cookies: 32 characters at least, random.
    pub secret: SecretString,
    /// The secret before, while tokens signed with it are still about; verifies only.
    pub previous_secret: Option<SecretString>,
    /// The server's address in browsers, such as `https://crm.example.com`: the issuer in tokens, and the origin
    /// whose pages may use the refresh cookie.
    pub public_url: String,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

/// A secret that no keys can be made of.
#[derive(Debug, thiserror::Error)]
#[error("the secret must have 32 characters at least")]
pub struct BadSecret;
