//! The one grammar of lists: the address bar, the API call and a saved view are the same text.
//!
//! `?q=solar&amount__gte=1000&stage_id__in=A,B&sort=-close_date&limit=50&count=capped&fields=name,amount`.
//! Reserved words aside, every parameter is `field` or `field__op`; all of them must hold. A [`Filter`] in JSON
//! says the same with `and`, `or` and `not` for `POST …/search`.

mod parse;

use serde::{Deserialize, Serialize};

/// The most records one page holds.
pub const MAX_LIMIT: u32 = 200;
/// The records of a page when nothing is said.
pub const DEFAULT_LIMIT: u32 = 50;
/// The most sort keys.
pub const MAX_SORT_KEYS: usize = 3;
/// The most values of an `in`.
pub const MAX_VALUES: usize = 200;
/// The most characters of a value.
pub const MAX_VALUE_LENGTH: usize = 1000;
/// The most names in `fields`.
pub const MAX_FIELDS: usize = 100;
/// The most names in `sum`.
pub const MAX_SUMS: usize = 10;
/// The deepest nesting of a filter.
pub const MAX_DEPTH: usize = 5;
/// The most tests in the filter of a search.
pub const MAX_TESTS: usize = 50;

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Words to search the record's texts for, 2 to 100 characters, or one that is Chinese, Japanese or Korean.
    pub q: Option<String>,
    /// Which records.
    pub filter: Filter,
    /// In which order; the list's own order if empty.
    pub sort: Vec<Sort>,
    /// How many at most, 1 to 200.
    pub limit: u32,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Whether to count the records.
    pub count: Count,
    /// Fields to add up over all records that the filter lets through.
    pub sum: Vec<String>,
    /// Which members to answer with; all if none. `id` and `version` are always there.
    pub fields: Option<Vec<String>>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            q: None,
            filter: Filter::all(),
            sort: Vec::new(),
            limit: DEFAULT_LIMIT,
            cursor: None,
            count: Count::None,
            sum: Vec::new(),
            fields: None,
        }
    }
}

/// Which records a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Filter {
    /// Every one of these holds; an empty list holds always.
    And {
        /// The filters that must all hold.
        and: Vec<Filter>,
    },
    /// At least one of these holds.
    Or {
        /// The filters of which one must hold.
        or: Vec<Filter>,
    },
    /// This does not hold.
    Not {
        /// The filter that must not hold.
        not: Box<Filter>,
    },
    /// One field passes one test.
    Test(Test),
}

impl Filter {
    /// Lets everything through.
    pub fn all() -> Self {
        Self::And { and: Vec::new() }
    }

    /// True if it lets everything through.
    pub fn is_all(&self) -> bool {
        matches!(self, Self::And { and } if and.is_empty())
    }
}

/// One field and the test it must pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// Name of the field.
    pub field: String,
    /// The test.
    #[serde(default)]
    pub op: Op,
    /// What to compare with; several for `in`, `nin` and `between`.
    #[serde(with = "parse::one_or_many")]
    pub value: Vec<String>,
}

/// A test of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Equal.
    #[default]
    Eq,
    /// Not equal, or empty.
    Ne,
    /// One of.
    In,
    /// None of, or empty.
    Nin,
    /// At least.
    Gte,
    /// At most.
    Lte,
    /// More than.
    Gt,
    /// Less than.
    Lt,
    /// From the first value to the second, both included.
    Between,
    /// Begins with.
    Prefix,
    /// Has this text somewhere, in any case; 2 characters at least.
    Contains,
    /// In a named period such as `this_quarter`.
    Within,
    /// `true`: empty; `false`: filled.
    IsNull,
}

impl Op {
    /// Every test.
    pub const ALL: [Self; 13] = [
        Self::Eq,
        Self::Ne,
        Self::In,
        Self::Nin,
        Self::Gte,
        Self::Lte,
        Self::Gt,
        Self::Lt,
        Self::Between,
        Self::Prefix,
        Self::Contains,
        Self::Within,
        Self::IsNull,
    ];

    /// The test as it stands behind `__`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::In => "in",
            Self::Nin => "nin",
            Self::Gte => "gte",
            Self::Lte => "lte",
            Self::Gt => "gt",
            Self::Lt => "lt",
            Self::Between => "between",
            Self::Prefix => "prefix",
            Self::Contains => "contains",
            Self::Within => "within",
            Self::IsNull => "isnull",
        }
    }

    /// True if the test takes several values, separated by commas.
    pub const fn takes_many(self) -> bool {
        matches!(self, Self::In | Self::Nin | Self::Between)
    }
}

/// One key of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// Name of the field.
    pub field: String,
    /// Which way.
    pub direction: Direction,
}

/// Which way an order runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Small to large; empty last.
    Ascending,
    /// Large to small; empty last. Written with a minus before the field.
    Descending,
}

/// Whether and how far to count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Count {
    /// Not at all.
    #[default]
    None,
    /// Up to 10,000.
    Capped,
    /// All of them.
    Exact,
}

/// A list as it is asked for in the body of `POST …/search`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words to search the record's texts for.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub q: Option<String>,
    /// `{"and": […]}`, `{"or": […]}`, `{"not": …}` or `{"field": …, "op": …, "value": …}`, nested at most 5 deep.
    #[serde(default = "Filter::all")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub filter: Filter,
    /// Fields to sort by, each with a minus before it for large to small.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::SortKey>, max_items = 3))]
    pub sort: Vec<String>,
    /// How many records at most.
    #[serde(default = "default_limit")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 200))]
    pub limit: u32,
    /// Where the page before ended.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub cursor: Option<String>,
    /// Whether to count the records.
    #[serde(default)]
    pub count: Count,
    /// Fields to add up over all records that the filter lets through, of those that the list can.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::FieldName>, max_items = 10))]
    pub sum: Vec<String>,
    /// Which members to answer with.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::text::FieldName>>, max_items = 100))]
    pub fields: Option<Vec<String>>,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            q: None,
            filter: Filter::all(),
            sort: Vec::new(),
            limit: DEFAULT_LIMIT,
            cursor: None,
            count: Count::None,
            sum: Vec::new(),
            fields: None,
        }
    }
}

fn default_limit() -> u32 {
    DEFAULT_LIMIT
}

/// A member of the query that makes no sense, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadQuery {
    /// The parameter.
    pub parameter: String,
    /// What is wrong with it.
    pub code: crate::FieldCode,
    /// What would be right.
    pub hint: String,
}

impl BadQuery {
    /// A parameter with what is wrong and a hint to what would be right.
    pub fn new(parameter: impl Into<String>, code: crate::FieldCode, hint: impl Into<String>) -> Self {
        Self { parameter: parameter.into(), code, hint: hint.into() }
    }
}

#[cfg(test)]
mod tests;
