//! One's API keys.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use domain::ApiKeyId;
use persistence::session::{NewKey, TokenHash};
use uuid::Uuid;
use wire::Problem;
use wire::auth::{ApiKeyInput, ApiKeys, NewApiKey};

use super::actor::Caller;
use super::secret::{key_prefix, new_api_key};
use crate::body::{Body, valid};
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;

/// List one's API keys.
///
/// The keys themselves are not among it: each was shown once, when it was made.
#[utoipa::path(get, path = "/api-keys", tag = "api-keys", operation_id = "list_api_keys",
    responses((status = 200, description = "The keys, the latest first.", body = ApiKeys),
        (status = "4XX", body = Problem)))]
pub(crate) async fn list(db: Db, caller: Caller, _: NoQuery) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let data = db.run(move |store| store.api_keys(&actor)).await?;
    Ok(HttpResponse::Ok().json(ApiKeys { data }))
}

/// Create an API key.
///
/// The key is shown this one time. It acts as its user, within its scopes, until it expires or is deleted.
#[utoipa::path(post, path = "/api-keys", tag = "api-keys", operation_id = "create_api_key", request_body = ApiKeyInput,
    responses((status = 201, description = "The key.", body = NewApiKey), (status = "4XX", body = Problem)))]
pub(crate) async fn create(
    db: Db,
    caller: Caller,
    _: NoQuery,
    body: Body<ApiKeyInput>,
) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let input = valid(body.value)?;
    let key = new_api_key();
    let new = NewKey { input, prefix: key_prefix(&key), hash: TokenHash::of(&key) };
    let api_key = db.run(move |store| store.create_api_key(&actor, new)).await?;
    let location = (header::LOCATION, format!("/api/v1/api-keys/{}", api_key.id));
    Ok(HttpResponse::Created().insert_header(location).json(NewApiKey { key, api_key }))
}

/// Delete an API key.
///
/// It is refused within two seconds.
#[utoipa::path(delete, path = "/api-keys/{id}", tag = "api-keys", operation_id = "delete_api_key",
    params(("id" = Uuid, Path, description = "The key.")),
    responses((status = 204, description = "Deleted."), (status = "4XX", body = Problem)))]
pub(crate) async fn delete(
    db: Db,
    caller: Caller,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let id = ApiKeyId(*id);
    db.run(move |store| store.delete_api_key(&actor, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
