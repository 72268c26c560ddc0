//! The rows of the reports. `filter` is always a query string of `GET /api/v1/opportunities`, the report's own
//! filter included; where a row counts several sorts of deals it says which of them are meant.

use chrono::NaiveDate;
use domain::opportunity::Outcome;
use domain::{Amount, Fraction, LossReasonId, Quantity, StageId};
use serde::{Deserialize, Serialize};

macro_rules! rows {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }
    )* };
}

rows! {
    /// The open deals in one stage.
    pub struct FunnelRow {
        stage_id: StageId,
        /// Name of the stage.
        label: String,
        /// Number of deals.
        count: i64,
        /// Sum of their amounts; deals without one count as nothing.
        amount: Amount,
        /// Sum of amount × probability, rounded once, at the end.
        weighted_amount: Amount,
        /// Lists the deals.
        filter: String,
    }

    /// All open deals of a funnel.
    pub struct FunnelTotal {
        /// Number of deals.
        count: i64,
        /// Sum of their amounts.
        amount: Amount,
        /// Sum of amount × probability, rounded once, at the end.
        weighted_amount: Amount,
        /// Lists the deals.
        filter: String,
    }

    /// What became of the deals that entered one stage in the period.
    pub struct ConversionRow {
        stage_id: StageId,
        /// Name of the stage.
        label: String,
        /// Deals that entered the stage in the period, each once however often it did.
        count: i64,
        /// Those that since reached a stage further on in the pipeline, or are won.
        advanced_count: i64,
        /// Those that are lost and were in this stage last.
        lost_count: i64,
        /// Those that are in this stage now.
        present_count: i64,
        /// `advanced_count ÷ count`; null if no deal entered.
        rate: Option<Fraction>,
        /// Median, over the deals that have left the stage, of the days they spent there on the visits begun in
        /// the period; null if none has left.
        median_days: Option<Quantity>,
        /// Lists the deals that entered.
        filter: String,
    }

    /// The deals closed in the period that share one value of the dimension.
    pub struct PerformanceRow {
        /// The value: the id of an owner, department, branch or product, the industry, the source, or the first
        /// day of the month, quarter or year; null for deals without one, and for all deals together.
        key: Option<String>,
        /// The value in words; null if `key` is.
        label: Option<String>,
        /// Deals closed.
        count: i64,
        /// Deals won.
        won_count: i64,
        /// Deals lost.
        lost_count: i64,
        /// `won_count ÷ (won_count + lost_count)`; null if none was closed.
        win_rate: Option<Fraction>,
        /// Sum of the won deals' amounts; by product, of the lines with the product × the deal's rate.
        won_amount: Amount,
        /// `won_amount ÷ won_count`; null if none was won.
        average_amount: Option<Amount>,
        /// Median, over the won deals, of the days from the start of the selling (of the record, if unknown) to
        /// the day of closing; null if none was won.
        median_cycle_days: Option<Quantity>,
        /// Lists the deals closed.
        filter: String,
    }

    /// The deals won in one month or quarter.
    pub struct WonRow {
        /// The first day of the month or quarter.
        starts_on: NaiveDate,
        /// Deals won in it and in the period of the report.
        count: i64,
        /// Sum of their amounts.
        amount: Amount,
        /// What was won in the whole of the month or quarter before; null if nothing was.
        previous_amount: Option<Amount>,
        /// What was won in the whole of the same one a year before; null if nothing was.
        year_before_amount: Option<Amount>,
        /// Lists the deals.
        filter: String,
    }

    /// What is expected from the deals of one month, or of those that are overdue or have no date.
    pub struct ForecastRow {
        bucket: ForecastBucket,
        /// The first day of the month; null for the other buckets.
        month: Option<NaiveDate>,
        /// Open deals expected to close.
        count: i64,
        /// Sum of their amounts.
        amount: Amount,
        /// Sum of amount × probability, rounded once, at the end.
        weighted_amount: Amount,
        /// Deals won in the month.
        won_count: i64,
        /// Sum of their amounts.
        won_amount: Amount,
        /// `weighted_amount + won_amount`.
        forecast_amount: Amount,
        /// Lists the open deals.
        filter: String,
        /// Lists the won deals; null where there is no month.
        won_filter: Option<String>,
    }

    /// The deals that stood in one stage at the end of a day.
    pub struct StageAtRow {
        stage_id: StageId,
        /// Name of the stage.
        label: String,
        outcome: Outcome,
        /// Number of deals.
        count: i64,
        /// Sum of the amounts they had when they came to the stage.
        amount: Amount,
        /// Lists the deals.
        filter: String,
    }

    /// The deals lost in the period for one reason.
    pub struct LossReasonRow {
        /// The reason; null where none was recorded.
        loss_reason_id: Option<LossReasonId>,
        /// Its name.
        label: Option<String>,
        /// Number of deals.
        count: i64,
        /// Sum of their amounts.
        amount: Amount,
        /// `count` ÷ all deals lost in the period.
        count_share: Option<Fraction>,
        /// `amount` ÷ the amount of all deals lost in the period; null if that is nothing.
        amount_share: Option<Fraction>,
        /// Lists the deals.
        filter: String,
    }
}

/// What sort of date the deals of a forecast row have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ForecastBucket {
    /// Open, and the expected day has passed.
    Overdue,
    /// Expected in a month, from today on.
    Month,
    /// Open without an expected day.
    NoDate,
}
