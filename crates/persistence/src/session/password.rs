//! Passwords: who has one, and changing one's own.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{Kind, SessionId, UserId};
use serde_json::json;

use super::sign_in::confirm;
use super::{Attempt, link, live};
use crate::change::{SecurityEvent, record_security};
use crate::schema::{user_credentials, users};
use crate::{Actor, Error, Result, Store};

/// Whose password it is, with what it must not contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The user.
    pub user_id: UserId,
    /// The user's name.
    pub name: String,
    /// The user's e-mail address.
    pub email: String,
}

impl Store {
    /// The actor as the holder of a password.
    pub fn holder(&self, actor: &Actor) -> Result<Holder> {
        let user_id = actor.user_id().ok_or(Error::NotFound(Kind::User))?;
        let found: Option<(String, String)> = self.connected(|conn| {
            let query = users::table.find(user_id).select((users::name, users::email));
            Ok(query.get_result(conn).optional()?)
        })?;
        let (name, email) = found.ok_or(Error::NotFound(Kind::User))?;
        Ok(Holder { user_id, name, email })
    }

    /// Changes the password of the user whose old one was right in `attempt`; ends all sessions but `keep`.
    /// `sign_in_failed` if the old one is not the stored one any more.
    pub fn change_password(
        &self,
        actor: &Actor,
        attempt: &Attempt,
        keep: Option<SessionId>,
        password_hash: &str,
    ) -> Result<()> {
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let user_id = confirm(conn, attempt)?;
                store_password(conn, user_id, password_hash, now)?;
                link::void_links(conn, user_id)?;
                let ended = live::end_all(conn, user_id, keep, now)?;
                let event = SecurityEvent {
                    kind: Kind::User,
                    record_id: user_id.into(),
                    verb: "password_changed",
                    actor_id: actor.user_id(),
                    origin: actor.origin(),
                    facts: json!({ "sessions_ended": ended.len() }),
                };
                record_security(conn, self.runtime(), event)
            })
        })
    }

    /// Sets a user's password without asking anybody: for the administrator at the console, and for tests. Ends
    /// all sessions of the user. [`Error::NotFound`] if there is no such user.
    pub fn force_password(&self, by: &Actor, email: &str, password_hash: &str) -> Result<UserId> {
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let user_id: Option<UserId> = users::table
                    .filter(users::email.eq(email.trim().to_lowercase()))
                    .filter(users::deleted_at.is_null())
                    .select(users::id)
                    .for_no_key_update()
                    .get_result(conn)
                    .optional()?;
                let user_id = user_id.ok_or(Error::NotFound(Kind::User))?;
                store_password(conn, user_id, password_hash, now)?;
                link::void_links(conn, user_id)?;
                let ended = live::end_all(conn, user_id, None, now)?;
                let event = SecurityEvent {
                    kind: Kind::User,
                    record_id: user_id.into(),
                    verb: "password_reset",
                    actor_id: by.user_id(),
                    origin: by.origin(),
                    facts: json!({ "sessions_ended": ended.len() }),
                };
                record_security(conn, self.runtime(), event)?;
                Ok(user_id)
            })
        })
    }
}

/// Stores a password and forgets the wrong ones.
pub(super) fn store_password(
    conn: &mut PgConnection,
    user_id: UserId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    use user_credentials as credentials;
    let values = (
        credentials::password_hash.eq(hash),
        credentials::password_changed_at.eq(now),
        credentials::failed_count.eq(0),
        credentials::retry_at.eq(None::<DateTime<Utc>>),
    );
    diesel::insert_into(credentials::table)
        .values((credentials::user_id.eq(user_id), values))
        .on_conflict(credentials::user_id)
        .do_update()
        .set(values)
        .execute(conn)?;
    Ok(())
}
