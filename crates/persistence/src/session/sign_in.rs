//! Signing in: the try is counted before the password is looked at, so that no number of parallel tries gets more
//! guesses than one after the other would.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{Kind, SessionId, UserId};
use serde_json::json;
use uuid::Uuid;
use wire::ProblemCode;

use super::{Client, SESSION_LIFETIME, SessionOf, TokenHash, live, lockout, refresh};
use crate::change::{SecurityEvent, record_security};
use crate::schema::{login_attempts, sessions, user_credentials, users};
use crate::{Error, Origin, Result, Store};

/// A device that the user has signed in from before, as its cookie proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDevice {
    /// The device.
    pub id: Uuid,
    /// Who signed in from it.
    pub user_id: UserId,
    /// When.
    pub since: DateTime<Utc>,
}

/// A try to sign in that has been counted. It ends in [`Store::complete_sign_in`] or [`Store::fail_sign_in`].
#[derive(Debug, Clone)]
pub struct Attempt {
    user_id: Option<UserId>,
    hash: Option<String>,
    counted: Counted,
    window: (String, DateTime<Utc>),
}

/// Which counter beside the address's the try went to.
#[derive(Debug, Clone)]
enum Counted {
    Nowhere,
    Account,
    Device((String, DateTime<Utc>)),
}

impl Attempt {
    /// The stored hash that the password must match. None if nothing lets this try in, be the user unknown,
    /// disabled, without a password or locked: then verify against a dummy, so that it takes as long.
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// Whose password it is about.
    pub fn user_id(&self) -> Option<UserId> {
        self.user_id
    }
}

/// What a session starts with.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Where from.
    pub client: Client,
    /// Its first refresh token.
    pub token: TokenHash,
    /// The password hashed anew, if the stored hash is of an older make.
    pub rehash: Option<String>,
}

impl Store {
    /// Counts a try to sign in and finds the hash to verify. [`ProblemCode::QuotaExceeded`] if the address has
    /// used up its tries.
    pub fn begin_sign_in(
        &self,
        email: &str,
        address: Option<&str>,
        device: Option<KnownDevice>,
    ) -> Result<Attempt> {
        let now = self.runtime().now();
        let email = email.trim().to_lowercase();
        let window = (lockout::address_group(address), lockout::window(now));
        self.connected(|conn| {
            conn.transaction(|conn| {
                if !lockout::address_may(count(conn, &window)?) {
                    return Ok(None);
                }
                let found: Option<(UserId, Option<String>)> = users::table
                    .left_join(user_credentials::table)
                    .filter(users::email.eq(&email))
                    .filter(users::is_active)
                    .filter(users::deleted_at.is_null())
                    .select((users::id, user_credentials::password_hash.nullable()))
                    .get_result(conn)
                    .optional()?;
                let Some((user_id, hash)) = found else {
                    let counted = Counted::Nowhere;
                    return Ok(Some(Attempt { user_id: None, hash: None, counted, window }));
                };
                let device = device.filter(|device| device.user_id == user_id);
                let (takes, counted) = count_for(conn, user_id, device, now)?;
                let hash = hash.filter(|_| takes);
                Ok(Some(Attempt { user_id: Some(user_id), hash, counted, window }))
            })
        })
        .and_then(|attempt: Option<Attempt>| {
            attempt.ok_or_else(|| Error::Rule { code: ProblemCode::QuotaExceeded, fields: Vec::new() })
        })
    }

    /// Records that the try failed.
    pub fn fail_sign_in(&self, attempt: &Attempt, origin: &Origin) -> Result<()> {
        // Unknown addresses are recorded too, as nobody: the log shows guessing, and the answer takes as long.
        let record_id = attempt.user_id.map_or(Uuid::nil(), Into::into);
        let reason = if attempt.hash.is_some() { "wrong_password" } else { "refused" };
        let facts = json!({ "reason": reason });
        let event = SecurityEvent {
            kind: Kind::User,
            record_id,
            verb: "sign_in_failed",
            actor_id: None,
            origin,
            facts,
        };
        self.connected(|conn| record_security(conn, self.runtime(), event))
    }

    /// Opens a session: the password was right. [`ProblemCode::SignInFailed`] if the user was disabled or got
    /// another password in the meantime. Ends the oldest session if there would be more than ten.
    pub fn complete_sign_in(&self, attempt: &Attempt, new: NewSession) -> Result<SessionOf> {
        let now = self.runtime().now();
        let session_id = SessionId(self.runtime().new_id());
        self.connected(|conn| {
            conn.transaction(|conn| {
                let user_id = confirm(conn, attempt)?;
                if let Some(hash) = &new.rehash {
                    diesel::update(user_credentials::table.find(user_id))
                        .set(user_credentials::password_hash.eq(hash))
                        .execute(conn)?;
                }
                live::make_room(conn, user_id, now)?;
                let expires_at = now + SESSION_LIFETIME;
                diesel::insert_into(sessions::table)
                    .values((
                        sessions::id.eq(session_id),
                        sessions::user_id.eq(user_id),
                        sessions::created_at.eq(now),
                        sessions::last_used_at.eq(now),
                        sessions::expires_at.eq(expires_at),
                        sessions::device.eq(new.client.device.chars().take(255).collect::<String>()),
                        sessions::address.eq(new.client.origin.address.clone().unwrap_or_default()),
                    ))
                    .execute(conn)?;
                refresh::hand_out(conn, session_id, &new.token, None, now, expires_at)?;
                let event = SecurityEvent {
                    kind: Kind::Session,
                    record_id: session_id.into(),
                    verb: "sign_in",
                    actor_id: Some(user_id),
                    origin: &new.client.origin,
                    facts: json!({ "user_id": user_id }),
                };
                record_security(conn, self.runtime(), event)?;
                Ok(SessionOf { session_id, user_id })
            })
        })
    }
}

/// Takes the counts of a try back whose password was right, and locks the user's credentials. Fails with
/// [`ProblemCode::SignInFailed`] if they are not what they were when the try was counted.
pub(super) fn confirm(conn: &mut PgConnection, attempt: &Attempt) -> Result<UserId> {
    let refused = || Error::Rule { code: ProblemCode::SignInFailed, fields: Vec::new() };
    let (Some(user_id), Some(hash)) = (attempt.user_id, &attempt.hash) else { return Err(refused()) };
    let standing: Option<UserId> = user_credentials::table
        .inner_join(users::table)
        .filter(user_credentials::user_id.eq(user_id))
        .filter(user_credentials::password_hash.eq(hash))
        .filter(users::is_active)
        .filter(users::deleted_at.is_null())
        .select(user_credentials::user_id)
        .for_no_key_update()
        .get_result(conn)
        .optional()?;
    standing.ok_or_else(refused)?;
    take_back(conn, &attempt.window)?;
    match &attempt.counted {
        Counted::Device(key) => take_back(conn, key)?,
        Counted::Account | Counted::Nowhere => {
            diesel::update(user_credentials::table.find(user_id))
                .set((
                    user_credentials::failed_count.eq(0),
                    user_credentials::retry_at.eq(None::<DateTime<Utc>>),
                ))
                .execute(conn)?;
        }
    }
    Ok(user_id)
}

/// Counts a try on the known device, or on the account if there is none or its tries are used up. True if the try
/// is taken; a try that is not taken does not count on the account, so nobody can lock it by hammering.
fn count_for(
    conn: &mut PgConnection,
    user_id: UserId,
    device: Option<KnownDevice>,
    now: DateTime<Utc>,
) -> Result<(bool, Counted)> {
    if let Some(device) = device {
        let key = (format!("device:{}", device.id), device.since);
        if lockout::device_may(count(conn, &key)?) {
            return Ok((true, Counted::Device(key)));
        }
    }
    use user_credentials::{failed_count, retry_at};
    let row = user_credentials::user_id.eq(user_id);
    // The update changes nothing; it locks the row, which may be new.
    let (failed, wait_until): (i32, Option<DateTime<Utc>>) = diesel::insert_into(user_credentials::table)
        .values(row)
        .on_conflict(user_credentials::user_id)
        .do_update()
        .set(row)
        .returning((failed_count, retry_at))
        .get_result(conn)?;
    if !lockout::account_takes(failed, wait_until, now) {
        return Ok((false, Counted::Nowhere));
    }
    let failed = failed + 1;
    diesel::update(user_credentials::table.find(user_id))
        .set((failed_count.eq(failed), retry_at.eq(lockout::pause(failed).map(|pause| now + pause))))
        .execute(conn)?;
    Ok((true, Counted::Account))
}

/// Counts one more under a key; the count with it.
pub(crate) fn count(conn: &mut PgConnection, (address, start): &(String, DateTime<Utc>)) -> Result<i32> {
    use login_attempts as attempts;
    Ok(diesel::insert_into(attempts::table)
        .values((
            attempts::address.eq(address),
            attempts::window_start.eq(start),
            attempts::failed_count.eq(1),
        ))
        .on_conflict((attempts::address, attempts::window_start))
        .do_update()
        .set(attempts::failed_count.eq(attempts::failed_count + 1))
        .returning(attempts::failed_count)
        .get_result(conn)?)
}

/// Counts one less under a key.
fn take_back(conn: &mut PgConnection, (address, start): &(String, DateTime<Utc>)) -> Result<()> {
    use login_attempts as attempts;
    diesel::update(attempts::table.find((address, start)))
        .set(attempts::failed_count.eq(attempts::failed_count - 1))
        .execute(conn)?;
    Ok(())
}
