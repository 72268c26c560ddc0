//! The names of the records that entries of the log speak of.

use std::collections::{BTreeMap, BTreeSet};

use domain::Kind;
use domain::access::Action;
use serde_json::Value;
use uuid::Uuid;
use wire::trail::AuditEntry;

use super::Chosen;
use crate::api::{Failure, records};
use crate::features::entity;
use crate::record::Is;

/// Fetches the names that are not known yet, one request for each kind.
pub(super) async fn learn(chosen: &Chosen, entries: &[AuditEntry]) -> Result<(), Failure> {
    let mut wanted = named_in(entries);
    wanted.entry(Kind::User).or_default().extend(chosen.actor_id);
    if let Some(kind) = chosen.kind {
        wanted.entry(kind).or_default().extend(chosen.record_id);
    }
    for (kind, ids) in wanted {
        if let Some(entity) = entity(kind).filter(|entity| entity.may(Action::Read)) {
            records::learn(entity, ids).await?;
        }
    }
    Ok(())
}

/// What the entries name, by kind: who, which record, and the records that changed fields refer to.
fn named_in(entries: &[AuditEntry]) -> BTreeMap<Kind, BTreeSet<Uuid>> {
    let mut named: BTreeMap<Kind, BTreeSet<Uuid>> = BTreeMap::new();
    for entry in entries {
        named.entry(Kind::User).or_default().extend(entry.actor_id.map(|id| id.0));
        named
            .entry(Kind::User)
            .or_default()
            .extend(entry.diff["user_id"].as_str().and_then(|id| id.parse::<Uuid>().ok()));
        let Ok(kind) = entry.kind.parse::<Kind>() else { continue };
        named.entry(kind).or_default().insert(entry.record_id);
        let (Some(of), Some(changes)) = (entity(kind), entry.diff.as_object()) else { continue };
        for (name, change) in changes {
            let to = match of.field(name).map(|field| field.is) {
                Some(Is::Reference(kind) | Is::References(kind)) => Some(kind),
                Some(Is::ReferenceBy(member)) => {
                    entry.diff[member]["to"].as_str().and_then(|kind| kind.parse().ok())
                }
                _ => None,
            };
            if let Some(to) = to {
                named.entry(to).or_default().extend(ids_in(change));
            }
        }
    }
    named
}

/// Every id in a value, however deep.
fn ids_in(value: &Value) -> Vec<Uuid> {
    match value {
        Value::String(text) => text.parse().ok().into_iter().collect(),
        Value::Array(values) => values.iter().flat_map(ids_in).collect(),
        Value::Object(members) => members.values().flat_map(ids_in).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn records_that_changed_fields_refer_to_are_named() {
        let (me, before, now) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let entry = AuditEntry {
            id: Uuid::nil(),
            at: chrono::DateTime::UNIX_EPOCH,
            actor_id: Some(me.into()),
            via: "session".to_owned(),
            request_id: String::new(),
            address: None,
            kind: "account".to_owned(),
            record_id: Uuid::from_u128(4),
            verb: "assign".to_owned(),
            diff: json!({ "owner_id": { "from": before, "to": now }, "name": { "from": null, "to": "x" } }),
        };
        let named = named_in(&[entry]);
        assert_eq!(named[&Kind::User], BTreeSet::from([me, before, now]));
        assert_eq!(named[&Kind::Account], BTreeSet::from([Uuid::from_u128(4)]));
    }
}
