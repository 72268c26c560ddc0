//! The names in trails: of the record, of who changed it, and of what it referred to before and after.

use std::collections::BTreeMap;

use domain::{Kind, UserId};
use serde_json::Value;
use uuid::Uuid;
use wire::notification::Notification;
use wire::trail::{AuditEntry, TimelineEntry};

use crate::list::{LabelSource, Labels};
use crate::read::ids_in;
use crate::{Entity, Read, Result, VisitEntity, every_entity};

/// What an entry of a trail names.
pub trait Naming {
    /// Kind of the record; None if there is no such kind any more.
    fn kind(&self) -> Option<Kind>;
    /// The record.
    fn record_id(&self) -> Uuid;
    /// Who did it.
    fn actor_id(&self) -> Option<UserId>;
    /// By field, its value, or its values before and after.
    fn members(&self) -> &Value;
}

impl Naming for TimelineEntry {
    fn kind(&self) -> Option<Kind> {
        Some(self.kind)
    }

    fn record_id(&self) -> Uuid {
        self.record_id
    }

    fn actor_id(&self) -> Option<UserId> {
        self.actor_id
    }

    fn members(&self) -> &Value {
        &self.params
    }
}

impl Naming for Notification {
    fn kind(&self) -> Option<Kind> {
        Some(self.kind)
    }

    fn record_id(&self) -> Uuid {
        self.record_id
    }

    fn actor_id(&self) -> Option<UserId> {
        self.actor_id
    }

    fn members(&self) -> &Value {
        &self.params
    }
}

impl Naming for AuditEntry {
    fn kind(&self) -> Option<Kind> {
        self.kind.parse().ok()
    }

    fn record_id(&self) -> Uuid {
        self.record_id
    }

    fn actor_id(&self) -> Option<UserId> {
        self.actor_id
    }

    fn members(&self) -> &Value {
        &self.diff
    }
}

impl Read<'_> {
    /// By id, the names of all records that the entries name; one statement.
    pub fn names_in<T: Naming>(&mut self, entries: &[T]) -> Result<BTreeMap<Uuid, String>> {
        let mut known = Known::default();
        every_entity(&mut known);
        let mut wanted: BTreeMap<Kind, Vec<Uuid>> = BTreeMap::new();
        for entry in entries {
            if let Some(kind) = entry.kind() {
                wanted.entry(kind).or_default().push(entry.record_id());
            }
            wanted.entry(Kind::User).or_default().extend(entry.actor_id().map(Uuid::from));
            for (field, value) in entry.members().as_object().into_iter().flatten() {
                if let Some(kind) = known.kind_of(entry.kind(), field) {
                    let sides = [Some(value), value.get("from"), value.get("to")];
                    let ids = sides.into_iter().flatten().flat_map(ids_in);
                    wanted.entry(kind).or_default().extend(ids);
                }
            }
        }
        let mut sources = Vec::new();
        for (kind, mut ids) in wanted {
            ids.sort_unstable();
            ids.dedup();
            if let Some(source) = known.sources.get(&kind).filter(|_| !ids.is_empty()) {
                sources.push((*source, ids));
            }
        }
        Ok(self.labels(Labels::new(sources))?.into_iter().collect())
    }
}

/// Where names stand, and which fields refer to what.
#[derive(Default)]
struct Known {
    sources: BTreeMap<Kind, LabelSource>,
    references: BTreeMap<(&'static str, Kind), Kind>,
}

impl Known {
    /// What a field refers to: of the record's own kind, else of any, since a trail also has entries about parts.
    fn kind_of(&self, of: Option<Kind>, field: &str) -> Option<Kind> {
        let mut found = self.references.iter().filter(|((name, _), _)| *name == field);
        let own = of.and_then(|of| found.clone().find(|((_, kind), _)| *kind == of));
        own.or_else(|| found.next()).map(|(_, kind)| *kind)
    }
}

impl VisitEntity for Known {
    fn visit<E: Entity>(&mut self) {
        let fields = E::fields();
        self.sources.insert(E::KIND, fields.source());
        let references = fields.reference_list().iter();
        self.references.extend(references.map(|reference| ((reference.field, E::KIND), reference.kind)));
    }
}
