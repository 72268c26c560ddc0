//! Text to [`ListQuery`] and back.

use std::collections::BTreeSet;

use super::{
    BadQuery, Count, DEFAULT_LIMIT, Direction, Filter, ListQuery, MAX_DEPTH, MAX_FIELDS, MAX_LIMIT,
    MAX_SORT_KEYS, MAX_SUMS, MAX_TESTS, MAX_VALUE_LENGTH, MAX_VALUES, Op, Search, Sort, Test,
};
use crate::{FieldCode, search};

impl ListQuery {
    /// Reads a query string. Whether a field exists and takes the test is the list's to say.
    pub fn parse(query: &str) -> Result<Self, BadQuery> {
        let mut list = Self::default();
        let mut tests = Vec::new();
        let mut seen = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if !seen.insert(name.to_string()) {
                return Err(BadQuery::new(name, FieldCode::Duplicate, "may be given once"));
            }
            match name.as_ref() {
                "q" => list.q = Some(value.into_owned()),
                "sort" => list.sort = value.split(',').map(Sort::parse).collect(),
                "limit" => list.limit = value.parse().map_err(|_error| limit_out_of_range())?,
                "cursor" => list.cursor = Some(value.into_owned()),
                "count" => list.count = Count::parse(&value)?,
                "sum" => list.sum = value.split(',').map(str::to_owned).collect(),
                "fields" => list.fields = Some(value.split(',').map(str::to_owned).collect()),
                _ => tests.push(Filter::Test(Test::parse(&name, &value)?)),
            }
        }
        list.filter = Filter::And { and: tests };
        // Each name may stand once, and the address has an end: their number needs no other limit.
        list.checked(usize::MAX)
    }

    /// Reads the body of a search.
    pub fn from_search(search: Search) -> Result<Self, BadQuery> {
        let Search { q, filter, sort, limit, cursor, count, sum, fields } = search;
        let sort = sort.iter().map(|key| Sort::parse(key)).collect();
        Self { q, filter, sort, limit, cursor, count, sum, fields }.checked(MAX_TESTS)
    }

    fn checked(self, most_tests: usize) -> Result<Self, BadQuery> {
        if self.limit == 0 || self.limit > MAX_LIMIT {
            return Err(limit_out_of_range());
        }
        self.q.as_deref().map(search::check).transpose()?;
        if self.fields.as_ref().is_some_and(|fields| fields.len() > MAX_FIELDS) {
            return Err(BadQuery::new("fields", FieldCode::TooLong, format!("at most {MAX_FIELDS} members")));
        }
        if self.sort.len() > MAX_SORT_KEYS {
            return Err(BadQuery::new("sort", FieldCode::TooLong, "at most 3 fields"));
        }
        if self.sum.len() > MAX_SUMS {
            return Err(BadQuery::new("sum", FieldCode::TooLong, format!("at most {MAX_SUMS} fields")));
        }
        let mut tests = most_tests;
        self.filter.check(1, &mut tests)?;
        Ok(self)
    }

    /// Writes the query string that [`ListQuery::parse`] reads; None if the filter needs a search body.
    pub fn to_query(&self) -> Option<String> {
        let mut text = form_urlencoded::Serializer::new(String::new());
        if let Some(q) = &self.q {
            text.append_pair("q", q);
        }
        let Filter::And { and } = &self.filter else { return None };
        for filter in and {
            let Filter::Test(test) = filter else { return None };
            text.append_pair(&test.parameter(), &test.text());
        }
        if !self.sort.is_empty() {
            let keys: Vec<String> = self.sort.iter().map(Sort::to_string).collect();
            text.append_pair("sort", &keys.join(","));
        }
        if self.limit != DEFAULT_LIMIT {
            text.append_pair("limit", &self.limit.to_string());
        }
        if let Some(cursor) = &self.cursor {
            text.append_pair("cursor", cursor);
        }
        match self.count {
            Count::None => {}
            Count::Capped => drop(text.append_pair("count", "capped")),
            Count::Exact => drop(text.append_pair("count", "exact")),
        }
        if !self.sum.is_empty() {
            text.append_pair("sum", &self.sum.join(","));
        }
        if let Some(fields) = &self.fields {
            text.append_pair("fields", &fields.join(","));
        }
        Some(text.finish())
    }
}

fn limit_out_of_range() -> BadQuery {
    BadQuery::new("limit", FieldCode::OutOfRange, format!("1 to {MAX_LIMIT}"))
}

impl Filter {
    /// `tests` is how many more tests the filter may have.
    fn check(&self, depth: usize, tests: &mut usize) -> Result<(), BadQuery> {
        if depth > MAX_DEPTH {
            return Err(BadQuery::new("filter", FieldCode::TooLong, format!("at most {MAX_DEPTH} levels")));
        }
        match self {
            Self::And { and: all } | Self::Or { or: all } => {
                all.iter().try_for_each(|filter| filter.check(depth + 1, tests))
            }
            Self::Not { not } => not.check(depth + 1, tests),
            Self::Test(test) => {
                let too_many =
                    || BadQuery::new("filter", FieldCode::TooLong, format!("at most {MAX_TESTS} tests"));
                *tests = tests.checked_sub(1).ok_or_else(too_many)?;
                test.check()
            }
        }
    }
}

impl Test {
    fn parse(parameter: &str, value: &str) -> Result<Self, BadQuery> {
        let (field, op) = match parameter.rsplit_once("__") {
            None => (parameter, Op::Eq),
            Some((field, op)) => (field, Op::parse(op).ok_or_else(|| unknown_parameter(parameter))?),
        };
        let value = if op.takes_many() { split(value) } else { vec![value.to_owned()] };
        Ok(Self { field: field.to_owned(), op, value })
    }

    fn check(&self) -> Result<(), BadQuery> {
        let right = match self.op {
            Op::In | Op::Nin => (1..=MAX_VALUES).contains(&self.value.len()),
            Op::Between => self.value.len() == 2,
            _ => self.value.len() == 1,
        };
        let wrong = |code, hint: &str| Err(BadQuery::new(self.parameter(), code, hint));
        if !right {
            return wrong(FieldCode::OutOfRange, "wrong number of values");
        }
        if self.value.iter().any(|value| value.contains(char::is_control)) {
            return wrong(FieldCode::InvalidFormat, "no control characters");
        }
        if self.value.iter().any(|value| value.chars().count() > MAX_VALUE_LENGTH) {
            return wrong(FieldCode::TooLong, &format!("at most {MAX_VALUE_LENGTH} characters"));
        }
        Ok(())
    }

    /// The parameter that says this test: `field` or `field__op`.
    pub fn parameter(&self) -> String {
        match self.op {
            Op::Eq => self.field.clone(),
            op => format!("{}__{}", self.field, op.as_str()),
        }
    }

    fn text(&self) -> String {
        if !self.op.takes_many() {
            return self.value.concat();
        }
        let escaped: Vec<String> =
            self.value.iter().map(|value| value.replace('\\', "\\\\").replace(',', "\\,")).collect();
        escaped.join(",")
    }
}

fn unknown_parameter(parameter: &str) -> BadQuery {
    let ops: Vec<&str> = Op::ALL.iter().map(|op| op.as_str()).collect();
    BadQuery::new(parameter, FieldCode::UnknownParameter, format!("tests are {}", ops.join(", ")))
}

/// Splits at commas; `\,` is a comma in a value and `\\` a backslash.
fn split(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ',' => values.push(String::new()),
            c => {
                let c = if c == '\\' { chars.next().unwrap_or('\\') } else { c };
                if let Some(value) = values.last_mut() {
                    value.push(c);
                }
            }
        }
    }
    values
}

impl Op {
    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.as_str() == text)
    }
}

impl Sort {
    /// Reads one key: the name of a field, with a minus before it for large to small.
    pub fn parse(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(field) => Self { field: field.to_owned(), direction: Direction::Descending },
            None => Self { field: text.to_owned(), direction: Direction::Ascending },
        }
    }
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.direction {
            Direction::Ascending => f.write_str(&self.field),
            Direction::Descending => write!(f, "-{}", self.field),
        }
    }
}

impl Count {
    fn parse(text: &str) -> Result<Self, BadQuery> {
        match text {
            "none" => Ok(Self::None),
            "capped" => Ok(Self::Capped),
            "exact" => Ok(Self::Exact),
            _ => Err(BadQuery::new("count", FieldCode::UnknownValue, "none, capped or exact")),
        }
    }
}

/// A test's values in JSON: a string, or a list of strings.
pub(super) mod one_or_many {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize, Serialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }

    pub(in crate::list) fn serialize<S: Serializer>(
        values: &[String],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match values {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }

    pub(in crate::list) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<String>, D::Error> {
        Ok(match OneOrMany::deserialize(deserializer)? {
            OneOrMany::One(value) => vec![value],
            OneOrMany::Many(values) => values,
        })
    }
}
