//! One statement that searches several tables.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid};
use diesel::{PgConnection, RunQueryDsl};
use domain::Kind;
use uuid::Uuid;
use wire::search::SearchQuery;

use super::Place;
use crate::list::{Detail, Predicate};

/// Among so many records of a kind the best are picked: what is everywhere is not looked through to its end.
const CANDIDATES: &str = "200";

/// Kind, id, name, what stands beside it, and what the searched fields hold.
pub(super) type Row = (Kind, Uuid, String, Option<String>, Vec<Option<String>>);

/// What is searched for in one table, the best first: a tier is only looked into while those before it have given too
/// little.
pub(super) struct Part<'a> {
    pub(super) place: &'a Place,
    pub(super) tiers: Vec<Tier>,
}

/// Rows that are equally good.
pub(super) enum Tier {
    /// By their name: they come in its order, out of its index.
    Named(Predicate),
    /// By anything, in no order.
    Anywhere(Predicate),
}

/// A search in several tables.
pub(super) struct Search<'a> {
    parts: Vec<Part<'a>>,
    q: String,
    limit: i64,
}

impl<'a> Search<'a> {
    /// The best of each part, one more than were asked for: in every tier those that have it in their name first.
    pub(super) fn new(parts: Vec<Part<'a>>, query: &SearchQuery) -> Self {
        Self { parts, q: query.q.trim().to_lowercase(), limit: i64::from(query.limit) + 1 }
    }

    /// The rows, the best of each kind first.
    pub(super) fn run(self, conn: &mut PgConnection) -> QueryResult<Vec<Row>> {
        if self.parts.is_empty() { Ok(Vec::new()) } else { self.get_results(conn) }
    }
}

impl Query for Search<'_> {
    type SqlType = (Text, SqlUuid, Text, Nullable<Text>, Array<Nullable<Text>>);
}
impl QueryId for Search<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl RunQueryDsl<PgConnection> for Search<'_> {}
impl QueryFragment<Pg> for Search<'_> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for (index, part) in self.parts.iter().enumerate() {
            pass.push_sql(if index > 0 { " UNION ALL (SELECT '" } else { "(SELECT '" });
            pass.push_sql(part.place.kind.as_str());
            pass.push_sql(
                "', id, label COLLATE \"default\", detail COLLATE \"default\", fields FROM (SELECT * FROM (",
            );
            for (number, tier) in part.tiers.iter().enumerate() {
                if number > 0 {
                    pass.push_sql(" UNION ALL ");
                }
                tier.walk(part.place, pass.reborrow())?;
            }
            pass.push_sql(") AS tiers LIMIT ");
            pass.push_sql(CANDIDATES);
            pass.push_sql(") AS found ORDER BY tier, strpos(lower(label), ");
            pass.push_bind_param::<Text, _>(&self.q)?;
            pass.push_sql(") = 0, length(label), label, id LIMIT ");
            pass.push_bind_param::<BigInt, _>(&self.limit)?;
            pass.push_sql(")");
        }
        Ok(())
    }
}

impl Tier {
    fn walk<'b>(&'b self, place: &'b Place, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::Named(rows) => {
                pass.push_sql("(SELECT 0 AS tier, ");
                candidates(place, rows, pass.reborrow())?;
                pass.push_sql(" ORDER BY label LIMIT ");
                pass.push_sql(CANDIDATES);
            }
            // Planned as if all of it were wanted, but left off at the limit. Planned with the limit, a guess that
            // much will be found makes it go through the whole table for the little that there is.
            Self::Anywhere(rows) => {
                pass.push_sql("(WITH candidates AS MATERIALIZED (SELECT 1 AS tier, ");
                candidates(place, rows, pass.reborrow())?;
                pass.push_sql(") SELECT * FROM candidates LIMIT ");
                pass.push_sql(CANDIDATES);
            }
        }
        pass.push_sql(")");
        Ok(())
    }
}

/// The columns that are told of a record, and where they come from.
fn candidates<'b>(place: &'b Place, rows: &'b Predicate, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
    place.source.key.walk_ast(pass.reborrow())?;
    pass.push_sql(" AS id, ");
    place.name.walk_ast(pass.reborrow())?;
    pass.push_sql(" AS label, ");
    match place.detail {
        None => pass.push_sql("NULL::text"),
        Some(Detail::Text(column)) => column.walk_ast(pass.reborrow())?,
        Some(Detail::NameOf(column, source)) => {
            let named = source();
            pass.push_sql("(SELECT ");
            named.label.unwrap_or(named.key).walk_ast(pass.reborrow())?;
            pass.push_sql(" FROM ");
            named.table.walk_ast(pass.reborrow())?;
            pass.push_sql(" WHERE ");
            named.key.walk_ast(pass.reborrow())?;
            pass.push_sql(" = ");
            column.walk_ast(pass.reborrow())?;
            pass.push_sql(")");
        }
    }
    pass.push_sql(" AS detail, ARRAY[");
    for (index, (_, column)) in place.fields.iter().enumerate() {
        if index > 0 {
            pass.push_sql(", ");
        }
        column.walk_ast(pass.reborrow())?;
        pass.push_sql(" COLLATE \"default\"");
    }
    pass.push_sql("] AS fields FROM ");
    place.source.table.walk_ast(pass.reborrow())?;
    pass.push_sql(" WHERE ");
    rows.walk_ast(pass)
}
