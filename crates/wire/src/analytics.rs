//! Reports on deals: what they answer with.
//!
//! Amounts are in the company's base currency, rounded half up to its minor unit; shares are rounded half up to
//! four decimals. Days are counted in the company's zone, and numbers of days have one decimal. What would be
//! divided by nothing is null. Every row carries the query string of the list of its deals.

mod rows;

use chrono::NaiveDate;
use domain::{Currency, PipelineId};
use serde::{Deserialize, Serialize};

pub use rows::{
    ConversionRow, ForecastBucket, ForecastRow, FunnelRow, FunnelTotal, LossReasonRow, PerformanceRow,
    StageAtRow, WonRow,
};

/// The days of a report, both included: a named period, or the first and the last day, each of which may be
/// left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// A named period such as `this_quarter`; not beside `from` and `to`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 20))]
    pub period: Option<String>,
    /// The first day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// A report: rows in the order of its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report<R> {
    /// Currency of all amounts.
    pub currency: Currency,
    /// The first day that counts; null if all days up to `to` do.
    pub from: Option<NaiveDate>,
    /// The last day that counts; null if all days from `from` do.
    pub to: Option<NaiveDate>,
    /// The rows.
    pub rows: Vec<R>,
}

/// The open deals of a pipeline by stage, and all of them together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// Currency of all amounts.
    pub currency: Currency,
    /// The open stages in the order of the pipeline.
    pub rows: Vec<FunnelRow>,
    /// All open deals of the pipeline.
    pub total: FunnelTotal,
}
