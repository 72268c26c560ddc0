//! Who comes in: sign-in with its lock-out, sessions and their refresh tokens, passwords, API keys, access.
//!
//! Business records are never touched here, so nothing goes through [`crate::Tx`]; what happens stands in the
//! audit log. Secrets are stored as hashes only, and none of them is logged.

mod access;
mod api_key;
mod link;
mod live;
pub(crate) mod lockout;
mod me;
mod password;
mod refresh;
mod sign_in;

use chrono::TimeDelta;
use domain::{SessionId, UserId};
use sha2::{Digest, Sha256};

use crate::Origin;

pub use api_key::{ApiKeyHolder, NewKey};
pub use link::Purpose;
pub use password::Holder;
pub use refresh::Refreshed;
pub(crate) use sign_in::count;
pub use sign_in::{Attempt, KnownDevice, NewSession};

/// How long a session lasts at most.
pub const SESSION_LIFETIME: TimeDelta = TimeDelta::days(30);
/// How long a session lasts without a refresh.
pub const IDLE_LIFETIME: TimeDelta = TimeDelta::days(14);
/// How many sessions a user may have; the oldest ends when there would be more.
pub const MAX_SESSIONS: i64 = 10;
/// How long a device is known after a sign-in.
pub const DEVICE_LIFETIME: TimeDelta = TimeDelta::days(90);

/// SHA-256 of a secret: a refresh token, an API key or the token of a link. The secrets have 256 random bits, so a
/// plain hash is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHash(Vec<u8>);

impl TokenHash {
    /// The hash of a secret as the client sends it.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret).to_vec())
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The program and place that somebody signs in from.
#[derive(Debug, Clone)]
pub struct Client {
    /// Where the request came from.
    pub origin: Origin,
    /// What the program calls itself; cut to 255 characters.
    pub device: String,
}

/// A session and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionOf {
    /// The session.
    pub session_id: SessionId,
    /// Who signed in.
    pub user_id: UserId,
}
