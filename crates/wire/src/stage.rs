//! Stages of pipelines.

use chrono::{DateTime, Utc};
use domain::opportunity::{Outcome, REQUIRABLE_FIELDS};
use domain::{Fraction, PipelineId, StageId, UserId};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::validate::at;

/// A step of a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stage {
    pub id: StageId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The pipeline it belongs to.
    pub pipeline_id: PipelineId,
    /// Name, unique within the pipeline.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Order within the pipeline, from 0; unique.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
    pub position: i32,
    /// Chance of winning that a deal takes over on entry: 0 to 1, 1 where deals are won, 0 where they are
    /// lost.
    pub probability: Fraction,
    /// How a deal stands that is here.
    pub outcome: Outcome,
    /// Fields of the opportunity that must be filled on entry.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::FieldName>, max_items = 7))]
    pub required_fields: Vec<String>,
    /// Days without activity after which a deal rots here; 0 is never.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 3650))]
    pub rotting_days: i32,
}

/// What a client may set of a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "probability_suits_the_outcome"))]
pub struct StageInput {
    /// The pipeline it belongs to.
    pub pipeline_id: PipelineId,
    /// Name, unique within the pipeline.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Order within the pipeline, from 0; unique.
    #[validate(range(min = 0, max = 1000, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
    pub position: i32,
    /// Chance of winning that a deal takes over on entry: 0 to 1, 1 where deals are won, 0 where they are
    /// lost.
    #[validate(custom(function = "crate::validate::share"))]
    pub probability: Fraction,
    /// How a deal stands that is here.
    pub outcome: Outcome,
    /// Fields of the opportunity that must be filled on entry.
    #[serde(default)]
    #[validate(custom(function = "fields_of_an_opportunity"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::FieldName>, max_items = 7))]
    pub required_fields: Vec<String>,
    /// Days without activity after which a deal rots here; 0 is never.
    #[serde(default)]
    #[validate(range(min = 0, max = 3650, code = "out_of_range"))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 3650))]
    pub rotting_days: i32,
}

crate::resource::resource!(
    Stage(StageId),
    StageInput { pipeline_id, name, position, probability, outcome, required_fields, rotting_days },
    "stages"
);

fn fields_of_an_opportunity(fields: &[String]) -> Result<(), ValidationError> {
    if !fields.iter().all(|field| REQUIRABLE_FIELDS.contains(&field.as_str())) {
        return Err(ValidationError::new("unknown_value"));
    }
    let distinct: std::collections::BTreeSet<&String> = fields.iter().collect();
    if distinct.len() == fields.len() { Ok(()) } else { Err(ValidationError::new("duplicate")) }
}

fn probability_suits_the_outcome(input: &StageInput) -> Result<(), ValidationError> {
    let suits = match input.outcome {
        Outcome::Open => true,
        Outcome::Won => input.probability == Fraction::ONE,
        Outcome::Lost => input.probability == Fraction::ZERO,
    };
    if suits { Ok(()) } else { Err(at("probability", "inconsistent")) }
}
