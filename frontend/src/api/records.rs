//! Records of any kind, as the generic screens handle them: names and JSON values, described by an
//! [`Entity`].

use std::sync::Arc;

use domain::Kind;
use domain::search::is_enough;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::batch::{Assign, Batch, BatchOp, BatchOperation, BatchResult, BatchResults};
use wire::list::{Count, Filter, Op, Search, Test};
use wire::resource::PageInfo;
use wire::trail::TimelineEntry;
use wire::{Label, ListQuery, Page};

use super::{Failure, Request, names};
use crate::record::Entity;

/// A record of any kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Record(Arc<Map<String, Value>>);

impl Record {
    /// A record with these members.
    pub(crate) fn new(members: Map<String, Value>) -> Self {
        Self(Arc::new(members))
    }

    /// Its id.
    pub(crate) fn id(&self) -> Uuid {
        self.id_in("id").unwrap_or_default()
    }

    /// Its version.
    pub(crate) fn version(&self) -> i64 {
        self.value("version").as_i64().unwrap_or_default()
    }

    /// A member; null if it has none of this name.
    pub(crate) fn value(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    /// A member that is a text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.value(name).as_str()
    }

    /// A member that is an id.
    pub(crate) fn id_in(&self, name: &str) -> Option<Uuid> {
        self.text(name).and_then(|text| text.parse().ok())
    }

    /// All members.
    pub(crate) fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// With one member changed.
    pub(crate) fn with(&self, name: &str, value: Value) -> Self {
        let mut members = Map::clone(&self.0);
        members.insert(name.to_owned(), value);
        Self::new(members)
    }

    /// As the type that it is.
    pub(crate) fn typed<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_value(Value::Object(Map::clone(&self.0))).ok()
    }
}

impl Serialize for Record {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::new)
    }
}

/// A page of records.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Records {
    pub(crate) rows: Vec<Record>,
    pub(crate) page: PageInfo,
}

/// One page of a list.
pub(crate) async fn list(entity: &Entity, query: &ListQuery) -> Result<Records, Failure> {
    let search = Search {
        q: query.q.clone(),
        filter: query.filter.clone(),
        sort: query.sort.iter().map(ToString::to_string).collect(),
        limit: query.limit,
        cursor: query.cursor.clone(),
        count: query.count,
        sum: query.sum.clone(),
        fields: query.fields.clone(),
    };
    let page: Page<Record> = Request::search(format!("{}/search", entity.path), &search).read().await?;
    names::learn(&page.labels);
    Ok(Records { rows: page.data, page: page.page })
}

/// The records that pass one test, at most 200, in the list's own order.
pub(crate) async fn list_where(entity: &Entity, field: &str, value: Uuid) -> Result<Records, Failure> {
    let test = Test { field: field.to_owned(), op: Op::Eq, value: vec![value.to_string()] };
    let filter = Filter::And { and: vec![Filter::Test(test)] };
    list(entity, &ListQuery { filter, limit: 200, count: Count::Capped, ..ListQuery::default() }).await
}

/// Every record of a short list, such as stages, in this order.
pub(crate) async fn list_all(entity: &Entity, sort: &str) -> Result<Vec<Record>, Failure> {
    let mut query = ListQuery { sort: vec![wire::Sort::parse(sort)], limit: 200, ..ListQuery::default() };
    let mut rows = Vec::new();
    loop {
        let records = list(entity, &query).await?;
        rows.extend(records.rows);
        query.cursor = records.page.next_cursor;
        if query.cursor.is_none() {
            return Ok(rows);
        }
    }
}

/// One record, and the names of what it refers to. None if there is none that the user may see.
pub(crate) async fn get(entity: &Entity, id: Uuid) -> Result<Option<Record>, Failure> {
    list_where(entity, "id", id).await.map(|records| records.rows.into_iter().next())
}

/// Learns the names of these records, as far as they are not known and the user may see them.
pub(crate) async fn learn(entity: &Entity, ids: impl IntoIterator<Item = Uuid>) -> Result<(), Failure> {
    let unknown: Vec<String> =
        ids.into_iter().filter(|id| names::of(*id).is_none()).map(|id| id.to_string()).collect();
    for some in unknown.chunks(wire::list::MAX_VALUES) {
        let test = Test { field: "id".to_owned(), op: Op::In, value: some.to_vec() };
        let query = ListQuery {
            filter: Filter::And { and: vec![Filter::Test(test)] },
            limit: wire::list::MAX_LIMIT,
            fields: Some(vec![entity.name.to_owned()]),
            ..ListQuery::default()
        };
        let found = list(entity, &query).await?.rows;
        let named =
            found.iter().filter_map(|record| Some((record.id(), record.text(entity.name)?.to_owned())));
        let named: Vec<(Uuid, String)> = named.collect();
        names::learn(named.iter().map(|(id, name)| (id, name)));
    }
    Ok(())
}

/// Records to choose from; those whose name has `q` somewhere if it has two characters, else the first ones.
pub(crate) async fn options(entity: &Entity, q: &str) -> Result<Vec<Label>, Failure> {
    #[derive(Deserialize)]
    struct Options {
        data: Vec<Label>,
    }
    let q = Some(q.trim().to_owned()).filter(|q| is_enough(q));
    let query = ListQuery { q, ..ListQuery::default() };
    let path = format!("{}/options?{}", entity.path, query.to_query().unwrap_or_default());
    let options: Options = Request::get(path).read().await?;
    names::learn(options.data.iter().map(|option| (&option.id, &option.label)));
    Ok(options.data)
}

/// Makes a record.
pub(crate) async fn create(entity: &Entity, input: &Map<String, Value>) -> Result<Record, Failure> {
    Request::post(entity.path, input).changes(entity.kind).read().await
}

/// Changes a record that still is as it was read.
pub(crate) async fn update(
    entity: &Entity,
    record: &Record,
    patch: &Map<String, Value>,
) -> Result<Record, Failure> {
    let path = format!("{}/{}", entity.path, record.id());
    Request::patch(path, patch).at(Some(record.version())).changes(entity.kind).read().await
}

/// Puts a record into the recycle bin.
pub(crate) async fn delete(entity: &Entity, id: Uuid, version: Option<i64>) -> Result<(), Failure> {
    let path = format!("{}/{id}", entity.path);
    Request::delete(path).at(version).changes(entity.kind).send().await.map(drop)
}

/// Takes a record out of the recycle bin.
pub(crate) async fn restore(entity: &Entity, id: Uuid) -> Result<Record, Failure> {
    let path = format!("{}/{id}/actions/restore", entity.path);
    Request::post(path, &Map::new()).changes(entity.kind).read().await
}

/// Does one of a record's actions, such as `close-won`.
pub(crate) async fn act(
    entity: &Entity,
    record: &Record,
    action: &str,
    body: &impl Serialize,
) -> Result<Record, Failure> {
    let path = format!("{}/{}/actions/{action}", entity.path, record.id());
    Request::post(path, body).at(Some(record.version())).changes(entity.kind).read().await
}

/// Gives a record to another owner.
pub(crate) async fn assign(entity: &Entity, record: &Record, to: &Assign) -> Result<Record, Failure> {
    act(entity, record, "assign", to).await
}

/// Does the same with many records, each for itself, and tells in their order what became of them. Changes take a
/// patch. Whoever sends the last of several batches tells of the change.
pub(crate) async fn batch(
    entity: &Entity,
    op: BatchOp,
    records: &[Record],
    patch: Option<&Map<String, Value>>,
) -> Result<Vec<BatchResult>, Failure> {
    let operation = |record: &Record| BatchOperation {
        op,
        id: Some(record.id()),
        version: (op != BatchOp::Restore).then(|| record.version()),
        body: patch.cloned(),
    };
    let batch = Batch { atomic: false, operations: records.iter().map(operation).collect() };
    let done: BatchResults = Request::post(format!("{}/batch", entity.path), &batch).read().await?;
    Ok(done.results)
}

/// What happened to a record, the latest first.
pub(crate) async fn timeline(
    kind_path: &str,
    id: Uuid,
    cursor: Option<&str>,
) -> Result<(Vec<TimelineEntry>, Option<String>), Failure> {
    let mut path = format!("{kind_path}/{id}/timeline?limit=50");
    if let Some(cursor) = cursor {
        path = format!("{path}&cursor={cursor}");
    }
    let page: Page<TimelineEntry> = Request::get(path).read().await?;
    names::learn(&page.labels);
    Ok((page.data, page.page.next_cursor))
}

/// Follows the changes of a kind and of what its screens show beside it.
pub(crate) fn follow(kinds: &[Kind]) {
    kinds.iter().for_each(|kind| super::changes::follow(*kind));
}
