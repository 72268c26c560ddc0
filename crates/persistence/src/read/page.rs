//! One page of a list: at most three statements, one more to count and one more to add up.

use std::collections::BTreeMap;

use domain::{Action, Amount, Quantity};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use uuid::Uuid;
use wire::list::{Count, Direction, Sort};
use wire::resource::{PageInfo, Sum};
use wire::user::User;
use wire::{ListQuery, Page};

use super::{Read, contains};
use crate::list::{
    CountUpTo, Edge, Field, Labels, Plan, Predicate, ReferenceTo, Summed, Sums, Unit, name_of_list,
};
use crate::read::pick::pick;
use crate::{Entity, Error, Result};

/// The members of every record that name the users who wrote it; lists do not name them.
pub const AUTHORS: [&str; 2] = ["created_by", "updated_by"];
/// Where a capped count stops.
const COUNT_CAP: i64 = 10_000;

impl Read<'_> {
    /// The page that `query` asks for, of the records that the actor can see.
    pub fn page<E: Entity>(&mut self, query: &ListQuery) -> Result<Page<E>> {
        let context = self.context();
        let fields = E::fields();
        let filtered = self.filtered::<E>(query)?;
        let sort =
            if query.sort.is_empty() { default_sort(fields.default_sort()) } else { query.sort.clone() };
        let order = fields.order(&sort).map_err(|error| Error::BadQuery(vec![error]))?;
        let to_sum = fields.to_sum(&query.sum).map_err(|error| Error::BadQuery(vec![error]))?;
        let list = name_of_list(E::PATH, query, &sort_text(&sort))?;
        let edge = query.cursor.as_deref().map(|cursor| self.cursors.read(cursor, &list)).transpose()?;
        let walk = Walk { rows: filtered.clone(), order: &order, edge, limit: i64::from(query.limit) + 1 };
        let mut data = self.walk::<E>(walk, &context)?;
        let has_more = data.len() > usize::try_from(query.limit).unwrap_or(usize::MAX);
        if has_more {
            data.pop();
        }
        let next_cursor = match data.last() {
            Some(last) if has_more => Some(self.cursors.write(&edge_of(last, &order, list)?)?),
            _ => None,
        };
        let sums = self.sums(filtered.clone(), &fields, &to_sum)?;
        let (total, total_is_capped) = match (query.count, &query.cursor) {
            (Count::None, _) => (None, false),
            (_, None) if !has_more => (i64::try_from(data.len()).ok(), false),
            (Count::Exact, _) => (Some(self.count_up_to(filtered, &fields, i64::MAX)?), false),
            (Count::Capped, _) => {
                let counted = self.count_up_to(filtered, &fields, COUNT_CAP + 1)?;
                (Some(counted.min(COUNT_CAP)), counted > COUNT_CAP)
            }
        };
        let labels = self.labels_of(&data)?;
        let page = PageInfo { limit: query.limit, has_more, next_cursor, total, total_is_capped, sums };
        Ok(Page { data, page, labels })
    }

    /// The live, visible rows that the filter and the words let through.
    pub(crate) fn filtered<E: Entity>(&mut self, query: &ListQuery) -> Result<Predicate> {
        let fields = E::fields();
        let rows = self.rows::<E>(Action::Read)?;
        let rows = rows.and(fields.predicate(&query.filter, &self.context()).map_err(Error::BadQuery)?);
        Ok(rows.and(contains(&fields, query.q.as_deref())?))
    }

    /// Rows filled in the first sort field come first, then the empty ones: two walks over one index.
    fn walk<E: Entity>(&mut self, walk: Walk<'_>, context: &crate::list::QueryContext) -> Result<Vec<E>> {
        let key = E::fields().key();
        let Walk { rows, order, edge, limit } = walk;
        let tie = order.first().map_or(Direction::Descending, |(_, direction)| *direction);
        let columns = |order: &[(Field, Direction)]| {
            let mut columns: Vec<_> =
                order.iter().map(|(field, direction)| (field.column, *direction)).collect();
            columns.push((key, tie));
            columns
        };
        let nullable =
            order.first().filter(|(field, _)| field.info.is_nullable).map(|(field, _)| field.column);
        let among_empty =
            nullable.is_some() && edge.as_ref().is_some_and(|edge| edge.values.first() == Some(&None));
        let mut found = Vec::new();
        if !among_empty {
            let mut rows = rows.clone();
            if let Some(column) = nullable {
                rows = rows.and(Predicate::Not(Box::new(Predicate::IsNull(column))));
            }
            if let Some(edge) = &edge {
                rows = rows.and(edge.beyond(order, &edge.values, (key, tie), context)?);
            }
            found = E::fetch(self.conn, &Plan::new(rows, columns(order), limit))?;
        }
        let missing = limit - i64::try_from(found.len()).unwrap_or(limit);
        if let (Some(column), 1..) = (nullable, missing) {
            let mut rows = rows.and(Predicate::IsNull(column));
            if let Some(edge) = edge.filter(|_| among_empty) {
                rows = rows.and(edge.beyond(&order[1..], &edge.values[1..], (key, tie), context)?);
            }
            found.extend(E::fetch(self.conn, &Plan::new(rows, columns(&order[1..]), missing))?);
        }
        Ok(found)
    }

    fn count_up_to<T>(&mut self, rows: Predicate, fields: &crate::Fields<T>, limit: i64) -> Result<i64> {
        Ok(CountUpTo::new(fields.table(), rows, limit).run(self.conn)?)
    }

    fn sums<T>(&mut self, rows: Predicate, fields: &crate::Fields<T>, to_sum: &[Summed]) -> Result<Vec<Sum>> {
        if to_sum.is_empty() {
            return Ok(Vec::new());
        }
        let (sums, base) = Sums::new(fields.table(), rows, to_sum).run(self.conn)?;
        let sum = |(field, sum): (&Summed, Option<Decimal>)| {
            let value = sum.unwrap_or_default();
            let (value, currency) = match field.unit {
                Unit::BaseCurrency => (Amount(value).rounded(base).0, Some(base)),
                Unit::Piece => (value, None),
            };
            Sum { field: field.name.to_owned(), value: Quantity(value), currency }
        };
        Ok(to_sum.iter().zip(sums).map(sum).collect())
    }

    /// By id, the names of all records that these refer to; one statement.
    pub fn labels_of<E: Entity>(&mut self, data: &[E]) -> Result<BTreeMap<Uuid, String>> {
        self.names_at(data, E::fields().reference_list())
    }

    /// By id, the names of those who created these and last changed them, [`AUTHORS`]; one statement.
    pub fn authors_of<E: Entity>(&mut self, data: &[E]) -> Result<BTreeMap<Uuid, String>> {
        self.names_at(data, &AUTHORS.map(ReferenceTo::to::<User>))
    }

    fn names_at<E: Entity>(
        &mut self,
        data: &[E],
        references: &[ReferenceTo],
    ) -> Result<BTreeMap<Uuid, String>> {
        let mut wanted: BTreeMap<domain::Kind, (crate::list::LabelSource, Vec<Uuid>)> = BTreeMap::new();
        for record in data {
            let picked = pick(record, |name| references.iter().any(|reference| reference.field == name))?;
            for reference in references {
                let ids = wanted.entry(reference.kind).or_insert_with(|| ((reference.table)(), Vec::new()));
                ids.1.extend(picked.get(reference.field).map(ids_in).unwrap_or_default());
            }
        }
        let mut sources = Vec::new();
        for (source, mut ids) in wanted.into_values() {
            ids.sort_unstable();
            ids.dedup();
            if !ids.is_empty() {
                sources.push((source, ids));
            }
        }
        Ok(self.labels(Labels::new(sources))?.into_iter().collect())
    }
}

/// A walk through rows in an order, from an edge on.
struct Walk<'a> {
    rows: Predicate,
    order: &'a [(Field, Direction)],
    edge: Option<Edge>,
    limit: i64,
}

/// The ids in a member of a record: one, several or none.
pub(crate) fn ids_in(member: &Json) -> Vec<Uuid> {
    let id = |value: &Json| value.as_str().and_then(|text| Uuid::try_parse(text).ok());
    match member {
        Json::Array(ids) => ids.iter().filter_map(id).collect(),
        one => id(one).into_iter().collect(),
    }
}

fn edge_of<E: Entity>(last: &E, order: &[(Field, Direction)], list: String) -> Result<Edge> {
    let picked = pick(last, |name| order.iter().any(|(field, _)| field.info.name == name))?;
    let value = |(field, _): &(Field, Direction)| match picked.get(field.info.name) {
        Some(Json::String(text)) => Some(text.clone()),
        Some(Json::Null) | None => None,
        Some(other) => Some(other.to_string()),
    };
    Ok(Edge { values: order.iter().map(value).collect(), id: last.id().into(), list })
}

fn sort_text(sort: &[Sort]) -> String {
    sort.iter().map(Sort::to_string).collect::<Vec<_>>().join(",")
}

/// A list's own order, as its entity states it.
fn default_sort(text: &str) -> Vec<Sort> {
    let key = |key: &str| match key.strip_prefix('-') {
        Some(field) => Sort { field: field.to_owned(), direction: Direction::Descending },
        None => Sort { field: key.to_owned(), direction: Direction::Ascending },
    };
    text.split(',').map(key).collect()
}
