//! Absences: days on which a user is not at work.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{AbsenceId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// Days on which a user is not at work: rules give them nothing new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Absence {
    pub id: AbsenceId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// Who is away.
    pub user_id: UserId,
    /// The first day, in the company's time zone.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// What colleagues should know.
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: Option<String>,
}

/// What a client may set of an absence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "ends_after_it_starts", skip_on_field_errors = false))]
pub struct AbsenceInput {
    /// Who is away.
    pub user_id: UserId,
    /// The first day, in the company's time zone.
    pub starts_on: NaiveDate,
    /// The last day; not before the first.
    pub ends_on: NaiveDate,
    /// What colleagues should know.
    #[serde(default)]
    #[validate(length(min = 1, max = 500, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub note: Option<String>,
}

fn ends_after_it_starts(input: &AbsenceInput) -> Result<(), ValidationError> {
    if input.ends_on < input.starts_on { Err(at("ends_on", "out_of_range")) } else { Ok(()) }
}

crate::resource::resource!(
    Absence(AbsenceId),
    AbsenceInput { user_id, starts_on, ends_on, note },
    "absences"
);
