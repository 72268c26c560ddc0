//! Refresh tokens: each is good for one use, and the family is ended when one is used twice.
//!
//! Every exchange locks the session's row first, so exchanges within a family happen one after the other. A client
//! whose answer got lost may send the same token again for ten seconds, as long as nobody used what the answer
//! held; it then gets a new token, and the one nobody used counts as spent. Such a token has the same parent as the
//! live one and no children: that tells it from one that was used.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use domain::{Kind, SessionId, UserId};
use serde_json::json;

use super::{IDLE_LIFETIME, SessionOf, TokenHash};
use crate::change::{SecurityEvent, record_security};
use crate::schema::{refresh_tokens, sessions, users};
use crate::{Origin, Result, Store};

/// How long a spent token is forgiven.
const GRACE: TimeDelta = TimeDelta::seconds(10);

/// What came of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// The new token is good.
    Renewed(SessionOf),
    /// The token had been used: somebody has a copy. The session is over.
    Reused(SessionOf),
    /// No such token, or its session is over.
    Refused,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = refresh_tokens, check_for_backend(diesel::pg::Pg))]
struct Token {
    hash: Vec<u8>,
    parent_hash: Option<Vec<u8>>,
    expires_at: DateTime<Utc>,
    spent_at: Option<DateTime<Utc>>,
}

/// What a token is worth.
enum Worth {
    /// Spend it.
    Fresh,
    /// Give its parent's unused child up for a new one.
    Forgiven { parent: Vec<u8> },
    /// It was used.
    Spent,
}

impl Store {
    /// Exchanges a refresh token for `next`. Safe against any number of parallel calls: a family never has more
    /// than one live token.
    pub fn refresh_session(&self, token: &TokenHash, next: &TokenHash, origin: &Origin) -> Result<Refreshed> {
        let now = self.runtime().now();
        self.connected(|conn| {
            conn.transaction(|conn| {
                let Some(session) = lock_session(conn, token, now)? else { return Ok(Refreshed::Refused) };
                let SessionOf { session_id, user_id } = session.of;
                // Read after the lock, or it would be the token as it was before the exchange we waited for.
                let token: Token =
                    refresh_tokens::table.find(&token.0).select(Token::as_select()).get_result(conn)?;
                if token.expires_at <= now {
                    return Ok(Refreshed::Refused);
                }
                let parent = match worth(conn, &token, now)? {
                    Worth::Fresh => {
                        spend(conn, session_id, now)?;
                        token.hash
                    }
                    Worth::Forgiven { parent } => {
                        spend(conn, session_id, now)?;
                        parent
                    }
                    Worth::Spent => {
                        end_for_reuse(conn, session_id, now)?;
                        let event = SecurityEvent {
                            kind: Kind::Session,
                            record_id: session_id.into(),
                            verb: "refresh_reused",
                            actor_id: Some(user_id),
                            origin,
                            facts: json!({ "user_id": user_id }),
                        };
                        record_security(conn, self.runtime(), event)?;
                        return Ok(Refreshed::Reused(session.of));
                    }
                };
                hand_out(conn, session_id, next, Some(parent), now, session.expires_at)?;
                diesel::update(sessions::table.find(session_id))
                    .set(sessions::last_used_at.eq(now))
                    .execute(conn)?;
                Ok(Refreshed::Renewed(session.of))
            })
        })
    }
}

/// A session that is not over, locked.
struct Locked {
    of: SessionOf,
    expires_at: DateTime<Utc>,
}

fn lock_session(conn: &mut PgConnection, token: &TokenHash, now: DateTime<Utc>) -> Result<Option<Locked>> {
    let family = refresh_tokens::table.find(&token.0).select(refresh_tokens::session_id);
    let found: Option<(SessionId, UserId, DateTime<Utc>)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::id.eq_any(family))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .filter(users::is_active)
        .filter(users::deleted_at.is_null())
        .select((sessions::id, sessions::user_id, sessions::expires_at))
        .for_no_key_update()
        .get_result(conn)
        .optional()?;
    let locked =
        |(session_id, user_id, expires_at)| Locked { of: SessionOf { session_id, user_id }, expires_at };
    Ok(found.map(locked))
}

fn worth(conn: &mut PgConnection, token: &Token, now: DateTime<Utc>) -> Result<Worth> {
    if token.spent_at.is_none() {
        return Ok(Worth::Fresh);
    }
    // What was first exchanged: this token, or its parent if this one was given up unused.
    let exchanged = has_children(conn, &token.hash)?;
    let first = match &token.parent_hash {
        Some(parent) if !exchanged => parent,
        _ => &token.hash,
    };
    let spent_at: Option<DateTime<Utc>> =
        refresh_tokens::table.find(first).select(refresh_tokens::spent_at).get_result(conn)?;
    if spent_at.is_none_or(|at| at + GRACE < now) {
        return Ok(Worth::Spent);
    }
    let heirs: Vec<Vec<u8>> = refresh_tokens::table
        .filter(refresh_tokens::parent_hash.eq(first))
        .select(refresh_tokens::hash)
        .load(conn)?;
    let used = refresh_tokens::table.filter(refresh_tokens::parent_hash.eq_any(heirs));
    if diesel::select(exists(used)).get_result(conn)? {
        return Ok(Worth::Spent);
    }
    Ok(Worth::Forgiven { parent: first.clone() })
}

fn has_children(conn: &mut PgConnection, hash: &[u8]) -> Result<bool> {
    let children = refresh_tokens::table.filter(refresh_tokens::parent_hash.eq(hash));
    Ok(diesel::select(exists(children)).get_result(conn)?)
}

/// Spends the live token of a family; there is one at most.
fn spend(conn: &mut PgConnection, session_id: SessionId, now: DateTime<Utc>) -> Result<()> {
    let live = refresh_tokens::table
        .filter(refresh_tokens::session_id.eq(session_id))
        .filter(refresh_tokens::spent_at.is_null());
    diesel::update(live).set(refresh_tokens::spent_at.eq(now)).execute(conn)?;
    Ok(())
}

fn end_for_reuse(conn: &mut PgConnection, session_id: SessionId, now: DateTime<Utc>) -> Result<()> {
    spend(conn, session_id, now)?;
    diesel::update(sessions::table.find(session_id)).set(sessions::ended_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Stores a new live token of a session that ends at `session_end`.
pub(super) fn hand_out(
    conn: &mut PgConnection,
    session_id: SessionId,
    token: &TokenHash,
    parent: Option<Vec<u8>>,
    now: DateTime<Utc>,
    session_end: DateTime<Utc>,
) -> Result<()> {
    use refresh_tokens as tokens;
    diesel::insert_into(tokens::table)
        .values((
            tokens::hash.eq(&token.0),
            tokens::session_id.eq(session_id),
            tokens::parent_hash.eq(parent),
            tokens::created_at.eq(now),
            tokens::expires_at.eq(session_end.min(now + IDLE_LIFETIME)),
        ))
        .execute(conn)?;
    Ok(())
}
