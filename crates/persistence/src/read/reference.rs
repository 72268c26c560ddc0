//! References in what a client sends: each must name a live record that the actor can see.

use std::collections::{BTreeMap, BTreeSet};

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Integer, Uuid as SqlUuid};
use diesel::{PgConnection, RunQueryDsl};
use domain::Action;
use serde_json::Value as Json;
use uuid::Uuid;
use wire::{FieldCode, FieldError};

use super::Read;
use super::page::ids_in;
use crate::list::{LabelSource, Predicate, Value};
use crate::{Entity, Error, Result, VisitEntity};

impl Read<'_> {
    /// Checks every reference of `inputs` that is not the same in `before`, in one statement.
    pub(crate) fn check_references<E: Entity>(
        &mut self,
        before: Option<&E::Input>,
        inputs: &[&E::Input],
    ) -> Result<()> {
        let mut all = BTreeSet::new();
        for input in inputs {
            all.extend(named::<E>(before, input)?);
        }
        let unseen = self.unseen::<E>(all)?.into_iter();
        let errors: Vec<FieldError> =
            unseen.map(|(field, _)| FieldError::at(field, FieldCode::NotFound)).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
    }

    /// Those of these references, each with its field, that name no live record that the actor can see; one
    /// statement.
    pub(crate) fn unseen<E: Entity>(
        &mut self,
        named: impl IntoIterator<Item = (&'static str, Uuid)>,
    ) -> Result<BTreeSet<(&'static str, Uuid)>> {
        let mut missing: BTreeSet<(&'static str, Uuid)> = named.into_iter().collect();
        let (mut wanted, mut asked) = (Vec::new(), Vec::new());
        for reference in E::fields().reference_list() {
            let ids: Vec<Uuid> =
                missing.iter().filter(|(field, _)| *field == reference.field).map(|(_, id)| *id).collect();
            if ids.is_empty() {
                continue;
            }
            asked.push(reference.field);
            let visible = match self.actor.scope(reference.kind, Action::Read) {
                Ok(scope) => (reference.visible)(&scope),
                Err(_) => Predicate::nothing(),
            };
            let source = (reference.table)();
            wanted.push((source, visible.and(Predicate::IsNull(source.deleted)), Value::Uuids(ids)));
        }
        if wanted.is_empty() {
            return Ok(missing);
        }
        let found: Vec<(i32, Uuid)> = Visible { wanted }.get_results(self.conn)?;
        for (place, id) in found {
            let field = usize::try_from(place).ok().and_then(|place| asked.get(place));
            field.map(|field| missing.remove(&(*field, id)));
        }
        Ok(missing)
    }

    /// [`FieldCode::Cycle`] at `field` if `parent` is `child` or lies below it in the tree of `E`.
    pub(crate) fn check_no_cycle<E: Entity>(
        &mut self,
        field: &'static str,
        child: Option<E::Id>,
        parent: Option<E::Id>,
    ) -> Result<()> {
        let (Some(child), Some(parent)) = (child, parent) else { return Ok(()) };
        let source = E::fields().source();
        let Some(column) = E::fields().find(field) else { return Ok(()) };
        let above = Above { source, parent: column.column, start: parent.into() };
        let line: Vec<Uuid> = above.get_results(self.conn)?;
        if line.contains(&child.into()) { Err(Error::invalid(field, FieldCode::Cycle)) } else { Ok(()) }
    }
}

/// The references of `input`, each with its field, that are not the same in `before`.
pub(crate) fn named<E: Entity>(
    before: Option<&E::Input>,
    input: &E::Input,
) -> Result<Vec<(&'static str, Uuid)>> {
    let fields = E::fields();
    let references = fields.reference_list();
    let is_reference = |name: &str| references.iter().any(|reference| reference.field == name);
    let before = before.map(|before| super::pick::pick(before, is_reference)).transpose()?;
    let picked = super::pick::pick(input, is_reference)?;
    let mut named = Vec::new();
    for reference in references {
        let ids = |members: &serde_json::Map<String, Json>| {
            members.get(reference.field).map(ids_in).unwrap_or_default()
        };
        let old = before.as_ref().map(ids).unwrap_or_default();
        let new = ids(&picked).into_iter().filter(|id| !old.contains(id));
        named.extend(new.map(|id| (reference.field, id)));
    }
    Ok(named)
}

/// Which of these ids are visible, over several kinds; each with the place of its kind in `wanted`, so that an
/// id of one kind is not taken for one of another.
struct Visible {
    wanted: Vec<(LabelSource, Predicate, Value)>,
}

impl Query for Visible {
    type SqlType = (Integer, SqlUuid);
}
impl QueryId for Visible {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Visible {}
impl QueryFragment<Pg> for Visible {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for (index, (source, rows, ids)) in self.wanted.iter().enumerate() {
            pass.push_sql(if index > 0 { " UNION ALL SELECT " } else { "SELECT " });
            pass.push_sql(&index.to_string());
            pass.push_sql(", ");
            source.key.walk_ast(pass.reborrow())?;
            pass.push_sql(" FROM ");
            source.table.walk_ast(pass.reborrow())?;
            pass.push_sql(" WHERE ");
            rows.walk_ast(pass.reborrow())?;
            pass.push_sql(" AND ");
            source.key.walk_ast(pass.reborrow())?;
            pass.push_sql(" = ANY(");
            ids.bind(&mut pass)?;
            pass.push_sql(")");
        }
        Ok(())
    }
}

/// A row and everything above it; diesel has no recursive queries.
struct Above {
    source: LabelSource,
    parent: crate::list::ColumnSql,
    start: Uuid,
}

impl Query for Above {
    type SqlType = SqlUuid;
}
impl QueryId for Above {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Above {}
impl QueryFragment<Pg> for Above {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("WITH RECURSIVE above (node) AS (SELECT ");
        pass.push_bind_param::<SqlUuid, _>(&self.start)?;
        pass.push_sql("::uuid UNION SELECT ");
        self.parent.walk_ast(pass.reborrow())?;
        pass.push_sql(" FROM above JOIN ");
        self.source.table.walk_ast(pass.reborrow())?;
        pass.push_sql(" ON ");
        self.source.key.walk_ast(pass.reborrow())?;
        pass.push_sql(" = node WHERE ");
        self.parent.walk_ast(pass.reborrow())?;
        pass.push_sql(" IS NOT NULL) SELECT node FROM above");
        Ok(())
    }
}

impl Read<'_> {
    /// Keeps the events whose record the actor can see, whatever its kind, in one statement.
    pub(crate) fn visible_events<R: Event>(&mut self, events: Vec<R>) -> Result<Vec<R>> {
        let mut wanted: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
        for event in &events {
            wanted.entry(event.kind().to_owned()).or_default().push(event.record_id());
        }
        let mut asked = Ask { read: self, ids: wanted, parts: Vec::new() };
        crate::every_entity(&mut asked);
        let parts = asked.parts;
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let found: Vec<(i32, Uuid)> = Visible { wanted: parts }.get_results(self.conn)?;
        let found: BTreeSet<Uuid> = found.into_iter().map(|(_, id)| id).collect();
        Ok(events.into_iter().filter(|event| found.contains(&event.record_id())).collect())
    }
}

/// An event of some record.
pub(crate) trait Event {
    fn kind(&self) -> &str;
    fn record_id(&self) -> Uuid;
}

/// Gathers what to ask for, kind by kind.
struct Ask<'a, 'c> {
    read: &'a Read<'c>,
    ids: BTreeMap<String, Vec<Uuid>>,
    parts: Vec<(LabelSource, Predicate, Value)>,
}

impl VisitEntity for Ask<'_, '_> {
    fn visit<E: Entity>(&mut self) {
        let Some(ids) = self.ids.remove(E::KIND.as_str()) else { return };
        if let Ok(scope) = self.read.actor.scope(E::KIND, Action::Read) {
            self.parts.push((E::fields().source(), E::visible(&scope), Value::Uuids(ids)));
        }
    }
}
