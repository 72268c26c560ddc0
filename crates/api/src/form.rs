//! Forms on the web: for everybody, without a token of ours.

mod page;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::WebFormId;
use persistence::{Actor, Origin, Via};
use uuid::Uuid;
use wire::web_form::{FilledForm, FormLink, FormThanks, OpenForm, WebForm};
use wire::{Problem, ProblemCode};

use crate::auth::{Sessions, origin_of};
use crate::body::Body;
use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};

pub(crate) use page::configure;

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => crate::form.open, crate::form.submit, crate::form.link);
}

/// The visitor of a form: nobody, from somewhere.
fn visitor(request: &HttpRequest, sessions: &Sessions) -> Origin {
    origin_of(request, sessions, Via::WebForm)
}

/// Takes a filled form, unless too many came from where it comes.
async fn take(db: &Db, origin: Origin, token: String, filled: FilledForm) -> Result<FormThanks, ApiError> {
    let from = origin.clone();
    if !db.run(move |store| store.may_send_form(&from)).await? {
        return Err(ApiError::new(ProblemCode::QuotaExceeded));
    }
    db.run(move |store| {
        let actor = Actor::system("web form").from(origin);
        store.write(&actor, |tx| service::web_form::submit(tx, &token, &filled))
    })
    .await
}

/// See a form as its visitors do.
///
/// Needs no token. The `stamp` in the answer says when it was opened, and is sent with what was filled in.
#[utoipa::path(get, path = "/forms/{token}", tag = "forms", operation_id = "open_form",
    params(("token" = String, Path, description = "The form.", max_length = 50)),
    responses((status = 200, description = "The form.", body = OpenForm), (status = "4XX", body = Problem)))]
pub(crate) async fn open(
    db: Db,
    token: web::Path<String>,
    _: NoQuery,
    request: HttpRequest,
    sessions: web::Data<Sessions>,
) -> Result<HttpResponse, ApiError> {
    let (token, actor) = (token.into_inner(), Actor::system("web form").from(visitor(&request, &sessions)));
    let form = db.read(actor, move |read| service::web_form::open(read, &token)).await?;
    Ok(HttpResponse::Ok().json(form))
}

/// Send a form.
///
/// Needs no token. A visitor whose e-mail address or number a lead has joins that lead, others become one. No faster
/// than people are, and at most twenty times in a quarter of an hour from one address.
#[utoipa::path(post, path = "/forms/{token}", tag = "forms", operation_id = "send_form", request_body = FilledForm,
    params(("token" = String, Path, description = "The form.", max_length = 50)),
    responses((status = 200, description = "What is said to the visitor.", body = FormThanks),
        (status = "4XX", body = Problem)))]
pub(crate) async fn submit(
    db: Db,
    token: web::Path<String>,
    _: NoQuery,
    request: HttpRequest,
    sessions: web::Data<Sessions>,
    body: Body<FilledForm>,
) -> Result<HttpResponse, ApiError> {
    let thanks = take(&db, visitor(&request, &sessions), token.into_inner(), body.value).await?;
    Ok(HttpResponse::Ok().json(thanks))
}

/// See where a form is, and how a page shows it.
///
/// Needs the permission `web_form:read`.
#[utoipa::path(get, path = "/web-forms/{id}/link", tag = "web-forms", operation_id = "get_form_link",
    params(("id" = Uuid, Path, description = "The form.")),
    extensions(("x-permission" = json!("web_form:read"))),
    responses((status = 200, description = "Its address and a snippet.", body = FormLink),
        (status = "4XX", body = Problem)))]
pub(crate) async fn link(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    sessions: web::Data<Sessions>,
) -> Result<HttpResponse, ApiError> {
    let id = WebFormId(*id);
    let form: WebForm = db.read(call.actor, move |read| read.get(id)).await?;
    let url = format!("{}/forms/{}", sessions.public_url(), form.token);
    let title = page::escaped(&form.title);
    let snippet = format!("<iframe src=\"{url}\" title=\"{title}\" width=\"100%\" height=\"720\"></iframe>");
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(FormLink { url, snippet }))
}
