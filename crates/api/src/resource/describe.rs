//! The document's part of every entity: operations and schemas, from the same facts that the routes use.

use std::marker::PhantomData;

use domain::ExportFormat;
use persistence::{Entity, FieldInfo, Shape};
use serde_json::{Map, Value, json};

use wire::batch::{Assign, Batch, BatchResults};
use wire::export::{Export, ExportPlan};
use wire::list::{MAX_VALUE_LENGTH, Search};
use wire::ownership::OwnerChange;
use wire::resource::PageInfo;
use wire::search::MAX_LENGTH;
use wire::trail::TimelineEntry;
use wire::{Label, Op};

use crate::routes::Routes;

/// Describes the operations of `E`.
pub(super) struct About<E> {
    record: String,
    input: String,
    entity: PhantomData<E>,
}

/// The members of a record.
pub(super) fn members<E: Entity>() -> Vec<String> {
    let schema = json!(E::schema());
    let properties = schema["properties"].as_object();
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

impl<E: Entity> About<E> {
    pub(super) fn new(routes: &mut Routes) -> Self {
        let record = routes.schema::<E>();
        let input = routes.schema::<E::Input>();
        let page_info = routes.schema::<PageInfo>();
        for name in [routes.schema::<Label>(), routes.schema::<Search>(), routes.schema::<Batch>()] {
            debug_assert!(routes.schemas.contains_key(&name));
        }
        routes.schema::<BatchResults>();
        routes.schema::<Assign>();
        routes.schema::<Export>();
        routes.schema::<ExportPlan>();
        routes.schema::<TimelineEntry>();
        let patch = patch_of(&routes.schemas[&input]);
        routes.schemas.insert(format!("{record}Patch"), patch);
        routes.schemas.insert(format!("{record}Members"), members_of(&routes.schemas[&record]));
        let page = page_of(&with_fields(&record), &page_info, &format!("One page of {}.", words(E::PATH)));
        routes.schemas.insert(format!("{record}Page"), page);
        let entries = page_of(&reference("TimelineEntry"), &page_info, "One page of a timeline.");
        routes.schemas.insert("TimelinePage".to_owned(), entries);
        let labels = json!({ "type": "object", "description": "Records to choose from.", "required": ["data"],
            "properties": { "data": { "type": "array", "items": reference("Label") } } });
        routes.schemas.insert("Labels".to_owned(), labels);
        let change = reference(&routes.schema::<OwnerChange>());
        let changes = json!({ "type": "object", "description": "Changes of an owner.", "required": ["data"],
            "properties": { "data": { "type": "array", "items": change } } });
        routes.schemas.insert("OwnerChanges".to_owned(), changes);
        Self { record, input, entity: PhantomData }
    }

    fn operation(&self, verb: &str, action: &str, summary: String) -> Operation {
        let kind = E::KIND.as_str();
        let operation = json!({
            "operationId": format!("{verb}_{}", if of_many(verb) { E::PATH.replace('-', "_") } else { kind.to_owned() }),
            "tags": [E::PATH],
            "summary": summary,
            "description": format!("Needs the permission `{kind}:{action}`; only records within its reach are there."),
            "x-permission": format!("{kind}:{action}"),
            "parameters": [],
            "responses": {},
        });
        Operation(operation)
    }

    pub(super) fn list(&self) -> Value {
        let fields = E::fields().infos();
        let sortable: Vec<&str> =
            fields.iter().filter(|field| field.is_sortable()).map(|field| field.name).collect();
        let mut operation = self.operation("list", "read", format!("List {}.", words(E::PATH)));
        let reserved = reserved(&sortable, &members::<E>()).into_iter().chain(sums::<E>());
        for parameter in reserved.chain(narrowing::<E>()) {
            operation = operation.parameter(parameter);
        }
        operation.answer(200, "A page.", &reference(&format!("{}Page", self.record))).0
    }

    pub(super) fn search(&self) -> Value {
        let summary = format!("Search {} with a nested filter.", words(E::PATH));
        let operation =
            self.operation("search", "read", summary).body("application/json", &reference("Search"));
        operation.answer(200, "A page.", &reference(&format!("{}Page", self.record))).0
    }

    pub(super) fn options(&self) -> Value {
        let summary = format!("List {} to choose from: the first 50 by name.", words(E::PATH));
        let operation = self.operation("list_options_of", "read", summary);
        let q = words_to_search::<E>("Part of the name.");
        let operation = q.into_iter().fold(operation, Operation::parameter);
        operation.answer(200, "Names and ids.", &reference("Labels")).0
    }

    pub(super) fn get(&self) -> Value {
        let operation = self.operation("get", "read", format!("Get one of the {}.", words(E::PATH)));
        let fields = query("fields", "Members to answer with.", list_of(&members::<E>()));
        let known = header("If-None-Match", "An ETag: 304 if the record still has it.", false);
        let operation = operation.id().parameter(fields).parameter(known);
        operation.answer(200, "The record.", &with_fields(&self.record)).plain(304, "Not changed.").0
    }

    pub(super) fn create(&self) -> Value {
        let operation = self.operation("create", "create", format!("Create one of the {}.", words(E::PATH)));
        let operation = operation.once().body("application/json", &reference(&self.input));
        operation.answer(201, "The new record.", &reference(&self.record)).0
    }

    pub(super) fn update(&self) -> Value {
        let summary = format!("Change one of the {} by a merge patch (RFC 7396).", words(E::PATH));
        let operation = self.operation("update", "update", summary).id().if_match().once();
        let patch = reference(&format!("{}Patch", self.record));
        let operation =
            operation.body("application/merge-patch+json", &patch).body("application/json", &patch);
        operation.answer(200, "The record as it is now.", &reference(&self.record)).0
    }

    pub(super) fn delete(&self) -> Value {
        let summary = format!("Put one of the {} in the recycle bin.", words(E::PATH));
        self.operation("delete", "delete", summary).id().if_match().plain(204, "Gone.").0
    }

    pub(super) fn restore(&self) -> Value {
        let summary = format!("Take one of the {} out of the recycle bin.", words(E::PATH));
        let operation = self.operation("restore", "delete", summary).id().once();
        operation.answer(200, "The record.", &reference(&self.record)).0
    }

    pub(super) fn assign(&self) -> Value {
        let summary =
            format!("Give one of the {} to another owner; needs the right `assign`.", words(E::PATH));
        let operation = self.operation("assign", "update", summary).id().if_match().once();
        let operation = operation.body("application/json", &reference("Assign"));
        operation.answer(200, "The record as it is now.", &reference(&self.record)).0
    }

    pub(super) fn owners(&self) -> Value {
        let summary =
            format!("List the owners that one of the {} has had, the first one first.", words(E::PATH));
        let operation = self.operation("list_owners_of", "read", summary).id();
        operation.answer(200, "The changes.", &reference("OwnerChanges")).0
    }

    pub(super) fn batch(&self) -> Value {
        let summary = format!(
            "Create, change, delete and restore several {}; needs the right `bulk_change`.",
            words(E::PATH)
        );
        let operation = self.operation("batch", "update", summary).once();
        let operation = operation.body("application/json", &reference("Batch"));
        let results = reference("BatchResults");
        operation.answer(200, "All were done.", &results).answer(207, "Each result by itself.", &results).0
    }

    pub(super) fn export(&self) -> Value {
        let summary =
            format!("Export {} with filter, order and columns; needs the right `export`.", words(E::PATH));
        let operation = self.operation("export", "read", summary);
        let mut operation = operation.body("application/json", &reference("ExportPlan"));
        let file = json!({ "schema": { "type": "string" } });
        operation.0["responses"]["200"] = json!({ "description": "The file, of up to 10,000 rows.",
            "content": { "text/csv": file, (ExportFormat::Xlsx.media_type()): file } });
        operation.answer(202, "A worker writes the file of more rows.", &reference("Export")).0
    }

    pub(super) fn timeline(&self) -> Value {
        let summary = format!("List what happened to one of the {}, newest first.", words(E::PATH));
        let operation = self.operation("list_timeline_of", "read", summary).id();
        let operation = operation.parameter(query("limit", "Entries at most.", limit()));
        let cursor = json!({ "type": "string", "maxLength": 500 });
        let operation = operation.parameter(query("cursor", "Where the page before ended.", cursor));
        operation.answer(200, "A page.", &reference("TimelinePage")).0
    }
}

/// An operation of the document, in the making.
struct Operation(Value);

impl Operation {
    fn parameter(mut self, parameter: Value) -> Self {
        if let Some(list) = self.0["parameters"].as_array_mut() {
            list.push(parameter);
        }
        self
    }

    fn id(self) -> Self {
        let schema = json!({ "type": "string", "format": "uuid" });
        self.parameter(json!({ "name": "id", "in": "path", "required": true, "description": "The record.", "schema": schema }))
    }

    fn if_match(self) -> Self {
        self.parameter(if_match())
    }

    fn once(self) -> Self {
        self.parameter(idempotency_key())
    }

    fn body(mut self, kind: &str, schema: &Value) -> Self {
        self.0["requestBody"]["required"] = json!(true);
        self.0["requestBody"]["content"][kind] = json!({ "schema": schema });
        self
    }

    fn answer(mut self, status: u16, about: &str, schema: &Value) -> Self {
        let content = json!({ "application/json": { "schema": schema } });
        self.0["responses"][status.to_string()] = json!({ "description": about, "content": content });
        self
    }

    fn plain(mut self, status: u16, about: &str) -> Self {
        self.0["responses"][status.to_string()] = json!({ "description": about });
        self
    }
}

/// The version that is meant.
pub(crate) fn if_match() -> Value {
    let about = "The ETag of the version that is meant, or * to overwrite whatever is there.";
    header("If-Match", about, true)
}

/// What makes a request be done once.
pub(crate) fn idempotency_key() -> Value {
    let about =
        "A key of the client's choice: the request is done once, however often it is sent in 48 hours.";
    let schema = json!({ "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$" });
    json!({ "name": "Idempotency-Key", "in": "header", "required": false, "description": about, "schema": schema })
}

/// True for operations on several records, which are named after the plural.
fn of_many(verb: &str) -> bool {
    matches!(verb, "list" | "search" | "batch" | "list_options_of" | "export")
}

pub(crate) fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn words(path: &str) -> String {
    path.replace('-', " ")
}

fn query(name: &str, about: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema })
}

fn header(name: &str, about: &str, required: bool) -> Value {
    let schema = if required {
        json!({ "type": "string", "pattern": "^(\\*|\"[0-9]{1,18}(\\.[A-Za-z0-9]+)?\")$", "example": "*" })
    } else {
        json!({ "type": "string", "maxLength": 500 })
    };
    json!({ "name": name, "in": "header", "required": required, "description": about, "schema": schema })
}

fn limit() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 })
}

/// One or several of these names, separated by commas.
pub(crate) fn list_of(names: &[String]) -> Value {
    let one = names.join("|");
    json!({ "type": "string", "pattern": format!("^({one})(,({one}))*$") })
}

/// The words to search for, where these records have any.
fn words_to_search<E: Entity>(about: &str) -> Option<Value> {
    E::fields().is_searchable().then(|| query("q", about, text_to_search()))
}

/// Two characters that are no blanks, or one that is Chinese, Japanese or Korean, among others.
pub(crate) fn text_to_search() -> Value {
    let any = "[^\\x00-\\x1f\\x7f-\\x9f]*";
    let filled = "[^\\s\\x00-\\x1f\\x7f-\\x9f]";
    let alone = "[\u{2e80}-\u{2fdf}\u{3005}-\u{3007}\u{3040}-\u{9fff}\u{ac00}-\u{d7af}\u{f900}-\u{faff}]";
    let pattern = format!("^{any}({filled}{any}{filled}|{alone}){any}$");
    json!({ "type": "string", "minLength": 1, "maxLength": MAX_LENGTH, "pattern": pattern })
}

/// The parameters that say which records are meant, for operations that are about all records of a list.
pub(crate) fn narrowing<E: Entity>() -> Vec<Value> {
    let words = words_to_search::<E>("Words to search for.");
    words.into_iter().chain(filters::<E>()).collect()
}

/// Every test of every field.
fn filters<E: Entity>() -> Vec<Value> {
    let tests = |field: FieldInfo| field.ops().into_iter().map(move |op| filter(&field, op));
    E::fields().infos().into_iter().flat_map(tests).collect()
}

/// The parameters that every list takes.
fn reserved(sortable: &[&str], members: &[String]) -> Vec<Value> {
    let key = format!("-?({})", sortable.join("|"));
    vec![
        query(
            "sort",
            "Up to three fields, each with a minus before it for large to small. Empty values come last.",
            json!({ "type": "string", "pattern": format!("^{key}(,{key}){{0,2}}$") }),
        ),
        query("limit", "Records at most.", limit()),
        query(
            "cursor",
            "Where the page before ended: its `next_cursor`.",
            json!({ "type": "string", "maxLength": 2000 }),
        ),
        query(
            "count",
            "Whether to count: `capped` stops at 10,000.",
            json!({ "type": "string", "enum": ["none", "capped", "exact"], "default": "none" }),
        ),
        query("fields", "Members to answer with; `id` and `version` always are.", list_of(members)),
    ]
}

/// What to add up, where these records have anything that can be.
fn sums<E: Entity>() -> Option<Value> {
    let one = E::fields().sums().join("|");
    let about = "Up to ten fields to add up over all records that the filter lets through, into `page.sums`; money is \
                 in the company's currency.";
    let schema = json!({ "type": "string", "pattern": format!("^({one})(,({one})){{0,9}}$") });
    (!one.is_empty()).then(|| query("sum", about, schema))
}

/// One test of one field as a parameter.
fn filter(field: &FieldInfo, op: Op) -> Value {
    let name = match op {
        Op::Eq => field.name.to_owned(),
        op => format!("{}__{}", field.name, op.as_str()),
    };
    let one = value_schema(field.shape);
    let (about, schema) = match op {
        Op::Eq => ("is", one),
        Op::Ne => ("is not, or is empty", one),
        Op::In => ("is one of these, separated by commas", many(field.shape)),
        Op::Nin => ("is none of these, or is empty", many(field.shape)),
        Op::Gte => ("is at least", one),
        Op::Lte => ("is at most", one),
        Op::Gt => ("is more than", one),
        Op::Lt => ("is less than", one),
        Op::Between => ("is from the first to the second, both included", pair(field.shape)),
        Op::Prefix => ("begins with", text(2, MAX_VALUE_LENGTH)),
        Op::Contains => ("contains, in any case", text(2, MAX_VALUE_LENGTH)),
        Op::Within => ("lies in the period", json!({ "type": "string", "enum": domain::period::NAMES })),
        Op::IsNull => ("is empty", json!({ "type": "string", "enum": ["true", "false"] })),
    };
    query(&name, &format!("Only records whose `{}` {about}.", field.name), schema)
}

const UUID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const DECIMAL: &str = "-?[0-9]{1,15}(\\.[0-9]{1,4})?";
const INTEGER: &str = "-?[0-9]{1,9}";
const DATE: &str = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
const TIME: &str =
    "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z";

/// The form of one value, as a regular expression; none for texts, which take anything.
fn pattern(shape: Shape) -> Option<String> {
    match shape {
        Shape::Text { .. } | Shape::Texts => None,
        Shape::Choice(choices) => Some(format!("({})", choices.join("|"))),
        Shape::Decimal => Some(DECIMAL.to_owned()),
        Shape::Integer => Some(INTEGER.to_owned()),
        Shape::Date => Some(DATE.to_owned()),
        Shape::Time => Some(TIME.to_owned()),
        Shape::Boolean => Some("(true|false)".to_owned()),
        Shape::Reference(domain::Kind::User) => Some(format!("(me|{UUID})")),
        Shape::Id | Shape::Reference(_) | Shape::References(_) => Some(UUID.to_owned()),
        Shape::StageAt => Some(format!("{UUID}@{DATE}")),
        Shape::StageEntered => Some(format!("{UUID}@{DATE}\\.\\.{DATE}")),
    }
}

fn value_schema(shape: Shape) -> Value {
    match (shape, pattern(shape)) {
        (Shape::Choice(choices), _) => json!({ "type": "string", "enum": choices }),
        (_, None) => text(0, MAX_VALUE_LENGTH),
        (_, Some(form)) => json!({ "type": "string", "pattern": format!("^{form}$") }),
    }
}

/// A text without control characters.
fn text(least: usize, most: usize) -> Value {
    json!({ "type": "string", "minLength": least, "maxLength": most, "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]*$" })
}

fn many(shape: Shape) -> Value {
    match pattern(shape) {
        // The address, and so the values together, has an end as well.
        None => text(0, MAX_VALUE_LENGTH),
        Some(form) => json!({ "type": "string", "pattern": format!("^{form}(,{form}){{0,20}}$") }),
    }
}

fn pair(shape: Shape) -> Value {
    let form = pattern(shape).unwrap_or_else(|| "[^,]*".to_owned());
    json!({ "type": "string", "pattern": format!("^{form},{form}$") })
}

/// The input with nothing required: absent keeps.
fn patch_of(input: &Value) -> Value {
    let mut patch = input.clone();
    if let Some(members) = patch.as_object_mut() {
        members.remove("required");
        members.insert("description".to_owned(), json!("What to change; what is absent stays, null clears."));
        members.insert("minProperties".to_owned(), json!(1));
        if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
            properties.values_mut().filter_map(Value::as_object_mut).for_each(|property| {
                property.remove("default");
            });
        }
    }
    patch
}

/// The record with none but `id` and `version` required: what `fields` leaves of it.
fn members_of(record: &Value) -> Value {
    let mut some = record.clone();
    some["description"] = json!("The members that `fields` asks for.");
    some["required"] = json!(["id", "version"]);
    some
}

/// A record, or what `fields` leaves of it.
fn with_fields(record: &str) -> Value {
    json!({ "anyOf": [reference(record), reference(&format!("{record}Members"))] })
}

fn page_of(item: &Value, page_info: &str, about: &str) -> Value {
    let labels = json!({ "type": "object", "additionalProperties": { "type": "string" },
        "description": "By id, the name of every record that `data` refers to." });
    let mut properties = Map::new();
    properties.insert("data".to_owned(), json!({ "type": "array", "maxItems": 200, "items": item }));
    properties.insert("page".to_owned(), reference(page_info));
    properties.insert("labels".to_owned(), labels);
    json!({ "type": "object", "description": about, "required": ["data", "page", "labels"], "properties": properties })
}
