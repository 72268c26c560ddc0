//! The steps of a deal.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::OpportunityId;
use serde_json::json;
use uuid::Uuid;
use wire::Problem;
use wire::opportunity::{CloseLost, CloseWon, MoveStage, Opportunity, Reopen, StageStay};

use crate::body::Body;
use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};
use crate::step::{Step, valid};

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes =>
        crate::opportunity.move_stage,
        crate::opportunity.close_won,
        crate::opportunity.close_lost,
        crate::opportunity.reopen,
        crate::opportunity.stage_history,
    );
}

/// Move an open deal to another open stage.
///
/// Fields that the stage requires can be filled on the way. Closing is an action of its own. Needs the permission
/// `opportunity:update`.
#[utoipa::path(post, path = "/opportunities/{id}/actions/move", tag = "opportunities", operation_id = "move_opportunity",
    request_body = MoveStage,
    params(("id" = Uuid, Path, description = "The deal."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("opportunity:update"))),
    responses((status = 200, description = "The deal as it is now.", body = Opportunity), (status = "4XX", body = Problem)))]
pub(crate) async fn move_stage(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<MoveStage>,
) -> Result<HttpResponse, ApiError> {
    Step::<Opportunity, _>::new(call, &request, *id, body)?.take(&db, service::opportunity::move_stage).await
}

/// Close an open deal as won.
///
/// The deal needs an amount. Needs the permission `opportunity:update`.
#[utoipa::path(post, path = "/opportunities/{id}/actions/close-won", tag = "opportunities",
    operation_id = "close_opportunity_won", request_body = CloseWon,
    params(("id" = Uuid, Path, description = "The deal."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("opportunity:update"))),
    responses((status = 200, description = "The deal as it is now.", body = Opportunity), (status = "4XX", body = Problem)))]
pub(crate) async fn close_won(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<CloseWon>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Opportunity, _>::new(call, &request, *id, body)?.take(&db, service::opportunity::close_won).await
}

/// Close an open deal as lost.
///
/// A reason is required, and a note if the reason asks for one. Needs the permission `opportunity:update`.
#[utoipa::path(post, path = "/opportunities/{id}/actions/close-lost", tag = "opportunities",
    operation_id = "close_opportunity_lost", request_body = CloseLost,
    params(("id" = Uuid, Path, description = "The deal."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("opportunity:update"))),
    responses((status = 200, description = "The deal as it is now.", body = Opportunity), (status = "4XX", body = Problem)))]
pub(crate) async fn close_lost(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<CloseLost>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Opportunity, _>::new(call, &request, *id, body)?.take(&db, service::opportunity::close_lost).await
}

/// Open a closed deal again.
///
/// Needs the permission `opportunity:update` and the right `reopen`.
#[utoipa::path(post, path = "/opportunities/{id}/actions/reopen", tag = "opportunities",
    operation_id = "reopen_opportunity", request_body = Reopen,
    params(("id" = Uuid, Path, description = "The deal."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("opportunity:update"))),
    responses((status = 200, description = "The deal as it is now.", body = Opportunity), (status = "4XX", body = Problem)))]
pub(crate) async fn reopen(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<Reopen>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Opportunity, _>::new(call, &request, *id, body)?.take(&db, service::opportunity::reopen).await
}

/// The stays of a deal in stages.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct StageHistory {
    /// The first stay first.
    data: Vec<StageStay>,
}

/// List the stays of a deal in stages, the first one first.
///
/// Needs the permission `opportunity:read`.
#[utoipa::path(get, path = "/opportunities/{id}/stage-history", tag = "opportunities",
    operation_id = "list_stage_history", params(("id" = Uuid, Path, description = "The deal.")),
    extensions(("x-permission" = json!("opportunity:read"))),
    responses((status = 200, description = "The stays.", body = StageHistory), (status = "4XX", body = Problem)))]
pub(crate) async fn stage_history(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = OpportunityId(*id);
    let stays = db.read(call.actor, move |read| read.stage_history(id)).await?;
    Ok(HttpResponse::Ok().json(json!({ "data": stays })))
}
