//! Rules for the whole document, held against every operation and every schema that requests use.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{document, is_public};

/// Operations whose name is a verb alone.
const VERBS_ALONE: [&str; 3] = ["login", "logout", "refresh"];
/// Members whose content another part of the document tells, or none can: the body of a batch's operation, the
/// fields of a move, filters.
const OPEN: [&str; 6] = [
    "AssignmentRuleInput.filter",
    "AssignmentRulePatch.filter",
    "BatchOperation.body",
    "ExportPlan.filter",
    "MoveStage.fields",
    "Search.filter",
];

struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    value: &'a Value,
}

impl Operation<'_> {
    fn id(&self) -> &str {
        self.value["operationId"].as_str().unwrap_or_default()
    }
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap();
            methods.iter().map(move |(method, value)| Operation { path, method, value })
        })
        .collect()
}

#[test]
fn operations_are_named_and_described() {
    let document = document();
    let mut ids = BTreeSet::new();
    for operation in operations(&document) {
        let id = operation.id();
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        let is_named = id.split('_').count() > 1 || VERBS_ALONE.contains(&id);
        assert!(is_named && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{id}");
        for words in ["summary", "description"] {
            let text = operation.value[words].as_str().unwrap_or_default();
            assert!(text.ends_with('.'), "{id}: its {words} is {text:?}");
        }
        let tag = operation.path.split('/').nth(3).unwrap();
        assert_eq!(operation.value["tags"], serde_json::json!([tag]), "{id}");
    }
}

#[test]
fn operations_tell_who_may_ask_and_what_they_answer() {
    let document = document();
    for operation in operations(&document) {
        let (id, responses) = (operation.id(), operation.value["responses"].as_object().unwrap());
        let needs_token = operation.value["security"].as_array().is_some_and(|needs| !needs.is_empty());
        assert_eq!(needs_token, !is_public(operation.path), "{id}");
        assert!(responses.keys().any(|status| status.starts_with('2')), "{id}: no success");
        let mut expected = vec!["400", "401", "403", "405", "406", "429", "503"];
        if operation.path.contains('{') {
            expected.push("404");
        }
        if operation.method != "get" {
            expected.extend(["409", "422"]);
        }
        if operation.value.get("requestBody").is_some() {
            expected.extend(["413", "415"]);
        }
        let parameters = operation.value["parameters"].as_array().map_or(&[][..], Vec::as_slice);
        if parameters.iter().any(|parameter| parameter["name"] == "If-Match") {
            expected.extend(["412", "428"]);
        }
        for status in expected {
            let problem = format!("#/components/responses/Problem{status}");
            assert_eq!(responses[status]["$ref"], problem.as_str(), "{id}: {status}");
        }
    }
}

#[test]
fn requests_are_closed_and_every_text_has_an_end() {
    let document = document();
    let mut lint = Lint { document: &document, seen: BTreeSet::new(), wrong: Vec::new() };
    for operation in operations(&document) {
        let id = operation.id();
        for parameter in operation.value["parameters"].as_array().into_iter().flatten() {
            lint.schema(&parameter["schema"], &format!("{id}, parameter {}", parameter["name"]));
        }
        for (kind, body) in operation.value["requestBody"]["content"].as_object().into_iter().flatten() {
            if !kind.ends_with("json") {
                continue;
            }
            if body["schema"].get("$ref").is_none() {
                lint.wrong.push(format!("{id}: its body has no name"));
            }
            lint.schema(&body["schema"], id);
        }
    }
    assert!(lint.wrong.is_empty(), "{}", lint.wrong.join("\n"));
}

#[test]
fn references_lead_somewhere() {
    let document = document();
    let mut waiting = vec![&document];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
                }
                waiting.extend(members.values());
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
}

/// What is wrong with the schemas of requests.
struct Lint<'a> {
    document: &'a Value,
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Lint<'_> {
    fn schema(&mut self, schema: &Value, place: &str) {
        if let Some(reference) = schema["$ref"].as_str() {
            if self.seen.insert(reference.to_owned()) {
                let (document, name) = (self.document, reference.trim_start_matches("#/components/schemas/"));
                self.schema(&document["components"]["schemas"][name], name);
            }
            return;
        }
        if is(schema, "string") && !has_end(schema) {
            self.wrong.push(format!("{place}: a text without an end"));
        }
        if is(schema, "array") && schema.get("maxItems").is_none() {
            self.wrong.push(format!("{place}: a list without an end"));
        }
        if is(schema, "object") && !OPEN.contains(&place) {
            self.object(schema, place);
        }
        for one_of in ["oneOf", "anyOf", "allOf"] {
            for choice in schema[one_of].as_array().into_iter().flatten() {
                self.schema(choice, place);
            }
        }
        for inner in ["items", "propertyNames"] {
            if let Some(inner) = schema.get(inner) {
                self.schema(inner, &format!("{place}[]"));
            }
        }
    }

    fn object(&mut self, schema: &Value, place: &str) {
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => {}
            Some(members) if members.is_object() => self.schema(members, &format!("{place}.*")),
            _ => self.wrong.push(format!("{place}: takes members of any name")),
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}.{name}");
            if member.get("properties").is_some() {
                self.wrong.push(format!("{place}: an object without a name"));
            }
            self.schema(member, &place);
        }
    }
}

fn is(schema: &Value, kind: &str) -> bool {
    let kinds = &schema["type"];
    kinds == kind || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind))
}

/// Whether no text of this schema can be longer than something.
fn has_end(schema: &Value) -> bool {
    let is_short = matches!(schema["format"].as_str(), Some("uuid" | "date" | "date-time"));
    is_short || ["maxLength", "enum", "const", "pattern"].iter().any(|limit| schema.get(limit).is_some())
}
