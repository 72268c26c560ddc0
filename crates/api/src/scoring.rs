//! The scores of leads, and what holds for all of them.

use actix_web::{HttpResponse, web};
use domain::LeadId;
use uuid::Uuid;
use wire::Problem;
use wire::scoring_rule::{LeadScore, LeadScoring};

use crate::body::Body;
use crate::call::{self, Call};
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};
use crate::step::valid;

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => crate::scoring.score, crate::scoring.scoring, crate::scoring.set_scoring);
}

/// See the score of a lead as it is now, line by line.
///
/// Needs the permission `lead:read`.
#[utoipa::path(get, path = "/leads/{id}/score", tag = "leads", operation_id = "get_lead_score",
    params(("id" = Uuid, Path, description = "The lead.")),
    extensions(("x-permission" = json!("lead:read"))),
    responses((status = 200, description = "The score.", body = LeadScore), (status = "4XX", body = Problem)))]
pub(crate) async fn score(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = LeadId(*id);
    Ok(HttpResponse::Ok().json(db.read(call.actor, move |read| read.lead_score(id)).await?))
}

/// See from which score on leads are hot, and what they lose without activity.
///
/// Needs the permission `scoring_rule:read`.
#[utoipa::path(get, path = "/lead-scoring", tag = "lead-scoring", operation_id = "get_lead_scoring",
    extensions(("x-permission" = json!("scoring_rule:read"))),
    responses((status = 200, description = "What holds for all leads.", body = LeadScoring),
        (status = "4XX", body = Problem)))]
pub(crate) async fn scoring(db: Db, call: Call, _: NoQuery) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(db.read(call.actor, |read| read.lead_scoring()).await?))
}

/// Say from which score on leads are hot, and what they lose without activity.
///
/// All leads are scored anew in the background. Needs the permission `scoring_rule:update`.
#[utoipa::path(put, path = "/lead-scoring", tag = "lead-scoring", operation_id = "set_lead_scoring",
    request_body = LeadScoring,
    extensions(("x-permission" = json!("scoring_rule:update"))),
    responses((status = 200, description = "What holds for all leads.", body = LeadScoring),
        (status = "4XX", body = Problem)))]
pub(crate) async fn set_scoring(
    db: Db,
    call: Call,
    _: NoQuery,
    body: Body<LeadScoring>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| call::body(200, &tx.set_lead_scoring(value)?)).await
}
