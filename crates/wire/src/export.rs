//! Exports: a list with its filter, order and columns, as a file.

use chrono::{DateTime, Utc};
use domain::{ExportFormat, ExportId, ExportStatus, Kind};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::list::{BadQuery, Search};
use crate::{Filter, ListQuery};

/// The most rows of a file that comes at once; a larger one is written by a worker.
pub const MAX_ROWS_AT_ONCE: i64 = 10_000;
/// The most rows of a file.
pub const MAX_ROWS: i64 = 1_000_000;
/// Path below `/api/v1` of exports.
pub const PATH: &str = "exports";
/// What stands behind a reference in the column that shows the names of what it refers to.
pub const NAME: &str = ".name";

/// What a file is to hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExportPlan {
    pub format: ExportFormat,
    /// Words to search the record's texts for.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(min_length = 2, max_length = 100))]
    pub q: Option<String>,
    /// Which records, as in a search.
    #[serde(default = "Filter::all")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub filter: Filter,
    /// Fields to sort by, each with a minus before it for large to small; the list's own order if none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::SortKey>, max_items = 3))]
    pub sort: Vec<String>,
    /// The columns in their order; all members and the names of what they refer to if none.
    #[serde(default)]
    #[validate(nested, length(max = 200, code = "too_long"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub columns: Vec<ExportColumn>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExportColumn {
    /// A member of the record, such as `owner_id`; with `.name` behind a reference, the name of what it refers to.
    #[validate(length(min = 1, max = 110, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 110))]
    pub field: String,
    /// What stands above it; `field` if nothing is said.
    #[serde(default)]
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub header: Option<String>,
}

impl ExportPlan {
    /// The list whose records the file holds. [`BadQuery`] as for a search.
    pub fn query(&self) -> Result<ListQuery, BadQuery> {
        let Self { q, filter, sort, .. } = self.clone();
        ListQuery::from_search(Search { q, filter, sort, ..Search::default() })
    }
}

/// A list on its way out as a file that a worker writes. It is its user's, and gone some time after its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    pub id: ExportId,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// Kind of the records.
    pub kind: Kind,
    pub format: ExportFormat,
    pub status: ExportStatus,
    /// Rows that the list had when it was asked for.
    pub total_rows: i64,
    /// Rows written.
    pub done_rows: i64,
    /// Size of the file; null until it is there.
    pub file_bytes: Option<i64>,
    /// When the file was there, or it was known that there will be none.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it goes, with its file.
    pub expires_at: DateTime<Utc>,
    /// Why there is no file.
    pub problem: Option<String>,
}

/// The exports of a user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Exports {
    /// The latest first.
    pub data: Vec<Export>,
}
