//! Keys of integrations: each acts as its user, within its scopes.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{Action, ApiKeyId, KeyScope, Kind, UserId};
use serde_json::json;
use wire::FieldCode;
use wire::auth::{ApiKey, ApiKeyInput};

use super::TokenHash;
use crate::change::{SecurityEvent, record_security};
use crate::schema::{api_keys, users};
use crate::{Actor, Error, Result, Store};

/// How long a key is good at most.
const LONGEST: TimeDelta = TimeDelta::days(365);
/// How many keys a user may have.
const MAX_KEYS: i64 = 50;

/// A key that is being made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// What it is for and what it allows.
    pub input: ApiKeyInput,
    /// Its first characters.
    pub prefix: String,
    /// Its hash.
    pub hash: TokenHash,
}

/// Whose key it is and what it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKeyHolder {
    /// The key.
    pub id: ApiKeyId,
    /// As whom it acts.
    pub user_id: UserId,
    /// What it allows, of what the user may do.
    pub scopes: Vec<KeyScope>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_keys, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: ApiKeyId,
    created_at: DateTime<Utc>,
    name: String,
    prefix: String,
    scopes: Vec<String>,
    expires_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for ApiKey {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let Row { id, created_at, name, prefix, scopes, expires_at, last_used_at } = row;
        Ok(Self { id, created_at, name, prefix, scopes: read_scopes(&scopes)?, expires_at, last_used_at })
    }
}

fn read_scopes(scopes: &[String]) -> Result<Vec<KeyScope>> {
    let read: Result<_, _> = scopes.iter().map(|scope| scope.parse()).collect();
    read.map_err(|error: domain::UnknownValue| Error::Internal(error.to_string()))
}

impl Store {
    /// Makes a key of the actor. [`Error::Invalid`] if it would be good for more than 365 days or not at all;
    /// `state_not_allowed` if the actor has 50 keys.
    pub fn create_api_key(&self, actor: &Actor, new: NewKey) -> Result<ApiKey> {
        let now = self.runtime().now();
        let user_id = actor.user_id().ok_or(Error::Forbidden(Kind::ApiKey, Action::Create))?;
        let NewKey { input, prefix, hash } = new;
        if input.expires_at <= now || input.expires_at > now + LONGEST {
            return Err(Error::invalid("expires_at", FieldCode::OutOfRange));
        }
        let id = ApiKeyId(self.runtime().new_id());
        let scopes: Vec<String> = input.scopes.iter().map(ToString::to_string).collect();
        self.connected(|conn| {
            conn.transaction(|conn| {
                // The lock keeps parallel requests from making more than 50.
                let _: UserId =
                    users::table.find(user_id).select(users::id).for_no_key_update().get_result(conn)?;
                let mine = api_keys::table.filter(api_keys::user_id.eq(user_id));
                let count: i64 = mine.filter(api_keys::deleted_at.is_null()).count().get_result(conn)?;
                if count >= MAX_KEYS {
                    return Err(Error::state("", "delete a key first: there are 50"));
                }
                let row: Row = diesel::insert_into(api_keys::table)
                    .values((
                        api_keys::id.eq(id),
                        api_keys::created_at.eq(now),
                        api_keys::created_by.eq(user_id),
                        api_keys::updated_at.eq(now),
                        api_keys::updated_by.eq(user_id),
                        api_keys::user_id.eq(user_id),
                        api_keys::name.eq(&input.name),
                        api_keys::prefix.eq(prefix),
                        api_keys::hash.eq(hash.0),
                        api_keys::scopes.eq(&scopes),
                        api_keys::expires_at.eq(input.expires_at),
                    ))
                    .returning(Row::as_returning())
                    .get_result(conn)?;
                let facts = json!({ "name": input.name, "scopes": scopes, "expires_at": input.expires_at });
                let event = SecurityEvent {
                    kind: Kind::ApiKey,
                    record_id: id.into(),
                    verb: "create",
                    actor_id: Some(user_id),
                    origin: actor.origin(),
                    facts,
                };
                record_security(conn, self.runtime(), event)?;
                row.try_into()
            })
        })
    }

    /// The keys of the actor, the latest first.
    pub fn api_keys(&self, actor: &Actor) -> Result<Vec<ApiKey>> {
        let Some(user_id) = actor.user_id() else { return Ok(Vec::new()) };
        let rows: Vec<Row> = self.connected(|conn| {
            Ok(api_keys::table
                .filter(api_keys::user_id.eq(user_id))
                .filter(api_keys::deleted_at.is_null())
                .order((api_keys::created_at.desc(), api_keys::id.desc()))
                .limit(MAX_KEYS)
                .select(Row::as_select())
                .load(conn)?)
        })?;
        rows.into_iter().map(ApiKey::try_from).collect()
    }

    /// Deletes a key of the actor, for good; [`Error::NotFound`] if there is no such one.
    pub fn delete_api_key(&self, actor: &Actor, id: ApiKeyId) -> Result<()> {
        let now = self.runtime().now();
        let user_id = actor.user_id().ok_or(Error::NotFound(Kind::ApiKey))?;
        self.connected(|conn| {
            conn.transaction(|conn| {
                let mine = api_keys::table
                    .filter(api_keys::id.eq(id))
                    .filter(api_keys::user_id.eq(user_id))
                    .filter(api_keys::deleted_at.is_null());
                let changes = (
                    api_keys::deleted_at.eq(now),
                    api_keys::updated_at.eq(now),
                    api_keys::updated_by.eq(user_id),
                    api_keys::version.eq(api_keys::version + 1),
                );
                if diesel::update(mine).set(changes).execute(conn)? == 0 {
                    return Err(Error::NotFound(Kind::ApiKey));
                }
                let event = SecurityEvent {
                    kind: Kind::ApiKey,
                    record_id: id.into(),
                    verb: "delete",
                    actor_id: Some(user_id),
                    origin: actor.origin(),
                    facts: json!({}),
                };
                record_security(conn, self.runtime(), event)
            })
        })
    }

    /// Whose key it is; None if there is no such good one. Notes the use, once a minute.
    pub fn api_key_holder(&self, hash: &TokenHash) -> Result<Option<ApiKeyHolder>> {
        let now = self.runtime().now();
        let minute = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
        self.connected(|conn| {
            type Found = (ApiKeyId, UserId, Vec<String>, Option<DateTime<Utc>>);
            let found: Option<Found> = api_keys::table
                .inner_join(users::table)
                .filter(api_keys::hash.eq(&hash.0))
                .filter(api_keys::deleted_at.is_null())
                .filter(api_keys::expires_at.gt(now))
                .filter(users::is_active)
                .filter(users::deleted_at.is_null())
                .select((api_keys::id, api_keys::user_id, api_keys::scopes, api_keys::last_used_at))
                .get_result(conn)
                .optional()?;
            let Some((id, user_id, scopes, last_used_at)) = found else { return Ok(None) };
            if last_used_at.is_none_or(|at| at < minute) {
                diesel::update(api_keys::table.find(id))
                    .set(api_keys::last_used_at.eq(minute))
                    .execute(conn)?;
            }
            Ok(Some(ApiKeyHolder { id, user_id, scopes: read_scopes(&scopes)? }))
        })
    }
}
