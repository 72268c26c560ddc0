//! Links by which a user sets a password: invitation and reset. Each token works once.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{Action, DepartmentId, Kind, Reach, UserId};
use serde_json::json;
use wire::FieldCode;

use super::access::access_of;
use super::password::{Holder, store_password};
use super::{TokenHash, live};
use crate::change::{SecurityEvent, record_security};
use crate::schema::{one_time_tokens, user_credentials, users};
use crate::{Actor, Error, Origin, Result, Store};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The first password of a new user.
    Invite,
    /// A new password for one who forgot it.
    ResetPassword,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::ResetPassword => "reset_password",
        }
    }

    /// How long a link is good.
    const fn lifetime(self) -> TimeDelta {
        match self {
            Self::Invite => TimeDelta::hours(72),
            Self::ResetPassword => TimeDelta::minutes(30),
        }
    }
}

impl Store {
    /// Makes a link for `user_id`; until when it is good. Earlier links of the user are void.
    ///
    /// Whoever holds the link can become the user, so the actor must be allowed to change every user and be
    /// allowed all that the user is: [`Error::Forbidden`] otherwise. [`Error::NotFound`] if there is no such user;
    /// `state_not_allowed` if the user is not active, or is invited who has a password.
    pub fn create_link(
        &self,
        actor: &Actor,
        user_id: UserId,
        purpose: Purpose,
        token: &TokenHash,
    ) -> Result<DateTime<Utc>> {
        let forbidden = || Error::Forbidden(Kind::User, Action::Update);
        let scope = actor.scope(Kind::User, Action::Update)?;
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let user: Option<(DepartmentId, bool)> = users::table
                    .find(user_id)
                    .filter(users::deleted_at.is_null())
                    .select((users::department_id, users::is_active))
                    .for_no_key_update()
                    .get_result(conn)
                    .optional()?;
                let visible = user.filter(|(department, _)| scope.includes(user_id, *department));
                let (_, is_active) = visible.ok_or(Error::NotFound(Kind::User))?;
                if scope.reach() != Reach::All {
                    return Err(forbidden());
                }
                if !is_active {
                    return Err(Error::state("is_active", "the user is not active"));
                }
                let theirs = access_of(conn, user_id)?.ok_or(Error::NotFound(Kind::User))?;
                if !actor.access().covers(&theirs) {
                    return Err(forbidden());
                }
                let has_password: Option<bool> = user_credentials::table
                    .find(user_id)
                    .select(user_credentials::password_hash.is_not_null())
                    .get_result(conn)
                    .optional()?;
                if purpose == Purpose::Invite && has_password == Some(true) {
                    return Err(Error::state("", "the user has a password; reset it instead"));
                }
                void_links(conn, user_id)?;
                let expires_at = now + purpose.lifetime();
                diesel::insert_into(one_time_tokens::table)
                    .values((
                        one_time_tokens::hash.eq(&token.0),
                        one_time_tokens::user_id.eq(user_id),
                        one_time_tokens::purpose.eq(purpose.as_str()),
                        one_time_tokens::created_at.eq(now),
                        one_time_tokens::expires_at.eq(expires_at),
                    ))
                    .execute(conn)?;
                let event = SecurityEvent {
                    kind: Kind::User,
                    record_id: user_id.into(),
                    verb: purpose.as_str(),
                    actor_id: actor.user_id(),
                    origin: actor.origin(),
                    facts: json!({}),
                };
                record_security(conn, self.runtime(), event)?;
                Ok(expires_at)
            })
        })
    }

    /// Whose password a link would set; [`Error::Invalid`] at `token` if it is unknown, used or expired.
    pub fn holder_of_link(&self, token: &TokenHash) -> Result<Holder> {
        let now = self.runtime().now();
        let found = self.connected(|conn| {
            Ok(one_time_tokens::table
                .inner_join(users::table)
                .filter(one_time_tokens::hash.eq(&token.0))
                .filter(one_time_tokens::used_at.is_null())
                .filter(one_time_tokens::expires_at.gt(now))
                .filter(users::is_active)
                .filter(users::deleted_at.is_null())
                .select((users::id, users::name, users::email))
                .get_result(conn)
                .optional()?)
        })?;
        found.map(|(user_id, name, email)| Holder { user_id, name, email }).ok_or_else(bad_token)
    }

    /// Sets the password of a link's user, once; ends all sessions of the user and forgets wrong passwords.
    /// [`Error::Invalid`] at `token` if it is unknown, used or expired.
    pub fn set_password(&self, token: &TokenHash, password_hash: &str, origin: &Origin) -> Result<UserId> {
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let good = one_time_tokens::table
                    .filter(one_time_tokens::hash.eq(&token.0))
                    .filter(one_time_tokens::used_at.is_null())
                    .filter(one_time_tokens::expires_at.gt(now));
                let user_id: Option<UserId> = diesel::update(good)
                    .set(one_time_tokens::used_at.eq(now))
                    .returning(one_time_tokens::user_id)
                    .get_result(conn)
                    .optional()?;
                let user_id = user_id.ok_or_else(bad_token)?;
                let active = users::table.filter(users::id.eq(user_id)).filter(users::is_active);
                let active: Option<UserId> = active
                    .filter(users::deleted_at.is_null())
                    .select(users::id)
                    .for_no_key_update()
                    .get_result(conn)
                    .optional()?;
                active.ok_or_else(bad_token)?;
                void_links(conn, user_id)?;
                store_password(conn, user_id, password_hash, now)?;
                let ended = live::end_all(conn, user_id, None, now)?;
                let event = SecurityEvent {
                    kind: Kind::User,
                    record_id: user_id.into(),
                    verb: "password_reset",
                    actor_id: Some(user_id),
                    origin,
                    facts: json!({ "sessions_ended": ended.len() }),
                };
                record_security(conn, self.runtime(), event)?;
                Ok(user_id)
            })
        })
    }
}

fn bad_token() -> Error {
    Error::invalid("token", FieldCode::NotFound)
}

/// Removes the links of a user that were not used.
pub(super) fn void_links(conn: &mut PgConnection, user_id: UserId) -> Result<()> {
    let unused = one_time_tokens::table
        .filter(one_time_tokens::user_id.eq(user_id))
        .filter(one_time_tokens::used_at.is_null());
    diesel::delete(unused).execute(conn)?;
    Ok(())
}
