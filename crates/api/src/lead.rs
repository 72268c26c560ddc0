//! The exits of a lead, and its conversion.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::LeadId;
use uuid::Uuid;
use wire::Problem;
use wire::lead::conversion::{ConversionPreview, ConvertLead};
use wire::lead::{DisqualifyLead, Lead, NurtureLead, StepLead};

use crate::body::Body;
use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};
use crate::step::{Step, valid};

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => crate::lead.qualify, crate::lead.nurture, crate::lead.disqualify, crate::lead.reopen,
        crate::lead.preview_conversion, crate::lead.convert);
}

/// Say that a lead is worth selling to.
///
/// Needs the permission `lead:update`.
#[utoipa::path(post, path = "/leads/{id}/actions/qualify", tag = "leads", operation_id = "qualify_lead", request_body = StepLead,
    params(("id" = Uuid, Path, description = "The lead."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("lead:update"))),
    responses((status = 200, description = "The lead as it is now.", body = Lead), (status = "4XX", body = Problem)))]
pub(crate) async fn qualify(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<StepLead>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Lead, _>::new(call, &request, *id, body)?.take(&db, service::lead::qualify).await
}

/// Put a lead aside until a day, on which it returns to work by itself.
///
/// Told again, it names another day. Another owner needs the right `assign`. Needs the permission `lead:update`.
#[utoipa::path(post, path = "/leads/{id}/actions/nurture", tag = "leads", operation_id = "nurture_lead", request_body = NurtureLead,
    params(("id" = Uuid, Path, description = "The lead."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("lead:update"))),
    responses((status = 200, description = "The lead as it is now.", body = Lead), (status = "4XX", body = Problem)))]
pub(crate) async fn nurture(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<NurtureLead>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Lead, _>::new(call, &request, *id, body)?.take(&db, service::lead::nurture).await
}

/// Say that a lead is not worth selling to.
///
/// A reason is required, and a note if the reason is `other`. Needs the permission `lead:update`.
#[utoipa::path(post, path = "/leads/{id}/actions/disqualify", tag = "leads", operation_id = "disqualify_lead", request_body = DisqualifyLead,
    params(("id" = Uuid, Path, description = "The lead."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("lead:update"))),
    responses((status = 200, description = "The lead as it is now.", body = Lead), (status = "4XX", body = Problem)))]
pub(crate) async fn disqualify(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<DisqualifyLead>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Lead, _>::new(call, &request, *id, body)?.take(&db, service::lead::disqualify).await
}

/// Take a lead back to work.
///
/// Whichever exit it took but conversion. Needs the permission `lead:update`.
#[utoipa::path(post, path = "/leads/{id}/actions/reopen", tag = "leads", operation_id = "reopen_lead", request_body = StepLead,
    params(("id" = Uuid, Path, description = "The lead."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("lead:update"))),
    responses((status = 200, description = "The lead as it is now.", body = Lead), (status = "4XX", body = Problem)))]
pub(crate) async fn reopen(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<StepLead>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Lead, _>::new(call, &request, *id, body)?.take(&db, service::lead::reopen).await
}

/// See what a lead would become: the records that conversion would create, and those that are there and may be the same.
///
/// Needs the permission `lead:read`; says of each record whether it may be created, or used.
#[utoipa::path(get, path = "/leads/{id}/conversion", tag = "leads", operation_id = "preview_conversion",
    params(("id" = Uuid, Path, description = "The lead.")),
    extensions(("x-permission" = json!("lead:read"))),
    responses((status = 200, description = "What it would become.", body = ConversionPreview),
        (status = "4XX", body = Problem)))]
pub(crate) async fn preview_conversion(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = LeadId(*id);
    let preview = db.read(call.actor, move |read| service::lead::conversion::preview(read, id)).await?;
    Ok(HttpResponse::Ok().json(preview))
}

/// Convert a lead into an account, a contact and, if asked for, a deal, or attach it to those that are there.
///
/// All of it is done or nothing. Activities move along, the timeline shows on the account too, and the lead is read
/// only afterwards. Of a lead that is converted already the answer is the same again, whatever its version. What is
/// there already is not created a second time unless `allow_duplicates` says so. Needs the permission `lead:update`,
/// those to create what is created, and to change what it is attached to.
#[utoipa::path(post, path = "/leads/{id}/actions/convert", tag = "leads", operation_id = "convert_lead",
    request_body = ConvertLead,
    params(("id" = Uuid, Path, description = "The lead."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("lead:update"))),
    responses((status = 200, description = "The lead as it is now, with what it became.", body = Lead),
        (status = "4XX", body = Problem)))]
pub(crate) async fn convert(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<ConvertLead>,
) -> Result<HttpResponse, ApiError> {
    valid(&body)?;
    Step::<Lead, _>::new(call, &request, *id, body)?.take(&db, service::lead::conversion::convert).await
}
