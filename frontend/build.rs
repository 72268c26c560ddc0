//! Takes from the API document what screens must know of lists and fields: which filters and orders there are, what is
//! required, how long a text may be. So a description of a kind says how it looks and no more.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

const DOCUMENT: &str = "../openapi/openapi.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let document: Value = serde_json::from_str(&fs::read_to_string(DOCUMENT)?)?;
    let paths = document["paths"].as_object().ok_or("the document has no paths")?;
    let mut code = String::from("pub(crate) static FACTS: &[(&str, &[Fact])] = &[\n");
    for (path, operations) in paths {
        let collection = path.trim_start_matches("/api/v1/");
        let fields = fields(&document, paths, path, operations);
        let Some(fields) = fields.or_else(|| asked(&document, path, operations)) else { continue };
        // `leads/{id}/actions/convert` is called `leads/actions/convert`: the facts are those of any record.
        let collection = collection.replace("/{id}", "");
        writeln!(code, "    ({collection:?}, &[")?;
        for (name, fact) in fields {
            writeln!(code, "        Fact {{ name: {name:?}, {fact} }},")?;
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    fs::write(out_dir()?.join("facts.rs"), code)?;
    Ok(())
}

/// The fields of the collection at `path`, if it is one of records.
fn fields(
    document: &Value,
    paths: &serde_json::Map<String, Value>,
    path: &str,
    operations: &Value,
) -> Option<BTreeMap<String, String>> {
    paths.get(&format!("{path}/search"))?;
    let parameters = operations["get"]["parameters"].as_array()?;
    let body = &operations["post"]["requestBody"]["content"]["application/json"]["schema"];
    let input = resolve(document, body);
    let mut tests: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let (mut sorts, mut sums, mut members) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in parameters {
        let name = parameter["name"].as_str()?;
        match name {
            "limit" | "cursor" | "count" | "q" => {}
            "fields" => members = words_of(parameter["schema"]["pattern"].as_str()?),
            "sum" => sums = words_of(parameter["schema"]["pattern"].as_str()?),
            "sort" => sorts = words_of(parameter["schema"]["pattern"].as_str()?),
            _ => {
                let (field, op) = name.split_once("__").unwrap_or((name, "eq"));
                tests.entry(field).or_default().push(op);
            }
        }
    }
    let properties = input["properties"].as_object()?;
    let required: Vec<&str> =
        input["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut names: Vec<&str> = tests.keys().copied().chain(properties.keys().map(String::as_str)).collect();
    names.extend(sorts.iter().chain(&sums).chain(&members));
    let fact = |name: &str| {
        let ops = tests.get(name).cloned().unwrap_or_default();
        let ops = ops.iter().map(|op| format!("Op::{}", variant(op))).collect::<Vec<_>>().join(", ");
        let property = properties.get(name);
        let length = property.and_then(|property| most(document, property));
        format!(
            "ops: &[{ops}], is_member: {}, is_sortable: {}, is_summed: {}, is_settable: {}, is_required: {}, \
             max_length: {length:?}",
            members.contains(&name),
            sorts.contains(&name),
            sums.contains(&name),
            property.is_some(),
            required.contains(&name),
        )
    };
    Some(names.iter().map(|name| ((*name).to_owned(), fact(name))).collect())
}

/// What the action at `path` on a record asks for, if it is one.
fn asked(document: &Value, path: &str, operations: &Value) -> Option<BTreeMap<String, String>> {
    path.contains("/{id}/actions/").then_some(())?;
    let body = &operations["post"]["requestBody"]["content"]["application/json"]["schema"];
    let input = resolve(document, body);
    let required: Vec<&str> =
        input["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let fact = |(name, property): (&String, &Value)| {
        let is_required = required.contains(&name.as_str());
        let length = most(document, property);
        let fact =
            format!("is_settable: true, is_required: {is_required}, max_length: {length:?}, ..NOTHING");
        (name.clone(), fact)
    };
    Some(input["properties"].as_object()?.iter().map(fact).collect())
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap_or(schema),
        None => schema,
    }
}

fn most(document: &Value, property: &Value) -> Option<u64> {
    let property = resolve(document, property);
    property["maxLength"].as_u64().or_else(|| {
        let parts = property["oneOf"].as_array().or(property["anyOf"].as_array())?;
        parts.iter().find_map(|part| resolve(document, part)["maxLength"].as_u64())
    })
}

/// The first group of a pattern such as `^-?(name|amount)(,…`.
fn words_of(pattern: &str) -> Vec<&str> {
    let inside = pattern.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    inside.unwrap_or_default().split('|').collect()
}

fn variant(op: &str) -> &'static str {
    match op {
        "ne" => "Ne",
        "in" => "In",
        "nin" => "Nin",
        "gte" => "Gte",
        "lte" => "Lte",
        "gt" => "Gt",
        "lt" => "Lt",
        "between" => "Between",
        "prefix" => "Prefix",
        "contains" => "Contains",
        "within" => "Within",
        "isnull" => "IsNull",
        _ => "Eq",
    }
}

#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts in this way where they may write")]
fn out_dir() -> Result<PathBuf, Box<dyn Error>> {
    Ok(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?.into())
}
