//! Reports on deals. Besides parameters of its own each takes those of the deals' list that say which deals are
//! meant.

use std::collections::BTreeSet;
use std::str::FromStr;

use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use domain::PipelineId;
use domain::analytics::{Dimension, Step};
use serde::Serialize;
use wire::analytics::{
    ConversionRow, Days, ForecastRow, Funnel, LossReasonRow, PerformanceRow, Report, StageAtRow, WonRow,
};
use wire::opportunity::Opportunity;
use wire::{FieldCode, FieldError, ListQuery, Problem, ProblemCode};

use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::bad;
use crate::resource::narrowing;
use crate::routes::{Routes, mount};

/// The routes, each with the filters of the deals' list among its parameters.
pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => self.funnel, self.conversion, self.performance, self.won, self.forecast, self.stages_at,
        self.loss_reasons);
    // Parameters do not bring their types along.
    routes.schema::<Dimension>();
    routes.schema::<Step>();
    let filters = narrowing::<Opportunity>();
    let reports = routes.operations.iter_mut().filter(|(path, _)| path.starts_with("/analytics/"));
    for operation in reports.flat_map(|(_, methods)| methods.values_mut()) {
        operation["x-permission"] = "opportunity:read".into();
        let Some(own) = operation["parameters"].as_array_mut() else { continue };
        let taken = |name: &serde_json::Value| own.iter().any(|parameter| parameter["name"] == *name);
        let more: Vec<_> = filters.iter().filter(|filter| !taken(&filter["name"])).cloned().collect();
        own.extend(more);
    }
}

/// What a report is asked for: parameters of its own, and which deals.
#[derive(Default)]
struct Asked {
    pipeline_id: Option<PipelineId>,
    days: Days,
    day: Option<NaiveDate>,
    by: Option<Dimension>,
    step: Option<Step>,
    query: ListQuery,
}

const DAYS: [&str; 3] = ["period", "from", "to"];

impl Asked {
    /// Reads the parameters called `own`; the others must say which deals are meant.
    fn read(request: &HttpRequest, own: &[&str]) -> Result<Self, ApiError> {
        let mut asked = Self::default();
        let mut others = form_urlencoded::Serializer::new(String::new());
        let mut seen = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            if !own.contains(&name.as_ref()) {
                others.append_pair(&name, &value);
                continue;
            }
            if !seen.insert(name.to_string()) {
                return Err(wrong(&name, FieldCode::Duplicate));
            }
            match name.as_ref() {
                "pipeline_id" => asked.pipeline_id = Some(read(&name, &value)?),
                "from" => asked.days.from = Some(read(&name, &value)?),
                "to" => asked.days.to = Some(read(&name, &value)?),
                "day" => asked.day = Some(read(&name, &value)?),
                "by" => asked.by = Some(read(&name, &value)?),
                "step" => asked.step = Some(read(&name, &value)?),
                _ => asked.days.period = Some(value.into_owned()),
            }
        }
        asked.query = ListQuery::parse(&others.finish()).map_err(bad)?;
        let ListQuery { q, filter, .. } = asked.query.clone();
        if asked.query != (ListQuery { q, filter, ..ListQuery::default() }) {
            return Err(ApiError::new(ProblemCode::UnknownParameter));
        }
        Ok(asked)
    }
}

fn read<T: FromStr>(name: &str, value: &str) -> Result<T, ApiError> {
    value.parse().map_err(|_error| wrong(name, FieldCode::InvalidFormat))
}

fn wrong(name: &str, code: FieldCode) -> ApiError {
    ApiError::with(ProblemCode::UnknownParameter, FieldError::parameter(name, code))
}

/// Sum up the open deals of a pipeline by stage.
///
/// Number, amount and weighted amount per open stage, in the order of the pipeline, and altogether. Of the deals
/// that the user sees; the list's filters narrow them further.
#[utoipa::path(get, path = "/analytics/funnel", tag = "analytics", operation_id = "get_funnel",
    params(("pipeline_id" = Option<Uuid>, Query, description = "The pipeline; the default one if none is named.")),
    responses((status = 200, description = "The funnel.", body = Funnel), (status = "4XX", body = Problem)))]
pub(crate) async fn funnel(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let Asked { query, pipeline_id, .. } = Asked::read(&request, &["pipeline_id"])?;
    answer(db.read(call.actor, move |read| read.funnel(&query, pipeline_id)).await?)
}

/// Tell what became of the deals that entered each stage.
///
/// Of the deals that entered an open stage in the period: how many went on, were lost from it, are in it still.
/// Without a period, of all that ever did.
#[utoipa::path(get, path = "/analytics/conversion", tag = "analytics", operation_id = "get_conversion",
    params(
        ("pipeline_id" = Option<Uuid>, Query, description = "The pipeline; the default one if none is named."),
        ("period" = Option<String>, Query, description = "A named period such as this_quarter; not beside from and to.", max_length = 20),
        ("from" = Option<NaiveDate>, Query, description = "The first day."),
        ("to" = Option<NaiveDate>, Query, description = "The last day.")
    ),
    responses((status = 200, description = "The stages.", body = Report<ConversionRow>), (status = "4XX", body = Problem)))]
pub(crate) async fn conversion(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let own = ["pipeline_id", DAYS[0], DAYS[1], DAYS[2]];
    let Asked { query, pipeline_id, days, .. } = Asked::read(&request, &own)?;
    answer(db.read(call.actor, move |read| read.conversion(&query, pipeline_id, &days)).await?)
}

/// Compare the closed deals of owners, departments, branches, products, industries, sources or times.
///
/// Won, lost, win rate, worth and length of the cycle of the deals closed in the period, or of all if there is none.
#[utoipa::path(get, path = "/analytics/performance", tag = "analytics", operation_id = "get_performance",
    params(
        ("by" = Option<Dimension>, Query, description = "What to group by; all together if it is not given."),
        ("period" = Option<String>, Query, description = "A named period such as this_quarter; not beside from and to.", max_length = 20),
        ("from" = Option<NaiveDate>, Query, description = "The first day."),
        ("to" = Option<NaiveDate>, Query, description = "The last day.")
    ),
    responses((status = 200, description = "The groups.", body = Report<PerformanceRow>), (status = "4XX", body = Problem)))]
pub(crate) async fn performance(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let Asked { query, by, days, .. } = Asked::read(&request, &["by", DAYS[0], DAYS[1], DAYS[2]])?;
    let by = by.unwrap_or(Dimension::None);
    answer(db.read(call.actor, move |read| read.performance(&query, by, &days)).await?)
}

/// Follow what was won, month by month or quarter by quarter.
///
/// Each beside the one before and the same one a year before; those without deals have zeros.
#[utoipa::path(get, path = "/analytics/won", tag = "analytics", operation_id = "get_won",
    params(
        ("step" = Option<Step>, Query, description = "Months, or quarters; months if it is not given."),
        ("period" = Option<String>, Query, description = "A named period such as this_quarter; not beside from and to.", max_length = 20),
        ("from" = Option<NaiveDate>, Query, description = "The first day."),
        ("to" = Option<NaiveDate>, Query, description = "The last day.")
    ),
    responses((status = 200, description = "The steps.", body = Report<WonRow>), (status = "4XX", body = Problem)))]
pub(crate) async fn won(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let Asked { query, step, days, .. } = Asked::read(&request, &["step", DAYS[0], DAYS[1], DAYS[2]])?;
    let step = step.unwrap_or(Step::Month);
    answer(db.read(call.actor, move |read| read.won(&query, step, &days)).await?)
}

/// Forecast what will be won, month by month.
///
/// The open deals by expected month, weighted by probability, with what was won in that month already; and the
/// overdue and the undated ones. Without a period, from this month on.
#[utoipa::path(get, path = "/analytics/forecast", tag = "analytics", operation_id = "get_forecast",
    params(("period" = Option<String>, Query, description = "A named period such as this_quarter; not beside from and to.", max_length = 20),
        ("from" = Option<NaiveDate>, Query, description = "The first day."),
        ("to" = Option<NaiveDate>, Query, description = "The last day.")),
    responses((status = 200, description = "The months.", body = Report<ForecastRow>), (status = "4XX", body = Problem)))]
pub(crate) async fn forecast(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let Asked { query, days, .. } = Asked::read(&request, &DAYS)?;
    answer(db.read(call.actor, move |read| read.forecast(&query, &days)).await?)
}

/// Tell where the deals of a pipeline stood at the end of a day.
///
/// One row for each stage, from the history of stages: a deal counts in the stage in which it was at midnight.
#[utoipa::path(get, path = "/analytics/stages-at", tag = "analytics", operation_id = "get_stages_at",
    params(
        ("pipeline_id" = Option<Uuid>, Query, description = "The pipeline; the default one if none is named."),
        ("day" = NaiveDate, Query, description = "The day, in the company's zone.")
    ),
    responses((status = 200, description = "The stages.", body = Report<StageAtRow>), (status = "4XX", body = Problem)))]
pub(crate) async fn stages_at(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let Asked { query, pipeline_id, day, .. } = Asked::read(&request, &["pipeline_id", "day"])?;
    let day = day.ok_or_else(|| wrong("day", FieldCode::Required))?;
    answer(db.read(call.actor, move |read| read.stages_at(&query, pipeline_id, day)).await?)
}

/// Tell why deals were lost.
///
/// The deals lost in the period, or ever, by reason, with each reason's share.
#[utoipa::path(get, path = "/analytics/loss-reasons", tag = "analytics", operation_id = "get_loss_reasons",
    params(("period" = Option<String>, Query, description = "A named period such as this_quarter; not beside from and to.", max_length = 20),
        ("from" = Option<NaiveDate>, Query, description = "The first day."),
        ("to" = Option<NaiveDate>, Query, description = "The last day.")),
    responses((status = 200, description = "The reasons.", body = Report<LossReasonRow>), (status = "4XX", body = Problem)))]
pub(crate) async fn loss_reasons(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let Asked { query, days, .. } = Asked::read(&request, &DAYS)?;
    answer(db.read(call.actor, move |read| read.loss_reasons(&query, &days)).await?)
}

fn answer(report: impl Serialize) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(report))
}
