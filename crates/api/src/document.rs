//! The API document: what the routes say of themselves, and what holds for all of them.

use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use wire::Problem;

use crate::resource::{idempotency_key, if_match, reference};
use crate::routes::Routes;

/// Paths that need no token. Everything else but forms answers 401 without one.
const PUBLIC: [&str; 5] = [
    "/api/v1/auth/login",
    "/api/v1/auth/logout",
    "/api/v1/auth/refresh",
    "/api/v1/auth/set-password",
    "/api/v1/openapi.json",
];

/// Where forms are, which are for everybody.
const FORMS: &str = "/api/v1/forms/";

/// True for a path that needs no token.
pub(crate) fn is_public(path: &str) -> bool {
    PUBLIC.contains(&path) || path.starts_with(FORMS)
}

/// What can go wrong with any operation, by status.
const PROBLEMS: [(u16, &str); 14] = [
    (400, "The request is malformed, or a parameter is unknown."),
    (401, "No valid token or key."),
    (403, "Visible, but not allowed."),
    (404, "Not there, or not visible."),
    (405, "The path does not take this method."),
    (406, "No acceptable form of answer."),
    (409, "A duplicate, or the state does not allow it."),
    (412, "Somebody changed the record in the meantime."),
    (413, "The body is too large."),
    (415, "The body must be JSON."),
    (422, "Fields are invalid."),
    (428, "If-Match is missing."),
    (429, "Too many requests."),
    (503, "The database is busy; try again."),
];

/// The whole document, OpenAPI 3.1.
pub fn document() -> Value {
    let mut routes = crate::server::routes();
    let problem = routes.schema::<Problem>();
    debug_assert_eq!(problem, Problem::name());
    let Routes { operations, mut schemas, .. } = routes;
    let mut paths = Map::new();
    for (path, mut methods) in operations {
        for (method, operation) in &mut methods {
            complete(&path, method, operation);
        }
        paths.insert(format!("/api/v1{path}"), Value::Object(methods));
    }
    schemas.values_mut().for_each(describe_standard_members);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rapport",
            "version": "v1",
            "description": include_str!("document/introduction.md"),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": problems(),
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "An access token from sign-in, or an API key." },
            },
        },
        "security": [{ "token": [] }],
    })
}

/// Adds what every operation has.
fn complete(path: &str, method: &str, operation: &mut Value) {
    let is_public = is_public(&format!("/api/v1{path}"));
    operation["security"] = if is_public { json!([]) } else { json!([{ "token": [] }]) };
    let takes_body = operation.get("requestBody").is_some();
    let named = |name: &str| {
        let list = operation["parameters"].as_array();
        list.is_some_and(|list| list.iter().any(|parameter| parameter["name"] == name))
    };
    let (has_id, has_if_match) = (path.contains('{'), named("If-Match"));
    // Actions on a version of a record are done once.
    let is_once = method == "post" && (has_if_match || path.ends_with("/actions/import"));
    let lacks_key = is_once && !named("Idempotency-Key");
    if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
        parameters.extend(lacks_key.then(idempotency_key));
        for parameter in parameters.iter_mut().filter(|parameter| parameter["name"] == "If-Match") {
            *parameter = if_match();
        }
    }
    if operation.get("tags").is_none() {
        operation["tags"] = json!([path.split('/').nth(1)]);
    }
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    responses.remove("4XX");
    responses.remove("default");
    for (status, _) in PROBLEMS {
        let applies = match status {
            404 => has_id || takes_body,
            // Reports without a rate, and the preview of a conversion that has taken place.
            409 => method != "get" || path.starts_with("/analytics/") || path.ends_with("/conversion"),
            412 | 428 => has_if_match,
            413 | 415 => takes_body,
            422 => method != "get",
            _ => true,
        };
        if applies && !responses.contains_key(&status.to_string()) {
            let shared = json!({ "$ref": format!("#/components/responses/{}", name_of(status)) });
            responses.insert(status.to_string(), shared);
        }
    }
    for response in responses.values_mut().filter(|response| response.get("$ref").is_none()) {
        response["headers"]["X-Request-Id"] = reference_to_header();
    }
}

/// A shared answer for each problem.
fn problems() -> Value {
    let problem = |(status, about): (u16, &str)| {
        let content = json!({ "application/problem+json": { "schema": reference("Problem") } });
        let mut headers = json!({ "X-Request-Id": reference_to_header() });
        if status == 405 {
            headers["Allow"] =
                json!({ "schema": { "type": "string" }, "description": "Methods that the path takes." });
        }
        (name_of(status), json!({ "description": about, "content": content, "headers": headers }))
    };
    Value::Object(PROBLEMS.into_iter().map(problem).collect())
}

fn name_of(status: u16) -> String {
    format!("Problem{status}")
}

fn reference_to_header() -> Value {
    json!({ "schema": { "type": "string" }, "description": "Id of the request." })
}

/// Says what the standard members are, once for all records.
fn describe_standard_members(schema: &mut Value) {
    const WORDS: [(&str, &str); 8] = [
        ("id", "The record's id, a UUIDv7."),
        ("version", "Goes up by one with every change; the number in the `ETag`."),
        ("created_at", "When the record came into being."),
        ("created_by", "Who created it; null for the system."),
        ("updated_at", "When it was last changed."),
        ("updated_by", "Who last changed it; null for the system."),
        ("owner_id", "The user responsible for it."),
        ("department_id", "The department it counts for."),
    ];
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (name, words) in WORDS {
        if let Some(property) = properties.get_mut(name).and_then(Value::as_object_mut) {
            property.entry("description").or_insert_with(|| json!(words));
        }
    }
}

#[cfg(test)]
mod tests;
