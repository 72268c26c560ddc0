//! References in what a client sends: each must name a live record that the actor can see.

use std::collections::{BTreeMap, BTreeSet};

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::Uuid as SqlUuid;
use diesel::{PgConnection, RunQueryDsl};
use domain::Action;
use uuid::Uuid;
use wire::{FieldCode, FieldError};

use super::Read;
use super::page::ids_in;
use crate::list::{LabelSource, Predicate, Value};
use crate::{Entity, Error, Result, VisitEntity};

impl Read<'_> {
    /// Checks every reference of `input` that is not the same in `before`, in one statement.
    pub(crate) fn check_references<E: Entity>(
        &mut self,
        before: Option<&E::Input>,
        inputs: &[&E::Input],
    ) -> Result<()> {
        let fields = E::fields();
        let before = before.map(serde_json::to_value).transpose()?;
        let mut named: Vec<(&'static str, Uuid)> = Vec::new();
        let mut wanted = Vec::new();
        for reference in fields.reference_list() {
            let mut ids = BTreeSet::new();
            for input in inputs {
                let picked = super::pick::pick(*input, |name| name == reference.field)?;
                ids.extend(picked.get(reference.field).map(ids_in).unwrap_or_default());
            }
            for old in before.iter().filter_map(|before| before.get(reference.field)).flat_map(ids_in) {
                ids.remove(&old);
            }
            if ids.is_empty() {
                continue;
            }
            named.extend(ids.iter().map(|id| (reference.field, *id)));
            let visible = match self.actor.scope(reference.kind, Action::Read) {
                Ok(scope) => (reference.visible)(&scope),
                Err(_) => Predicate::nothing(),
            };
            let source = (reference.table)();
            let rows = visible.and(Predicate::IsNull(source.deleted));
            wanted.push((source, rows, Value::Uuids(ids.into_iter().collect())));
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let found: BTreeSet<Uuid> = Visible { wanted }.get_results(self.conn)?.into_iter().collect();
        let missing = named.into_iter().filter(|(_, id)| !found.contains(id));
        let errors: Vec<FieldError> =
            missing.map(|(field, _)| FieldError::at(field, FieldCode::NotFound)).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
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

/// Which of these ids are visible, over several kinds.
struct Visible {
    wanted: Vec<(LabelSource, Predicate, Value)>,
}

impl Query for Visible {
    type SqlType = SqlUuid;
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
        let found: BTreeSet<Uuid> = Visible { wanted: parts }.get_results(self.conn)?.into_iter().collect();
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
