//! Searching all kinds of record at once.

use domain::Kind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::FieldCode;
use crate::list::BadQuery;

/// The most characters of what is searched for.
pub const MAX_LENGTH: usize = 100;
/// The most records of each kind.
pub const MAX_HITS: u32 = 20;
/// The records of each kind when nothing is said.
pub const DEFAULT_HITS: u32 = 5;

/// Refuses what is no text to search for.
pub fn check(q: &str) -> Result<(), BadQuery> {
    if !domain::search::is_enough(q) || q.chars().count() > MAX_LENGTH {
        let hint = "2 to 100 characters, or one that is Chinese, Japanese or Korean";
        return Err(BadQuery::new("q", FieldCode::OutOfRange, hint));
    }
    if q.contains(char::is_control) {
        return Err(BadQuery::new("q", FieldCode::InvalidFormat, "no control characters"));
    }
    Ok(())
}

/// What a search is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// What is searched for, as [`check`] lets it through.
    pub q: String,
    /// The kinds to search; all if None.
    pub kinds: Option<Vec<Kind>>,
    /// How many records of each kind at most, 1 to 20.
    pub limit: u32,
}

/// What was found, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResult {
    /// The kinds of which something was found.
    pub data: Vec<SearchGroup>,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchGroup {
    /// The kind.
    pub kind: Kind,
    /// The best of it: first those whose name begins so, then those that have it in their name, then those that have
    /// it elsewhere, then those that have something like it; short names before long ones.
    pub items: Vec<SearchHit>,
    /// True if there are more; the list of the kind has them, by the same `q`.
    pub has_more: bool,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// The record.
    pub id: Uuid,
    /// Its name.
    pub label: String,
    /// What tells it from others of that name: the city of an account, the account of a contact or deal, the company
    /// of a lead, the code of a product.
    pub detail: Option<String>,
    /// Where it was found; null if the words stand in several fields, or if it only has something like them.
    pub found_in: Option<SearchField>,
    /// True if nothing was found but with a typing error in it.
    pub is_similar: bool,
}

/// The field in which something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchField {
    /// Its name, such as `name`, `phone` or `email`.
    pub field: String,
    /// What it holds.
    pub value: String,
}
