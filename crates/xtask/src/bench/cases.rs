//! From the API document and the data to query strings of lists.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use super::site::Site;
use crate::http;

/// Query strings that differ in their values only.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) what: String,
    pub(super) queries: Vec<String>,
}

/// Parameters that are no filters.
const OTHERS: [&str; 6] = ["q", "sort", "limit", "cursor", "count", "fields"];

/// Fields that stand in other records, and where to take their values from.
const ELSEWHERE: [(&str, &str, &str); 5] = [
    ("opportunities", "industry", "SELECT DISTINCT industry FROM accounts WHERE industry IS NOT NULL"),
    ("opportunities", "branch_id", "SELECT id FROM branches"),
    ("opportunities", "product_id", "SELECT DISTINCT product_id FROM opportunity_lines"),
    ("opportunities", "stage_at", "SELECT id || '@' || current_date - 90 FROM stages"),
    (
        "opportunities",
        "stage_entered",
        "SELECT id || '@' || current_date - 120 || '..' || current_date - 30 FROM stages",
    ),
];

/// Values of the fields of a list, as text.
pub(super) struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    /// What is in these records, and for fields that are not, elsewhere.
    pub(super) fn of(site: &Site, table: &str, records: &[Value]) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in records.iter().filter_map(Value::as_object).flatten() {
            let found = values.entry(name.clone()).or_default();
            match value {
                Value::Array(several) => found.extend(several.iter().filter_map(text)),
                one => found.extend(text(one)),
            }
        }
        for (of, field, sql) in ELSEWHERE {
            if of == table {
                values.insert(field.to_owned(), site.column(sql).unwrap_or_default());
            }
        }
        Self(values)
    }

    fn of_field(&self, field: &str) -> &[String] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }
}

/// A case for each order, each test of each field, and each test of a value in an order of another field.
pub(super) fn cases(parameters: &[Value], values: &Values) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let sorts = sorts(parameters)?;
    for field in &sorts {
        for key in [field.clone(), format!("-{field}")] {
            cases.push(Case { what: format!("sort={key}"), queries: vec![format!("sort={key}")] });
        }
    }
    let by = sorts.iter().find(|field| ["name", "subject"].contains(&field.as_str()));
    let by = by.context("the list has no name to sort by")?;
    for needle in words(values.of_field(by)) {
        cases.push(one(&format!("q ({} letters)", needle.1), "q", &needle.0));
    }
    for parameter in parameters {
        let name = parameter["name"].as_str().unwrap_or_default();
        if OTHERS.contains(&name) || parameter["in"] != "query" {
            continue;
        }
        let (field, test) = name.split_once("__").unwrap_or((name, "eq"));
        let found = arguments(test, values.of_field(field), &parameter["schema"]);
        if found.is_empty() {
            continue;
        }
        let case = one(name, name, &found);
        if test == "eq" {
            let in_order = |query: &String| format!("{query}&sort={by}");
            let queries = case.queries.iter().map(in_order).collect();
            cases.push(Case { what: format!("{name}&sort={by}"), queries });
        }
        cases.push(case);
    }
    Ok(cases)
}

fn one(what: &str, name: &str, arguments: &[String]) -> Case {
    let query = |argument: &String| format!("{name}={}", http::encoded(argument));
    Case { what: what.to_owned(), queries: arguments.iter().map(query).collect() }
}

/// The fields that the list can be sorted by, from the pattern `^-?(a|b)…`.
fn sorts(parameters: &[Value]) -> Result<Vec<String>> {
    let sort = parameters.iter().find(|parameter| parameter["name"] == "sort").context("no sort")?;
    let pattern = sort["schema"]["pattern"].as_str().context("sort has no pattern")?;
    let (_, rest) = pattern.split_once('(').context("the pattern names no fields")?;
    Ok(rest.split(')').next().unwrap_or_default().split('|').map(str::to_owned).collect())
}

/// What a test can be given, made of values of its field.
fn arguments(test: &str, values: &[String], schema: &Value) -> Vec<String> {
    let words = || schema["enum"].as_array().into_iter().flatten().filter_map(text).collect();
    let pairs = || values.iter().zip(values.iter().cycle().skip(1));
    match test {
        "isnull" | "within" => words(),
        "in" | "nin" => pairs().map(|(one, other)| format!("{one},{other}")).collect(),
        "between" => pairs().map(|(one, other)| in_order(one, other)).collect(),
        "prefix" => values.iter().filter_map(|value| letters(value, 0, 3)).collect(),
        "contains" => words_of(values, 3),
        _ => values.to_vec(),
    }
}

fn in_order(one: &str, other: &str) -> String {
    let is_in_order = match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one <= other,
        _ => one <= other,
    };
    if is_in_order { format!("{one},{other}") } else { format!("{other},{one}") }
}

/// Two letters are a Chinese word, and too few for a trigram.
fn words(values: &[String]) -> [(Vec<String>, usize); 3] {
    [2, 3, 4].map(|length| (words_of(values, length), length))
}

fn words_of(values: &[String], length: usize) -> Vec<String> {
    values.iter().filter_map(|value| letters(value, 1, length)).collect()
}

fn letters(value: &str, from: usize, length: usize) -> Option<String> {
    let letters: String = value.chars().skip(from).take(length).collect();
    (letters.chars().count() == length).then_some(letters)
}

/// None for nothing, and for what a list of values could not hold.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (!text.contains(',')).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_order_and_every_test_is_a_case() {
        let parameters = [
            json!({ "name": "sort", "in": "query", "schema": { "pattern": "^-?(name|amount)(,-?(name|amount)){0,2}$" } }),
            json!({ "name": "amount__between", "in": "query", "schema": {} }),
            json!({ "name": "outcome", "in": "query", "schema": {} }),
        ];
        let field = |name: &str, values: &[&str]| {
            (name.to_owned(), values.iter().map(|value| (*value).to_owned()).collect())
        };
        let values = Values(BTreeMap::from([field("amount", &["20", "9"]), field("outcome", &["won"])]));
        let cases = cases(&parameters, &values).unwrap();
        let queries = |what: &str| &cases.iter().find(|case| case.what == what).unwrap().queries;
        assert_eq!(queries("sort=-amount"), &["sort=-amount"]);
        assert_eq!(queries("amount__between"), &["amount__between=9%2C20", "amount__between=9%2C20"]);
        assert_eq!(queries("outcome"), &["outcome=won"]);
        assert_eq!(queries("outcome&sort=name"), &["outcome=won&sort=name"]);
    }
}
