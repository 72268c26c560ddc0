//! One's own account: who one is, sessions and passwords; and letting others in.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{SessionId, UserId};
use persistence::Via;
use persistence::session::{Holder, Purpose, TokenHash};
use uuid::Uuid;
use wire::auth::{ChangePassword, Me, PasswordLink, Sessions as SessionList, SetPassword};
use wire::{FieldCode, FieldError, Problem, ProblemCode};

use super::actor::Caller;
use super::origin::seen;
use super::password::{self, Verified};
use super::secret::new_token;
use super::{Sessions, sign_in};
use crate::body::{RawBody, valid};
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;

/// Get oneself.
///
/// Who asks and what they may do: all that a client needs to draw its screens.
#[utoipa::path(get, path = "/auth/me", tag = "auth", operation_id = "get_me",
    responses((status = 200, description = "The caller.", body = Me), (status = "4XX", body = Problem)))]
pub(crate) async fn me(db: Db, caller: Caller, _: NoQuery) -> Result<HttpResponse, ApiError> {
    let me = db.run(move |store| store.me(&caller.actor)).await?;
    Ok(HttpResponse::Ok().json(me))
}

/// List one's sessions.
///
/// Each is a program that stays signed in; `is_current` marks the one that asks.
#[utoipa::path(get, path = "/auth/sessions", tag = "auth", operation_id = "list_sessions",
    responses((status = 200, description = "The live sessions, the latest first.", body = SessionList),
        (status = "4XX", body = Problem)))]
pub(crate) async fn list_sessions(db: Db, caller: Caller, _: NoQuery) -> Result<HttpResponse, ApiError> {
    let (actor, current) = caller.in_session()?;
    let user_id = actor.user_id().ok_or_else(|| ApiError::new(ProblemCode::Forbidden))?;
    let data = db.run(move |store| store.sessions_of(user_id, Some(current))).await?;
    Ok(HttpResponse::Ok().json(SessionList { data }))
}

/// End one of one's sessions.
///
/// Its tokens are dead within two seconds. An API key may not do this.
#[utoipa::path(delete, path = "/auth/sessions/{id}", tag = "auth", operation_id = "end_session",
    params(("id" = Uuid, Path, description = "The session.")),
    responses((status = 204, description = "Ended."), (status = "4XX", body = Problem)))]
pub(crate) async fn end_session(
    db: Db,
    sessions: web::Data<Sessions>,
    caller: Caller,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let id = SessionId(*id);
    db.run(move |store| store.end_session(&actor, id)).await?;
    sessions.forget(id);
    Ok(HttpResponse::NoContent().finish())
}

/// Change one's password.
///
/// Ends every other session. Wrong current passwords count like wrong passwords at sign-in.
#[utoipa::path(post, path = "/auth/change-password", tag = "auth", operation_id = "change_password",
    request_body = ChangePassword,
    responses((status = 204, description = "Changed."), (status = "4XX", body = Problem)))]
pub(crate) async fn change_password(
    db: Db,
    sessions: web::Data<Sessions>,
    caller: Caller,
    _: NoQuery,
    body: RawBody<ChangePassword>,
) -> Result<HttpResponse, ApiError> {
    let (actor, session_id) = caller.in_session()?;
    let ChangePassword { current, new } = valid(body.0)?;
    let asking = actor.clone();
    let holder = db.run(move |store| store.holder(&asking)).await?;
    let (email, address) = (holder.email.clone(), actor.origin().address.clone());
    let attempt = db.run(move |store| store.begin_sign_in(&email, address.as_deref(), None)).await?;
    let (attempt, verified) = sign_in::verify(&sessions, attempt, current).await?;
    if verified == Verified::Wrong {
        db.run(move |store| store.fail_sign_in(&attempt, actor.origin())).await?;
        let wrong = FieldError::at("current", FieldCode::NotAllowed);
        return Err(ApiError::with(ProblemCode::ValidationFailed, wrong));
    }
    let hash = chosen(&sessions, "new", new, holder).await?;
    db.run(move |store| store.change_password(&actor, &attempt, Some(session_id), &hash)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Set a password with the token of a link.
///
/// The token of an invitation or reset works once. Ends every session of the user.
#[utoipa::path(post, path = "/auth/set-password", tag = "auth", operation_id = "set_password",
    request_body = SetPassword, security(()),
    responses((status = 204, description = "Set."), (status = "4XX", body = Problem)))]
pub(crate) async fn set_password(
    request: HttpRequest,
    db: Db,
    sessions: web::Data<Sessions>,
    _: NoQuery,
    body: RawBody<SetPassword>,
) -> Result<HttpResponse, ApiError> {
    let SetPassword { token, password } = valid(body.0)?;
    let origin = seen!(&request).origin(Via::Session, &sessions.settings().trusted_proxies);
    let hash = TokenHash::of(&token);
    let asked = hash.clone();
    let holder = db.run(move |store| store.holder_of_link(&asked)).await?;
    let password_hash = chosen(&sessions, "password", password, holder).await?;
    db.run(move |store| store.set_password(&hash, &password_hash, &origin)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hashes a new password, if it is not too easy to guess.
async fn chosen(
    sessions: &Sessions,
    field: &'static str,
    password: String,
    holder: Holder,
) -> Result<String, ApiError> {
    let work = move || match password::weakness(field, &password, &holder.name, &holder.email) {
        Some(weakness) => Err(ApiError::with(ProblemCode::ValidationFailed, weakness)),
        None => password::hash(&password)
            .map_err(|cause| ApiError { cause: Some(cause), ..ApiError::new(ProblemCode::Internal) }),
    };
    sessions.gate.run(work).await?
}

/// Invite a user.
///
/// Answers with the token of a link by which a user without a password sets the first one, good for 72 hours.
/// Earlier links are void. Needs the permission to change every user, and all that the user may do.
#[utoipa::path(post, path = "/users/{id}/actions/invite", tag = "users", operation_id = "invite_user",
    params(("id" = Uuid, Path, description = "The user.")),
    responses((status = 200, description = "The link's token.", body = PasswordLink), (status = "4XX", body = Problem)))]
pub(crate) async fn invite(
    db: Db,
    caller: Caller,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    link(db, caller, UserId(*id), Purpose::Invite).await
}

/// Let a user set a new password.
///
/// Answers with the token of a link, good for 30 minutes. Earlier links are void; the old password works until the
/// link is used. Needs the permission to change every user, and all that the user may do.
#[utoipa::path(post, path = "/users/{id}/actions/reset-password", tag = "users",
    operation_id = "reset_password_of_user", params(("id" = Uuid, Path, description = "The user.")),
    responses((status = 200, description = "The link's token.", body = PasswordLink), (status = "4XX", body = Problem)))]
pub(crate) async fn reset_password(
    db: Db,
    caller: Caller,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    link(db, caller, UserId(*id), Purpose::ResetPassword).await
}

async fn link(db: Db, caller: Caller, user_id: UserId, purpose: Purpose) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let token = new_token();
    let hash = TokenHash::of(&token);
    let expires_at = db.run(move |store| store.create_link(&actor, user_id, purpose, &hash)).await?;
    Ok(HttpResponse::Ok().json(PasswordLink { token, expires_at }))
}
