//! Descriptions against the API document: what they name must be there.

use std::collections::BTreeSet;

use serde_json::Value;
use wire::ListQuery;

use super::ENTITIES;
use crate::record::state::{ListState, tests};
use crate::record::{Entity, Is, fact};

fn document() -> Value {
    serde_json::from_str(include_str!("../../../openapi/openapi.json")).unwrap()
}

/// The schema of a record of this kind.
fn members(document: &Value, entity: &Entity) -> serde_json::Map<String, Value> {
    let path = format!("/api/v1/{}/{{id}}", entity.path);
    let schema =
        &document["paths"][&path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    // The whole record comes before the one with chosen members.
    let reference = schema["anyOf"][0]["$ref"].as_str().unwrap();
    document.pointer(reference.trim_start_matches('#')).unwrap()["properties"].as_object().unwrap().clone()
}

#[test]
fn every_field_is_a_member_of_the_record() {
    let document = document();
    for entity in ENTITIES {
        let members = members(&document, entity);
        for field in entity.fields {
            let fact = fact(entity.path, field.name);
            assert_eq!(members.contains_key(field.name), fact.is_member, "{} {}", entity.path, field.name);
            assert!(fact.is_member || fact.is_settable, "{} {}", entity.path, field.name);
            if let Some(beside) = field.is.beside() {
                assert!(members.contains_key(beside), "{} {} beside {beside}", entity.path, field.name);
            }
        }
    }
}

#[test]
fn what_a_new_record_must_have_can_be_entered() {
    for entity in ENTITIES {
        let shown: BTreeSet<&str> =
            entity.sections.iter().flat_map(|section| section.fields).copied().collect();
        let required = entity.fields.iter().filter(|field| fact(entity.path, field.name).is_required);
        for field in required {
            assert!(shown.contains(field.name), "{} {}", entity.path, field.name);
        }
    }
}

#[test]
fn columns_sections_and_names_are_fields() {
    for entity in ENTITIES {
        let named = entity.columns.iter().chain(entity.sections.iter().flat_map(|section| section.fields));
        for name in named.chain([&entity.name]) {
            assert!(entity.field(name).is_some(), "{} {name}", entity.path);
        }
        let sort = entity.sort.trim_start_matches('-');
        assert!(fact(entity.path, sort).is_sortable, "{} sorts by {sort}", entity.path);
    }
}

#[test]
fn what_stands_for_a_sum_can_be_added_up() {
    for entity in ENTITIES {
        for field in entity.fields.iter().filter(|field| field.sum != field.name) {
            assert!(fact(entity.path, field.sum).is_summed, "{} {}", entity.path, field.name);
        }
    }
}

#[test]
fn views_are_lists_that_the_api_takes() {
    for entity in ENTITIES {
        for view in entity.views {
            assert!(ListQuery::parse(view.query).is_ok(), "{} {}", entity.path, view.id);
            let state = ListState::parse(view.query);
            for test in tests(&state.query.filter) {
                let allowed = fact(entity.path, &test.field).ops;
                assert!(allowed.contains(&test.op), "{} {} {:?}", entity.path, test.field, test.op);
            }
            for sort in &state.query.sort {
                assert!(fact(entity.path, &sort.field).is_sortable, "{} {}", entity.path, sort.field);
            }
        }
    }
}

#[test]
fn related_lists_can_be_asked_for() {
    for entity in ENTITIES {
        for related in entity.related {
            let of = super::entity(related.kind).unwrap();
            assert!(
                fact(of.path, related.field).ops.contains(&wire::Op::Eq),
                "{} {}",
                of.path,
                related.field
            );
        }
    }
}

#[test]
fn lists_of_values_are_whole() {
    let document = document();
    for entity in ENTITIES {
        let members = members(&document, entity);
        for field in entity.fields {
            let Is::Choice(list) = field.is else { continue };
            let values: BTreeSet<String> = list.iter().map(|listed| listed.value.to_owned()).collect();
            let member = members.get(field.name).cloned().unwrap_or_default();
            assert_eq!(values, words_of(&document, &member), "{} {}", entity.path, field.name);
        }
    }
}

fn words_of(document: &Value, schema: &Value) -> BTreeSet<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return words_of(document, document.pointer(reference.trim_start_matches('#')).unwrap());
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    let parts = schema["oneOf"].as_array().or(schema["anyOf"].as_array()).into_iter().flatten();
    parts.flat_map(|part| words_of(document, part)).collect()
}
