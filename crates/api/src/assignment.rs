//! Leads that are given by rules.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::LeadId;
use uuid::Uuid;
use wire::Problem;
use wire::assignment_rule::{AssignByRules, LeadAssignment};
use wire::lead::Lead;

use crate::body::Body;
use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};
use crate::step::Step;

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => crate::assignment.preview, crate::assignment.assign);
}

/// See who would get a lead by the rules, and why.
///
/// Needs the permission `lead:read`.
#[utoipa::path(get, path = "/leads/{id}/assignment", tag = "leads", operation_id = "preview_assignment",
    params(("id" = Uuid, Path, description = "The lead.")),
    extensions(("x-permission" = json!("lead:read"))),
    responses((status = 200, description = "Who would get it now.", body = LeadAssignment),
        (status = "4XX", body = Problem)))]
pub(crate) async fn preview(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = LeadId(*id);
    Ok(HttpResponse::Ok().json(db.read(call.actor, move |read| read.lead_assignment(id)).await?))
}

/// Give a lead to whom the rules say.
///
/// The first active rule that the lead passes, and that has somebody who is neither away nor full, gives it away; the
/// name of the rule is the reason in the owner history. 409 if there is none. Needs the permission `lead:update` and
/// the right `assign`.
#[utoipa::path(post, path = "/leads/{id}/actions/assign-by-rules", tag = "leads", operation_id = "assign_lead_by_rules",
    request_body = AssignByRules,
    params(("id" = Uuid, Path, description = "The lead."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("lead:update"))),
    responses((status = 200, description = "The lead as it is now.", body = Lead), (status = "4XX", body = Problem)))]
pub(crate) async fn assign(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<AssignByRules>,
) -> Result<HttpResponse, ApiError> {
    Step::<Lead, _>::new(call, &request, *id, body)?.take(&db, service::lead::assign_by_rules).await
}
