//! The records of a change: audit, timeline and outbox, written with the change in one statement.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{ExpressionMethods, PgConnection, RunQueryDsl};
use domain::{AccountId, Kind, UserId};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::schema::audit_entries;
use crate::{Actor, Entity, Origin, Result, Runtime};

/// Members of a record that say nothing about what changed.
const SILENT: [&str; 5] = ["version", "created_at", "created_by", "updated_at", "updated_by"];

/// What the timeline of a record says.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Kind of the record on whose timeline it stands.
    pub kind: Kind,
    /// The record on whose timeline it stands.
    pub record_id: Uuid,
    /// The account on whose timeline it stands as well.
    pub account_id: Option<AccountId>,
    /// Code of the event, such as `created` or `stage_changed`.
    pub code: String,
    /// What the words need.
    pub params: Value,
}

/// One record changed, by one verb.
pub(crate) struct Change {
    pub(crate) kind: Kind,
    pub(crate) record_id: Uuid,
    pub(crate) version: i64,
    pub(crate) verb: &'static str,
    pub(crate) diff: Map<String, Value>,
    pub(crate) event: Event,
    /// Whose record it is, and whose it was.
    pub(crate) owners: Vec<UserId>,
}

impl Change {
    /// What changed between two states of a record; None before it was created.
    pub(crate) fn between<E: Entity>(verb: &'static str, before: Option<&E>, after: &E) -> Result<Self> {
        let now = members(after)?;
        let mut then = before.map(members).transpose()?.unwrap_or_default();
        let mut diff = Map::new();
        for (name, value) in now {
            let old = then.remove(&name).unwrap_or(Value::Null);
            if old != value && !SILENT.contains(&name.as_str()) && name != "id" {
                diff.insert(name, json!({ "from": old, "to": value }));
            }
        }
        let event = Event {
            kind: E::KIND,
            record_id: after.id().into(),
            account_id: after.timeline_account(),
            code: past(verb),
            params: if ["update", "assign"].contains(&verb) {
                Value::Object(diff.clone())
            } else {
                json!({})
            },
        };
        let event = E::event(event, after);
        let (owner, former) = (after.owner(), before.and_then(E::owner));
        let mut owners: Vec<UserId> = owner.iter().chain(&former).map(|owner| owner.owner_id).collect();
        owners.dedup();
        let (record_id, version) = (after.id().into(), after.version());
        Ok(Self { kind: E::KIND, record_id, version, verb, diff, event, owners })
    }
}

fn past(verb: &str) -> String {
    match verb {
        "create" => "created".to_owned(),
        "update" => "updated".to_owned(),
        "delete" => "deleted".to_owned(),
        "restore" => "restored".to_owned(),
        "assign" => "assigned".to_owned(),
        other => other.to_owned(),
    }
}

fn members<E: Entity>(record: &E) -> Result<Map<String, Value>> {
    match serde_json::to_value(record)? {
        Value::Object(members) => Ok(members),
        _ => Ok(Map::new()),
    }
}

/// Writes the audit, timeline and outbox rows of `changes` in one statement.
pub(crate) fn record(
    conn: &mut PgConnection,
    runtime: &Runtime,
    actor: &Actor,
    at: DateTime<Utc>,
    changes: Vec<Change>,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut rows = Rows {
        at,
        actor_id: actor.user_id().map(Into::into),
        via: actor.origin().via.as_str(),
        request_id: actor.origin().request_id.clone(),
        address: actor.origin().address.clone(),
        ..Rows::empty(at)
    };
    for change in changes {
        rows.audit_ids.push(runtime.new_id());
        rows.kinds.push(change.kind.as_str());
        rows.record_ids.push(change.record_id);
        rows.verbs.push(change.verb);
        let fields: Vec<&String> = change.diff.keys().collect();
        rows.payloads.push(json!({ "changed": fields }));
        rows.diffs.push(Value::Object(change.diff));
        rows.timeline_ids.push(runtime.new_id());
        rows.event_kinds.push(change.event.kind.as_str());
        rows.event_records.push(change.event.record_id);
        rows.event_accounts.push(change.event.account_id.map(Into::into));
        rows.events.push(change.event.code);
        rows.params.push(change.event.params);
        rows.topics.push(format!("{}.{}", change.kind, change.verb));
        rows.versions.push(change.version);
    }
    rows.execute(conn)?;
    Ok(())
}

/// Something that changed no business record: sign-ins, passwords, keys, lists that leave the system. The audit log
/// alone hears of it.
pub(crate) struct SecurityEvent<'a> {
    pub(crate) kind: Kind,
    pub(crate) record_id: Uuid,
    pub(crate) verb: &'static str,
    pub(crate) actor_id: Option<UserId>,
    pub(crate) origin: &'a Origin,
    /// What is worth knowing; never a secret.
    pub(crate) facts: Value,
}

/// Writes the audit row of a security event.
pub(crate) fn record_security(
    conn: &mut PgConnection,
    runtime: &Runtime,
    event: SecurityEvent<'_>,
) -> Result<()> {
    use audit_entries as audit;
    diesel::insert_into(audit::table)
        .values((
            audit::id.eq(runtime.new_id()),
            audit::at.eq(runtime.now()),
            audit::actor_id.eq(event.actor_id),
            audit::via.eq(event.origin.via.as_str()),
            audit::request_id.eq(&event.origin.request_id),
            audit::address.eq(&event.origin.address),
            audit::kind.eq(event.kind.as_str()),
            audit::record_id.eq(event.record_id),
            audit::verb.eq(event.verb),
            audit::diff.eq(event.facts),
        ))
        .execute(conn)?;
    Ok(())
}

/// The rows of one flush, by column.
struct Rows {
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    via: &'static str,
    request_id: String,
    address: Option<String>,
    audit_ids: Vec<Uuid>,
    kinds: Vec<&'static str>,
    record_ids: Vec<Uuid>,
    verbs: Vec<&'static str>,
    diffs: Vec<Value>,
    timeline_ids: Vec<Uuid>,
    event_kinds: Vec<&'static str>,
    event_records: Vec<Uuid>,
    event_accounts: Vec<Option<Uuid>>,
    events: Vec<String>,
    params: Vec<Value>,
    topics: Vec<String>,
    versions: Vec<i64>,
    payloads: Vec<Value>,
}

impl Rows {
    fn empty(at: DateTime<Utc>) -> Self {
        Self {
            at,
            actor_id: None,
            via: "",
            request_id: String::new(),
            address: None,
            audit_ids: Vec::new(),
            kinds: Vec::new(),
            record_ids: Vec::new(),
            verbs: Vec::new(),
            diffs: Vec::new(),
            timeline_ids: Vec::new(),
            event_kinds: Vec::new(),
            event_records: Vec::new(),
            event_accounts: Vec::new(),
            events: Vec::new(),
            params: Vec::new(),
            topics: Vec::new(),
            versions: Vec::new(),
            payloads: Vec::new(),
        }
    }
}

impl QueryId for Rows {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Rows {}
impl QueryFragment<Pg> for Rows {
    /// Three inserts as one statement: diesel has no data-modifying `WITH`, and one round trip is a third of three.
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("WITH audit AS (INSERT INTO audit_entries (at, actor_id, via, request_id, address, id, kind, record_id, verb, diff) SELECT ");
        pass.push_bind_param::<Timestamptz, _>(&self.at)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Nullable<SqlUuid>, _>(&self.actor_id)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Text, _>(&self.via)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Text, _>(&self.request_id)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Nullable<Text>, _>(&self.address)?;
        pass.push_sql(", * FROM unnest(");
        pass.push_bind_param::<Array<SqlUuid>, _>(&self.audit_ids)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Text>, _>(&self.kinds)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<SqlUuid>, _>(&self.record_ids)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Text>, _>(&self.verbs)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Jsonb>, _>(&self.diffs)?;
        pass.push_sql(")), timeline AS (INSERT INTO timeline_entries (at, actor_id, id, kind, record_id, account_id, event, params) SELECT ");
        pass.push_bind_param::<Timestamptz, _>(&self.at)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Nullable<SqlUuid>, _>(&self.actor_id)?;
        pass.push_sql(", * FROM unnest(");
        pass.push_bind_param::<Array<SqlUuid>, _>(&self.timeline_ids)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Text>, _>(&self.event_kinds)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<SqlUuid>, _>(&self.event_records)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Nullable<SqlUuid>>, _>(&self.event_accounts)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Text>, _>(&self.events)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Jsonb>, _>(&self.params)?;
        pass.push_sql(")) INSERT INTO outbox_events (at, topic, record_id, record_version, payload) SELECT ");
        pass.push_bind_param::<Timestamptz, _>(&self.at)?;
        pass.push_sql(", * FROM unnest(");
        pass.push_bind_param::<Array<Text>, _>(&self.topics)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<SqlUuid>, _>(&self.record_ids)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<BigInt>, _>(&self.versions)?;
        pass.push_sql(", ");
        pass.push_bind_param::<Array<Jsonb>, _>(&self.payloads)?;
        pass.push_sql(")");
        Ok(())
    }
}
