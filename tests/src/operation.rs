//! The operations of the live API document.

use domain::Kind;
use reqwest::Method;
use serde_json::Value;

use crate::subjects;

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its id in the document.
    pub id: String,
    /// The id with `{one}` or `{many}` for the kind of record, if it ends with it: the same for every kind.
    pub verb: String,
    /// Its method.
    pub method: Method,
    /// Its path, from `/api/v1` on, with `{id}` in it.
    pub path: String,
    /// The kind of record that the path begins with.
    pub kind: Option<Kind>,
    /// The permission that the document says it needs, as the scope of a key.
    pub permission: Option<String>,
}

/// Every operation of a document, in its order.
pub fn operations(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("a document has paths") {
        for (method, about) in methods.as_object().expect("a path has methods") {
            operations.push(operation(method, path, about));
        }
    }
    operations
}

fn operation(method: &str, path: &str, about: &Value) -> Operation {
    let id = about["operationId"].as_str().expect("an operation has an id").to_owned();
    let first = path.split('/').nth(3).unwrap_or_default();
    let subject = subjects().into_iter().find(|subject| subject.path == first);
    let verb = subject.as_ref().and_then(|subject| {
        let many = id.strip_suffix(&subject.path.replace('-', "_")).map(|start| format!("{start}{{many}}"));
        many.or_else(|| id.strip_suffix(subject.kind.as_str()).map(|start| format!("{start}{{one}}")))
    });
    Operation {
        verb: verb.unwrap_or_else(|| id.clone()),
        id,
        method: method.to_uppercase().parse().expect("a method"),
        path: path.to_owned(),
        kind: subject.map(|subject| subject.kind),
        permission: about["x-permission"].as_str().map(str::to_owned),
    }
}
