//! Imports: a file, the plan by which it is read, and how far it is.

mod guard;
mod plan;
mod template;

use chrono::{DateTime, Utc};
use domain::{ImportId, ImportStatus, ImportTemplateId, Kind, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::Resource;

pub use guard::{guarded, unguarded};
pub use plan::{
    DateFormat, DecimalSeparator, Delimiter, Encoding, ImportColumn, ImportMode, ImportPlan, ImportReference,
    MissingReference, ReferenceKey, ReferenceWithin,
};
pub use template::Template;

/// The most bytes of a file.
pub const MAX_FILE_BYTES: u64 = 150 * 1024 * 1024;
/// The most rows of a file.
pub const MAX_ROWS: i64 = 1_000_000;

/// A file on its way into the database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    pub id: ImportId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    /// Whose import it is: the rows are written with this user's permissions.
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Kind of record the rows become.
    pub kind: Kind,
    pub status: ImportStatus,
    pub plan: ImportPlan,
    /// Name of the file as the user knows it.
    pub file_name: String,
    /// Size of the file; null until it is there, and when it is gone again after the import.
    pub file_bytes: Option<i64>,
    /// Names of the file's columns, in its order; empty until they are read.
    pub headers: Vec<String>,
    /// True: rows are checked and nothing is kept.
    pub is_dry_run: bool,
    /// Rows in the file; null until counted.
    pub total_rows: Option<i64>,
    /// Rows dealt with.
    pub done_rows: i64,
    /// Rows that became new records.
    pub created_rows: i64,
    /// Rows that were found to be there, and changed what was different.
    pub updated_rows: i64,
    /// Rows refused; `GET /imports/{id}/failures` has them.
    pub failed_rows: i64,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    /// Why the whole import failed.
    pub problem: Option<String>,
}

/// What a client may set of an import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportInput {
    /// Name of the file as the user knows it.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub file_name: String,
    #[validate(nested)]
    pub plan: ImportPlan,
}

crate::resource::resource!(Import(ImportId), ImportInput { file_name, plan }, "imports");

/// How files of one shape are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportTemplate {
    pub id: ImportTemplateId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Name, unique.
    pub name: String,
    /// Kind of record the rows become, as the plan says.
    pub kind: Kind,
    pub plan: ImportPlan,
}

/// What a client may set of an import template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportTemplateInput {
    /// Name, unique.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    #[validate(nested)]
    pub plan: ImportPlan,
}

crate::resource::resource!(
    ImportTemplate(ImportTemplateId),
    ImportTemplateInput { name, plan },
    "import-templates"
);

/// An import by a saved template: `POST /import-templates/{id}/actions/import`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UseTemplate {
    /// Name of the file as the user knows it.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub file_name: String,
}

/// How an import starts: `POST /imports/{id}/actions/start`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartImport {
    /// True: check the rows and keep nothing. The file stays, so that the import can then be started in earnest.
    #[serde(default)]
    pub is_dry_run: bool,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFailure {
    /// Row in the file; the header is row 1.
    pub row_number: i64,
    /// The row as it was read, in the order of the headers.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<ImportProblem>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProblem {
    /// The file's column, if one is to blame.
    pub column: Option<String>,
    /// What is wrong, at which field of the record.
    pub error: crate::FieldError,
}

impl ImportProblem {
    /// In words, with the column or field before it; and with the member, if it is about a record that the field was
    /// to create.
    pub fn words(&self, language: domain::language::Language) -> String {
        let pointer = self.error.pointer.as_deref().unwrap_or_default().trim_start_matches('/');
        let (field, member) = pointer.split_once('/').unwrap_or((pointer, ""));
        let place = self.column.as_deref().unwrap_or(field);
        let is_member = !member.is_empty() && !member.starts_with(|first: char| first.is_ascii_digit());
        let place = if is_member { format!("{place}/{member}") } else { place.to_owned() };
        format!("{place} {}", self.error.words(language)).trim_start().to_owned()
    }
}

impl Import {
    /// Path below `/api/v1` of an import's file, failures or action.
    pub fn path_of(id: ImportId, rest: &str) -> String {
        format!("{}/{id}/{rest}", Self::PATH)
    }
}
