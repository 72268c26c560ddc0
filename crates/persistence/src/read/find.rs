//! Finding records by what people call them: name, e-mail, code, external id.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use domain::Action;
use uuid::Uuid;
use wire::FieldCode;
use wire::import::ReferenceKey;
use wire::list::Direction;

use super::Read;
use crate::list::{ColumnSql, LabelSource, Plan, Predicate, Shape, Value};
use crate::schema::external_ids;
use crate::{Entity, Error, Result, Tx};

impl Read<'_> {
    /// The live records of `E` that the actor can see, by each of `texts` that names one; several if a text is no
    /// unique name. `within` keeps to records whose field refers to a certain other.
    pub fn find_named<E: Entity>(
        &mut self,
        by: ReferenceKey,
        texts: &[String],
        within: Option<(&str, Uuid)>,
    ) -> Result<Vec<(String, Uuid)>> {
        let fields = E::fields();
        let source = fields.source();
        let mut rows = self.rows::<E>(Action::Read)?;
        if let Some((field, id)) = within {
            rows = rows.and(Predicate::Compare(column_of::<E>(field)?, "=", Value::Uuid(id)));
        }
        let texts = texts.to_vec();
        let (column, wanted) = match by {
            ReferenceKey::Name => (source.label.ok_or_else(no_name)?, Value::Texts(texts)),
            ReferenceKey::Email => (column_of::<E>("email")?, Value::Texts(texts)),
            ReferenceKey::Code => (column_of::<E>("code")?, Value::Texts(texts)),
            ReferenceKey::Id => {
                let ids = texts.iter().filter_map(|text| Uuid::try_parse(text).ok()).collect();
                (source.key, Value::Uuids(ids))
            }
            ReferenceKey::ExternalId => {
                let named = self.by_external_id::<E>(&texts)?;
                let ids = Value::Uuids(named.iter().map(|(_, id)| *id).collect());
                let seen = Named { source, column: source.key, rows, wanted: ids }.load(self.conn)?;
                let seen: Vec<Uuid> = seen.into_iter().map(|(_, id): (String, Uuid)| id).collect();
                return Ok(named.into_iter().filter(|(_, id)| seen.contains(id)).collect());
            }
        };
        Ok(Named { source, column, rows, wanted }.load(self.conn)?)
    }

    /// The records with these external ids, whoever may see them.
    fn by_external_id<E: Entity>(&mut self, texts: &[String]) -> Result<Vec<(String, Uuid)>> {
        let of_kind = external_ids::table.filter(external_ids::kind.eq(table_name::<E>()));
        let named = of_kind.filter(external_ids::external_id.eq_any(texts));
        Ok(named.select((external_ids::external_id, external_ids::record_id)).load(self.conn)?)
    }
}

impl Tx<'_> {
    /// The live records of `E` that the actor can see and whose fields have one of these values each, locked until
    /// the transaction ends. The field `external_ids` is met by any one of its values.
    pub fn lock_matching<E: Entity>(&mut self, tests: &[(&str, Vec<String>)]) -> Result<Vec<E>> {
        let fields = E::fields();
        let key = fields.key();
        let mut rows = self.rows::<E>(Action::Read)?;
        for (field, texts) in tests {
            rows = rows.and(match *field {
                "external_ids" => {
                    let found = self.by_external_id::<E>(texts)?;
                    Predicate::AnyOf(key, Value::Uuids(found.into_iter().map(|(_, id)| id).collect()))
                }
                field => self.any_of::<E>(field, texts)?,
            });
        }
        Ok(E::lock(self.conn, &Plan::new(rows, vec![(key, Direction::Ascending)], i64::MAX))?)
    }

    fn any_of<E: Entity>(&self, name: &str, texts: &[String]) -> Result<Predicate> {
        let field = E::fields().find(name).ok_or_else(|| Error::invalid(name, FieldCode::UnknownField))?;
        let context = self.context();
        // What cannot be such a value equals none.
        let values: Vec<Value> = texts.iter().filter_map(|text| field.value(text, &context).ok()).collect();
        Ok(Value::list(values)
            .map_or_else(Predicate::nothing, |values| Predicate::AnyOf(field.column, values)))
    }
}

/// True if rows can be found by this field of `E`: it has one exact value, and an index.
pub(crate) fn can_match<E: Entity>(name: &str) -> bool {
    let shape = E::fields().find(name).map(|field| field.info.shape);
    match shape {
        Some(Shape::Texts) => name == "external_ids",
        Some(Shape::Id | Shape::References(_) | Shape::Boolean | Shape::Decimal | Shape::Time) | None => {
            false
        }
        Some(_) => true,
    }
}

fn no_name() -> Error {
    Error::invalid("by", FieldCode::NotAllowed)
}

fn column_of<E: Entity>(name: &str) -> Result<ColumnSql> {
    let field = E::fields().find(name).ok_or_else(|| Error::invalid(name, FieldCode::UnknownField))?;
    Ok(field.column)
}

/// Name of the table of `E`: what `external_ids` calls its kind.
fn table_name<E: Entity>() -> String {
    E::PATH.replace('-', "_")
}

/// Texts in a column, with the keys of their rows; the table is known at run time only.
struct Named {
    source: LabelSource,
    column: ColumnSql,
    rows: Predicate,
    wanted: Value,
}

impl Query for Named {
    type SqlType = (Text, SqlUuid);
}
impl QueryId for Named {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Named {}
impl QueryFragment<Pg> for Named {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("SELECT ");
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql("::text, ");
        self.source.key.walk_ast(pass.reborrow())?;
        pass.push_sql(" FROM ");
        self.source.table.walk_ast(pass.reborrow())?;
        pass.push_sql(" WHERE ");
        self.rows.walk_ast(pass.reborrow())?;
        pass.push_sql(" AND ");
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" = ANY(");
        self.wanted.bind(&mut pass)?;
        pass.push_sql(")");
        Ok(())
    }
}
