//! Access tokens: short-lived, signed, and read with suspicion.
//!
//! Exactly one make is accepted: `EdDSA` by one of our keys, type `at+jwt`, the claims named here and no others. The
//! library checks signature, issuer and audience; times are checked here, against the clock of the program, with every
//! request. The rest of a token stays true, and is remembered: a signature takes longer to check than a record to read.

use std::time::Duration;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::{SessionId, UserId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use moka::sync::Cache;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::secret::derive;
use super::{AuthSettings, BadSecret};

/// How long a token is good, in seconds.
pub(super) const LIFETIME: u32 = 600;
const AUDIENCE: &str = "rapport-api";
const TYPE: &str = "at+jwt";
/// How far clocks may differ, in seconds.
const LEEWAY: i64 = 5;
const MAX_LENGTH: usize = 4096;
/// How many genuine tokens are remembered.
const MEMORY: u64 = 10_000;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    exp: i64,
    nbf: i64,
    iat: i64,
    pub(super) sub: UserId,
    pub(super) sid: SessionId,
    jti: Uuid,
}

/// The header of our tokens; one that says more, such as where to get a key, is not ours.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrictHeader {
    alg: String,
    typ: String,
    kid: String,
}

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not one of ours, or not yet good.
    Invalid,
    /// It was good once.
    Expired,
}

struct Key {
    id: String,
    signs: EncodingKey,
    verifies: DecodingKey,
}

impl Key {
    fn derived(secret: &[u8]) -> Result<Self, BadSecret> {
        let pair =
            Ed25519KeyPair::from_seed_unchecked(&derive(secret, "access token")?).or(Err(BadSecret))?;
        let der = pair.to_pkcs8v1().or(Err(BadSecret))?;
        let public = pair.public_key().as_ref();
        Ok(Self {
            id: URL_SAFE_NO_PAD.encode(&Sha256::digest(public)[..9]),
            signs: EncodingKey::from_ed_der(der.as_ref()),
            verifies: DecodingKey::from_ed_der(public),
        })
    }
}

/// The keys that sign and verify: the first signs.
pub(super) struct KeyRing {
    keys: Vec<Key>,
    issuer: String,
    validation: Validation,
    /// By the hash of a token, what it says.
    genuine: Cache<[u8; 32], Claims>,
}

impl KeyRing {
    pub(super) fn new(settings: &AuthSettings) -> Result<Self, BadSecret> {
        let secrets = std::iter::once(&settings.secret).chain(&settings.previous_secret);
        let keys: Result<Vec<Key>, BadSecret> =
            secrets.map(|secret| Key::derived(secret.expose_secret().as_bytes())).collect();
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&settings.public_url]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        // The library asks the system's clock, which is not ours.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        let lifetime = Duration::from_secs(LIFETIME.into());
        let genuine = Cache::builder().max_capacity(MEMORY).time_to_live(lifetime).build();
        Ok(Self { keys: keys?, issuer: settings.public_url.clone(), validation, genuine })
    }

    /// A token of a user's session, good from `now` on.
    pub(super) fn sign(
        &self,
        user: UserId,
        session: SessionId,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Option<String> {
        let now = now.timestamp();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            exp: now + i64::from(LIFETIME),
            nbf: now,
            iat: now,
            sub: user,
            sid: session,
            jti: id,
        };
        let key = self.keys.first()?;
        let header =
            Header { typ: Some(TYPE.to_owned()), kid: Some(key.id.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &key.signs).ok()
    }

    /// What a token says, if it is one of ours and good at `now`.
    pub(super) fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Refusal> {
        let claims = self.genuine(token).ok_or(Refusal::Invalid)?;
        let now = now.timestamp();
        if claims.nbf > now + LEEWAY {
            return Err(Refusal::Invalid);
        }
        if claims.exp + LEEWAY < now {
            return Err(Refusal::Expired);
        }
        Ok(claims)
    }

    /// What a token says, if it is one of ours, whether it is good now or not.
    fn genuine(&self, token: &str) -> Option<Claims> {
        if token.len() > MAX_LENGTH {
            return None;
        }
        let hash = Sha256::digest(token).into();
        if let Some(claims) = self.genuine.get(&hash) {
            return Some(claims);
        }
        let key = self.key_of(token)?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.verifies, &self.validation).ok()?.claims;
        self.genuine.insert(hash, claims.clone());
        Some(claims)
    }

    fn key_of(&self, token: &str) -> Option<&Key> {
        let header = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
        let header: StrictHeader = serde_json::from_slice(&header).ok()?;
        if header.alg != "EdDSA" || header.typ != TYPE {
            return None;
        }
        self.keys.iter().find(|key| key.id == header.kid)
    }
}

#[cfg(test)]
mod tests;
