//! Sessions as their users see them: listing and ending.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use domain::{Kind, SessionId, UserId};
use serde_json::json;
use uuid::Uuid;
use wire::auth::Session;

use super::{IDLE_LIFETIME, MAX_SESSIONS, SessionOf, TokenHash};
use crate::change::{SecurityEvent, record_security};
use crate::schema::{login_attempts, one_time_tokens, refresh_tokens, sessions, users};
use crate::{Actor, Error, Origin, Result, Store};

/// How long ended sessions and used links are kept, for looking into what happened.
const KEPT: TimeDelta = TimeDelta::days(30);

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: SessionId,
    created_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    device: String,
    address: String,
}

impl Store {
    /// True while the session's access tokens are good: it was not ended, is not over, and its user is active.
    pub fn session_is_live(&self, session_id: SessionId) -> Result<bool> {
        let now = self.runtime().now();
        let live = sessions::table
            .inner_join(users::table)
            .filter(sessions::id.eq(session_id))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::expires_at.gt(now))
            .filter(users::is_active)
            .filter(users::deleted_at.is_null());
        self.connected(|conn| Ok(diesel::select(exists(live)).get_result(conn)?))
    }

    /// The live sessions of a user, the latest first; `current` is the one that asks.
    pub fn sessions_of(&self, user_id: UserId, current: Option<SessionId>) -> Result<Vec<Session>> {
        let now = self.runtime().now();
        let rows: Vec<Row> = self.connected(|conn| {
            Ok(sessions::table
                .filter(sessions::user_id.eq(user_id))
                .filter(sessions::ended_at.is_null())
                .filter(sessions::expires_at.gt(now))
                .filter(sessions::last_used_at.gt(now - IDLE_LIFETIME))
                .order((sessions::created_at.desc(), sessions::id.desc()))
                .limit(MAX_SESSIONS)
                .select(Row::as_select())
                .load(conn)?)
        })?;
        let session = |row: Row| {
            let Row { id, created_at, last_used_at, expires_at, device, address } = row;
            let is_current = Some(id) == current;
            Session { id, created_at, last_used_at, expires_at, device, address, is_current }
        };
        Ok(rows.into_iter().map(session).collect())
    }

    /// Ends one of the actor's own sessions; [`Error::NotFound`] if there is no such live one.
    pub fn end_session(&self, actor: &Actor, session_id: SessionId) -> Result<()> {
        let Some(user_id) = actor.user_id() else { return Err(Error::NotFound(Kind::Session)) };
        let mine = SessionOf { session_id, user_id };
        match self.end_one(mine, actor.origin())? {
            Some(_) => Ok(()),
            None => Err(Error::NotFound(Kind::Session)),
        }
    }

    /// Ends all sessions of a user; how many there were. `by` is who does it, for the audit log.
    pub fn end_sessions(&self, user_id: UserId, by: &Actor) -> Result<usize> {
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let ended = end_all(conn, user_id, None, now)?;
                let event = SecurityEvent {
                    kind: Kind::User,
                    record_id: user_id.into(),
                    verb: "sign_out",
                    actor_id: by.user_id(),
                    origin: by.origin(),
                    facts: json!({ "sessions": ended.len() }),
                };
                record_security(conn, self.runtime(), event)?;
                Ok(ended.len())
            })
        })
    }

    /// Ends the session that a refresh token, spent or not, belongs to; None if there is no such live one.
    pub fn sign_out(&self, token: &TokenHash, origin: &Origin) -> Result<Option<SessionOf>> {
        let family: Option<(SessionId, UserId)> = self.connected(|conn| {
            Ok(refresh_tokens::table
                .inner_join(sessions::table)
                .filter(refresh_tokens::hash.eq(&token.0))
                .select((sessions::id, sessions::user_id))
                .get_result(conn)
                .optional()?)
        })?;
        let Some((session_id, user_id)) = family else { return Ok(None) };
        self.end_one(SessionOf { session_id, user_id }, origin)
    }

    /// Removes what nobody needs any more: counters, spent and expired tokens, sessions that ended long ago. How
    /// many rows. To be called once a day.
    pub fn purge_sessions(&self) -> Result<usize> {
        let now = self.runtime().now();
        self.connected(|conn| {
            let devices = login_attempts::address.like("device:%");
            let old =
                login_attempts::window_start.lt(now - TimeDelta::days(1)).and(diesel::dsl::not(devices));
            let older = login_attempts::window_start.lt(now - super::DEVICE_LIFETIME);
            let counters = diesel::delete(login_attempts::table.filter(old.or(older))).execute(conn)?;
            let tokens = refresh_tokens::table.filter(refresh_tokens::expires_at.lt(now));
            let tokens = diesel::delete(tokens).execute(conn)?;
            let over = sessions::expires_at.lt(now - KEPT).or(sessions::ended_at
                .is_not_null()
                .and(sessions::ended_at.assume_not_null().lt(now - KEPT)));
            let ended = diesel::delete(sessions::table.filter(over)).execute(conn)?;
            let links = one_time_tokens::table.filter(one_time_tokens::expires_at.lt(now - KEPT));
            let links = diesel::delete(links).execute(conn)?;
            Ok(counters + tokens + ended + links)
        })
    }

    fn end_one(&self, session: SessionOf, origin: &Origin) -> Result<Option<SessionOf>> {
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let live = sessions::table
                    .filter(sessions::id.eq(session.session_id))
                    .filter(sessions::user_id.eq(session.user_id))
                    .filter(sessions::ended_at.is_null())
                    .filter(sessions::expires_at.gt(now));
                let ended = diesel::update(live).set(sessions::ended_at.eq(now)).execute(conn)?;
                if ended == 0 {
                    return Ok(None);
                }
                let event = SecurityEvent {
                    kind: Kind::Session,
                    record_id: session.session_id.into(),
                    verb: "sign_out",
                    actor_id: Some(session.user_id),
                    origin,
                    facts: json!({ "user_id": session.user_id }),
                };
                record_security(conn, self.runtime(), event)?;
                Ok(Some(session))
            })
        })
    }
}

/// Ends all live sessions of a user but one; which.
pub(crate) fn end_all(
    conn: &mut PgConnection,
    user_id: UserId,
    keep: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>> {
    let keep = keep.map_or(Uuid::nil(), Into::into);
    let others = sessions::table
        .filter(sessions::user_id.eq(user_id))
        .filter(sessions::id.ne(keep))
        .filter(sessions::ended_at.is_null());
    let query = diesel::update(others).set(sessions::ended_at.eq(now));
    Ok(query.returning(sessions::id).get_results(conn)?)
}

/// Ends the oldest sessions until there is room for one more. The caller holds a lock on the user's credentials.
pub(super) fn make_room(conn: &mut PgConnection, user_id: UserId, now: DateTime<Utc>) -> Result<()> {
    let surplus: Vec<SessionId> = sessions::table
        .filter(sessions::user_id.eq(user_id))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::last_used_at.gt(now - IDLE_LIFETIME))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .offset(MAX_SESSIONS - 1)
        .select(sessions::id)
        .load(conn)?;
    if !surplus.is_empty() {
        let surplus = sessions::table.filter(sessions::id.eq_any(surplus));
        diesel::update(surplus).set(sessions::ended_at.eq(now)).execute(conn)?;
    }
    Ok(())
}
